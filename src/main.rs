//! The window: mounts the app.

mod app;
mod browser;
mod components;
mod pages;

fn main() {
    console_error_panic_hook::set_once();
    browser::appearance::apply();
    leptos::mount::mount_to_body(app::App);
}
