//! Edits are checked against the table of fields before anything is written.

use super::MOST_BYTES;
use crate::{
    command::{Edit, Refusal},
    record::{
        Decision, Event, FieldSpec, Fields, Group, Jot, Kind, Lead, Me, Money, Person, Promise, Ref, Shape,
        Touch, spec_of,
    },
    time::{Planned, parse_date, parse_instant},
    value::Value,
};

/// The table of fields of a kind.
fn specs(kind: Kind) -> &'static [FieldSpec] {
    match kind {
        Kind::Me => Me::SPECS,
        Kind::Person => Person::SPECS,
        Kind::Jot => Jot::SPECS,
        Kind::Touch => Touch::SPECS,
        Kind::Lead => Lead::SPECS,
        Kind::Promise => Promise::SPECS,
        Kind::Event => Event::SPECS,
        Kind::Group => Group::SPECS,
        Kind::Decision => Decision::SPECS,
    }
}

/// Whether every edit names a field of the record and brings a value of its shape.
pub(super) fn edits(record: Ref, edits: &[Edit]) -> Result<(), Refusal> {
    let size: usize =
        edits.iter().map(|edit| edit.key.len() + edit.value.as_ref().map_or(0, size_of_value)).sum();
    if size > MOST_BYTES {
        return Err(Refusal::TooLong { most: MOST_BYTES });
    }
    if edits.iter().any(|edit| is_of_oneself(record, edit)) {
        return Err(Refusal::Oneself);
    }
    edits.iter().try_for_each(|edit| {
        let shape = spec_of(specs(record.kind), &edit.key)
            // Life and death have commands of their own, and so has being one person.
            .filter(|_| !is_own(&edit.key))
            .ok_or_else(|| Refusal::NoSuchField { key: edit.key.clone() })?;
        match &edit.value {
            Some(value) if !fits(shape, value) => Err(Refusal::WrongValue { key: edit.key.clone() }),
            _ => Ok(()),
        }
    })
}

/// Whether a key says when a record was last edited, removed or deleted for good.
pub(crate) fn is_life(key: &str) -> bool {
    matches!(key, "removed_at" | "edited_at" | "erased_at")
}

/// Whether a key is the notebook's own: no edit writes it.
fn is_own(key: &str) -> bool {
    is_life(key) || key.starts_with("united/")
}

/// Whether every edit may be made to a record that is there: the words of a jot are kept for ever.
pub(super) fn changes(record: Ref, changes: &[Edit]) -> Result<(), Refusal> {
    let words = changes.iter().find(|edit| record.kind == Kind::Jot && edit.key == "text");
    match words {
        Some(edit) => Err(Refusal::NoSuchField { key: edit.key.clone() }),
        None => edits(record, changes),
    }
}

/// Whether a person is said to know themselves, to have introduced themselves, to speak for themselves.
fn is_of_oneself(record: Ref, edit: &Edit) -> bool {
    let own = || record.id.to_string();
    let member = edit.key.split_once('/').map(|(_, member)| member);
    record.kind == Kind::Person
        && match &edit.value {
            Some(Value::Str(text)) => *text == own(),
            Some(Value::Bool(true)) => member.is_some_and(|member| member == own()),
            _ => false,
        }
}

fn size_of_value(value: &Value) -> usize {
    match value {
        Value::Str(text) | Value::Text(text) | Value::Unknown(text) => text.len(),
        Value::Map(map) => map.iter().map(|(key, value)| key.len() + size_of_value(value)).sum(),
        _ => 8,
    }
}

fn fits(shape: Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Str | Shape::Choice, Value::Str(text)) => !text.is_empty(),
        (Shape::Text, Value::Text(_))
        | (Shape::Bool, Value::Bool(_))
        | (Shape::Set, Value::Bool(true))
        | (Shape::Int, Value::Int(_)) => true,
        (Shape::Date, Value::Str(text)) => parse_date(text).is_some(),
        (Shape::Instant, Value::Str(text)) => parse_instant(text).is_some(),
        (Shape::Planned, Value::Str(text)) => Planned::parse(text).is_some(),
        (Shape::Id, Value::Str(text)) => text.parse::<crate::Id>().is_ok(),
        (Shape::Money, Value::Str(text)) => text.parse::<Money>().is_ok(),
        _ => false,
    }
}
