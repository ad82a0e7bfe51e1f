//! The composer's grammar: what a scribbled jot is understood to say.
//!
//! Reading goes in four steps, each a module: the jot is cut into words (`lex`); what announces
//! itself by sigil, keyword or shape is found (`scan`, with `contact`, `phone`, `link` and `dates`); the
//! clauses begun there are closed (`clause`); what is left at the beginning is read as name
//! (`head`), trade and company (`work`). Nothing fails: what is not understood stays plain text, and the
//! pieces joined are always the jot.
//!
//! When in doubt, text stays plain: a missed chip is made up for in triage, a wrong one is in the way.

mod cast;
mod clause;
mod complete;
mod contact;
mod dates;
mod guess;
mod habits;
mod head;
mod lex;
mod link;
mod merge;
mod phone;
mod scan;
#[cfg(test)]
mod tests;
mod types;
mod whose;
mod words;
mod work;

use std::collections::BTreeSet;
use std::ops::Range;

pub use cast::{Part, Somebody};
pub use complete::{Completing, CompletingKind, complete, completing};
pub use habits::Habits;
pub use types::{Due, Meaning, Parsed, Piece, Promised};

use crate::{Now, order};
use scan::What;

/// Reads a jot. Never fails: what is not understood stays plain text. `dismissed` holds the keys
/// ([`Meaning::key`]) of interpretations the person took back; the others stay as they were.
#[must_use]
pub fn parse(text: &str, now: Now, habits: Habits, dismissed: &BTreeSet<String>) -> Parsed {
    let (said, shaped) = by_shape(text, now, habits);
    let guessed = guess::read(text, now, habits, &said);
    drawn(text, merge::merge(text, said, shaped, guessed)).without(dismissed)
}

/// What a jot says by signs and by its shape: a part of [`parse`] that is small and quick enough for a window whose worker
/// is not there yet.
#[must_use]
pub fn signs(text: &str, now: Now, habits: Habits) -> Parsed {
    let (said, shaped) = by_shape(text, now, habits);
    let mut chips: Vec<merge::Chip> = Vec::new();
    for (chips_of, guessed) in [(said, false), (shaped, true)] {
        chips.extend(chips_of.into_iter().map(|(range, meaning)| merge::Chip { range, meaning, guessed }));
    }
    order::by_key(&mut chips, |chip| chip.range.start);
    drawn(text, (chips, Vec::new()))
}

fn by_shape(text: &str, now: Now, habits: Habits) -> (Chips, Chips) {
    let chips = read(text, Some((now, habits)));
    chips.into_iter().partition(|(range, meaning)| is_said(&text[range.clone()], meaning))
}

/// The jot cut at its chips.
fn drawn(text: &str, (chips, nested): (Vec<merge::Chip>, Vec<Meaning>)) -> Parsed {
    let mut pieces = Vec::with_capacity(chips.len() * 2 + 1);
    let mut done = 0;
    for chip in chips {
        plain(&mut pieces, &text[done..chip.range.start]);
        let (text, guessed) = (text[chip.range.clone()].to_owned(), chip.guessed);
        pieces.push(Piece { text, meaning: Some(chip.meaning), guessed });
        done = chip.range.end;
    }
    plain(&mut pieces, &text[done..]);
    Parsed { pieces, nested }
}

fn plain(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece { text: text.to_owned(), meaning: None, guessed: false });
    }
}

/// The chips of a jot with the bytes they take, in order and without overlaps: what was said by a sign, is a
/// contact, or has the shape of something. Without a `now` dates are not read.
fn read(text: &str, now: Option<(Now, Habits)>) -> Chips {
    let words = lex::lex(text);
    let found = scan::scan(text, &words, now);
    let (mut chips, stops) = closed(text, &words, &found);
    let heads = head::head(text, &words, &chips, &stops);
    chips.extend(heads);
    order::by_key(&mut chips, |(range, _)| range.start);
    whose::keep_one_persons(text, &words, &mut chips);
    let mut end = 0;
    chips.retain(|(range, _)| {
        let fits = range.start >= end && range.end > range.start;
        end = if fits { range.end } else { end };
        fits
    });
    chips
}

/// Said by a sign or in quotes, or a contact; everything else has only the shape of it.
fn is_said(text: &str, meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Phone(_) | Meaning::Email(_) | Meaning::Link(_) | Meaning::Tag(_) | Meaning::Due(_) => true,
        Meaning::Need(_) => text.ends_with(['"', '”', '“', '»']),
        _ => text.starts_with(['@', '>', '<', '#', '!']),
    }
}

type Chips = Vec<(Range<usize>, Meaning)>;

/// What was found with its clauses closed, and where the clauses without a value begin.
fn closed(text: &str, words: &[lex::Word], found: &[scan::Found]) -> (Chips, Vec<usize>) {
    let (mut chips, mut stops) = (Vec::with_capacity(found.len()), Vec::new());
    for (i, item) in found.iter().enumerate() {
        let limit = found.get(i + 1).map_or(text.len(), |next| next.range.start);
        if let What::Chip(meaning) = &item.what {
            chips.push((item.range.clone(), meaning.clone()));
        } else if let Some((end, meaning)) = clause::close(text, words, item, limit) {
            chips.push((item.range.start..end, meaning));
        } else {
            stops.push(item.range.start);
        }
    }
    (chips, stops)
}
