//! Counting up: which entries have every word of a query, how well, and where.

use super::entries::{Entries, Slot};
use super::field::fields;
use super::index::Match;
use super::query::{Likeness, Query, Word};
use super::vocabulary::TokenId;

/// Set in the value of an entry that needs no typo: such come before all others.
pub(super) const LITERAL: u32 = 1 << 24;
/// The quality of a number found by a part of it as typed, and of one found with another prefix.
const PART_OF_NUMBER: u32 = 70;
const OTHER_PREFIX: u32 = 60;

/// The entries that have all words so far.
#[derive(Default)]
pub(super) struct Tally {
    /// The entries found, in no order.
    pub(super) found: Vec<Slot>,
    /// The value of each slot; 0 for those not found.
    values: Vec<u32>,
    /// Per word, the tokens that are like it, by number.
    like: Vec<Vec<(TokenId, Likeness)>>,
}

impl Tally {
    pub(super) fn of(all: &Entries, query: &Query) -> Self {
        let mut tally = Self::default();
        for (nth, word) in query.words.iter().enumerate() {
            tally.add(all, word, nth == 0);
            if tally.found.is_empty() {
                break;
            }
        }
        tally
    }

    /// What an entry is worth in this query.
    pub(super) fn value(&self, slot: Slot) -> u32 {
        self.values[slot as usize]
    }

    fn add(&mut self, all: &Entries, word: &Word, first: bool) {
        let like = all.vocabulary.like(word);
        let mut round = Round { values: vec![0; all.entries.len()], found: Vec::new() };
        let open = |slot: Slot| first || self.values[slot as usize] > 0;
        for (token, likeness) in &like {
            let quality = likeness.quality;
            let literal = if likeness.typo { 0 } else { LITERAL };
            for posting in &all.postings[*token as usize] {
                if open(posting.slot) {
                    let weight = all.weights.best(posting.fields, posting.first);
                    round.raise(posting.slot, literal | (weight * quality));
                }
            }
        }
        if let Some(digits) = &word.digits {
            for number in &all.numbers {
                if open(number.slot)
                    && let Some((_, typed)) = digits.find(&number.digits)
                {
                    let quality = if typed { PART_OF_NUMBER } else { OTHER_PREFIX };
                    let weight = all.weights.best(number.field.bit(), 0);
                    round.raise(number.slot, LITERAL | (weight * quality));
                }
            }
        }
        if !first {
            for slot in &round.found {
                let (before, now) = (self.values[*slot as usize], &mut round.values[*slot as usize]);
                *now = (before & *now & LITERAL) | ((before & !LITERAL) + (*now & !LITERAL));
            }
        }
        (self.found, self.values) = (round.found, round.values);
        self.like.push(like);
    }

    /// Where an entry matches.
    pub(super) fn explain(&self, all: &Entries, query: &Query, slot: Slot) -> Vec<Match> {
        let (mut literal, mut typo) = (0, 0);
        for (word, like) in query.words.iter().zip(&self.like) {
            let (mut sure, mut unsure) = (0, 0);
            for token in &all.entries[slot as usize].tokens {
                if let Ok(at) = like.binary_search_by_key(token, |(token, _)| *token) {
                    let set = if like[at].1.typo { &mut unsure } else { &mut sure };
                    *set |= all.fields_of(slot, *token);
                }
            }
            if let Some(digits) = &word.digits {
                for number in &all.numbers[all.numbers_of(slot)] {
                    if digits.find(&number.digits).is_some() {
                        sure |= number.field.bit();
                    }
                }
            }
            literal |= sure;
            // A typo explains a word only if nothing else does.
            if sure == 0 {
                typo |= unsure;
            }
        }
        fields(literal | typo).map(|field| Match { field, typo: literal & field.bit() == 0 }).collect()
    }
}

/// One word's turn.
struct Round {
    values: Vec<u32>,
    found: Vec<Slot>,
}

impl Round {
    fn raise(&mut self, slot: Slot, value: u32) {
        let best = &mut self.values[slot as usize];
        if *best == 0 {
            self.found.push(slot);
        }
        *best = value.max(*best);
    }
}
