//! Taking a change back, and saying what could not be taken back.

use crate::{
    command::{ChangeId, Refusal},
    document::{Document, Slot, Write},
    isolated,
    model::Model,
    record::{Kind, Ref},
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
) -> Result<(Vec<Write>, Vec<String>), Refusal> {
    let is_united = |name: Ref| name.kind == Kind::Person && model.united.is_united(name.id);
    let inverse = document.inverse(change, is_united)?;
    let mut left: Vec<String> = inverse.left.iter().map(|slot| words(slot, model)).collect();
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
