//! Ways to send a message: links that the device opens, with the words in them.

use crate::{
    order,
    query::{Way, WayKind},
    record::{
        Channel, Contact, Items, Person,
        reach::{calls, encoded, mails},
    },
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
    let numbers = first(&person.phones).map(calls).unwrap_or_default();
    let is_one = numbers.len() == 1;
    for number in numbers {
        let shown = if is_one { "" } else { number.shown.as_str() };
        let way = |kind, href| Way { kind, href, number: shown.to_owned() };
        let call = way(WayKind::Call, number.call.clone());
        // With both signs the words arrive on every telephone: some want the one, some the other.
        let text = way(WayKind::Text, [&number.text, "?&body=", &body].concat());
        ways.extend([call, text]);
    }
    for address in first(&person.emails).map(mails).unwrap_or_default() {
        let href = [&address, "?subject=", &encoded(to.subject), "&body=", &body].concat();
        ways.push(Way { kind: WayKind::Email, href, number: String::new() });
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
