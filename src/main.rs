//! The window: mounts the app.

use leptos::prelude::*;
use web_sys::{HtmlMetaElement, Worker, WorkerOptions, WorkerType};

fn main() {
    console_error_panic_hook::set_once();
    start_keeper();
    if !cfg!(debug_assertions) {
        let _ = window().navigator().service_worker().register("/sw.js");
    }
    mount_to_body(|| view! { <main><h1>"Rapport"</h1></main> });
}

/// The page's meta names the worker; a release build names it by its content.
fn start_keeper() {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    if let Some(url) = meta("rapport-keeper")
        && let Ok(worker) = Worker::new_with_options(&url, &options)
    {
        std::mem::forget(worker);
    }
}

fn meta(name: &str) -> Option<String> {
    use wasm_bindgen::JsCast;
    let element = document().query_selector(&format!("meta[name={name}]")).ok()??;
    Some(element.dyn_into::<HtmlMetaElement>().ok()?.content())
}
