//! The device's share sheet and its clipboard, where there are any.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether there is a share sheet.
pub fn can_share() -> bool {
    method(&window().navigator(), "share").is_some()
}

/// Opens the share sheet with these words. It needs a tap.
pub async fn share(title: &str, text: &str) -> bool {
    let data = Object::new();
    for (key, value) in [("title", title), ("text", text)] {
        let _ = Reflect::set(&data, &key.into(), &value.into());
    }
    call(&window().navigator(), "share", &data).await
}

/// Whether words can be put on the clipboard.
pub fn can_copy() -> bool {
    clipboard().is_some()
}

/// Puts words on the clipboard.
pub async fn copy(text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => call(&clipboard, "writeText", &text.into()).await,
        None => false,
    }
}

fn clipboard() -> Option<JsValue> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    method(&clipboard, "writeText").map(|_| clipboard)
}

async fn call(of: &JsValue, name: &str, with: &JsValue) -> bool {
    let promise = method(of, name).and_then(|method| method.call1(of, with).ok()?.dyn_into::<Promise>().ok());
    match promise {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
