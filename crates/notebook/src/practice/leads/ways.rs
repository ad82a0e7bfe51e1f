//! Ways to send a message: links that the device opens, with the words in them.

use crate::{
    order,
    query::{Way, WayKind},
    record::{Channel, Contact, Items, Person},
};

/// To whom, and what.
pub(crate) struct Addressee<'a> {
    pub(crate) person: Option<&'a Person>,
    pub(crate) subject: &'a str,
    pub(crate) words: &'a str,
}

/// The ways that exist, the preferred one first. What is on the way in the link is what may leave.
pub(crate) fn ways(to: &Addressee<'_>) -> Vec<Way> {
    let Some(person) = to.person else { return Vec::new() };
    let channel = person.channel.as_ref();
    let body = encoded(to.words);
    let mut ways = Vec::new();
    if let Some(phone) = first(&person.phones) {
        let number: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let way = |kind, href| Way { kind, href };
        let call = way(WayKind::Call, ["tel:", &number].concat());
        // With both signs the words arrive on every telephone: some want the one, some the other.
        let text = way(WayKind::Text, ["sms:", &number, "?&body=", &body].concat());
        ways.extend([call, text]);
    }
    if let Some(email) = first(&person.emails) {
        let address: String = email.split('@').map(encoded).collect::<Vec<_>>().join("@");
        let href = ["mailto:", &address, "?subject=", &encoded(to.subject), "&body=", &body].concat();
        ways.push(Way { kind: WayKind::Email, href });
    }
    let preferred = match channel {
        Some(Channel::Call) => Some(WayKind::Call),
        Some(Channel::Email) => Some(WayKind::Email),
        Some(Channel::Text | Channel::Messenger) => Some(WayKind::Text),
        _ => None,
    };
    order::by_key(&mut ways, |way| Some(way.kind) != preferred);
    ways
}

/// The main one, or the first.
fn first(contacts: &Items<Contact>) -> Option<&str> {
    let main = contacts.values().find(|contact| contact.main == Some(true));
    let value = main.or_else(|| contacts.values().next()).map(|contact| contact.value.trim());
    value.filter(|value| !value.is_empty())
}

/// Percent-encoded (RFC 3986), lines ended as in mail.
fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.replace("\r\n", "\n").replace('\n', "\r\n").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}
