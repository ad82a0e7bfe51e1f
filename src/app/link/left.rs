//! What was commanded and not yet answered when the page was left: the worker ends with the page, and a page that is being left can
//! wait for no disk. It is written beside the notebook at once, and goes into the journal when a page of this storage
//! starts.

use keeper::{journal, link::ToKeeper};
use leptos::task::spawn_local;
use std::rc::Rc;

use super::line::Line;
use crate::browser::{journal as disk, memory::Memory, random};

/// Under which name a page leaves its commands.
pub(super) fn name(storage: &str) -> String {
    [&beginning(storage), random::id().to_string().as_str()].concat()
}

fn beginning(storage: &str) -> String {
    [storage, ".left."].concat()
}

impl Line {
    /// Notes the commands that nobody has answered; one entry of the journal a line.
    pub(super) fn note_left(&self) {
        let storage = self.session.storage();
        let entry = |message: &ToKeeper| match message {
            ToKeeper::Do { command, now, .. } => journal::write(storage, command, *now, 0).ok(),
            _ => None,
        };
        let entries: Vec<String> = self.messages().iter().filter_map(entry).collect();
        if !entries.is_empty() {
            Memory::Device.set(&self.left, Some(&entries.join("\n")));
        }
    }

    /// This page is back, and commands them itself.
    pub(super) fn forget_left(&self) {
        Memory::Device.set(&self.left, None);
    }

    /// What other pages left goes into the journal. Their commands have ids: should one come back, it changes nothing twice.
    pub(super) fn take_in_left(self: &Rc<Self>) {
        for name in Memory::Device.names(&beginning(self.session.storage())) {
            let Some(entries) = Memory::Device.get(&name) else { continue };
            let line = Rc::clone(self);
            spawn_local(async move {
                for entry in entries.lines() {
                    match disk::append_entry(entry).await {
                        Ok(key) => line.journaled(key),
                        // All of them come again at the next start.
                        Err(_) => return,
                    }
                }
                Memory::Device.set(&name, None);
            });
        }
    }
}
