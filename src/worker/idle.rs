//! What is done when nothing else happens.

use rapport::browser::locks;

use super::{desk::Desk, post::Post};

/// Pauses, milliseconds.
const WARM: i32 = 300;
const HOME: i32 = 250;
const HOME_AGAIN: i32 = 30_000;
const NEWS: i32 = 500;
const TIDY: i32 = 2_000;
const TIDY_AGAIN: i32 = 60_000;
const RETRY: i32 = 5_000;

impl Desk {
    /// How long nothing must happen before [`Self::idle`] has something to do.
    pub(super) fn idle_after(&self) -> Option<i32> {
        let open = self.open.as_ref()?;
        let tidy = if open.is_tidied { TIDY_AGAIN } else { TIDY };
        let is_behind = open.is_behind();
        if is_behind && !open.session.has_second_trouble() {
            Some(HOME)
        } else if !open.is_warm {
            Some(WARM)
        } else if open.session.has_news() {
            Some(NEWS)
        } else if open.session.has_unsaved() {
            Some(RETRY)
        } else if open.session.needs_tidy() {
            Some(tidy)
        } else if is_behind {
            Some(HOME_AGAIN)
        } else {
            None
        }
    }

    /// One thing at a time, so that whoever comes meanwhile waits for one thing at most.
    pub(super) async fn idle(&mut self) {
        let Some(open) = &mut self.open else { return };
        let is_behind = open.is_behind();
        if is_behind && !open.session.has_second_trouble() {
            return self.send_home();
        }
        let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
        if !open.is_warm {
            open.is_warm = true;
            open.session.warm();
        } else if open.session.has_news() {
            open.session.tell_news(&mut |out| post.carry(out));
        } else if open.session.has_unsaved() {
            open.session.retry(&mut |out| post.carry(out)).await;
        } else if open.session.needs_tidy() {
            open.is_tidied = true;
            if let Some(_held) = locks::if_free(&format!("rapport-tidy-{}", open.storage)).await {
                // What could not be tidied is all still there.
                let _ = open.session.tidy(&mut |out| post.carry(out)).await;
            }
            open.is_tidied = open.session.needs_tidy();
        } else if is_behind {
            self.send_home();
        }
    }
}
