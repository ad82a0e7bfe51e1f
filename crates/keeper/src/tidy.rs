//! Tidying storage: many small changes become one snapshot, and nothing is deleted before two
//! snapshots hold it that were both read back.
//!
//! One snapshot would do if disks never failed. Keeping everything in the two newest ones means
//! that no single damaged record of a tidied storage costs anything at all.

use std::collections::BTreeSet;

use notebook::{Loading, command::ChangeId, record::Ref};

use crate::{
    facts::{Generation, sum},
    keeper::Keeper,
    open::{Entries, unfit},
    shelf::Snapshot,
    store::{Batch, Key, Store, StoreError},
};

/// What tidying did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tidied {
    /// The snapshot that was written and verified.
    pub snapshot: Option<u64>,
    /// Chunks that were deleted.
    pub chunks: usize,
    /// Older snapshots that were deleted.
    pub snapshots: usize,
    /// Records that differ now, because another tab's changes were found.
    pub touched: BTreeSet<Ref>,
    /// Changes that reached the disk at this occasion.
    pub stored: Vec<ChangeId>,
    /// The new snapshot did not read back as it was written: nothing was deleted. In words.
    pub unverified: Option<String>,
}

impl<S: Store> Keeper<S> {
    /// Whether storage wants tidying.
    #[must_use]
    pub fn needs_tidy(&self) -> bool {
        // Nothing is deleted in a second home that stands in.
        !self.is_alone() && self.shelf.is_untidy(self.limits)
    }

    /// Tidies storage if it is due. To be called when nothing else happens, and by one tab at a
    /// time; should two tabs do it at once, nothing is lost.
    ///
    /// # Errors
    /// [`StoreError`] with everything saved still there.
    pub async fn tidy(&mut self) -> Result<Tidied, StoreError> {
        let mut tidied = Tidied::default();
        if !self.needs_tidy() {
            return Ok(tidied);
        }
        tidied.stored = self.retry().await?;
        // What lies in storage is decided by storage, not by what this tab remembers.
        let entries = Entries::sort(self.store.all().await?);
        tidied.touched = self.catch_up(entries);
        if !self.needs_tidy() {
            return Ok(tidied);
        }
        let Some([number, _]) = self.shelf.next_numbers(self.actor) else { return Ok(tidied) };

        let (written, heads) = (self.notebook.save(), self.notebook.heads());
        let key = Key::Snapshot(number);
        let put = vec![(key.clone(), written)];
        self.shelf.highest = number;
        self.store.commit(&Batch { put, delete: Vec::new() }).await?;

        let back = self.store.get(&key).await?;
        match back.as_deref().map(|bytes| verified(bytes, self.actor, &heads)) {
            Some(Ok((copy, snapshot))) => self.clear(number, &copy, snapshot, tidied).await,
            outcome => {
                let why = outcome.and_then(Result::err).unwrap_or_else(|| "it was gone".into());
                tidied.unverified = Some(why.clone());
                self.shelf.put_off = self.shelf.loose() + self.limits.chunks;
                self.shelf.damaged(unfit(
                    &key,
                    &format!("It was written, but did not read back ({why}). Nothing was deleted."),
                ));
                self.store.commit(&Batch { put: Vec::new(), delete: vec![key] }).await?;
                Ok(tidied)
            }
        }
    }

    /// Deletes what both the base and the new snapshot hold; the new one becomes the base.
    async fn clear(
        &mut self,
        number: u64,
        copy: &Loading,
        snapshot: Snapshot,
        mut tidied: Tidied,
    ) -> Result<Tidied, StoreError> {
        let shelf = &self.shelf;
        let holds = |snapshot: &Snapshot| snapshot.heads.iter().all(|head| copy.has(*head));
        let base_is_held = shelf.base.and_then(|base| shelf.snapshots.get(&base)).is_none_or(holds);
        let chunks: Vec<ChangeId> = shelf.inside.iter().copied().filter(|change| copy.has(*change)).collect();
        let snapshots: Vec<u64> = shelf.covered.iter().copied().filter(|_| base_is_held).collect();
        let stay = shelf.snapshots.iter().filter(|(number, _)| !snapshots.contains(number));
        let covered: Vec<_> = stay.filter(|(_, old)| old.is_held_by(copy)).collect();
        let covers = covered.iter().map(|(number, old)| (**number, old.sum));
        let generation = Generation::new(number, &snapshot.sum, covers);
        let covered: BTreeSet<u64> = covered.iter().map(|(number, _)| **number).collect();
        let gone = chunks.iter().copied().map(Key::Chunk);
        self.store
            .commit(&Batch {
                put: vec![(Generation::key(), generation.bytes())],
                delete: gone.chain(snapshots.iter().copied().map(Key::Snapshot)).collect(),
            })
            .await?;

        let shelf = &mut self.shelf;
        chunks.iter().for_each(|change| _ = shelf.chunks.remove(change));
        snapshots.iter().for_each(|number| _ = shelf.snapshots.remove(number));
        shelf.snapshots.insert(number, snapshot);
        shelf.base = Some(number);
        shelf.inside = shelf.chunks.keys().copied().filter(|change| copy.has(*change)).collect();
        shelf.covered = covered;
        shelf.put_off = 0;
        (tidied.snapshot, tidied.chunks, tidied.snapshots) = (Some(number), chunks.len(), snapshots.len());
        Ok(tidied)
    }
}

/// Loads a snapshot that was read back, and compares it with what it was made from.
fn verified(bytes: &[u8], actor: [u8; 16], heads: &[ChangeId]) -> Result<(Loading, Snapshot), String> {
    let copy = Loading::snapshot(bytes, actor).map_err(|damage| damage.to_string())?;
    if copy.heads() != heads {
        return Err("it holds something else".into());
    }
    let snapshot = Snapshot { sum: sum(bytes), bytes: bytes.len() as u64, heads: copy.heads() };
    Ok((copy, snapshot))
}
