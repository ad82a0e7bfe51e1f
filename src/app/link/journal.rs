//! What is commanded while the worker is loading or dead: into the window's own journal.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use keeper::link::{FromKeeper, ToKeeper};
use notebook::command::Command;

use super::{Kept, line::Line};
use crate::browser::{clock, journal};

impl Line {
    /// Writes a command down strictly: it is on the disk when this returns.
    pub(super) async fn journal(self: &Rc<Self>, command: Command) -> Result<Kept, String> {
        let key = journal::append(self.session.storage(), &command, clock::now()).await;
        let key = key.map_err(|error| error.to_string())?;
        self.journaled.borrow_mut().insert(key, command);
        self.count_waiting();
        if self.is_ready() {
            self.hand_over();
        }
        Ok(Kept::Journaled)
    }

    /// Commands in the journal that the keeper may not have seen: ids make a repetition harmless.
    pub(super) fn hand_over(self: &Rc<Self>) {
        let waiting = self.journaled.borrow().clone();
        for (key, command) in waiting {
            let line = Rc::clone(self);
            spawn_local(async move {
                let answer = line.call(|call| ToKeeper::Do { call, command, now: clock::now() }).await;
                let is_settled = match answer {
                    Some(FromKeeper::Saved { .. }) => true,
                    Some(FromKeeper::Refused { keep, .. }) => !keep,
                    _ => false,
                };
                if is_settled {
                    line.drained(vec![key]);
                }
            });
        }
    }

    /// In the notebook, on the disk: the journal has done its work.
    pub(super) fn drained(&self, keys: Vec<String>) {
        for key in &keys {
            self.journaled.borrow_mut().remove(key);
        }
        self.count_waiting();
        spawn_local(async move {
            let _ = journal::delete(&keys).await;
        });
    }

    fn count_waiting(&self) {
        let count = self.journaled.borrow().len();
        if self.waiting.get_untracked() != count {
            self.waiting.set(count);
        }
    }
}
