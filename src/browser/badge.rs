//! The number on the app's icon.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Shows how many entries are due; none takes the badge away.
pub fn show(due: usize) {
    let navigator: JsValue = window().navigator().into();
    let (name, arguments) = match due {
        0 => ("clearAppBadge", js_sys::Array::new()),
        due => ("setAppBadge", js_sys::Array::of1(&JsValue::from_f64(due as f64))),
    };
    let function = Reflect::get(&navigator, &name.into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(function) = function {
        let _ = function.apply(&navigator, &arguments);
    }
}
