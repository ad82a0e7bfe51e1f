//! Asking the browser never to clear the notebook by itself.

use leptos::{prelude::window, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

use super::memory::Memory;

const ASKED: &str = "rapport.persist-asked";

/// At the first save, once; nobody waits for the answer.
pub fn ask_once() {
    if Memory::Device.get(ASKED).is_none() {
        Memory::Device.set(ASKED, Some("1"));
        spawn_local(async {
            ask().await;
        });
    }
}

/// Asks; whether it is promised. Some browsers ask the person first.
pub async fn ask() -> Option<bool> {
    answer(manager()?.persist().ok()?).await
}

/// Whether it is promised already; `None` where the browser cannot say.
pub async fn is_promised() -> Option<bool> {
    answer(manager()?.persisted().ok()?).await
}

/// Bytes used and bytes allowed, as far as the browser says.
pub async fn estimate() -> Option<(f64, f64)> {
    let estimate: StorageEstimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?.unchecked_into();
    Some((estimate.get_usage()?, estimate.get_quota()?))
}

async fn answer(promise: js_sys::Promise) -> Option<bool> {
    JsFuture::from(promise).await.ok()?.as_bool()
}

/// Not everywhere: WebKit outside of secure pages has none.
fn manager() -> Option<StorageManager> {
    let navigator = window().navigator();
    let has = js_sys::Reflect::get(&navigator, &"storage".into()).is_ok_and(|storage| storage.is_object());
    has.then(|| navigator.storage())
}
