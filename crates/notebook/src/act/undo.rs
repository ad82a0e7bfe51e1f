//! Taking a change back, and saying what could not be taken back.

use super::sort::understood;
use crate::{
    command::{ChangeId, Refusal},
    document::{Document, Slot, Write},
    id::Id,
    isolated,
    jot::Parsed,
    model::Model,
    record::{Jot, JotState, Kind, Ref, exact_key},
    search::word_key,
    time::Now,
    value::Value,
};

/// Things that are named one by one in a sentence.
const MOST_NAMED: usize = 3;

/// The writes that take a change back, and what stays because it was changed since, in words.
///
/// # Errors
/// [`Refusal::NoSuchChange`]; [`Refusal::ChangedSince`] when nothing of it can be taken back.
pub(crate) fn inverse(
    change: ChangeId,
    document: &Document,
    model: &Model,
    now: Now,
) -> Result<(Vec<Write>, Vec<String>), Refusal> {
    let is_united = |name: Ref| name.kind == Kind::Person && model.united.is_united(name.id);
    let mut inverse = document.inverse(change, is_united)?;
    let mut left: Vec<String> = inverse.left.iter().map(|slot| words(slot, model)).collect();
    let unsorted: Vec<(Id, String)> = inverse.writes.iter().filter_map(unsorted).collect();
    let stays = |write: &Write| {
        let Write::Back(record, key, _) = write else { return None };
        let slot = Slot { record: *record, key: key.clone() };
        let (None, Some(said)) = document.around(change, &slot) else { return None };
        // What was sorted onto them before said so in vain, or it was taken from them since.
        let is_since = |jot: &&Jot| {
            model.entries(*record).into_iter().all(|entry| {
                let (record, key) = (Ref::new(Kind::Jot, jot.id), became(entry));
                !unsorted.contains(&(jot.id, key.clone()))
                    && document.around(change, &Slot { record, key }).0.is_none()
            })
        };
        jots_of(*record, model)
            .filter(|jot| !unsorted.contains(&(jot.id, STATE.to_owned())))
            .filter(is_since)
            .any(|jot| says(&understood(model, jot, now), key, &said))
            .then(|| [&words(&slot, model), ", which another jot says too"].concat())
    };
    let (stay, writes): (Vec<_>, Vec<_>) = inverse
        .writes
        .into_iter()
        .map(|write| (stays(&write), write))
        .partition(|(stays, _)| stays.is_some());
    left.extend(stay.into_iter().filter_map(|(words, _)| words));
    inverse.writes = writes.into_iter().map(|(_, write)| write).collect();
    left.dedup();
    if left.len() > MOST_NAMED {
        let more = left.len() - MOST_NAMED;
        left.truncate(MOST_NAMED);
        left.push(format!("{more} more"));
    }
    if inverse.writes.is_empty() && !left.is_empty() {
        return Err(Refusal::ChangedSince { what: left.join(", ") });
    }
    Ok((inverse.writes, left))
}

/// Whether a jot is sorted.
const STATE: &str = "state";

/// That a jot became a record.
fn became(record: Ref) -> String {
    ["became/", &record.to_string()].concat()
}

/// What a jot says no more of itself when this is written.
fn unsorted(write: &Write) -> Option<(Id, String)> {
    match write {
        Write::Back(record, key, _) if record.kind == Kind::Jot => Some((record.id, key.clone())),
        _ => None,
    }
}

/// The jots that were sorted onto somebody, whichever of their entries it was.
fn jots_of(record: Ref, model: &Model) -> impl Iterator<Item = &Jot> {
    let name = if record.kind == Kind::Person { model.shown(record).to_string() } else { String::new() };
    let is_sorted = |jot: &&Jot| jot.removed_at.is_none() && jot.state == Some(JotState::Sorted);
    model.jots.values().filter(is_sorted).filter(move |jot| jot.became.contains(&name))
}

/// Whether a jot says what an entry says under this key.
fn says(jot: &Parsed, key: &str, said: &Value) -> bool {
    let said = said.words();
    let has = |field: &str, all: Vec<&str>| {
        let key = exact_key(field, &said);
        all.into_iter().any(|value| exact_key(field, value) == key)
    };
    match key.split_once('/') {
        Some(("tags", tag)) => jot.tags().into_iter().any(|other| word_key(other) == word_key(tag)),
        Some(("phones", item)) if item.ends_with("/value") => has("phones", jot.phones()),
        Some(("emails", item)) if item.ends_with("/value") => has("emails", jot.emails()),
        Some(("links", item)) if item.ends_with("/value") => has("links", jot.links()),
        _ => false,
    }
}

/// One thing that stays.
fn words(slot: &Slot, model: &Model) -> String {
    let title = model.title(model.shown(slot.record));
    let title = isolated(&title);
    let field = slot.key.split('/').next().unwrap_or_default();
    match field {
        "removed_at" | "erased_at" => format!("{title} in the bin"),
        "united" if !slot.key.contains('/') => format!("the united entries of {title}"),
        _ if slot.record.kind == Kind::Me => format!("my {}", field.replace('_', " ")),
        _ => format!("the {} of {title}", field.replace('_', " ")),
    }
}
