//! Reading storage at a start: every snapshot and every change is checked on its own, so that
//! damage costs what is damaged and nothing else.

use std::collections::BTreeMap;

use notebook::{ChangeHead, Loading, command::ChangeId};

use crate::{
    facts::{Generation, LastBackup, sum},
    order::in_order,
    quarantine::{Bad, found},
    shelf::{Shelf, Snapshot},
    sign::{Mark, Sign},
    store::{Key, Store, StoreError},
};

/// Stored bytes, sorted by what they are.
#[derive(Default)]
pub(crate) struct Entries {
    /// By number.
    pub(crate) snapshots: BTreeMap<u64, Vec<u8>>,
    pub(crate) chunks: Vec<(ChangeId, Vec<u8>)>,
    pub(crate) quarantine: Vec<(String, Vec<u8>)>,
    pub(crate) last_backup: Option<LastBackup>,
    pub(crate) generation: Option<Generation>,
    pub(crate) sign: Option<String>,
    pub(crate) mark: Option<Mark>,
    pub(crate) vault: Vec<(String, Vec<u8>)>,
}

impl Entries {
    pub(crate) fn sort(all: Vec<(Key, Vec<u8>)>) -> Self {
        let mut entries = Self::default();
        for (key, bytes) in all {
            match key {
                Key::Chunk(change) => entries.chunks.push((change, bytes)),
                Key::Snapshot(number) => {
                    entries.snapshots.insert(number, bytes);
                }
                Key::Quarantine(name) => entries.quarantine.push((name, bytes)),
                key if key == LastBackup::key() => entries.last_backup = LastBackup::read(&bytes),
                key if key == Generation::key() => entries.generation = Generation::read(&bytes),
                key if key == Sign::key() => entries.sign = Sign::read(&bytes),
                key if key == Mark::key() => entries.mark = Mark::read(&bytes),
                Key::Fact(_) => {}
                Key::Vault(name) => entries.vault.push((name, bytes)),
            }
        }
        entries
    }

    /// The highest number of a snapshot.
    pub(crate) fn highest(&self) -> u64 {
        self.snapshots.last_key_value().map_or(0, |(number, _)| *number)
    }
}

/// What a start found in storage.
pub(crate) struct Opened {
    pub(crate) loading: Loading,
    pub(crate) shelf: Shelf,
    pub(crate) last_backup: Option<LastBackup>,
    pub(crate) sign: Option<String>,
    pub(crate) mark: Option<Mark>,
    /// What belongs to the sync.
    pub(crate) vault: Vec<(String, Vec<u8>)>,
    /// Damaged bytes that are still under their own key.
    pub(crate) bad: Vec<Bad>,
}

/// What a look at stored bytes showed.
pub(crate) enum Look<T> {
    /// They are fine.
    Fine(T, Vec<u8>),
    /// They are damaged, on a second reading too.
    Bad(Bad),
    /// They are not there any more: another tab tidied.
    Gone,
}

/// Reads bytes; damaged ones are fetched once more, because a reading can fail where the disk is fine.
pub(crate) async fn look<S: Store, T>(
    store: &S,
    key: Key,
    bytes: Vec<u8>,
    read: impl Fn(&[u8]) -> Result<T, String>,
) -> Result<Look<T>, StoreError> {
    if let Ok(value) = read(&bytes) {
        return Ok(Look::Fine(value, bytes));
    }
    let Some(again) = store.get(&key).await? else { return Ok(Look::Gone) };
    Ok(match read(&again) {
        Ok(value) => Look::Fine(value, again),
        Err(why) => Look::Bad(Bad { key, sure: again == bytes, bytes: again, why }),
    })
}

/// Reads a stored change: it must be whole, and the one its key names.
pub(crate) fn read_chunk(change: ChangeId, bytes: &[u8]) -> Result<ChangeHead, String> {
    let head = ChangeHead::read(bytes).map_err(|damage| damage.to_string())?;
    if head.change == change { Ok(head) } else { Err("These bytes belong to another change".into()) }
}

