//! A stand-in for the notebook: changes that name the changes they build on by their hashes.

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

pub type Hash = [u8; 32];

/// Is part of every change, and must never be seen outside a device.
pub const CANARY: &[u8] = b"Clara said Ben needs a bookkeeper";

#[derive(Clone, Default)]
pub struct Document {
    pub changes: BTreeMap<Hash, Vec<u8>>,
    order: Vec<Hash>,
    waiting: BTreeMap<Hash, Vec<u8>>,
}

pub fn hash(change: &[u8]) -> Hash {
    Sha256::digest(change).into()
}

/// `count u8 ‖ hash 32 * count ‖ words`
fn builds_on(change: &[u8]) -> Option<Vec<Hash>> {
    let (count, rest) = change.split_first()?;
    let hashes = rest.get(..usize::from(*count) * 32)?;
    rest.windows(CANARY.len()).any(|part| part == CANARY).then_some(())?;
    Some(hashes.chunks(32).map(|hash| hash.try_into().expect("32 bytes")).collect())
}

impl Document {
    pub fn heads(&self) -> Vec<Hash> {
        let inner: BTreeSet<Hash> =
            self.changes.values().flat_map(|change| builds_on(change).unwrap()).collect();
        self.changes.keys().filter(|hash| !inner.contains(*hash)).copied().collect()
    }

    pub fn edit(&mut self, words: &[u8]) -> Vec<u8> {
        let mut heads: Vec<Hash> = self.order.iter().rev().take(2).copied().collect();
        heads.truncate(2);
        let change = [&[heads.len() as u8][..], &heads.concat(), CANARY, words].concat();
        assert!(self.apply(&change));
        change
    }

    /// Whether the bytes are a change.
    pub fn apply(&mut self, change: &[u8]) -> bool {
        if builds_on(change).is_none() {
            return false;
        }
        let hash = hash(change);
        if !self.changes.contains_key(&hash) {
            self.waiting.insert(hash, change.to_vec());
            self.settle();
        }
        true
    }

    fn settle(&mut self) {
        loop {
            let is_here = |hash: &Hash| self.changes.contains_key(hash);
            let is_ready = |change: &[u8]| builds_on(change).is_some_and(|before| before.iter().all(is_here));
            let Some(hash) = self.waiting.iter().find(|(_, change)| is_ready(change)).map(|(hash, _)| *hash)
            else {
                return;
            };
            if let Some(change) = self.waiting.remove(&hash) {
                self.changes.insert(hash, change);
                self.order.push(hash);
            }
        }
    }

    /// It is here, though it may wait for another one.
    pub fn holds(&self, hash: &Hash) -> bool {
        self.changes.contains_key(hash) || self.waiting.contains_key(hash)
    }

    pub fn is_complete(&self) -> bool {
        self.waiting.is_empty()
    }

    /// What is waited for, and is nowhere here.
    pub fn missing(&self) -> BTreeSet<Hash> {
        let wanted = self.waiting.values().flat_map(|change| builds_on(change).unwrap());
        wanted.filter(|hash| !self.changes.contains_key(hash) && !self.waiting.contains_key(hash)).collect()
    }

    pub fn save(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for change in self.order.iter().map(|hash| &self.changes[hash]) {
            out.extend((change.len() as u32).to_be_bytes());
            out.extend(change);
        }
        out
    }

    /// The changes in a saved document.
    pub fn load(mut saved: &[u8]) -> Option<Vec<Vec<u8>>> {
        let mut changes = Vec::new();
        while !saved.is_empty() {
            let (length, rest) = saved.split_first_chunk::<4>()?;
            let (change, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            builds_on(change)?;
            changes.push(change.to_vec());
            saved = rest;
        }
        Some(changes)
    }

    /// Every change, in an order in which they apply; behind them those that wait.
    pub fn all(&self) -> impl Iterator<Item = (&Hash, &Vec<u8>)> {
        self.order.iter().map(|hash| (hash, &self.changes[hash])).chain(&self.waiting)
    }
}
