//! Comparing the homes: what the first one lacks, the second gives back. Merging by heads: nothing old comes over anything new.

use std::collections::BTreeSet;

use notebook::{ChangeHead, Loading, command::ChangeId, record::Ref};

use super::Contents;
use crate::{
    facts::LastBackup,
    keeper::Keeper,
    link::{Back, Why},
    open::unfit,
    order::in_order,
    sign::Mark,
    store::{Batch, Key, Store},
    sync::Settled,
};

impl<S: Store> Keeper<S> {
    /// Whether the second home has to be asked before anybody is shown this notebook: there is nothing in it, something could
    /// not be read, or there was more.
    #[must_use]
    pub fn lacks(&self) -> bool {
        let is_damaged = self.status().quarantined.iter().any(|damaged| damaged.bytes > 0);
        self.is_new() || is_damaged || !self.shelf.waiting.is_empty() || self.missing() > 0
    }

    /// There is nothing in the first home at all.
    pub(crate) fn is_new(&self) -> bool {
        self.notebook.changes() <= 1 && self.shelf.waiting.is_empty()
    }

    /// Takes back what the second home holds and this notebook lacks, into the first home too. Should that refuse it, it is in
    /// memory, and goes with the next write.
    pub async fn give_back(&mut self, contents: &Contents) -> Settled {
        let mark = contents.facts.get(Mark::NAME).and_then(|bytes| Mark::read(bytes));
        let epoch = mark.as_ref().map_or(0, |mark| mark.epoch);
        if epoch < self.sign.epoch {
            // From before another notebook took the place of this one.
            return Settled::default();
        }
        let was_lost = self.is_new() && !self.sign.is_stored;
        // Should the first home be the older one, both are merged: nothing of either is lost.
        self.sign.epoch = epoch;
        mark.into_iter().for_each(|mark| self.owes(mark));
        let known = self.sync.taken.len();
        let touched = self.take_back(contents);
        let mut batch = Batch::default();
        if was_lost && !self.has_vault() {
            batch.put.extend(self.device_facts(contents));
        }
        let is_more = self.sync.taken.len() > known;
        if !is_more && batch.put.is_empty() {
            return Settled { touched, stored: Vec::new() };
        }
        if !touched.is_empty() {
            let why = if was_lost { Why::Lost } else { Why::Gaps };
            self.back = Some(Back { why, entries: touched.len() as u64 });
        }
        self.rereads = true;
        let stored = self.write(batch).await.unwrap_or_default();
        Settled { touched, stored }
    }

    fn take_back(&mut self, contents: &Contents) -> BTreeSet<Ref> {
        let mut touched = BTreeSet::new();
        for whole in &contents.wholes {
            if whole.heads.iter().all(|head| self.notebook.has(*head)) {
                continue;
            }
            let Ok(loading) = Loading::snapshot(&whole.document, self.actor) else { continue };
            match self.notebook.merge(&loading) {
                Ok(merged) => {
                    touched.extend(merged.touched);
                    self.sync.taken.extend(merged.changes);
                }
                Err(damage) => {
                    self.shelf.damaged(unfit(&Key::Fact(whole.file.clone()), &damage.to_string()));
                }
            }
        }
        // What waits here already would be stored once more at every start.
        let waits: BTreeSet<_> = self.notebook.names_since(&self.notebook.heads()).into_iter().collect();
        let is_new = |change: &ChangeId| !self.notebook.has(*change) && !waits.contains(change);
        let lacks = contents.changes.iter().filter(|(change, _)| is_new(change));
        let named = lacks.filter_map(|(_, bytes)| Some((ChangeHead::read(bytes).ok()?, bytes.clone())));
        for (head, bytes) in in_order(named.collect()) {
            if let Ok((_, more)) = self.notebook.absorb(&bytes) {
                touched.extend(more);
                self.sync.taken.insert(head.change, bytes);
            }
        }
        touched
    }

    /// What belongs to the device beside the notebook, for a first home that lost it: the membership, as if the device joined
    /// anew (nothing sealed is kept, so nothing is sealed twice), and when a backup was made.
    fn device_facts(&mut self, contents: &Contents) -> Vec<(Key, Vec<u8>)> {
        let mut put = Vec::new();
        if let Some(bytes) = contents.facts.get(super::second::BACKUP)
            && let Some(last) = LastBackup::read(bytes)
        {
            self.last_backup = Some(last);
            put.push((LastBackup::key(), bytes.clone()));
        }
        if let Some(bytes) = contents.facts.get(super::second::MEMBER).filter(|bytes| !bytes.is_empty()) {
            put.push((Self::member_key(), bytes.clone()));
        }
        put
    }
}
