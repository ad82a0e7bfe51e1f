//! One reading out of three: what was said by signs, what has the shape of something, and what was guessed.
//!
//! What was said always wins. Where plain words were guessed to say the same kind of thing as their shape, the guess is
//! taken: it has read the sentence. What lies within another chip is not drawn, but it is understood.

use std::ops::Range;

use super::types::Meaning;
use super::{Chips, order};

/// A chip to be drawn.
pub(super) struct Chip {
    pub(super) range: Range<usize>,
    pub(super) meaning: Meaning,
    pub(super) guessed: bool,
}

/// The chips in the order of the text, without overlaps, and what is understood within them.
pub(super) fn merge(text: &str, said: Chips, shaped: Chips, guessed: Chips) -> (Vec<Chip>, Vec<Meaning>) {
    // `@wharfgympete` is a handle, no place.
    let is_handle = |at: usize| {
        guessed.iter().any(|(range, meaning)| range.start == at && matches!(meaning, Meaning::Link(_)))
    };
    let said: Chips = said.into_iter().filter(|(range, _)| !is_handle(range.start)).collect();
    let has = |chips: &Chips, kind: &str| chips.iter().any(|(_, meaning)| meaning.kind() == kind);
    let named = has(&guessed, "name") || has(&guessed, "for") || has(&guessed, "source");
    let mut all: Vec<Chip> = Vec::new();
    let once = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Due(_)
                | Meaning::NameUse(_)
                | Meaning::Place(_)
                | Meaning::Presold
                | Meaning::ExpectsCall
        )
    };
    // Of what can be said once, a sign says it; a name that was said to be somebody is nobody else.
    let is_free = |meaning: &Meaning| {
        let again = once(meaning) && has(&said, meaning.kind());
        let same = |known: &Meaning| match (value(known), value(meaning)) {
            (Some(known), Some(value)) => known.eq_ignore_ascii_case(value),
            _ => false,
        };
        !again && !said.iter().any(|(_, known)| same(known))
    };
    // `John Smith, Jr.`: what has the shape of a longer name is one.
    let longer = |range: &Range<usize>| {
        shaped.iter().find_map(|(shape, meaning)| match meaning {
            Meaning::Name(name) if shape.start <= range.start && shape.end >= range.end => {
                let parts =
                    name.split(' ').all(|part| part.len() <= 3 || !part.starts_with(char::is_lowercase));
                parts.then(|| (shape.clone(), meaning.clone()))
            }
            _ => None,
        })
    };
    let whole = |guess: (Range<usize>, Meaning)| match guess.1 {
        Meaning::Name(_) => longer(&guess.0).unwrap_or(guess),
        _ => guess,
    };
    let guessed: Chips = guessed.into_iter().map(whole).collect();
    let guessed: Chips = guessed.into_iter().filter(|(_, meaning)| is_free(meaning)).collect();
    let is_kept = |meaning: &Meaning| match meaning {
        Meaning::Name(_) => !named,
        // Whether somebody needs something the sentence says, not the word.
        Meaning::Need(_) => false,
        _ => !has(&guessed, meaning.kind()),
    };
    let shaped: Chips = shaped.into_iter().filter(|(_, meaning)| is_kept(meaning)).collect();
    let mut push = |chips: Chips, guessed: bool| {
        all.extend(chips.into_iter().map(|(range, meaning)| Chip { range, meaning, guessed }));
    };
    push(said, false);
    push(shaped, true);
    push(guessed, true);
    // The longer one holds the shorter one; what was said goes before both.
    order::by_key(&mut all, |chip| (chip.range.start, chip.guessed, usize::MAX - chip.range.len()));
    let mut drawn: Vec<Chip> = Vec::new();
    let mut nested: Vec<Meaning> = Vec::new();
    for chip in all {
        if chip.range.is_empty() || !text.is_char_boundary(chip.range.start) {
            continue;
        }
        match drawn.last() {
            Some(last) if chip.range.start < last.range.end && !chip.guessed => {
                // Said within something guessed: the guess is not drawn.
                if let Some(last) = drawn.pop() {
                    nested.push(last.meaning);
                }
                drawn.push(chip);
            }
            Some(last) if chip.range.start < last.range.end => {
                if last.meaning != chip.meaning {
                    nested.push(chip.meaning);
                }
            }
            _ => drawn.push(chip),
        }
    }
    (drawn, nested)
}

/// Who or what is named.
fn value(meaning: &Meaning) -> Option<&str> {
    match meaning {
        Meaning::Name(name) | Meaning::For(name) | Meaning::Source(name) => Some(name),
        _ => None,
    }
}
