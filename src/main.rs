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
    leptos::mount::mount_to_body(app::App);
}
