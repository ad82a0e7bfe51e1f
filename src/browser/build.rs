//! Which build is running: the release build writes its digest into the page, and the worker's into the worker's name.

use keeper::link::digest_of;
use wasm_bindgen::JsCast;
use web_sys::{HtmlMetaElement, WorkerGlobalScope};

/// The digest of the build that the page belongs to; `debug` without a release build.
#[must_use]
pub fn of_page() -> String {
    meta("rapport-build").unwrap_or_else(|| "debug".to_owned())
}

/// The address of the worker's script, as the page names it.
#[must_use]
pub fn keeper_url() -> String {
    meta("rapport-keeper").unwrap_or_else(|| "/keeper_loader.js".to_owned())
}

/// The digest of this worker.
#[must_use]
pub fn of_worker() -> String {
    let scope = js_sys::global().dyn_into::<WorkerGlobalScope>();
    scope.map_or_else(|_| "debug".to_owned(), |scope| digest_of(&scope.location().pathname()))
}

fn meta(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let element = document.query_selector(&format!("meta[name={name}]")).ok()??;
    Some(element.dyn_into::<HtmlMetaElement>().ok()?.content())
}
