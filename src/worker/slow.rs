//! What takes longer than a few seconds because somebody else holds it is told to the window.

use std::{cell::Cell, rc::Rc};

use keeper::link::FromKeeper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::DedicatedWorkerGlobalScope;

use super::post::to_window;

/// Longer than any browser takes to grant a lock or to open a database that nobody else holds, milliseconds.
const PATIENCE: i32 = 4_000;

/// Waiting for a lock or for the browser's database, from when this is made until it is dropped.
pub(super) struct Slow {
    scope: DedicatedWorkerGlobalScope,
    timer: Option<i32>,
    told: Rc<Cell<bool>>,
    _ring: Closure<dyn FnMut()>,
}

impl Slow {
    pub(super) fn begin(scope: &DedicatedWorkerGlobalScope) -> Self {
        let told = Rc::new(Cell::new(false));
        let ring = {
            let (scope, told) = (scope.clone(), Rc::clone(&told));
            Closure::<dyn FnMut()>::new(move || {
                told.set(true);
                to_window(&scope, &FromKeeper::Waits(true));
            })
        };
        let of = ring.as_ref().unchecked_ref();
        let timer = scope.set_timeout_with_callback_and_timeout_and_arguments_0(of, PATIENCE).ok();
        Self { scope: scope.clone(), timer, told, _ring: ring }
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            self.scope.clear_timeout_with_handle(timer);
        }
        if self.told.get() {
            to_window(&self.scope, &FromKeeper::Waits(false));
        }
    }
}
