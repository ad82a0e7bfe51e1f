//! What goes out: to the window, and to the other tabs.

use js_sys::Uint8Array;
use keeper::{Out, link::FromKeeper};
use web_sys::DedicatedWorkerGlobalScope;

use super::{
    net::Net,
    tabs::{News, Tabs},
};

/// Carries what a session wants to have said.
pub(super) struct Post<'a> {
    pub(super) scope: &'a DedicatedWorkerGlobalScope,
    pub(super) tabs: &'a Tabs,
    pub(super) net: &'a Net,
}

impl Post<'_> {
    pub(super) fn carry(&self, out: Out) {
        match out {
            Out::Window(message) => to_window(self.scope, &message),
            Out::Tabs(stored) => self.tabs.tell(&News::Stored(stored)),
            Out::Sealed(names) => self.tabs.tell(&News::Sealed(names)),
            Out::Told(sync) => self.tabs.tell(&News::Sync(sync)),
            Out::Vault => {
                self.tabs.tell(&News::Vault);
                self.net.seek_lead();
            }
            Out::Call(call) => self.net.call(call),
            Out::Cancel(call) => self.net.cancel(call),
            Out::Wake(at) => self.net.wake(at),
        }
    }
}

pub(super) fn to_window(scope: &DedicatedWorkerGlobalScope, message: &FromKeeper) {
    let _ = scope.post_message(&Uint8Array::from(message.to_bytes().as_slice()));
}
