//! A disk that fails in every way a disk fails, and a store over it that may be planted with a bug.

use std::{cell::RefCell, collections::BTreeMap, future::poll_fn, rc::Rc, task::Poll};

use keeper::store::{Batch, Key, Store, StoreError};
use notebook::command::ChangeId;

use super::rng::Rng;

/// Bugs that the simulator has to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plant {
    /// `commit` answers when the request succeeded, not when it is on the disk.
    SavedOnRequest,
    /// Chunks are deleted together with writing the snapshot, before anybody looked at it.
    DeletedBeforeVerified,
    /// Snapshots are looked at as they were written, not as they are on the disk, until the machine stops.
    NeverReadBack,
    /// Damaged bytes are deleted and not copied.
    QuarantineWithoutCopy,
    /// The checksums of the second home are taken for right, whatever they are.
    WithoutChecksum,
    /// What the second home gives back takes the place of what the first one holds.
    OldOverNew,
    /// How much there is is noted when it is entered, not when it is on the disk.
    MarkBeforeCommit,
    /// Nobody looks whether the keeper's sign is still there.
    SignIgnored,
}

/// How often something fails, per mille of the occasions.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Faults {
    pub(crate) commit_fails: usize,
    pub(crate) fails_after_effect: usize,
    pub(crate) read_fails: usize,
    pub(crate) misread: usize,
    pub(crate) torn_snapshot: usize,
}

#[derive(Clone)]
pub(crate) struct Disk {
    pub(crate) records: BTreeMap<Key, Vec<u8>>,
    /// Every change that anybody ever asked to store.
    pub(crate) seen: BTreeMap<ChangeId, Vec<u8>>,
    pub(crate) rng: Rng,
    pub(crate) faults: Faults,
    /// Most bytes there is room for.
    pub(crate) quota: Option<usize>,
    pub(crate) plant: Option<Plant>,
    /// A snapshot was written together with its twin and one of them was torn.
    pub(crate) torn_twin: bool,
    pub(crate) steps: u64,
    /// What is written now comes from the second home.
    pub(crate) gives_back: bool,
    /// The keeper's sign as it was written last.
    sign: Option<Vec<u8>>,
    /// What to put back if the machine stops now: only a planted store has any.
    undo: Vec<BTreeMap<Key, Option<Vec<u8>>>>,
    written: BTreeMap<Key, Vec<u8>>,
    misread_before: bool,
}

