//! Small words that the browser keeps beside the notebook, each under a name. A browser that was told to keep nothing for
//! this site remembers nothing: that costs a convenience, never the app.

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use web_sys::Storage;

/// Where words are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// For every window on this device, until the site's data is cleared.
    Device,
    /// For this tab, as long as it is there.
    Tab,
}

impl Memory {
    /// The words under a name.
    #[must_use]
    pub fn get(self, name: &str) -> Option<String> {
        self.storage()?.get_item(name).ok()?
    }

    /// Keeps words under a name, or forgets them; whether the browser did so.
    pub fn set(self, name: &str, words: Option<&str>) -> bool {
        let Some(storage) = self.storage() else { return false };
        let done = match words {
            Some(words) => storage.set_item(name, words),
            None => storage.remove_item(name),
        };
        done.is_ok()
    }

    /// Every name that begins so.
    #[must_use]
    pub fn names(self, beginning: &str) -> Vec<String> {
        let Some(storage) = self.storage() else { return Vec::new() };
        let length = storage.length().unwrap_or(0);
        let names = (0..length).filter_map(|at| storage.key(at).ok()?);
        names.filter(|name| name.starts_with(beginning)).collect()
    }

    /// Merely asking for it is refused where nothing may be kept, and `raw` does not expect that.
    fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Device => window.local_storage().ok()?.map(|_| LocalStorage::raw()),
            Self::Tab => window.session_storage().ok()?.map(|_| SessionStorage::raw()),
        }
    }
}
