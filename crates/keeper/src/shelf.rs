//! What the keeper knows of its storage: which changes and snapshots lie there, how large they are,
//! and which changes a snapshot holds already.

use std::collections::{BTreeMap, BTreeSet};

use notebook::{Loading, command::ChangeId};

use crate::{facts::Sum, link::Damaged};

/// When storage is tidied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From this many loose changes on (changes that the newest snapshot lacks), and one more for every 16 KB of it: a damaged
    /// change holds back the loose ones behind it and no others, but a long snapshot takes its time.
    pub chunks: usize,
    /// From this many bytes of loose changes on, but not before they are twice the snapshot's.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { chunks: 24, bytes: 64 << 10 }
    }
}

/// A snapshot of so many bytes allows one more loose change.
const BYTES_A_CHANGE: u64 = 16 << 10;
/// More loose changes are never left.
const MOST_CHUNKS: usize = 200;

/// A snapshot in storage that could be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Snapshot {
    /// SHA-256 of its bytes.
    pub(crate) sum: Sum,
    /// Its length.
    pub(crate) bytes: u64,
    /// The heads of the notebook in it; empty when it was not read because the base covers it.
    pub(crate) heads: Vec<ChangeId>,
}

impl Snapshot {
    /// Another one has everything that is in it; never said of one that was not read.
    pub(crate) fn is_held_by(&self, other: &Loading) -> bool {
        !self.heads.is_empty() && self.heads.iter().all(|head| other.has(*head))
    }
}

/// What lies in storage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shelf {
    /// Changes stored one by one, with their lengths.
    pub(crate) chunks: BTreeMap<ChangeId, u64>,
    /// Snapshots that could be read, by number.
    pub(crate) snapshots: BTreeMap<u64, Snapshot>,
    /// The highest number that was seen, of readable and damaged snapshots alike: none is used twice.
    pub(crate) highest: u64,
    /// The newest readable one.
    pub(crate) base: Option<u64>,
    /// Chunks that the base holds too.
    pub(crate) inside: BTreeSet<ChangeId>,
    /// Older snapshots that hold nothing the base lacks.
    pub(crate) covered: BTreeSet<u64>,
    /// Chunks that wait for something that is not here.
    pub(crate) waiting: BTreeSet<ChangeId>,
    /// What was found damaged, now or before.
    pub(crate) damaged: Vec<Damaged>,
    /// Loose changes at which a snapshot could not be verified: the next attempt waits for more.
    pub(crate) put_off: usize,
}

impl Shelf {
    /// A change was stored.
    pub(crate) fn stored(&mut self, change: ChangeId, bytes: u64) {
        self.chunks.insert(change, bytes);
    }

    /// Changes that only their own chunk holds, with their lengths.
    fn loose_chunks(&self) -> impl Iterator<Item = (ChangeId, u64)> {
        let loose = |change: &ChangeId| !self.inside.contains(change) && !self.waiting.contains(change);
        self.chunks.iter().filter(move |(change, _)| loose(change)).map(|(change, bytes)| (*change, *bytes))
    }

    /// How many changes only their own chunk holds.
    pub(crate) fn loose(&self) -> usize {
        self.loose_chunks().count()
    }

    /// So many changes are better stored as a snapshot than one by one.
    pub(crate) fn most_loose(&self, limits: Limits) -> usize {
        let more = usize::try_from(self.snapshot_bytes() / BYTES_A_CHANGE).unwrap_or(MOST_CHUNKS);
        (limits.chunks + more).min(MOST_CHUNKS.max(limits.chunks))
    }

    fn snapshot_bytes(&self) -> u64 {
        self.base.and_then(|base| self.snapshots.get(&base)).map_or(0, |base| base.bytes)
    }

    /// Whether it is time for a snapshot.
    pub(crate) fn is_untidy(&self, limits: Limits) -> bool {
        let (count, bytes) =
            self.loose_chunks().fold((0, 0), |(count, sum), (_, bytes)| (count + 1, sum + bytes));
        let (snapshot, most) = (self.snapshot_bytes(), self.most_loose(limits));
        count > self.put_off && (count >= most || bytes > limits.bytes.max(2 * snapshot))
    }

    /// The numbers of the next two snapshots: higher than all that were seen, and different from what
    /// another tab may choose at the same time, because the low 16 bits are the actor's.
    pub(crate) fn next_numbers(&self, actor: [u8; 16]) -> Option<[u64; 2]> {
        let tag = u64::from(u16::from_le_bytes([actor[0], actor[1]]));
        let number = |generation: u64| Some(generation.checked_mul(1 << 16)? | tag);
        Some([number((self.highest >> 16) + 1)?, number((self.highest >> 16) + 2)?])
    }

    /// Nothing lies there, whole or damaged.
    pub(crate) fn is_empty(&self) -> bool {
        self.chunks.is_empty() && self.snapshots.is_empty() && self.damaged.is_empty()
    }

    /// Bytes of snapshots and changes.
    pub(crate) fn bytes(&self) -> u64 {
        self.chunks.values().sum::<u64>()
            + self.snapshots.values().map(|snapshot| snapshot.bytes).sum::<u64>()
    }

    /// Something is damaged; it is listed once.
    pub(crate) fn damaged(&mut self, damaged: Damaged) {
        if !self.damaged.contains(&damaged) {
            self.damaged.push(damaged);
        }
    }
}
