//! The index as its users see it: entries with keys go in, ranked hits come out.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::entries::{Entries, Posting, Slot};
use super::field::{Field, Weights};
use super::query::Query;
use super::tally::{LITERAL, Tally};

/// Everything written, ready to be searched.
pub struct SearchIndex<K> {
    all: Entries,
    keys: Vec<Option<K>>,
    slots: HashMap<K, Slot, FxBuildHasher>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<K> {
    /// The best hits, best first.
    pub hits: Vec<Hit<K>>,
    /// How many entries match, shown or not.
    pub total: usize,
    /// How many of these match without a typo. They come first.
    pub literal: usize,
}

/// An entry that matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit<K> {
    pub key: K,
    /// Comparable within one answer.
    pub score: u32,
    /// The fields in which the words were found, lowest number first.
    pub matched: Vec<Match>,
}

/// A field in which something matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    pub field: Field,
    /// Whether only a typo matches here.
    pub typo: bool,
}

/// How large an index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    pub entries: usize,
    /// Distinct tokens.
    pub tokens: usize,
    /// Pairs of a token and an entry that has it.
    pub postings: usize,
    /// Telephone numbers.
    pub numbers: usize,
    /// Memory held, about, in bytes.
    pub bytes: usize,
}

impl<K: Copy + Eq + Hash + Ord> SearchIndex<K> {
    /// An empty index with these weights.
    pub fn new(weights: Weights) -> Self {
        Self { all: Entries::new(weights), keys: Vec::new(), slots: HashMap::default() }
    }

    /// Puts an entry in, or in place of the one with the same key. A field may be given several times. Of
    /// entries that match as well as each other, the one of higher `rank` comes first: make it recency.
    pub fn put(&mut self, key: K, rank: u32, entry: &[(Field, &str)]) {
        self.remove(&key);
        let slot = self.all.insert(rank, entry);
        let at = slot as usize;
        if at >= self.keys.len() {
            self.keys.resize(at + 1, None);
        }
        self.keys[at] = Some(key);
        self.slots.insert(key, slot);
    }

    /// Takes an entry out. Says whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        let Some(slot) = self.slots.remove(key) else { return false };
        self.all.remove(slot);
        self.keys[slot as usize] = None;
        true
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The best `limit` of the entries that `accept` lets through and that have every word of the query,
    /// each in any field, whole or begun, or but for a typo. Digits are also found within telephone
    /// numbers. A query without a word finds nothing.
    ///
    /// Order: without typos before with; then by field weight and by how much of the token was typed;
    /// then by rank, highest first; then by key.
    pub fn search(&self, query: &str, limit: usize, accept: impl Fn(&K) -> bool) -> Found<K> {
        let query = Query::parse(query);
        let tally = Tally::of(&self.all, &query);
        let mut best: Vec<_> = tally
            .found
            .iter()
            .filter_map(|slot| {
                let key = self.keys[*slot as usize].filter(&accept)?;
                let rank = self.all.entries[*slot as usize].rank;
                Some((Reverse((tally.value(*slot), rank)), key, *slot))
            })
            .collect();
        let total = best.len();
        let literal = best.iter().filter(|(Reverse((score, _)), ..)| score & LITERAL != 0).count();
        if limit < total {
            best.select_nth_unstable(limit);
            best.truncate(limit);
        }
        best.sort_unstable();
        let hit = |(Reverse((score, _)), key, slot)| {
            let matched = tally.explain(&self.all, &query, slot);
            Hit { key, score, matched }
        };
        Found { hits: best.into_iter().map(hit).collect(), total, literal }
    }

    /// How large it is.
    pub fn stats(&self) -> Stats {
        let all = &self.all;
        let postings = all.postings.iter().map(Vec::len).sum();
        let lists: usize = all.postings.iter().map(Vec::capacity).sum();
        let numbers: usize = all.numbers.iter().map(|number| number.digits.len()).sum();
        let bytes = all.vocabulary.bytes()
            + lists * size_of::<Posting>()
            + all.postings.capacity() * size_of::<Vec<Posting>>()
            + all.entries.capacity() * size_of::<super::entries::Entry>()
            + postings * size_of::<u32>()
            + all.numbers.capacity() * size_of::<super::entries::StoredNumber>()
            + numbers
            + self.keys.capacity() * size_of::<Option<K>>()
            + self.slots.capacity() * (size_of::<(K, Slot)>() + 1);
        let tokens = all.vocabulary.len();
        Stats { entries: self.len(), tokens, postings, numbers: all.numbers.len(), bytes }
    }
}
