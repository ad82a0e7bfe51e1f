//! Backup and restore. Restoring is merging: nothing here is replaced or lost.

use std::collections::BTreeMap;

use notebook::{
    Damage, Loading, Merged, Notebook, Now,
    query::{Counts, Query, View},
};

use crate::{
    backup::{BackupError, seal, unseal},
    facts::LastBackup,
    keeper::{Keeper, Saved},
    link::Brings,
    store::{Batch, Key, Store, StoreError},
    trouble::NotRestored,
};

impl<S: Store> Keeper<S> {
    /// The whole notebook as one file, with whatever is not on the disk yet.
    #[must_use]
    pub fn backup(&self) -> Vec<u8> {
        seal(&self.notebook.save())
    }

    /// Remembers that a backup was made.
    ///
    /// # Errors
    /// [`StoreError`]: the backup is fine, only its date is not remembered.
    pub async fn mark_backup(&mut self, now: Now) -> Result<(), StoreError> {
        self.was_refused = false;
        let fact = LastBackup::at(now);
        let put = vec![(LastBackup::key(), fact.bytes())];
        self.store.commit(&Batch { put, delete: Vec::new() }).await?;
        self.last_backup = Some(fact);
        Ok(())
    }

    /// What a backup would bring, without bringing it.
    ///
    /// # Errors
    /// [`BackupError`] when the file cannot be taken for a backup.
    pub fn preview(&self, file: &[u8], now: Now) -> Result<Brings, BackupError> {
        let document = unseal(file)?;
        let mut there = Loading::snapshot(document, self.actor).map_err(unfit)?.finish();
        let (merged_here, merged) = self.merged(document)?;
        let holds = match there.query(&Query::Counts, now) {
            View::Counts(counts) => counts,
            _ => Counts::default(),
        };
        let mut new_records = BTreeMap::new();
        for name in &merged.new {
            *new_records.entry(name.kind).or_default() += 1;
        }
        Ok(Brings {
            holds,
            new_records,
            changed_records: merged.changed.len(),
            changes: merged.changes.len(),
            deleted: merged_here.deleted_of(&there),
        })
    }

    /// Merges a backup into the notebook. Either all of it is on the disk afterwards, or nothing
    /// has changed.
    ///
    /// # Errors
    /// [`NotRestored`], with nothing changed.
    pub async fn restore(&mut self, file: &[u8]) -> Result<Saved, NotRestored> {
        let document = unseal(file).map_err(NotRestored::File)?;
        self.take_in(document).await
    }

    /// Merges another notebook, as [`Notebook::save`] gives it: an example, for one. As many changes
    /// as would have to be tidied at once are stored as a snapshot, and as two, because that is
    /// what every change has that is not stored on its own.
    ///
    /// # Errors
    /// [`NotRestored`], with nothing changed.
    pub async fn take_in(&mut self, document: &[u8]) -> Result<Saved, NotRestored> {
        let (copy, merged) = self.merged(document).map_err(NotRestored::File)?;
        let small = merged.changes.len() < self.shelf.most_loose(self.limits);
        let mut put: Vec<_> = if small {
            merged.changes.iter().map(|(change, bytes)| (Key::Chunk(*change), bytes.clone())).collect()
        } else {
            self.packed(&copy.save()).map_err(NotRestored::Store)?.into()
        };
        let parcels = self.sync.seal_many(&merged.changes);
        put.extend(parcels.iter().flat_map(|parcel| parcel.put.iter().cloned()));
        let written = self.write(Batch { put, delete: Vec::new() }).await;
        parcels.into_iter().for_each(|parcel| self.sync.sealed(parcel, written.is_ok()));
        let mut stored = written.map_err(NotRestored::Store)?;
        if small {
            merged.changes.iter().for_each(|(change, bytes)| self.shelf.stored(*change, bytes.len() as u64));
            stored.extend(merged.changes.iter().map(|(change, _)| *change));
        } else {
            // Other tabs look for these, find no chunks, and read the snapshot.
            stored.extend(copy.heads());
        }
        self.notebook = copy;
        let has = |change: &_| self.notebook.has(*change);
        self.shelf.waiting.retain(|change| !has(change));
        Ok(Saved { change: None, stored, touched: merged.touched, left: Vec::new() })
    }

    /// This notebook and another one in one, beside this one: should the merge fail half way,
    /// nothing happened.
    fn merged(&self, document: &[u8]) -> Result<(Notebook, Merged), BackupError> {
        self.notebook.preview(document, self.actor).map_err(unfit)
    }
}

/// The file's checksum was right: what is wrong is not its way here.
fn unfit(damage: Damage) -> BackupError {
    match damage {
        Damage::Unreadable(why) => BackupError::DoesNotFit(why),
        damage => damage.into(),
    }
}
