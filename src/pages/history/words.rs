//! A change in words: “You changed the city of Ana Ruiz: Sevilla → Cádiz”.

use said::words::history as say;
use std::collections::BTreeMap;

use notebook::{
    Value, isolated,
    query::{FieldChange, HistoryEntry},
    record::{Kind, Ref},
    time::{parse_date, parse_instant},
};

use crate::{
    components::{
        edit::{Field, Input, Section, Shape, label as label_of},
        when,
    },
    pages::{lead, me, person, search::word_of},
};

/// Lines of details that are shown of one change.
const MOST: usize = 4;

/// A change in words.
pub(crate) struct Words {
    /// What was done.
    pub(crate) what: String,
    /// What it changed, line by line.
    pub(crate) details: Vec<String>,
}

/// What a change did; `of` is the record whose history is read.
pub(crate) fn of_entry(entry: &HistoryEntry, of: Option<Ref>) -> Words {
    let names: BTreeMap<String, String> =
        entry.records.iter().map(|(record, title)| (record.to_string(), title.clone())).collect();
    let first = of
        .and_then(|of| entry.records.iter().find(|(record, _)| *record == of))
        .or_else(|| entry.records.iter().find(|(record, _)| record.kind == Kind::Person))
        .or_else(|| entry.records.first());
    let title = first.map(|(_, title)| isolated(title).into_owned()).unwrap_or_default();
    let kind = first.map_or(say::ENTRY, |(record, _)| word_of(*record));
    let made: Vec<String> = entry
        .made
        .iter()
        .map(|record| {
            let title = names.get(&record.to_string()).map(|title| isolated(title)).unwrap_or_default();
            say::named(word_of(*record), &title).text()
        })
        .collect();
    let fields = || details(entry, &names);
    match entry.name.as_str() {
        "jot" => Words { what: say::YOU_JOTTED.text().to_owned(), details: vec![say::quoted(&title).text()] },
        "sort" => Words { what: say::YOU_SORTED_JOT.text().to_owned(), details: made },
        "put_away" => Words { what: say::YOU_PUT_JOT_AWAY.text().to_owned(), details: vec![title] },
        "unite" => Words { what: say::united(&title).text(), details: fields() },
        "add" if is_decision(entry) => Words { what: say::decided(&title).text(), details: Vec::new() },
        "together" if made.len() < 2 && fields().is_empty() => {
            Words { what: say::added(kind, &title).text(), details: Vec::new() }
        }
        "together" => Words {
            what: say::did_several(&title).text(),
            details: made.into_iter().chain(fields()).collect(),
        },
        "add" => Words { what: say::added(kind, &title).text(), details: Vec::new() },
        "sent" => Words { what: say::YOU_LOGGED_MESSAGE.text().to_owned(), details: made },
        "edit" => one_edit(entry, &names, &title)
            .unwrap_or_else(|| Words { what: say::changed(&title).text(), details: fields() }),
        "remove" => Words { what: say::put_in_bin(&title).text(), details: Vec::new() },
        "restore" => Words { what: say::took_out(&title).text(), details: Vec::new() },
        "empty_bin" => Words { what: say::YOU_EMPTIED_BIN.text().to_owned(), details: Vec::new() },
        "undo" => Words { what: say::took_back(&title).text(), details: fields() },
        other if entry.records.is_empty() => Words { what: when_unknown(other), details: Vec::new() },
        other => Words { what: say::unknown_of(&title, &when_unknown(other)).text(), details: fields() },
    }
}

/// Whether all that a change made is a decision.
fn is_decision(entry: &HistoryEntry) -> bool {
    entry.made.iter().all(|record| record.kind == Kind::Decision)
}

fn when_unknown(name: &str) -> String {
    if name.is_empty() {
        say::CHANGE_FROM_ANOTHER_VERSION.text().to_owned()
    } else {
        say::quoted(name).text()
    }
}

