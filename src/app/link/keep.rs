//! What is commanded while the worker is loading or dead: into the window's own journal, from
//! which the keeper takes it in. Never both: another tab may be draining the journal too.

use std::{cell::Cell, rc::Rc, time::Duration};

use keeper::link::{Stuck, ToKeeper};
use leptos::{prelude::*, task::spawn_local};
use notebook::command::Command;

use super::{Kept, line::Line};
use crate::browser::{clock, journal, life::Life};

/// Nobody waits for the browser longer than this without being told.
const PATIENCE: Duration = Duration::from_secs(4);

impl Line {
    /// Writes a command down strictly: it is on the disk when this returns.
    pub(super) async fn journal(self: &Rc<Self>, command: Command) -> Result<Kept, String> {
        // Whoever holds the browser's database holds up this too: the person is told.
        let is_over = Rc::new(Cell::new(false));
        let (line, over) = (Rc::clone(self), Rc::clone(&is_over));
        Life::WINDOW.after(PATIENCE, move || {
            if !over.get() {
                line.waits.set(true);
            }
        });
        let key = journal::append(self.session.storage(), &command, clock::now()).await;
        is_over.set(true);
        self.journaled(key.map_err(|error| error.to_string())?);
        Ok(Kept::Journaled)
    }

    /// An entry of the journal is on the disk.
    pub(super) fn journaled(self: &Rc<Self>, key: String) {
        self.journaled.borrow_mut().insert(key);
        self.count_waiting();
        self.drain();
    }

    /// The keeper takes in what waits.
    pub(super) fn drain(self: &Rc<Self>) {
        if self.is_ready() {
            self.send(&ToKeeper::Drain { now: clock::now() });
        }
    }

    /// In the notebook, on the disk, and gone from the journal.
    pub(super) fn drained(&self, keys: &[String]) {
        self.journaled.borrow_mut().retain(|key| !keys.contains(key));
        self.count_waiting();
    }

    /// What the keeper cannot take in waits for the person.
    pub(super) fn stuck(&self, entries: Vec<Stuck>) {
        self.journaled.borrow_mut().retain(|key| entries.iter().all(|entry| entry.key != *key));
        self.count_waiting();
        self.stuck.set(entries);
    }

    /// Another tab's keeper may have taken in what this one wrote.
    pub(super) fn recount(self: &Rc<Self>) {
        if self.journaled.borrow().is_empty() {
            return;
        }
        let line = Rc::clone(self);
        spawn_local(async move {
            if let Ok(keys) = journal::keys().await {
                line.journaled.borrow_mut().retain(|key| keys.contains(key));
                line.count_waiting();
            }
        });
    }

    fn count_waiting(&self) {
        let count = self.journaled.borrow().len();
        if self.waiting.get_untracked() != count {
            self.waiting.set(count);
        }
    }
}
