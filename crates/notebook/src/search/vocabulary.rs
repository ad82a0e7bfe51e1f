//! The distinct tokens of an index, and the pass over all of them that every word of a query makes.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::query::{Likeness, Word};

/// A token's number.
pub(super) type TokenId = u32;

/// Distinct tokens by number. What the pass looks at lies in flat arrays.
#[derive(Default)]
pub(super) struct Vocabulary {
    texts: Vec<Box<str>>,
    heads: Vec<u64>,
    letters: Vec<u64>,
    numbers: HashTable<TokenId>,
    free: Vec<TokenId>,
}

/// The first eight bytes of a token or word, for comparing beginnings at once.
#[derive(Clone, Copy)]
pub(super) struct Head {
    bytes: u64,
    mask: u64,
}

impl Head {
    pub(super) fn of(text: &str) -> Self {
        let (mut bytes, mut mask) = ([0; 8], [0; 8]);
        let length = text.len().min(8);
        bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
        mask[..length].fill(0xff);
        Self { bytes: u64::from_be_bytes(bytes), mask: u64::from_be_bytes(mask) }
    }

    /// Whether a text with that head can begin with this one.
    fn begins(self, other: u64) -> bool {
        (self.bytes ^ other) & self.mask == 0
    }
}

/// The set of a text's letters: `a`–`z` and digits have a bit each, the others share the rest. A letter of
/// a word that is missing in a token costs at least one edit.
pub(super) fn letter_set(text: &str) -> u64 {
    text.chars().fold(0, |set, letter| {
        let bit = match letter {
            'a'..='z' => letter as u32 - 'a' as u32,
            '0'..='9' => 26 + (letter as u32 - '0' as u32),
            _ => 36 + letter as u32 % 28,
        };
        set | 1 << bit
    })
}

impl Vocabulary {
    /// The number of a token, new or known.
    pub(super) fn intern(&mut self, text: &str) -> TokenId {
        let head = Head::of(text).bytes;
        let hash = hash_of(head, text);
        let known = |id: &TokenId| {
            let at = *id as usize;
            self.heads[at] == head && (is_whole(head) || *self.texts[at] == *text)
        };
        if let Some(id) = self.numbers.find(hash, known) {
            return *id;
        }
        let letters = letter_set(text);
        let id = if let Some(id) = self.free.pop() {
            let at = id as usize;
            (self.texts[at], self.heads[at], self.letters[at]) = (text.into(), head, letters);
            id
        } else {
            self.texts.push(text.into());
            self.heads.push(head);
            self.letters.push(letters);
            (self.texts.len() - 1) as TokenId
        };
        let (heads, texts) = (&self.heads, &self.texts);
        self.numbers.insert_unique(hash, id, |id| hash_of(heads[*id as usize], &texts[*id as usize]));
        id
    }

    /// Forgets a token that no entry has any more. Its number will be given again.
    pub(super) fn release(&mut self, id: TokenId) {
        let at = id as usize;
        if let Ok(known) =
            self.numbers.find_entry(hash_of(self.heads[at], &self.texts[at]), |other| *other == id)
        {
            known.remove();
            (self.texts[at], self.heads[at], self.letters[at]) = (Box::default(), 0, 0);
            self.free.push(id);
        }
    }

    /// All tokens like a word, by number.
    pub(super) fn like(&self, word: &Word) -> Vec<(TokenId, Likeness)> {
        let mut found = Vec::new();
        for (at, (head, letters)) in self.heads.iter().zip(&self.letters).enumerate() {
            let possible = word.head.begins(*head)
                || (word.most > 0 && (word.letters & !letters).count_ones() <= word.most);
            if possible && let Some(likeness) = word.compare(&self.texts[at]) {
                found.push((at as TokenId, likeness));
            }
        }
        found
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Bytes held, about.
    pub(super) fn bytes(&self) -> usize {
        let texts: usize = self.texts.iter().map(|text| text.len() + size_of::<Box<str>>()).sum();
        texts + 16 * self.heads.capacity() + 5 * self.numbers.capacity()
    }
}

/// Whether a head is the whole token: there is no zero within one.
fn is_whole(head: u64) -> bool {
    head & 0xff == 0
}

/// Most tokens are short enough to be told by their heads, without a look at a text somewhere in memory.
fn hash_of(head: u64, text: &str) -> u64 {
    if is_whole(head) { FxBuildHasher.hash_one(head) } else { FxBuildHasher.hash_one(text) }
}
