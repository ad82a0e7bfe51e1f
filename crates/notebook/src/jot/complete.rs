//! Completing a name, place or tag under the cursor.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What is being typed at the cursor and could be completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completing {
    /// The bytes a choice replaces, without the sigil.
    pub range: Range<usize>,
    /// What kind of thing to offer.
    pub kind: CompletingKind,
    /// What has been typed of it; may be empty after a sigil.
    pub prefix: String,
}

/// What kind of thing is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletingKind {
    /// The person the jot is about.
    Name,
    /// `>`: a member or a group.
    For,
    /// `<`: who told me.
    Source,
    /// `@`: an event or a place.
    Place,
    /// `#`: a tag.
    Tag,
}

/// What could be completed at `cursor`, a byte offset (moved back to a character's start).
#[must_use]
pub fn completing(text: &str, cursor: usize) -> Option<Completing> {
    let _ = (text, cursor);
    None
}

/// Puts `chosen` where `completing` is; gives the new text and the cursor as a byte offset.
#[must_use]
pub fn complete(text: &str, completing: &Completing, chosen: &str) -> (String, usize) {
    let (start, end) = (completing.range.start, completing.range.end);
    match (text.get(..start), text.get(end..)) {
        (Some(before), Some(after)) => ([before, chosen, after].concat(), start + chosen.len()),
        _ => (text.to_owned(), text.len()),
    }
}
