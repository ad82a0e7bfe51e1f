//! The second home in the place of the first, when the browser cannot open its database at all: the notebook is read there, and
//! what is written goes to a file of its own. Nothing that lies there is changed or deleted; when the first home can be opened again,
//! it gets what it lacks as at every start.

use std::{cell::RefCell, collections::BTreeMap};

use notebook::Loading;

use super::{
    Contents, Home, entry,
    second::{BACKUP, next_name},
};
use crate::{
    facts::LastBackup,
    sign::{Mark, Sign},
    store::{Batch, Key, Store, StoreError},
};

/// Snapshots are numbered by their place: the low 16 bits of a number belong to whoever wrote it.
const PLACE: u32 = 16;

/// A store over a second home. What was committed was written to its end and read back.
pub struct Alone<H> {
    home: H,
    actor: [u8; 16],
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// The file of this tab, and its length, bytes.
    log: Option<(String, u64)>,
    /// What the home has no entries for, as long as this lives: the keeper's sign, and what was set aside.
    beside: BTreeMap<Key, Vec<u8>>,
}

impl<H: Home> Alone<H> {
    /// Over a home, for a keeper that writes as `actor`.
    pub fn new(home: H, actor: [u8; 16]) -> Self {
        Self { home, actor, state: RefCell::default() }
    }

    async fn contents(&self) -> Result<Contents, StoreError> {
        Ok(Contents::read(self.home.files().await?))
    }

    /// A file that nobody has written to. One that is shorter or longer than it was left is nobody's any more: the sign goes with it.
    async fn log(&self) -> Result<(String, u64), StoreError> {
        let known = self.state.borrow().log.clone();
        if let Some((file, at)) = known {
            if self.home.length(&file).await? == Some(at) {
                return Ok((file, at));
            }
            self.state.borrow_mut().beside.remove(&Sign::key());
        }
        Ok((next_name(self.contents().await?.highest(), self.actor), 0))
    }

    async fn append(&self, bytes: &[u8]) -> Result<(), StoreError> {
        let (file, at) = self.log().await?;
        // Should this fail, nobody knows where the file ends.
        self.state.borrow_mut().log = None;
        self.home.append(&file, bytes).await?;
        let written = self.home.read(&file).await?.unwrap_or_default();
        let end = at + bytes.len() as u64;
        let is_there = written.len() as u64 == end && written.ends_with(bytes);
        if !is_there {
            return Err(StoreError::Failed("what was written did not read back".into()));
        }
        self.state.borrow_mut().log = Some((file, end));
        Ok(())
    }

    /// A batch as entries, what depends on others behind them.
    fn written(&self, batch: &Batch) -> Result<Vec<u8>, StoreError> {
        let (mut entries, mut facts) = (Vec::new(), Vec::new());
        let mut whole: Option<&Vec<u8>> = None;
        for (key, bytes) in &batch.put {
            match key {
                Key::Chunk(_) => entry::write_change(bytes, &mut entries),
                // Two snapshots are one and its twin: here each entry has a checksum of its own.
                Key::Snapshot(_) if whole == Some(bytes) => {}
                Key::Snapshot(_) => {
                    let failed = |damage: notebook::Damage| StoreError::Failed(damage.to_string());
                    let heads = Loading::snapshot(bytes, self.actor).map_err(failed)?.heads();
                    entry::write_whole(&heads, bytes, &mut entries);
                    whole = Some(bytes);
                }
                key if *key == Mark::key() => entry::write_fact(Mark::NAME, bytes, &mut facts),
                key if *key == LastBackup::key() => entry::write_fact(BACKUP, bytes, &mut facts),
                Key::Vault(_) => {
                    return Err(StoreError::Failed("the browser\u{2019}s database cannot be opened".into()));
                }
                Key::Quarantine(_) | Key::Fact(_) => {}
            }
        }
        entries.append(&mut facts);
        Ok(entries)
    }
}

/// Whether it lives as long as the store only.
fn is_beside(key: &Key) -> bool {
    matches!(key, Key::Quarantine(_)) || *key == Sign::key()
}

impl<H: Home> Store for Alone<H> {
    async fn all(&self) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let mut contents = self.contents().await?;
        let mut all: Vec<_> = self.state.borrow().beside.clone().into_iter().collect();
        all.extend(contents.changes.into_iter().map(|(change, bytes)| (Key::Chunk(change), bytes)));
        let wholes = (1_u64..).zip(contents.wholes);
        all.extend(wholes.map(|(place, whole)| (Key::Snapshot(place << PLACE), whole.document)));
        let facts = [(Mark::NAME, Mark::key()), (BACKUP, LastBackup::key())];
        all.extend(facts.into_iter().filter_map(|(name, key)| Some((key, contents.facts.remove(name)?))));
        Ok(all)
    }

    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        if is_beside(key) {
            return Ok(self.state.borrow().beside.get(key).cloned());
        }
        Ok(self.all().await?.into_iter().find_map(|(other, bytes)| (other == *key).then_some(bytes)))
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let bytes = self.written(batch)?;
        if !bytes.is_empty() {
            self.append(&bytes).await?;
        }
        let mut state = self.state.borrow_mut();
        let beside = batch.put.iter().filter(|(key, _)| is_beside(key)).cloned();
        state.beside.extend(beside);
        Ok(())
    }

    async fn commit_over(&self, batch: &Batch, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        // Whether somebody cleared the home shows when it is written.
        let before = self.get(key).await?;
        self.commit(batch).await?;
        let is_same = self.get(key).await? == before || batch.put.iter().any(|(put, _)| put == key);
        Ok(before.filter(|_| is_same))
    }
}
