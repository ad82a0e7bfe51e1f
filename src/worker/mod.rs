//! The keeper in its worker. It carries messages between a window and a [`keeper::Session`], and gives it IndexedDB.
//!
//! # What a window has to know
//!
//! - Messages are [`ToKeeper`] as JSON strings and [`FromKeeper`] as bytes ([`FromKeeper::to_bytes`]). The worker speaks first: until
//!   [`FromKeeper::Up`] it hears nothing, so nothing is sent before. `Up` names the worker's build
//!   ([`rapport::browser::build::of_script`] of the address it was started from).
//! - `Open` is answered by `Ready` or `Unavailable`. After `Unavailable` another `Open` tries again; commands are refused
//!   meanwhile with `keep: true`.
//! - Messages are carried out one after the other, in order. A `Watch` that waits behind a later one with the same
//!   number is passed over.
//! - **A dead worker**: a panic is an `error` event at the `Worker`. Nothing at all happens when the browser ends a worker or
//!   when it hangs; so a window that has had no answer to a `Do` for ten seconds (nothing else takes long but
//!   `Backup`, `Preview`, `Merge` and an `Open` of a large notebook) asks whether it `Lives`. One that does waits for the browser's
//!   storage, never for ever, and may be the only one that still has the notebook: it is left alone. One that does not say so within
//!   seconds is terminated; the window writes the command into the
//!   [journal](rapport::browser::journal) and starts another. Whatever the old one had stored the new one loads; the
//!   same command again changes nothing.
//! - **The journal** is drained right after `Ready`, at every `Tick` and at every `Drain`, in this worker or in another
//!   tab's: `Drained` says which entries are in the notebook (they are gone from the journal then), `Stuck` which ones cannot
//!   be. What was written into the journal while the notebook was loading may have come too late for the first time:
//!   send `Drain` once after `Ready`. Never send a journaled command as a `Do` as well: another tab may be draining it.
//! - **The second home** is written by one tab of a storage at a time as well, and read by each that starts and lacks something. `Open`
//!   brings along what the window noted of [`keeper::link::Status::mark`].
//! - **The sync** runs in one tab of a storage at a time, the one that holds a lock. The window says when it is hidden and when it
//!   is shown again or the connection came back (`Shown`).

mod desk;
mod device;
mod drain;
mod example;
mod idle;
mod lead;
mod net;
mod opening;
mod post;
mod queue;
mod second;
mod slow;
mod store;
mod tabs;

use std::rc::Rc;

use keeper::link::{FromKeeper, ToKeeper};
use rapport::browser::build;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use queue::{Event, Queue};

/// Listens to the window for as long as the worker lives.
pub(crate) fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let queue = Queue::new(scope.clone());
    let heard = {
        let (queue, scope) = (Rc::clone(&queue), scope.clone());
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match serde_json::from_str::<ToKeeper>(&text) {
                Ok(ToKeeper::Lives) => post::to_window(&scope, &FromKeeper::Lives),
                Ok(message) => queue.push(Event::Said(message)),
                Err(error) => web_sys::console::error_1(&format!("not understood: {error}").into()),
            }
        })
    };
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    post::to_window(&scope, &FromKeeper::Up { build: build::of_worker() });
}
