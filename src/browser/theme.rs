//! Light or dark: as the device says, or by hand.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::document;

const KEY: &str = "rapport.theme";

/// The person's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    Device,
    /// Paper.
    Light,
    /// Night.
    Dark,
}

impl Theme {
    const fn word(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// What was chosen on this device.
    pub fn remembered() -> Self {
        match LocalStorage::raw().get_item(KEY).ok().flatten().as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Device,
        }
    }

    /// Shows it.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = match self.word() {
                Some(word) => root.set_attribute("data-theme", word),
                None => root.remove_attribute("data-theme"),
            };
        }
    }

    /// Shows it, now and from now on.
    pub fn choose(self) {
        let storage = LocalStorage::raw();
        let _ = match self.word() {
            Some(word) => storage.set_item(KEY, word),
            None => storage.remove_item(KEY),
        };
        self.apply();
    }
}
