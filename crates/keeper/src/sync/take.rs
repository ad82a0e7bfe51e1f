//! Taking in what other devices made.

use std::collections::BTreeSet;

use notebook::{ChangeHead, Loading, command::ChangeId, record::Ref};
use vault::{Content, engine::Outcome};

use crate::{keeper::Keeper, store::Store};

impl<S: Store> Keeper<S> {
    /// Merges one record into the notebook; what is new waits for the next write. Nothing local is discarded.
    pub(super) fn take(&mut self, content: Content, touched: &mut BTreeSet<Ref>) -> Outcome {
        let taken = match content {
            Content::Changes(changes) => self.take_changes(changes, touched),
            Content::Document(document) => self.take_document(&document, touched),
        };
        match taken {
            Some(changes) => {
                Outcome { applied: true, changes: changes.into_iter().map(|change| change.0).collect() }
            }
            None => Outcome::default(),
        }
    }

    fn take_changes(&mut self, changes: Vec<Vec<u8>>, touched: &mut BTreeSet<Ref>) -> Option<Vec<ChangeId>> {
        let name = |bytes: Vec<u8>| ChangeHead::read(&bytes).map(|head| (head.change, bytes));
        let named: Vec<(ChangeId, Vec<u8>)> = changes.into_iter().map(name).collect::<Result<_, _>>().ok()?;
        let names = named.iter().map(|(change, _)| *change).collect();
        let waits = |change: &ChangeId| {
            self.shelf.chunks.contains_key(change) || self.sync.taken.contains_key(change)
        };
        let is_new = |change: &ChangeId| !self.notebook.has(*change) && !waits(change);
        let new: Vec<_> = named.into_iter().filter(|(change, _)| is_new(change)).collect();
        let Ok(more) = self.notebook.absorb_all(&new) else { return self.take_one_by_one(new, touched) };
        touched.extend(more);
        new.iter().for_each(|(change, bytes)| self.second.note(*change, bytes));
        self.sync.taken.extend(new);
        Some(names)
    }

    /// One of them does not apply: the others do.
    fn take_one_by_one(
        &mut self,
        changes: Vec<(ChangeId, Vec<u8>)>,
        touched: &mut BTreeSet<Ref>,
    ) -> Option<Vec<ChangeId>> {
        for (change, bytes) in changes {
            if let Ok((_, more)) = self.notebook.absorb(&bytes) {
                touched.extend(more);
                self.second.note(change, &bytes);
                self.sync.taken.insert(change, bytes);
            }
        }
        None
    }

    fn take_document(&mut self, document: &[u8], touched: &mut BTreeSet<Ref>) -> Option<Vec<ChangeId>> {
        let other = Loading::snapshot(document, self.actor).ok()?;
        let merged = self.notebook.merge(&other).ok()?;
        touched.extend(merged.touched);
        self.sync.taken.extend(merged.changes);
        Some(other.changes())
    }

    /// Changes that are in the notebook and not on the disk.
    pub(crate) fn not_stored(&self) -> BTreeSet<ChangeId> {
        let taken = self.sync.taken.keys().copied();
        self.unsaved().chain(taken).collect()
    }
}
