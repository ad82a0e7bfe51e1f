//! A change in words: “You changed the city of Ana Ruiz: Sevilla → Cádiz”.

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
    let kind = first.map_or("entry", |(record, _)| word_of(*record));
    let made: Vec<String> = entry
        .made
        .iter()
        .map(|record| {
            let title = names.get(&record.to_string()).map(|title| isolated(title)).unwrap_or_default();
            format!("{}: {title}", word_of(*record))
        })
        .collect();
    let fields = || details(entry, &names);
    match entry.name.as_str() {
        "jot" => Words { what: "You jotted".to_owned(), details: vec![format!("“{title}”")] },
        "sort" => Words { what: "You sorted a jot".to_owned(), details: made },
        "put_away" => Words { what: "You put a jot away".to_owned(), details: vec![title] },
        "unite" => Words { what: format!("You united two entries: {title}"), details: fields() },
        "add" if is_decision(entry) => Words { what: format!("You decided: {title}"), details: Vec::new() },
        "together" if made.len() < 2 && fields().is_empty() => {
            Words { what: format!("You added a {kind}: {title}"), details: Vec::new() }
        }
        "together" => Words {
            what: format!("You did several things for {title}"),
            details: made.into_iter().chain(fields()).collect(),
        },
        "add" => Words { what: format!("You added a {kind}: {title}"), details: Vec::new() },
        "sent" => Words { what: "You logged a message".to_owned(), details: made },
        "edit" => one_edit(entry, &names, &title)
            .unwrap_or_else(|| Words { what: format!("You changed {title}"), details: fields() }),
        "remove" => Words { what: format!("You put {title} in the bin"), details: Vec::new() },
        "restore" => Words { what: format!("You took {title} out of the bin"), details: Vec::new() },
        "empty_bin" => Words { what: "You emptied the bin".to_owned(), details: Vec::new() },
        "undo" => Words { what: format!("You took back a change of {title}"), details: fields() },
        other if entry.records.is_empty() => Words { what: when_unknown(other), details: Vec::new() },
        other => Words { what: format!("{}: {title}", when_unknown(other)), details: fields() },
    }
}

/// Whether all that a change made is a decision.
fn is_decision(entry: &HistoryEntry) -> bool {
    entry.made.iter().all(|record| record.kind == Kind::Decision)
}

fn when_unknown(name: &str) -> String {
    if name.is_empty() { "A change from another version".to_owned() } else { format!("“{name}”") }
}

/// An edit of a single field is one sentence.
fn one_edit(entry: &HistoryEntry, names: &BTreeMap<String, String>, title: &str) -> Option<Words> {
    let mut told = entry.fields.iter().filter(|change| is_told(change));
    let (Some(change), None) = (told.next(), told.next()) else { return None };
    let (label, before, after) = read(change, names);
    let what = match (&before, &after) {
        (None, Some(after)) => format!("You added to {title}: {label} {after}"),
        (Some(before), None) => format!("You took from {title}: {label} {before}"),
        (Some(before), Some(after)) => format!("You changed the {label} of {title}: {before} → {after}"),
        (None, None) => return None,
    };
    Some(Words { what, details: Vec::new() })
}

fn details(entry: &HistoryEntry, names: &BTreeMap<String, String>) -> Vec<String> {
    let line = |change: &FieldChange| {
        let (label, before, after) = read(change, names);
        match (before, after) {
            (Some(before), Some(after)) => format!("{label}: {before} → {after}"),
            (None, Some(after)) => format!("{label}: {after}"),
            (Some(before), None) => format!("{label}: {before}, taken away"),
            (None, None) => label,
        }
    };
    let told: Vec<&FieldChange> = entry.fields.iter().filter(|change| is_told(change)).collect();
    let mut lines: Vec<String> = told.iter().take(MOST).copied().map(line).collect();
    if told.len() > MOST {
        lines.push(format!("and {} more", told.len() - MOST));
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
        (Some(field), _) => field.label.to_lowercase(),
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
