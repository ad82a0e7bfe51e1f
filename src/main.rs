//! The window: mounts the app.
#![allow(unreachable_pub, reason = "in a binary `pub` says what other modules may use")]

mod app;
mod components;
mod pages;

use rapport::browser;

fn main() {
    console_error_panic_hook::set_once();
    browser::theme::Theme::remembered().apply();
    browser::install::listen();
    browser::intl::follow();
    match browser::language::chosen() {
        None => leptos::mount::mount_to_body(app::App),
        // Its words are there before anything is said.
        Some(code) => wasm_bindgen_futures::spawn_local(async move {
            browser::language::speak(&code).await;
            leptos::mount::mount_to_body(app::App);
        }),
    }
}
