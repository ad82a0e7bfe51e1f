//! A message went out: a touch, and what follows from it for the lead. One change, so that one undo takes
//! both back.

use super::{MOST_BYTES, put, unite};
use crate::{
    command::Refusal,
    document::{Document, Write},
    model::Model,
    practice::leads::{About, addressee, edits},
    record::{Kind, Lead, Ref, TouchKind},
    time::{Now, instant_text},
    value::Value,
};

/// The writes. Without anybody to write to there is no such message.
pub(super) fn writes(
    touch: Ref,
    lead: &Lead,
    about: About,
    (kind, words): (Option<&TouchKind>, &str),
    (document, model, now): (&Document, &Model, Now),
) -> Result<Vec<Write>, Refusal> {
    if words.len() > MOST_BYTES {
        return Err(Refusal::TooLong { most: MOST_BYTES });
    }
    let person = addressee(model, lead, about).ok_or(Refusal::NoSuchRecord)?.person;
    if document.holds(touch) {
        return Ok(Vec::new());
    }
    let of = about.touch();
    let mut writes = vec![
        Write::Make(touch),
        put(touch, "kind", Value::str(kind.unwrap_or(&of).word())),
        put(touch, "at", Value::Str(instant_text(&now.0))),
        put(touch, "by", Value::str("me")),
        put(touch, "lead", Value::Str(lead.id.to_string())),
        put(touch, "about", Value::str(about.word())),
    ];
    writes.extend(person.map(|person| put(touch, "person", Value::Str(person.id.to_string()))));
    if !words.trim().is_empty() {
        writes.push(put(touch, "words", Value::str(words.trim())));
    }
    if let Some(deed) = about.deed() {
        let name = Ref::new(Kind::Lead, lead.id);
        writes.extend(unite::edits(name, &edits(lead, &deed, now)?, document, model));
    }
    Ok(writes)
}