/// Reads everything there is.
pub(crate) async fn open<S: Store>(store: &S, actor: [u8; 16]) -> Result<Opened, StoreError> {
    arrange(store, Entries::sort(store.all().await?), actor).await
}

/// Makes a notebook of what was read, or is about to be written.
pub(crate) async fn arrange<S: Store>(
    store: &S,
    entries: Entries,
    actor: [u8; 16],
) -> Result<Opened, StoreError> {
    let mut shelf = Shelf::default();
    let mut bad = Vec::new();
    shelf.damaged = entries.quarantine.iter().map(|(name, bytes)| found(name, bytes)).collect();

    shelf.highest = entries.highest();

    let mut loading = None;
    let mut others: Vec<(u64, Loading)> = Vec::new();
    let mut about: Option<&Generation> = None;
    for (number, bytes) in entries.snapshots.into_iter().rev() {
        let found = sum(&bytes);
        if about.is_some_and(|generation| generation.covers(number, &found)) {
            let snapshot = Snapshot { sum: found, bytes: bytes.len() as u64, heads: Vec::new() };
            shelf.covered.insert(number);
            shelf.snapshots.insert(number, snapshot);
            continue;
        }
        let read = |bytes: &[u8]| Loading::snapshot(bytes, actor).map_err(|damage| damage.to_string());
        match look(store, Key::Snapshot(number), bytes, read).await? {
            Look::Fine(snapshot, bytes) => {
                let (sum, heads) = (sum(&bytes), snapshot.heads());
                shelf.snapshots.insert(number, Snapshot { sum, bytes: bytes.len() as u64, heads });
                if loading.is_none() {
                    shelf.base = Some(number);
                    about = entries.generation.as_ref().filter(|facts| facts.is_about(number, &sum));
                    loading = Some(snapshot);
                } else {
                    others.push((number, snapshot));
                }
            }
            Look::Bad(found) => bad.push(found),
            Look::Gone => {}
        }
    }
    let mut loading = match loading {
        Some(loading) => loading,
        None => Loading::new(actor).map_err(|damage| StoreError::Failed(damage.to_string()))?,
    };
    shelf.inside =
        entries.chunks.iter().map(|(change, _)| *change).filter(|change| loading.has(*change)).collect();
    let covered = others.iter().filter(|(_, other)| other.heads().iter().all(|head| loading.has(*head)));
    shelf.covered.extend(covered.map(|(number, _)| *number));
    for (number, other) in &others {
        if let Err(damage) = loading.merge(other) {
            shelf.damaged(unfit(&Key::Snapshot(*number), &damage.to_string()));
        }
    }

    let mut changes = Vec::new();
    for (change, bytes) in entries.chunks {
        match look(store, Key::Chunk(change), bytes, |bytes| read_chunk(change, bytes)).await? {
            Look::Fine(head, bytes) => {
                shelf.chunks.insert(change, bytes.len() as u64);
                changes.push((head, bytes));
            }
            Look::Bad(found) => bad.push(found),
            Look::Gone => {}
        }
    }
    for (head, bytes) in in_order(changes) {
        if let Err(damage) = loading.absorb(&bytes)
            && !loading.has(head.change)
        {
            shelf.chunks.remove(&head.change);
            bad.push(Bad { key: Key::Chunk(head.change), bytes, why: damage.to_string(), sure: true });
        }
    }
    shelf.waiting = shelf.chunks.keys().copied().filter(|change| !loading.has(*change)).collect();
    shelf.inside.retain(|change| shelf.chunks.contains_key(change));
    let Entries { last_backup, sign, mark, vault, .. } = entries;
    Ok(Opened { loading, shelf, last_backup, sign, mark, vault, bad })
}

/// Bytes that are whole and do not fit what else is there: they stay where they are.
pub(crate) fn unfit(key: &Key, why: &str) -> crate::link::Damaged {
    crate::link::Damaged { key: key.to_string(), why: why.to_owned(), bytes: 0 }
}
