//! What is commanded while the worker is loading or dead: into the window's own journal, from
//! which the keeper takes it in. Never both: another tab may be draining the journal too.

use std::rc::Rc;

use keeper::link::{Stuck, ToKeeper};
use leptos::{prelude::*, task::spawn_local};
use notebook::command::Command;

use super::{Kept, line::Line};
use crate::browser::{clock, journal};

impl Line {
    /// Writes a command down strictly: it is on the disk when this returns.
    pub(super) async fn journal(self: &Rc<Self>, command: Command) -> Result<Kept, String> {
        let key = journal::append(self.session.storage(), &command, clock::now()).await;
        let key = key.map_err(|error| error.to_string())?;
        self.journaled.borrow_mut().insert(key);
        self.count_waiting();
        self.drain();
        Ok(Kept::Journaled)
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
