//! My business card, as a vCard, and what others need to refer me, in words (domain §8).

use notebook::record::{
    Contact, Items, Me, Words,
    phone::Phone,
    reach::{addresses, encoded, web},
};

use crate::{
    line::text,
    name::{Parts, parts},
};

/// The media type of the file.
pub const KIND: &str = "text/vcard;charset=utf-8";

/// The card as a vCard 3.0 (RFC 2426), the version that cameras and address books of all makers read. Lines are not folded:
/// some readers of QR codes take a folded line for two. `None` without a name.
#[must_use]
pub fn of_me(me: &Me) -> Option<String> {
    let name = me.name.trim();
    if name.is_empty() {
        return None;
    }
    let mut out = String::new();
    let mut line = |name: &str, value: &str| {
        out.extend([name, ":", value, "\r\n"]);
    };
    line("BEGIN", "VCARD");
    line("VERSION", "3.0");
    let Parts { family, given, before, after } = parts(name);
    line("N", &[family, given, String::new(), before, after].map(|part| text(&part)).join(";"));
    line("FN", &text(name));
    for (key, words) in [("ORG", &me.company), ("TITLE", &me.trade)] {
        if !words.trim().is_empty() {
            line(key, &text(words.trim()));
        }
    }
    for phone in first_the_main(&me.phones).flat_map(Phone::all) {
        let desk = if phone.extension.is_empty() { "" } else { " ext. " };
        line("TEL", &[&phone.dialled(), desk, &phone.extension].concat());
    }
    for address in first_the_main(&me.emails).flat_map(addresses) {
        line("EMAIL", &text(address));
    }
    // An address is no text (RFC 2426 §3.6.8): what is escaped in it leads elsewhere.
    for link in first_the_main(&me.links) {
        line("URL", &uri(&web(link)));
    }
    if !me.city.trim().is_empty() {
        line("ADR", &[";;;", &text(me.city.trim()), ";;;"].concat());
    }
    line("END", "VCARD");
    Some(out)
}

/// What others need to know to send me the right people: whom, what to listen for, how to introduce me. Empty parts are left out.
#[must_use]
pub fn how_to_refer(me: &Me) -> String {
    let who: Vec<&str> = [&me.name, &me.trade, &me.company]
        .map(|words| words.trim())
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let customers: Vec<&str> =
        me.best_customers.values().map(customer).filter(|words| !words.is_empty()).collect();
    let parts = [
        ("", who.join(", ")),
        ("A good prospect for me: ", me.target_market.0.trim().to_owned()),
        ("Listen for: ", me.listen_for.0.trim().to_owned()),
        ("My best customers: ", customers.join(", ")),
        ("How to introduce me: ", me.introduction.0.trim().to_owned()),
        ("A story: ", me.story.0.trim().to_owned()),
        (
            "How to reach me: ",
            first_the_main(&me.phones).chain(first_the_main(&me.emails)).collect::<Vec<_>>().join(", "),
        ),
    ];
    let said = parts
        .iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(before, words)| [before, words.as_str()].concat());
    said.collect::<Vec<_>>().join("\n")
}

/// As it stands; only what no address can hold is encoded.
fn uri(link: &str) -> String {
    let sign = |c: char| {
        if c.is_whitespace() || c.is_control() { encoded(c.encode_utf8(&mut [0; 4])) } else { c.into() }
    };
    link.chars().map(sign).collect()
}

fn customer(of: &Words) -> &str {
    of.words.trim()
}

/// The values, the one to use first before the others.
fn first_the_main(contacts: &Items<Contact>) -> impl Iterator<Item = &str> {
    let of = |main: bool| contacts.values().filter(move |contact| (contact.main == Some(true)) == main);
    of(true).chain(of(false)).map(|contact| contact.value.trim()).filter(|value| !value.is_empty())
}
