//! Following the other tabs: what they stored is read from storage, never taken from a message.

use std::collections::BTreeSet;

use notebook::{Loading, command::ChangeId, record::Ref};

use crate::{
    facts::sum,
    keeper::Keeper,
    open::{Entries, read_chunk, unfit},
    order::in_order,
    shelf::Snapshot,
    store::{Key, Store, StoreError},
};

impl<S: Store> Keeper<S> {
    /// Another tab stored these changes: takes them in, from wherever they are by now.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read; the next message or start brings them.
    pub async fn hear(&mut self, changes: &[ChangeId]) -> Result<BTreeSet<Ref>, StoreError> {
        let mut touched = BTreeSet::new();
        if !self.sign.is_stored {
            self.look_for_sign().await?;
        }
        for change in changes {
            if self.notebook.has(*change) {
                continue;
            }
            let Some(bytes) = self.store.get(&Key::Chunk(*change)).await? else { continue };
            if read_chunk(*change, &bytes).is_ok()
                && let Ok((_, more)) = self.notebook.absorb(&bytes)
            {
                self.shelf.stored(*change, bytes.len() as u64);
                self.second.note(*change, &bytes);
                touched.extend(more);
            }
        }
        // Tidied away there, or building on something not heard of: then storage has it all.
        if changes.iter().any(|change| !self.notebook.has(*change)) {
            let entries = Entries::sort(self.store.all().await?);
            touched.extend(self.catch_up(entries));
        }
        Ok(touched)
    }

    /// Takes in whatever storage holds and the notebook lacks, and learns what lies where. Damaged
    /// bytes are passed over: a start sets them aside.
    pub(crate) fn catch_up(&mut self, entries: Entries) -> BTreeSet<Ref> {
        let mut touched = BTreeSet::new();
        self.shelf.highest = self.shelf.highest.max(entries.highest());
        let known = std::mem::take(&mut self.shelf.snapshots);
        let mut newest: Option<(u64, Option<Loading>)> = None;
        for (number, bytes) in entries.snapshots {
            let (length, sum) = (bytes.len() as u64, sum(&bytes));
            if let Some(snapshot) = known.get(&number).filter(|snapshot| snapshot.sum == sum) {
                self.shelf.snapshots.insert(number, snapshot.clone());
                newest = Some((number, None));
                continue;
            }
            self.shelf.covered.remove(&number);
            let Ok(loading) = Loading::snapshot(&bytes, self.actor) else { continue };
            match self.notebook.merge(&loading) {
                Ok(merged) => touched.extend(merged.touched),
                Err(damage) => self.shelf.damaged(unfit(&Key::Snapshot(number), &damage.to_string())),
            }
            let heads = loading.heads();
            self.shelf.snapshots.insert(number, Snapshot { sum, bytes: length, heads });
            newest = Some((number, Some(loading)));
        }

        self.shelf.chunks =
            entries.chunks.iter().map(|(change, bytes)| (*change, bytes.len() as u64)).collect();
        let missing = entries.chunks.into_iter().filter(|(change, _)| !self.notebook.has(*change));
        let read = missing.filter_map(|(change, bytes)| Some((read_chunk(change, &bytes).ok()?, bytes)));
        for (head, bytes) in in_order(read.collect()) {
            if let Ok((_, more)) = self.notebook.absorb(&bytes) {
                self.second.note(head.change, &bytes);
                touched.extend(more);
            }
        }
        let absent = |change: &ChangeId| !self.notebook.has(*change);
        self.shelf.waiting = self.shelf.chunks.keys().copied().filter(absent).collect();
        self.rebase(newest);
        touched
    }

    /// Settles which snapshot is the base now, and what it holds.
    fn rebase(&mut self, newest: Option<(u64, Option<Loading>)>) {
        let shelf = &mut self.shelf;
        shelf.covered.retain(|number| shelf.snapshots.contains_key(number));
        match newest {
            Some((number, None)) if shelf.base == Some(number) => {
                shelf.inside.retain(|change| shelf.chunks.contains_key(change));
            }
            Some((number, Some(loading))) => {
                // What the old base covered, one covers that holds all of it.
                let old = shelf.base.and_then(|base| shelf.snapshots.get(&base));
                if !old.is_some_and(|old| old.is_held_by(&loading)) {
                    shelf.covered.clear();
                }
                shelf.base = Some(number);
                shelf.inside = shelf.chunks.keys().copied().filter(|change| loading.has(*change)).collect();
            }
            // What the new base holds was not looked at: nothing counts as held.
            newest => {
                shelf.base = newest.map(|(number, _)| number);
                shelf.inside.clear();
                shelf.covered.clear();
            }
        }
    }
}
