//! This tab, by a name that it keeps when its page is loaded again, and that no other living tab has.

use wasm_bindgen::{JsCast, closure::Closure};

use super::{clock, memory::Memory, random};

const NAME: &str = "rapport-tab";
/// When the page of this tab left, milliseconds; nothing while it is there.
const LEFT: &str = "rapport-tab-left";
/// A page that is loaded again is back within so long, milliseconds.
const RELOAD: i64 = 10_000;

/// The tab that this window is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its name.
    pub name: String,
    /// The page was here a moment ago. After an update those of other tabs are on their way as well.
    pub is_reloaded: bool,
}

/// Asked once, when the window starts. A duplicate of a tab gets a copy of all that the tab remembers; but the page it is a copy
/// of has not left, and so it becomes a tab of its own.
#[must_use]
pub fn this() -> Tab {
    let left = Memory::Tab.get(LEFT).and_then(|at| at.parse::<i64>().ok());
    let before = left.and_then(|_| Memory::Tab.get(NAME));
    let name = before.unwrap_or_else(|| random::id().to_string());
    Memory::Tab.set(NAME, Some(&name));
    came();
    on_leave(|| {
        Memory::Tab.set(LEFT, Some(&clock::now().millis().to_string()));
    });
    on_return(came);
    let away = left.map(|left| clock::now().millis() - left);
    Tab { name, is_reloaded: away.is_some_and(|away| (0..RELOAD).contains(&away)) }
}

/// The page is being left: for good, or into the browser's memory of pages.
pub fn on_leave(act: impl FnMut() + 'static) {
    follow("pagehide", act);
}

/// The page that was left is shown again as it was. (At its first showing nothing was left.)
pub fn on_return(act: impl FnMut() + 'static) {
    follow("pageshow", act);
}

fn came() {
    Memory::Tab.set(LEFT, None);
}

fn follow(event: &str, act: impl FnMut() + 'static) {
    let act = Closure::<dyn FnMut()>::new(act);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
    }
    // For as long as the window.
    act.forget();
}
