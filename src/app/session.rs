//! What this window is: which notebook it shows, of which build it is.

use keeper::link::digest_of;
use leptos::prelude::*;

use crate::browser::{build, memory::Memory};

const EXAMPLE: &str = "rapport-example";
const RELOADED: &str = "rapport-reloaded-for";
/// The example notebook is always the same one.
const EXAMPLE_SEED: u64 = 2026;

/// Which notebook this window shows. The example lasts as long as the tab: a person who starts the
/// app anew never jots into it by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    is_example: bool,
}

/// The session of this window.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// As the tab remembers it.
    pub fn of_this_tab() -> Self {
        Self { is_example: Memory::Tab.get(EXAMPLE).is_some() }
    }

    /// Whether this is the example notebook.
    pub const fn is_example(self) -> bool {
        self.is_example
    }

    /// The name of the storage: also the prefix of whatever is remembered beside it.
    pub const fn storage(self) -> &'static str {
        if self.is_example { EXAMPLE } else { "rapport" }
    }

    /// The seed the example is made from.
    pub fn example(self) -> Option<u64> {
        self.is_example.then_some(EXAMPLE_SEED)
    }

    /// Opens the example notebook in this tab.
    pub fn enter_example() {
        Memory::Tab.set(EXAMPLE, Some("1"));
        let _ = window().location().assign("/");
    }

    /// Back to the person's own notebook.
    pub fn leave_example() {
        Memory::Tab.set(EXAMPLE, None);
        let _ = window().location().assign("/");
    }
}

/// Whether this is the digest of another build's worker than the one that the page names.
pub fn is_other_build(digest: &str) -> bool {
    digest_of(&build::keeper_url()) != digest
}

/// Whether the page may be loaded again to come to one build: once for each.
pub fn may_reload_for(build: &str) -> bool {
    let again = Memory::Tab.get(RELOADED).as_deref() == Some(build);
    !again && Memory::Tab.set(RELOADED, Some(build))
}
