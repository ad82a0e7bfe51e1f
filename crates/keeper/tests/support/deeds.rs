//! What tabs do, and what they say afterwards.

use std::collections::BTreeSet;

use keeper::{Keeper, Tidied, Trouble, store::StoreError};
use notebook::{
    Now,
    command::{ChangeId, Command},
};

use super::{
    disk::SimStore,
    drive::block_on,
    words,
    world::{Tab, World},
};

/// Something a tab does.
#[allow(clippy::large_enum_variant, reason = "there are two at a time")]
pub(crate) enum Deed {
    Act(Command, Now),
    Hear(Vec<ChangeId>),
    Tidy,
    Retry,
    Restore(Backup),
}

/// A backup from a cloned profile, and the changes it brings.
#[derive(Clone)]
pub(crate) struct Backup {
    file: Vec<u8>,
    brings: BTreeSet<ChangeId>,
}

pub(crate) enum Done {
    Saved(Vec<ChangeId>, Option<ChangeId>),
    NotStored,
    Tidied(Tidied),
    Restored(Vec<ChangeId>, BTreeSet<ChangeId>),
    Nothing,
}

impl World {
    /// What a tab might do next.
    pub(crate) fn deed(&mut self, place: usize) -> Deed {
        let tab = &mut self.tabs[place];
        if !tab.inbox.is_empty() && self.rng.chance(300) {
            // In any order, and some never.
            let message = tab.inbox.swap_remove(self.rng.below(tab.inbox.len()));
            return Deed::Hear(message);
        }
        if tab.keeper.needs_tidy() && self.rng.chance(500) {
            return Deed::Tidy;
        }
        match self.rng.below(100) {
            0..4 => Deed::Restore(self.backup_of_a_clone()),
            4..8 => Deed::Retry,
            _ => {
                let now = words::now(&mut self.rng, self.tabs[place].skew);
                Deed::Act(words::command(&mut self.rng, &mut self.known, now), now)
            }
        }
    }

    /// Writes down what a tab said; a tab that said nothing was killed.
    pub(crate) fn note(&mut self, place: usize, done: Option<Done>) {
        let Some(done) = done else {
            self.tally.kills += 1;
            self.tabs[place].skew = i64::MAX;
            return;
        };
        let stored = match done {
            Done::Saved(stored, change) => {
                self.tally.saved += 1;
                self.known.changes.extend(change);
                self.saved.extend(change);
                stored
            }
            Done::Tidied(tidied) => {
                if tidied.snapshot.is_some() {
                    self.tally.tidied += 1;
                    self.wounded = false;
                }
                tidied.stored
            }
            Done::Restored(stored, brought) => {
                self.tally.restored += 1;
                self.saved.extend(brought);
                stored
            }
            Done::NotStored => {
                self.tally.not_stored += 1;
                Vec::new()
            }
            Done::Nothing => Vec::new(),
        };
        self.wounded |= std::mem::take(&mut self.store.0.borrow_mut().torn_twin);
        self.stored(place, &stored);
        self.note_mark(place);
        if stored.is_empty() {
            return;
        }
        for (other, tab) in self.tabs.iter_mut().enumerate() {
            if other != place && !self.rng.chance(200) {
                tab.inbox.push(stored.clone());
            }
        }
    }

    /// A tab says that these are on the disk. What waits there for something that the second home had not got was never shown.
    pub(crate) fn stored(&mut self, place: usize, stored: &[ChangeId]) {
        let keeper = &self.tabs[place].keeper;
        self.saved.extend(stored.iter().filter(|change| keeper.has(**change)));
    }

    /// Removes the tabs that were killed.
    pub(crate) fn bury(&mut self, places: &[usize]) {
        for place in places {
            if self.tabs[*place].skew == i64::MAX {
                self.tabs.remove(*place);
            }
        }
    }

    /// Somebody copied the profile to another device, with a clock of its own, and went on there.
    fn backup_of_a_clone(&mut self) -> Backup {
        let copy = SimStore::new(self.rng.fork());
        copy.0.borrow_mut().records = self.store.0.borrow().records.clone();
        let opened = block_on(Keeper::open(copy.clone(), self.rng.bytes(), super::entropy(1)));
        let (mut keeper, _) = opened.expect("a copy on a disk that does not fail");
        let skew = self.rng.below(800) as i64 - 400;
        let mut known = self.known.clone();
        let many = if self.rng.chance(300) { 25 } else { 4 };
        for _ in 0..self.rng.below(many) {
            let now = words::now(&mut self.rng, skew);
            let _ = block_on(keeper.act(&words::command(&mut self.rng, &mut known, now), now));
        }
        let brings = copy.0.borrow().seen.keys().copied().filter(|change| keeper.has(*change)).collect();
        Backup { file: keeper.backup(), brings }
    }
}

pub(crate) async fn perform(tab: &mut Tab, deed: Deed) -> Done {
    match deed {
        Deed::Act(command, now) => match tab.keeper.act(&command, now).await {
            Ok(saved) => Done::Saved(saved.stored, saved.change),
            Err(Trouble::NotStored { .. }) => Done::NotStored,
            Err(Trouble::Refused(_)) => Done::Nothing,
        },
        Deed::Hear(changes) => {
            let _ = tab.keeper.hear(&changes).await;
            Done::Nothing
        }
        Deed::Tidy => match tab.keeper.tidy().await {
            Ok(tidied) => Done::Tidied(tidied),
            Err(_) => Done::NotStored,
        },
        Deed::Retry => retried(tab.keeper.retry().await),
        Deed::Restore(backup) => match tab.keeper.restore(&backup.file).await {
            Ok(saved) => Done::Restored(saved.stored, backup.brings),
            Err(_) => Done::NotStored,
        },
    }
}

fn retried(outcome: Result<Vec<ChangeId>, StoreError>) -> Done {
    outcome.map_or(Done::NotStored, |stored| Done::Saved(stored, None))
}
