//! What goes out: to the window, and to the other tabs.

use js_sys::Uint8Array;
use keeper::{Out, link::FromKeeper};
use web_sys::DedicatedWorkerGlobalScope;

use super::tabs::{News, Tabs};

/// Carries what a session wants to have said.
pub(super) struct Post<'a> {
    pub(super) scope: &'a DedicatedWorkerGlobalScope,
    pub(super) tabs: &'a Tabs,
}

impl Post<'_> {
    pub(super) fn carry(&self, out: Out) {
        match out {
            Out::Window(message) => to_window(self.scope, &message),
            Out::Tabs(stored) => self.tabs.tell(&News::Stored(stored)),
        }
    }
}

pub(super) fn to_window(scope: &DedicatedWorkerGlobalScope, message: &FromKeeper) {
    let _ = scope.post_message(&Uint8Array::from(message.to_bytes().as_slice()));
}
