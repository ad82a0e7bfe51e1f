//! The composer's grammar: what a scribbled jot is understood to say.

mod complete;
mod types;

use std::collections::BTreeSet;

pub use complete::{Completing, CompletingKind, complete, completing};
pub use types::{Due, Meaning, Parsed, Piece};

use crate::Now;

/// Reads a jot. Never fails: what is not understood stays plain text. `dismissed` holds the keys
/// ([`Meaning::key`]) of interpretations the person took back.
#[must_use]
pub fn parse(text: &str, now: Now, dismissed: &BTreeSet<String>) -> Parsed {
    let _ = (now, dismissed);
    let pieces =
        if text.is_empty() { Vec::new() } else { vec![Piece { text: text.to_owned(), meaning: None }] };
    Parsed { pieces }
}
