//! Several entries of one person, read as one: lists are united, what is said only once stands, what is said
//! differently stands as words in the note. Only what is exactly equal is said once.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    id::Id,
    record::{Fields, Items, Person, Record, Shape, exact_key, spec_of},
    value::Value,
};

/// One person from all entries, the shown one first. In the bin only when all are.
pub(super) fn of(entries: Vec<Person>) -> Option<Person> {
    let mut entries = entries.into_iter();
    let mut one = entries.next()?;
    for two in entries {
        one.removed_at = one.removed_at.and_then(|at| two.removed_at.map(|other| other.max(at)));
        one.edited_at = one.edited_at.max(two.edited_at);
        one.erased_at = None;
        one = joined(&one, &two);
    }
    one.united.clear();
    Some(one)
}

fn joined(one: &Person, two: &Person) -> Person {
    let mut there: BTreeMap<String, Value> = one.pairs().into_iter().collect();
    let mut lines = Vec::new();
    let said = two.pairs();
    let differs = |(key, value): &&(String, Value)| there.get(key).is_some_and(|known| known != value);
    let clashing: BTreeSet<String> =
        said.iter().filter(differs).filter_map(|(key, _)| Some(item_of(key)?.0.to_owned())).collect();
    for (mut key, value) in said {
        if is_own(&key) || is_known_item(one, two, &key) {
            continue;
        }
        // Made of one jot, items of two entries can have one id.
        if let Some((item, part)) = item_of(&key)
            && clashing.contains(item)
            && let Some((field, id)) = item.split_once('/')
            && let Ok(id) = id.parse::<Id>()
        {
            key = format!("{field}/{}/{part}", beside(id, two.id));
        }
        match (there.get_mut(&key), value) {
            (None, value) => {
                there.insert(key, value);
            }
            (Some(known), value) if *known == value => {}
            (Some(Value::Text(_)), Value::Text(words)) if key == "note" => {
                lines.push(words.trim().to_owned());
            }
            (Some(Value::Text(known)), Value::Text(words)) => add_lines(known, &[words]),
            // They were met on the earlier day.
            (Some(Value::Str(known)), Value::Str(day)) if key == "met_on" => {
                if day < *known {
                    *known = day;
                }
            }
            // Who introduced them cannot be said in words that follow a new name: the page shows both.
            _ if spec_of(Person::SPECS, &key) == Some(Shape::Id) => {}
            (Some(_), value) => lines.push(line(&key, &value)),
        }
    }
    let mut whole = Person::blank(one.id);
    for (key, value) in there {
        // A record keeps what it does not know: nothing comes back.
        let _ = whole.take(&key, value);
    }
    add_lines(&mut whole.note.0, &lines);
    whole
}

/// The item of a key, and the part: `phones/<id>` and `value`.
pub(crate) fn item_of(key: &str) -> Option<(&str, &str)> {
    matches!(spec_of(Person::SPECS, key), Some(shape) if shape != Shape::Set).then_some(())?;
    key.rsplit_once('/')
}

/// The id under which an item of an entry is shown when another one has it already.
pub(crate) fn beside(item: Id, entry: Id) -> Id {
    item.derive(entry.0.iter().fold(0, |sum: u64, byte| sum.rotate_left(8) ^ u64::from(*byte)))
}

/// Keys that belong to an entry and not to the person.
pub(crate) fn is_own(key: &str) -> bool {
    matches!(key, "edited_at" | "removed_at" | "erased_at") || key.starts_with("united/")
}

/// What is said differently, in words.
pub(crate) fn line(key: &str, value: &Value) -> String {
    format!("{}: {}", key.replace('_', " "), value.words())
}

/// Adds words that a text does not hold yet as lines of their own.
pub(crate) fn add_lines(text: &mut String, lines: &[String]) {
    for words in lines.iter().map(|words| words.trim()).filter(|words| !words.is_empty()) {
        if !has_lines(text, words) {
            let both = [text.trim_end(), words].join("\n");
            *text = both.trim_start_matches('\n').to_owned();
        }
    }
}

/// Whether a text holds these lines, one after the other.
pub(crate) fn has_lines(text: &str, words: &str) -> bool {
    let wanted: Vec<&str> = words.trim().lines().map(str::trim_end).collect();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.windows(wanted.len().max(1)).any(|lines| lines == wanted)
}

/// Whether a key is part of an item that the first entry has as well, under another id: every part of it is
/// exactly what the other says, or not said.
pub(crate) fn is_known_item(one: &Person, two: &Person, key: &str) -> bool {
    let mut parts = key.split('/');
    let (Some(field), Some(Ok(id))) = (parts.next(), parts.next().map(str::parse)) else { return false };
    match field {
        "phones" => known(field, &one.phones, &two.phones, id).is_some(),
        "emails" => known(field, &one.emails, &two.emails, id).is_some(),
        "links" => known(field, &one.links, &two.links, id).is_some(),
        "gains" => known(field, &one.gains, &two.gains, id).is_some(),
        "evidence" => known(field, &one.evidence, &two.evidence, id).is_some(),
        "best_customers" => known(field, &one.best_customers, &two.best_customers, id).is_some(),
        _ => false,
    }
}

/// Whether parts of one item say all that those of another one say. A number that reaches the same says the same, however it
/// is written.
pub(crate) fn says_all_of(field: &str, there: &[(String, Value)], said: &[(String, Value)]) -> bool {
    said.iter().all(|(part, value)| {
        there.iter().any(|(known, says)| match (says, value) {
            _ if known != part => false,
            (Value::Str(says), Value::Str(value)) if part == "value" => {
                exact_key(field, says) == exact_key(field, value)
            }
            (says, value) => says == value,
        })
    })
}

/// The item of the first list that says all that one of the second says.
fn known<T: Fields>(field: &str, one: &Items<T>, two: &Items<T>, id: Id) -> Option<Id> {
    let pairs = |item: &T| {
        let mut out = Vec::new();
        item.give("", &mut out);
        out
    };
    let said = pairs(two.get(&id)?);
    let says_all = |item: &T| {
        let there = pairs(item);
        says_all_of(field, &there, &said)
    };
    one.iter().find(|(known, item)| **known != id && says_all(item)).map(|(known, _)| *known)
}
