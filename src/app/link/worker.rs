//! The worker that the keeper runs in.

use std::rc::{Rc, Weak};

use js_sys::Uint8Array;
use keeper::link::{FromKeeper, ToKeeper};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::line::Line;
use crate::browser::build;

pub(super) struct Running {
    pub(super) generation: u32,
    worker: Worker,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _fell: Closure<dyn FnMut(Event)>,
}

impl Running {
    /// The page's meta names the worker; a release build names it by its content.
    pub(super) fn start(line: &Rc<Line>) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&build::keeper_url(), &options).ok()?;
        let generation = line.next();

        let to = Rc::downgrade(line);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = event.data().dyn_into::<Uint8Array>().ok();
            let message = bytes.and_then(|bytes| FromKeeper::from_bytes(&bytes.to_vec()));
            if let (Some(line), Some(message)) = (to.upgrade(), message) {
                line.heard(message);
            }
        });
        let to: Weak<Line> = Rc::downgrade(line);
        let fell = Closure::<dyn FnMut(Event)>::new(move |_| {
            if let Some(line) = to.upgrade() {
                line.fell(generation);
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fell.as_ref().unchecked_ref()));
        Some(Self { generation, worker, _heard: heard, _fell: fell })
    }

    pub(super) fn send(&self, message: &ToKeeper) {
        if let Ok(text) = serde_json::to_string(message) {
            let _ = self.worker.post_message(&text.into());
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