impl Disk {
    pub(crate) fn new(rng: Rng) -> Self {
        Self {
            records: BTreeMap::new(),
            seen: BTreeMap::new(),
            rng,
            faults: Faults::default(),
            quota: None,
            plant: None,
            torn_twin: false,
            steps: 0,
            gives_back: false,
            sign: None,
            undo: Vec::new(),
            written: BTreeMap::new(),
            misread_before: false,
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.records.values().map(Vec::len).sum()
    }

    /// The machine stops: what was not durable is gone.
    pub(crate) fn crash(&mut self) {
        self.written.clear();
        while let Some(before) = self.undo.pop() {
            for (key, bytes) in before {
                match bytes {
                    Some(bytes) => self.records.insert(key, bytes),
                    None => self.records.remove(&key),
                };
            }
        }
    }

    /// Damages bytes: a flipped bit, or a lost end.
    pub(crate) fn damage(rng: &mut Rng, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        if rng.chance(300) {
            let length = rng.below(bytes.len());
            bytes.truncate(length);
        } else {
            let place = rng.below(bytes.len());
            bytes[place] ^= 1 << rng.below(8);
        }
    }

    fn read(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        // Never twice in a row: what a disk gives wrongly again and again is damaged.
        if !self.misread_before && self.rng.chance(self.faults.misread) {
            self.misread_before = true;
            Self::damage(&mut self.rng, &mut bytes);
        }
        bytes
    }

    fn fails(&mut self) -> Result<(), StoreError> {
        self.steps += 1;
        if self.plant == Some(Plant::SavedOnRequest) && self.rng.chance(300) {
            self.undo.clear();
        }
        if self.rng.chance(self.faults.read_fails) {
            return Err(StoreError::Failed("the connection was lost".into()));
        }
        Ok(())
    }

    fn commit(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.fails()?;
        for (key, bytes) in &batch.put {
            if let Key::Chunk(change) = key {
                self.seen.insert(*change, bytes.clone());
            }
        }
        if self.rng.chance(self.faults.commit_fails) {
            return Err(StoreError::Failed("the transaction was aborted".into()));
        }
        let more: usize = batch.put.iter().map(|(_, bytes)| bytes.len()).sum();
        if more > 0 && self.quota.is_some_and(|quota| self.bytes() + more > quota) {
            return Err(StoreError::Full);
        }
        let mut batch = batch.clone();
        self.sabotage(&mut batch);
        self.tear(&mut batch);
        let mut before = BTreeMap::new();
        for (key, bytes) in batch.put {
            if key == Key::Fact("sign".into()) {
                self.sign = Some(bytes.clone());
            }
            before.insert(key.clone(), self.records.insert(key, bytes));
        }
        for key in batch.delete {
            self.written.remove(&key);
            let gone = self.records.remove(&key);
            before.entry(key).or_insert(gone);
        }
        if self.plant == Some(Plant::SavedOnRequest) {
            self.undo.push(before);
        }
        if self.rng.chance(self.faults.fails_after_effect) {
            return Err(StoreError::Failed("no answer came".into()));
        }
        Ok(())
    }

    fn sabotage(&mut self, batch: &mut Batch) {
        let snapshot = batch.put.iter().any(|(key, _)| matches!(key, Key::Snapshot(_)));
        match self.plant {
            Some(Plant::DeletedBeforeVerified) if snapshot => {
                let chunks = self.records.keys().filter(|key| matches!(key, Key::Chunk(_)));
                batch.delete.extend(chunks.cloned());
            }
            Some(Plant::QuarantineWithoutCopy) => {
                batch.put.retain(|(key, _)| !matches!(key, Key::Quarantine(_)));
            }
            Some(Plant::OldOverNew) if self.gives_back => {
                let old = self.records.keys().filter(|key| matches!(key, Key::Chunk(_) | Key::Snapshot(_)));
                let old: Vec<Key> =
                    old.filter(|old| !batch.put.iter().any(|(key, _)| key == *old)).cloned().collect();
                batch.delete.extend(old);
            }
            Some(Plant::NeverReadBack) => self.written.extend(batch.put.iter().cloned()),
            _ => {}
        }
    }

    fn tear(&mut self, batch: &mut Batch) {
        let snapshots = batch.put.iter().filter(|(key, _)| matches!(key, Key::Snapshot(_))).count();
        let torn = batch.put.iter_mut().find(|(key, _)| matches!(key, Key::Snapshot(_)));
        if let Some((_, bytes)) = torn
            && self.rng.chance(self.faults.torn_snapshot)
        {
            self.torn_twin |= snapshots > 1;
            Self::damage(&mut self.rng, bytes);
        }
    }
}

/// A tab's hold on a disk. Every call stops before and after its effect, so that the driver can let
/// another tab run, or pull the plug, at each of these steps.
#[derive(Clone)]
pub(crate) struct SimStore(pub(crate) Rc<RefCell<Disk>>);

impl SimStore {
    pub(crate) fn new(rng: Rng) -> Self {
        Self(Rc::new(RefCell::new(Disk::new(rng))))
    }
}

pub(crate) async fn step() {
    let mut stopped = false;
    poll_fn(|_| if std::mem::replace(&mut stopped, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

impl Store for SimStore {
    async fn all(&self) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        step().await;
        let all = {
            let mut disk = self.0.borrow_mut();
            disk.fails()?;
            disk.misread_before = false;
            let mut records = disk.records.clone();
            if disk.plant == Some(Plant::NeverReadBack) {
                let written = disk.written.iter().filter(|(key, _)| matches!(key, Key::Snapshot(_)));
                records.extend(written.map(|(key, bytes)| (key.clone(), bytes.clone())));
            }
            records.into_iter().map(|(key, bytes)| (key, disk.read(&bytes))).collect()
        };
        step().await;
        Ok(all)
    }

    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        step().await;
        let mut disk = self.0.borrow_mut();
        disk.fails()?;
        let never = disk.plant == Some(Plant::NeverReadBack);
        if let Some(bytes) = disk.written.get(key).filter(|_| never && matches!(key, Key::Snapshot(_))) {
            return Ok(Some(bytes.clone()));
        }
        if *key == Key::Fact("sign".into()) && disk.plant == Some(Plant::SignIgnored) {
            return Ok(disk.sign.clone());
        }
        let bytes = disk.records.get(key).cloned();
        Ok(bytes.map(|bytes| disk.read(&bytes)))
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        step().await;
        let outcome = self.0.borrow_mut().commit(batch);
        step().await;
        outcome
    }
}
