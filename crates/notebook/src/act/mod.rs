//! From commands to writes.

mod check;
mod sent;
mod sort;
mod undo;
mod unite;
mod words;

use std::borrow::Cow;

pub(crate) use check::is_life;
pub(crate) use sort::understood;
pub(crate) use undo::inverse;

use crate::{
    Deleted,
    command::{Command, Edit, Refusal},
    document::{Document, Write},
    model::Model,
    practice::{
        leads,
        today::{self, Case},
    },
    record::{Kind, Ref},
    time::{Now, instant_text},
    value::Value,
};

/// The longest jot or note that one command may bring, bytes.
pub(crate) const MOST_BYTES: usize = 256 * 1024;

/// The writes of a command. Pure: nothing is changed yet.
pub(crate) fn writes(
    command: &Command,
    document: &Document,
    model: &Model,
    now: Now,
) -> Result<Vec<Write>, Refusal> {
    let is_there = |name: Ref| document.holds(name) && !model.gone.is_gone(model.shown(name));
    // Somebody who is shown for several entries comes and goes with all of them.
    let each = |name: Ref, write: fn(Ref) -> Write| -> Vec<Write> {
        model.entries(name).into_iter().filter(|name| is_there(*name)).map(write).collect()
    };
    match command {
        Command::Jot { id, text, at, event, dismissed, month_first } => {
            let jot = Ref::new(Kind::Jot, *id);
            if text.trim().is_empty() {
                return Err(Refusal::Empty);
            }
            if text.len() > MOST_BYTES {
                return Err(Refusal::TooLong { most: MOST_BYTES });
            }
            if document.holds(jot) {
                return Ok(Vec::new());
            }
            let mut writes = vec![
                Write::Make(jot),
                put(jot, "text", Value::str(text)),
                put(jot, "at", Value::Str(instant_text(at))),
            ];
            writes.extend(event.map(|event| put(jot, "event", Value::Str(event.to_string()))));
            writes.extend(month_first.then(|| put(jot, "month_first", Value::Bool(true))));
            let taken_back = dismissed.iter().filter(|key| !key.is_empty());
            writes.extend(taken_back.map(|key| put(jot, &format!("dismissed/{key}"), Value::Bool(true))));
            Ok(writes)
        }
        Command::Sort { jot, into } => {
            Ok(words::in_one_form(sort::writes(*jot, into, document, model, now)?, model))
        }
        Command::PutAway { jot } => {
            let name = Ref::new(Kind::Jot, *jot);
            let known = model.jots.get(jot).ok_or(Refusal::NoSuchRecord)?;
            if known.state.is_some() {
                return Ok(Vec::new());
            }
            Ok(vec![
                put(name, "state", Value::str("put_away")),
                put(name, "sorted_at", Value::Str(instant_text(&now.0))),
            ])
        }
        Command::Add { record, edits } => {
            check::edits(*record, edits)?;
            if document.holds(*record) {
                return Ok(Vec::new());
            }
            let mut writes = vec![Write::Make(*record)];
            let edits = in_step(*record, edits, model);
            writes.extend(edits.iter().map(|edit| Write::Put(*record, edit.key.clone(), edit.value.clone())));
            Ok(words::in_one_form(writes, model))
        }
        Command::Edit { record, edits } => {
            check::changes(*record, edits)?;
            if !is_there(*record) {
                return Err(Refusal::NoSuchRecord);
            }
            // In one form as it is shown, then where it shows.
            let edits = words::of_edits(model.shown(*record), &in_step(*record, edits, model), model);
            Ok(unite::edits(*record, &edits, document, model))
        }
        Command::Lead { lead, deed } => {
            let known = model.leads.get(lead).ok_or(Refusal::NoSuchRecord)?;
            let (record, edits) = (Ref::new(Kind::Lead, *lead), leads::edits(known, deed, now)?);
            check::edits(record, &edits)?;
            Ok(unite::edits(record, &edits, document, model))
        }
        Command::Sent { touch, lead, about, kind, words } => {
            let known = model.leads.get(lead).ok_or(Refusal::NoSuchRecord)?;
            sent::writes(
                Ref::new(Kind::Touch, *touch),
                known,
                *about,
                (kind.as_ref(), words),
                (document, model, now),
            )
        }
        Command::Remove { record } if record.kind == Kind::Me => Err(Refusal::NoSuchRecord),
        Command::Remove { record } => {
            if !is_there(*record) {
                return Err(Refusal::NoSuchRecord);
            }
            let is_removed = model.removed_at(model.shown(*record)).is_some();
            Ok(if is_removed { Vec::new() } else { each(*record, Write::Remove) })
        }
        Command::Restore { record } => {
            if !is_there(*record) {
                return Err(Refusal::NoSuchRecord);
            }
            Ok(each(*record, Write::Restore))
        }
        Command::BringBack { records } => {
            let mut writes = Vec::new();
            for Deleted { record, edits, .. } in records {
                // What a later version wrote comes back with the rest, and so does who is one with whom.
                if let Some(edit) = edits.iter().find(|edit| is_life(&edit.key)) {
                    return Err(Refusal::NoSuchField { key: edit.key.clone() });
                }
                writes.push(Write::Make(*record));
                let entries = model.entries(*record).into_iter();
                let entries = entries.filter(|name| name == record || document.holds(*name));
                writes.extend(entries.map(Write::Restore));
                let edits =
                    edits.iter().map(|edit| Write::Put(*record, edit.key.clone(), edit.value.clone()));
                writes.extend(edits);
            }
            Ok(writes)
        }
        Command::Settle { entry, how, id } => {
            let case = Case { entry, id: *id, model, now };
            writes(&Command::Together { acts: today::acts(&case, how) }, document, model, now)
        }
        Command::Decide { id, about, title, kind } => {
            let edits = vec![
                Edit::set("about", Value::str(about)),
                Edit::set("kind", Value::str(kind.word())),
                Edit::set("at", Value::Str(instant_text(&now.0))),
                Edit::text("words", &[title, ", ", kind.word()].concat()),
            ];
            writes(&Command::Add { record: Ref::new(Kind::Decision, *id), edits }, document, model, now)
        }
        Command::Together { acts } => {
            let mut writes = Vec::new();
            for act in acts {
                if !matches!(act, Command::Add { .. } | Command::Edit { .. } | Command::Lead { .. }) {
                    return Err(Refusal::NotTogether);
                }
                writes.extend(self::writes(act, document, model, now)?);
            }
            Ok(writes)
        }
        Command::Unite { keep, double } => unite::writes(*keep, *double, model),
        Command::EmptyBin => Ok(model.bin.iter().flat_map(|(_, name)| each(*name, Write::Erase)).collect()),
        Command::Undo { change } => Ok(inverse(*change, document, model, now)?.0),
    }
}

/// The edits of a lead with what follows from them; those of other records as they are.
fn in_step<'a>(record: Ref, edits: &'a [Edit], model: &Model) -> Cow<'a, [Edit]> {
    match record.kind {
        Kind::Lead => leads::in_step(model.leads.get(&record.id), edits).into(),
        _ => edits.into(),
    }
}

/// Sets one key.
fn put(record: Ref, key: &str, value: Value) -> Write {
    Write::Put(record, key.to_owned(), Some(value))
}
