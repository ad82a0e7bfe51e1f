//! Which build is running: the release build writes its digest into the page, and the worker's into the worker's name.

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

/// The digest in the name of a worker's script: `/keeper-<digest>_loader.js`; `debug` when there is none. What a worker
/// says in `Up` is this of its own address.
#[must_use]
pub fn of_script(url: &str) -> String {
    let file = url.rsplit('/').next().unwrap_or_default();
    let digest = file.strip_prefix("keeper-").and_then(|rest| rest.split_once('_')).map(|(digest, _)| digest);
    digest.unwrap_or("debug").to_owned()
}

/// The digest of this worker.
#[must_use]
pub fn of_worker() -> String {
    let scope = js_sys::global().dyn_into::<WorkerGlobalScope>();
    scope.map_or_else(|_| "debug".to_owned(), |scope| of_script(&scope.location().pathname()))
}

fn meta(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let element = document.query_selector(&format!("meta[name={name}]")).ok()??;
    Some(element.dyn_into::<HtmlMetaElement>().ok()?.content())
}

#[cfg(test)]
mod tests {
    use super::of_script;

    #[test]
    fn a_worker_knows_its_digest_from_its_name() {
        assert_eq!(of_script("/keeper-0123abcd_loader.js"), "0123abcd");
        assert_eq!(of_script("/keeper_loader.js"), "debug");
        assert_eq!(of_script(""), "debug");
    }
}
