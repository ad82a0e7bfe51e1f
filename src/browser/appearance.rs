//! Light or dark, by the system or by hand: remembered on this device.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::document;

const KEY: &str = "rapport.theme";

/// What was chosen: `light`, `dark`, or nothing for the system's.
pub fn theme() -> String {
    let chosen = LocalStorage::raw().get_item(KEY).ok().flatten().unwrap_or_default();
    if matches!(chosen.as_str(), "light" | "dark") { chosen } else { String::new() }
}

/// Chooses, and remembers.
pub fn choose(theme: &str) {
    let storage = LocalStorage::raw();
    let _ = if theme.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, theme) };
    apply();
}

/// Puts the choice on the page: at the start, before anything is drawn.
pub fn apply() {
    let Some(root) = document().document_element() else { return };
    let theme = theme();
    let _ = if theme.is_empty() {
        root.remove_attribute("data-theme")
    } else {
        root.set_attribute("data-theme", &theme)
    };
}
