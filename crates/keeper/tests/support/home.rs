//! A second home that fails in every way such a place fails.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use keeper::{
    home::{Home, Job},
    store::StoreError,
};

use super::{
    disk::{Disk, Plant, step},
    rng::Rng,
};

/// How often something fails, per mille of the occasions.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct HomeFaults {
    pub(crate) fails: usize,
    pub(crate) torn: usize,
    pub(crate) fails_after_effect: usize,
    pub(crate) misread: usize,
}

#[derive(Clone)]
pub(crate) struct Files {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) faults: HomeFaults,
    /// Most bytes there is room for.
    pub(crate) quota: Option<usize>,
    pub(crate) plant: Option<Plant>,
    rng: Rng,
}

#[derive(Clone)]
pub(crate) struct SimHome(pub(crate) Rc<RefCell<Files>>);

impl SimHome {
    pub(crate) fn new(rng: Rng) -> Self {
        let (files, faults, quota, plant) = Default::default();
        Self(Rc::new(RefCell::new(Files { files, faults, quota, plant, rng })))
    }
}

impl Files {
    pub(crate) fn bytes(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// One file goes bad; whether there was one.
    pub(crate) fn damage(&mut self) -> bool {
        let names: Vec<String> = self.files.keys().cloned().collect();
        let Some(name) = self.rng.pick(&names) else { return false };
        if let Some(bytes) = self.files.get_mut(name) {
            Disk::damage(&mut self.rng, bytes);
            if self.plant == Some(Plant::WithoutChecksum) {
                trusted(bytes);
            }
        }
        true
    }

    fn fails(&mut self) -> Result<(), StoreError> {
        if self.rng.chance(self.faults.fails) {
            return Err(StoreError::Failed("the file could not be opened".into()));
        }
        Ok(())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.fails()?;
        let room =
            self.quota.map_or(bytes.len(), |quota| quota.saturating_sub(self.bytes()).min(bytes.len()));
        let part = if self.rng.chance(self.faults.torn) { self.rng.below(bytes.len() + 1) } else { room };
        let written = part.min(room);
        self.files.entry(name.to_owned()).or_default().extend_from_slice(&bytes[..written]);
        if written < bytes.len() {
            return Err(if room < bytes.len() {
                StoreError::Full
            } else {
                StoreError::Failed("cut off".into())
            });
        }
        if self.rng.chance(self.faults.fails_after_effect) {
            return Err(StoreError::Failed("no answer came".into()));
        }
        Ok(())
    }
}

/// What a keeper would see that looks at no checksum: every entry gets the one that fits its bytes.
fn trusted(bytes: &mut [u8]) {
    use sha2::{Digest, Sha256};
    let mut at = 0;
    while at + 25 <= bytes.len() {
        let length =
            u32::from_le_bytes([bytes[at + 5], bytes[at + 6], bytes[at + 7], bytes[at + 8]]) as usize;
        let Some(end) = at.checked_add(25 + length).filter(|end| *end <= bytes.len()) else { return };
        let mut hasher = Sha256::new();
        hasher.update(&bytes[at + 4..at + 9]);
        hasher.update(&bytes[at + 25..end]);
        bytes[at..at + 4].copy_from_slice(&[0xf7, b'R', b'H', 1]);
        bytes[at + 9..at + 25].copy_from_slice(&hasher.finalize()[..16]);
        at = end;
    }
}

impl Home for SimHome {
    async fn files(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        step().await;
        let mut home = self.0.borrow_mut();
        home.fails()?;
        Ok(home.files.clone().into_iter().collect())
    }

    async fn read(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
        step().await;
        let home = &mut *self.0.borrow_mut();
        home.fails()?;
        let mut bytes = home.files.get(file).cloned();
        if home.rng.chance(home.faults.misread) {
            bytes.iter_mut().for_each(|bytes| Disk::damage(&mut home.rng, bytes));
        }
        Ok(bytes)
    }

    async fn length(&self, file: &str) -> Result<Option<u64>, StoreError> {
        step().await;
        let mut home = self.0.borrow_mut();
        home.fails()?;
        Ok(home.files.get(file).map(|bytes| bytes.len() as u64))
    }

    async fn append(&self, file: &str, bytes: &[u8]) -> Result<(), StoreError> {
        step().await;
        // A browser that is ended in the middle has written a part.
        let half = bytes.len() / 2;
        let (one, two) = bytes.split_at(if bytes.len() > 400 { half } else { 0 });
        if !one.is_empty() {
            self.0.borrow_mut().append(file, one)?;
            step().await;
        }
        let outcome = self.0.borrow_mut().append(file, two);
        step().await;
        outcome
    }

    async fn delete(&self, file: &str) -> Result<(), StoreError> {
        step().await;
        let mut home = self.0.borrow_mut();
        home.fails()?;
        home.files.remove(file);
        Ok(())
    }
}

/// Something that a tab wants to have done there, and has not yet.
pub(crate) type Errand = Option<Job>;
