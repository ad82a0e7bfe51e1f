//! When storage is not to be believed: it refused in this session, or the keeper's sign is gone from it. Then it is read back,
//! and what it lacks is written again from memory.

use std::collections::BTreeSet;

use notebook::{Loading, command::ChangeId};

use crate::{
    facts::{LastBackup, sum},
    keeper::Keeper,
    link::{Back, Why},
    open::{Entries, read_chunk},
    sign::{Mark, Sign},
    store::{Batch, Key, Store, StoreError},
};

impl<S: Store> Keeper<S> {
    /// How much there is in memory. To be written in one transaction with it, or after it.
    pub(crate) fn mark_now(&self) -> Mark {
        Mark {
            epoch: self.sign.epoch,
            heads: self.notebook.heads(),
            // The first change is in every notebook and nobody made it.
            changes: (self.notebook.changes() as u64).saturating_sub(1),
        }
    }

    /// What goes with every write; it keeps on saying how much there was until that is here again, or the person knows.
    pub(crate) fn mark_to_keep(&self) -> Mark {
        self.owed_or(self.mark_now())
    }

    /// The same for the second home, which may have what the first one refused: only what was on the disk here was called saved.
    pub(crate) fn mark_of_saved(&self) -> Mark {
        let is_settled = self.not_stored().is_empty() && !self.doubts;
        self.owed_or(if is_settled { self.mark_now() } else { self.sign.settled.clone() })
    }

    fn owed_or(&self, mark: Mark) -> Mark {
        self.owed().max_by_key(|mark| mark.changes).cloned().unwrap_or(mark)
    }

    /// Everything in memory is on the disk.
    pub(crate) fn note_settled(&mut self) {
        self.sign.settled = self.mark_now();
    }

    /// So much there was when somebody noted it: in another place of this browser, after it had been saved.
    pub fn owes(&mut self, mark: Mark) {
        if mark.changes > 0 && !self.owed.contains(&mark) {
            self.owed.push(mark);
        }
    }

    fn owed(&self) -> impl Iterator<Item = &Mark> {
        let is_open = |mark: &&Mark| {
            mark.epoch >= self.sign.epoch && !mark.heads.iter().all(|head| self.notebook.has(*head))
        };
        self.owed.iter().filter(is_open)
    }

    /// So many changes at least that were saved here are not here, nor anywhere else in this browser; 0 when nothing is missing.
    #[must_use]
    pub fn missing(&self) -> u64 {
        let here = self.mark_now().changes;
        self.owed().map(|mark| mark.changes.saturating_sub(here).max(1)).max().unwrap_or(0)
    }

    /// The person knows what is missing and what was brought back, and goes on. Says what reached the disk with that.
    pub async fn accept(&mut self) -> Vec<ChangeId> {
        let was_missing = self.missing() > 0;
        self.owed.clear();
        self.back = None;
        if !was_missing {
            return Vec::new();
        }
        // Else the next start would say it again. Should it be refused, that is what happens.
        let put = vec![(Mark::key(), self.mark_now().bytes())];
        self.write(Batch { put, delete: Vec::new() }).await.unwrap_or_default()
    }

    /// For the other place: how much is on the disk; `None` while something is not, or is missing.
    pub(crate) fn mark(&self) -> Option<Mark> {
        let is_settled = self.not_stored().is_empty() && !self.doubts && self.missing() == 0;
        is_settled.then(|| self.mark_now()).filter(|mark| mark.changes > 0)
    }

    /// Whether storage has to be read back before anything in it is believed.
    #[must_use]
    pub fn doubts(&self) -> bool {
        self.doubts
    }

    /// Reads storage back; what it lacks is written again. Says whether that was so.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read or written, or lacks it still.
    pub(crate) async fn read_back(&mut self) -> Result<bool, StoreError> {
        let mut is_again = false;
        // Twice each time: a reading can fail where the disk is fine.
        for is_second in [false, true, false, true] {
            self.store.distrust();
            let entries = Entries::sort(self.store.all().await?);
            let lacks = self.lacking(&entries);
            if lacks == 0 {
                // The sign under which it was read, and no later one.
                match &entries.sign {
                    Some(name) => self.sign.name.clone_from(name),
                    None => self.write_again([]).await?,
                }
                self.catch_up(entries);
                (self.doubts, self.sign.is_stored) = (false, true);
                return Ok(is_again);
            }
            if is_second && !is_again {
                let packed = self.packed(&self.notebook.save())?;
                self.write_again(packed).await?;
                (is_again, self.back) = (true, Some(Back { why: Why::Cleared, entries: lacks }));
                // What waited for the server went with it: the log is read from its start, and what it lacks is sent.
                self.read_from_the_start().await?;
            }
        }
        Err(StoreError::Failed("what was written does not read back".into()))
    }

    /// How many of the changes in memory are not in what was read.
    fn lacking(&self, entries: &Entries) -> u64 {
        let mut heads = Vec::new();
        for (number, bytes) in &entries.snapshots {
            // One that was not read at the start has no heads here: what it holds, a newer one does.
            match self.shelf.snapshots.get(number).filter(|known| known.sum == sum(bytes)) {
                Some(known) => heads.extend_from_slice(&known.heads),
                None => {
                    heads.extend(Loading::snapshot(bytes, self.actor).iter().flat_map(Loading::heads));
                }
            }
        }
        let whole = entries.chunks.iter().filter(|(change, bytes)| read_chunk(*change, bytes).is_ok());
        let chunks: BTreeSet<ChangeId> = whole.map(|(change, _)| *change).collect();
        // What waits for something lost lies behind the notebook in a snapshot.
        let shows = self.notebook.names_since(&heads).into_iter().filter(|change| self.notebook.has(*change));
        let lacks = shows.filter(|change| !chunks.contains(change));
        lacks.count() as u64
    }

    /// Writes what this device has beside the notebook, under a new sign: other tabs notice, and look whether what they have is
    /// there.
    async fn write_again(
        &mut self,
        packed: impl IntoIterator<Item = (Key, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let name = self.new_name();
        let mut put: Vec<_> = packed.into_iter().collect();
        put.push((Sign::key(), name.clone().into_bytes()));
        put.push((Mark::key(), self.mark_to_keep().bytes()));
        put.extend(self.membership());
        put.extend(self.last_backup.map(|last| (LastBackup::key(), last.bytes())));
        self.store.commit(&Batch { put, delete: Vec::new() }).await?;
        self.sign.name = name;
        Ok(())
    }
}
