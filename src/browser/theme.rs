//! Light or dark: as the device says, or by hand.

use leptos::prelude::document;

use super::memory::Memory;

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
        match Memory::Device.get(KEY).as_deref() {
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
        Memory::Device.set(KEY, self.word());
        self.apply();
    }
}
