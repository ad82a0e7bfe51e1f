//! Light or dark: as the device says, or by hand.

use leptos::prelude::document;

use super::memory::Memory;

const KEY: &str = "rapport.theme";
/// Where the page says which colour the browser's bars take, by the word of the theme.
const BARS: [(&str, &str); 2] = [("light", "meta[data-bar=light]"), ("dark", "meta[data-bar=dark]")];

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

    /// Shows it, in the browser's own bars as well.
    pub fn apply(self) {
        self.colour_bars();
        if let Some(root) = document().document_element() {
            let _ = match self.word() {
                Some(word) => root.set_attribute("data-theme", word),
                None => root.remove_attribute("data-theme"),
            };
        }
    }

    /// The page names a colour of the bars for each way of the device; the one that was chosen by hand counts always.
    fn colour_bars(self) {
        for (word, selector) in BARS {
            let Ok(Some(bar)) = document().query_selector(selector) else { continue };
            let media = match self.word() {
                None => ["(prefers-color-scheme: ", word, ")"].concat(),
                Some(chosen) if chosen == word => "all".to_owned(),
                Some(_) => "not all".to_owned(),
            };
            let _ = bar.set_attribute("media", &media);
        }
    }

    /// Shows it, now and from now on.
    pub fn choose(self) {
        Memory::Device.set(KEY, self.word());
        self.apply();
    }
}