/// An edit of a single field is one sentence.
fn one_edit(entry: &HistoryEntry, names: &BTreeMap<String, String>, title: &str) -> Option<Words> {
    let mut told = entry.fields.iter().filter(|change| is_told(change));
    let (Some(change), None) = (told.next(), told.next()) else { return None };
    let (label, before, after) = read(change, names);
    let what = match (&before, &after) {
        (None, Some(after)) => say::added_to(after, &label, title).text(),
        (Some(before), None) => say::took_from(before, &label, title).text(),
        (Some(before), Some(after)) => say::changed_field(after, before, &label, title).text(),
        (None, None) => return None,
    };
    Some(Words { what, details: Vec::new() })
}

fn details(entry: &HistoryEntry, names: &BTreeMap<String, String>) -> Vec<String> {
    let line = |change: &FieldChange| {
        let (label, before, after) = read(change, names);
        match (before, after) {
            (Some(before), Some(after)) => say::from_to(&after, &before, &label).text(),
            (None, Some(after)) => say::now_is(&after, &label).text(),
            (Some(before), None) => say::taken_away(&before, &label).text(),
            (None, None) => label,
        }
    };
    let told: Vec<&FieldChange> = entry.fields.iter().filter(|change| is_told(change)).collect();
    let mut lines: Vec<String> = told.iter().take(MOST).copied().map(line).collect();
    if told.len() > MOST {
        lines.push(say::more(told.len() - MOST).text());
    }
    lines
}

/// Whether a person would call it a change: an item's own book-keeping is none, and who is one with whom is said by the
/// change itself.
fn is_told(change: &FieldChange) -> bool {
    let (field, input) = known(change);
    if change.key == "erased_at" || change.key.starts_with("united/") {
        return false;
    }
    input.is_some() || !matches!(field.map(|field| &field.shape), Some(Shape::Items(_)))
}

/// A value of which no more is known than how it looks.
fn guessed(value: &Value) -> String {
    let words = value.words();
    match (parse_instant(&words), parse_date(&words)) {
        (Some(at), _) => when::moment(&at),
        (None, Some(day)) => when::day(day),
        _ => words,
    }
}

/// A field's label and its values in words.
fn read(change: &FieldChange, names: &BTreeMap<String, String>) -> (String, Option<String>, Option<String>) {
    let (field, input) = known(change);
    let label = match (field, change.key.split_once('/')) {
        (Some(field), _) => field.label.text().to_lowercase(),
        (None, Some((name, _))) => plain(name),
        (None, None) => plain(&change.key),
    };
    let is_member = change.key.matches('/').count() == 1;
    let words = |value: &Value| {
        if is_member && let Some((_, member)) = change.key.split_once('/') {
            if let Some(Shape::Words(known)) = field.map(|field| &field.shape) {
                return label_of(known, member);
            }
            return names
                .get(&format!("people/{member}"))
                .or_else(|| names.get(&format!("groups/{member}")))
                .map_or_else(|| member.to_owned(), Clone::clone);
        }
        let words = input.map_or_else(|| guessed(value), |input| input.shown(value, names));
        if words.chars().count() > 80 {
            format!("{}…", words.chars().take(80).collect::<String>())
        } else {
            words
        }
    };
    (label, change.before.as_ref().map(words), change.after.as_ref().map(words))
}

fn plain(key: &str) -> String {
    key.replace('_', " ")
}

/// The field of a change and how its value is shown.
fn known(change: &FieldChange) -> (Option<&'static Field>, Option<Input>) {
    let sections: &'static [Section] = match change.record.kind {
        Kind::Person => person::fields::SECTIONS,
        Kind::Lead => lead::fields::SECTIONS,
        Kind::Me => me::fields::SECTIONS,
        _ => return (None, None),
    };
    let field = person::fields::field_of(sections, &change.key);
    let input = field.and_then(|field| field.input_of(&change.key));
    (field, input)
}
