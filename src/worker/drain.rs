//! Draining the window's journal: every entry is carried out and stored, then it leaves the journal. An entry that cannot
//! be taken in stays there, is reported, and holds up no other.

use keeper::{
    Trouble,
    journal::Entry,
    link::{FromKeeper, Stuck, ToKeeper},
};
use notebook::command::Command;
use rapport::browser::{
    journal,
    locks::{self, Held},
};

use web_sys::DedicatedWorkerGlobalScope;

use super::{
    desk::{Desk, Open, later},
    post::{Post, to_window},
    queue::Event,
};

/// An entry whose taking in has ended the worker so often is not tried again.
const MOST_TRIES: u32 = 3;

impl Desk {
    /// Drains the journal; if another tab does so at this moment, after that one.
    pub(super) async fn drain(&mut self) {
        let Some(open) = &mut self.open else { return };
        if open.waits_for_turn {
            return;
        }
        let lock = format!("rapport-journal-{}", open.storage);
        match locks::if_free(&lock).await {
            Some(held) => self.drain_alone(held).await,
            None => {
                open.waits_for_turn = true;
                let storage = open.storage.clone();
                later(&self.queue, async move { Event::Turn(storage, locks::wait(&lock).await) });
            }
        }
    }

    /// This tab's turn has come.
    pub(super) async fn turn(&mut self, storage: &str, held: Held) {
        if let Some(open) = self.open.as_mut().filter(|open| open.storage == storage) {
            open.waits_for_turn = false;
            self.drain_alone(held).await;
        }
    }

    async fn drain_alone(&mut self, _held: Held) {
        let Some(open) = &mut self.open else { return };
        // A journal that cannot be read now can be at the next tick.
        let Ok(entries) = journal::list(&open.storage).await else { return };
        let mut stuck = Vec::new();
        if !entries.is_empty() {
            let keys = open.take_in(&self.scope, entries, &mut stuck).await;
            if !keys.is_empty() {
                // Should this fail they come again, and change nothing.
                let _ = journal::delete(&keys).await;
                to_window(&self.scope, &FromKeeper::Drained { keys });
            }
        }
        if stuck != open.stuck {
            open.stuck.clone_from(&stuck);
            to_window(&self.scope, &FromKeeper::Stuck { entries: stuck });
        }
    }
}

impl Open {
    /// Carries out entries in their order; says which are stored.
    async fn take_in(
        &mut self,
        scope: &DedicatedWorkerGlobalScope,
        entries: Vec<Entry>,
        stuck: &mut Vec<Stuck>,
    ) -> Vec<String> {
        // A tab may have stored some of these and ended before it could delete them: had this one not heard of it, it
        // would make the same records a second time.
        let post = Post { scope, tabs: &self.tabs, net: &self.net };
        let _ = self.session.look_around(&mut |out| post.carry(out)).await;
        let mut keys = Vec::new();
        for entry in entries {
            if let Some(known) = self.stuck.iter().find(|known| known.key == entry.key) {
                stuck.push(known.clone());
                continue;
            }
            let Ok((command, now)) = &entry.entered else {
                stuck.push(about(&entry, "Another version of Rapport wrote this: update, then try again."));
                continue;
            };
            if entry.tries >= MOST_TRIES {
                stuck.push(about(&entry, "Taking this in stopped the notebook several times."));
                continue;
            }
            let _ = journal::try_now(&self.storage, &entry).await;
            let outcome = self.session.act(command, *now, &mut |out| post.carry(out)).await;
            let Err(trouble) = outcome else {
                keys.push(entry.key);
                continue;
            };
            let _ = journal::untry(&self.storage, &entry).await;
            match trouble {
                Trouble::Refused(refusal) => stuck.push(about(&entry, &refusal.to_string())),
                // Storage refuses: the status says so, and the rest waits here.
                Trouble::NotStored { .. } => break,
            }
        }
        // The entries brought their own times along: back to the present.
        let tick = ToKeeper::Tick { now: self.now };
        self.session.handle(tick, &mut |out| post.carry(out)).await;
        keys
    }
}

fn about(entry: &Entry, why: &str) -> Stuck {
    let words = match &entry.entered {
        Ok((Command::Jot { text, .. }, _)) => text.clone(),
        _ => entry.text.clone(),
    };
    Stuck { key: entry.key.clone(), why: why.to_owned(), words }
}
