//! The index proper: entries by slot, tokens by number, and who has which. It does not know the keys, so it
//! is compiled here and once, at this crate's optimisation.

use super::field::{Field, Weights};
use super::numbers::{SHORTEST_IN_TEXT, each_number};
use super::vocabulary::{TokenId, Vocabulary};
use super::words::{Reading, each_token};

/// An entry's place in the index.
pub(super) type Slot = u32;

#[derive(Default)]
pub(super) struct Entries {
    pub(super) weights: Weights,
    pub(super) vocabulary: Vocabulary,
    /// By token number; each list by slot.
    pub(super) postings: Vec<Vec<Posting>>,
    pub(super) entries: Vec<Entry>,
    /// By slot.
    pub(super) numbers: Vec<StoredNumber>,
    free: Vec<Slot>,
    found: Vec<(TokenId, u16, u16)>,
}

/// A token in an entry.
#[derive(Clone, Copy)]
pub(super) struct Posting {
    pub(super) slot: Slot,
    /// The set of fields that have it.
    pub(super) fields: u16,
    /// Those that begin with it.
    pub(super) first: u16,
}

#[derive(Default)]
pub(super) struct Entry {
    pub(super) rank: u32,
    /// Ascending.
    pub(super) tokens: Box<[TokenId]>,
}

/// A telephone number in an entry.
pub(super) struct StoredNumber {
    pub(super) slot: Slot,
    pub(super) field: Field,
    pub(super) digits: Box<[u8]>,
}

impl Entries {
    pub(super) fn new(weights: Weights) -> Self {
        Self { weights, ..Self::default() }
    }

    /// Adds an entry and says where it is.
    pub(super) fn insert(&mut self, rank: u32, texts: &[(Field, &str)]) -> Slot {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.entries.push(Entry::default());
            (self.entries.len() - 1) as Slot
        });
        self.entries[slot as usize] = Entry { rank, tokens: self.insert_tokens(slot, texts) };
        for (field, text) in texts {
            self.insert_numbers(slot, *field, text);
        }
        slot
    }

    fn insert_tokens(&mut self, slot: Slot, texts: &[(Field, &str)]) -> Box<[TokenId]> {
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        for (field, text) in texts {
            let mut first = field.bit();
            each_token(text, Reading::Entry, |token, _| {
                found.push((self.vocabulary.intern(token), field.bit(), first));
                first = 0;
            });
        }
        found.sort_unstable();
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 |= next.1;
                kept.2 |= next.2;
            }
            same
        });
        for (token, fields, first) in &found {
            let at = *token as usize;
            if at >= self.postings.len() {
                self.postings.resize_with(at + 1, Vec::new);
            }
            let list = &mut self.postings[at];
            let posting = Posting { slot, fields: *fields, first: *first };
            match list.last() {
                Some(last) if last.slot > slot => {
                    list.insert(list.partition_point(|other| other.slot < slot), posting);
                }
                _ => list.push(posting),
            }
        }
        let tokens = found.iter().map(|(token, ..)| *token).collect();
        self.found = found;
        tokens
    }

    fn insert_numbers(&mut self, slot: Slot, field: Field, text: &str) {
        each_number(text, SHORTEST_IN_TEXT, |number| {
            let at = self.numbers.partition_point(|other| other.slot <= slot);
            let digits = number.digits.as_slice().into();
            self.numbers.insert(at, StoredNumber { slot, field, digits });
        });
    }

    /// Takes an entry out.
    pub(super) fn remove(&mut self, slot: Slot) {
        let Some(entry) = self.entries.get_mut(slot as usize) else { return };
        for token in std::mem::take(entry).tokens {
            let list = &mut self.postings[token as usize];
            if let Ok(at) = list.binary_search_by_key(&slot, |posting| posting.slot) {
                list.remove(at);
            }
            if list.is_empty() {
                *list = Vec::new();
                self.vocabulary.release(token);
            }
        }
        let numbers = self.numbers_of(slot);
        self.numbers.drain(numbers);
        self.free.push(slot);
    }

    /// Where the numbers of an entry are.
    pub(super) fn numbers_of(&self, slot: Slot) -> std::ops::Range<usize> {
        let from = self.numbers.partition_point(|number| number.slot < slot);
        let count = self.numbers[from..].iter().take_while(|number| number.slot == slot).count();
        from..from + count
    }

    /// The fields of an entry that have a token.
    pub(super) fn fields_of(&self, slot: Slot, token: TokenId) -> u16 {
        let list = &self.postings[token as usize];
        list.binary_search_by_key(&slot, |posting| posting.slot).map_or(0, |at| list[at].fields)
    }
}
