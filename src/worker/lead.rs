//! Which tab talks to the server, and what the tabs tell each other about it.

use notebook::Now;
use rapport::browser::{clock, locks::Held};
use web_sys::DedicatedWorkerGlobalScope;

use super::{
    desk::{Desk, Open},
    post::Post,
    tabs::News,
};

impl Desk {
    /// This tab got the lock.
    pub(super) async fn lead(&mut self, storage: &str, held: Held) {
        let Some(open) = self.open.as_mut().filter(|open| open.storage == storage) else { return };
        open.lead = Some(held);
        let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
        // Storage that cannot be read now: it begins with what it knows.
        let _ = open.session.lead(clock::now(), &mut |out| post.carry(out)).await;
        // Somebody else may be hidden or shown: only who is shown answers.
        if !open.is_shown {
            open.tabs.tell(&News::Away);
        }
    }

    pub(super) async fn heard_of_sync(&mut self, news: News) {
        let Some(open) = &mut self.open else { return };
        let post = Post { scope: &self.scope, tabs: &open.tabs, net: &open.net };
        let carry = &mut |out| post.carry(out);
        match news {
            News::Sealed(names) => drop(open.session.heard_sealed(&names, carry).await),
            News::Sync(sync) => open.session.told(sync, carry),
            News::Vault => {
                let _ = open.session.vault_changed(carry).await;
                if open.session.has_vault() {
                    open.net.seek_lead();
                }
            }
            News::Away if open.is_shown => open.tabs.tell(&News::Here),
            // A tab is shown: the sync goes on for it, and it wants to know how it stands.
            News::Here if open.lead.is_some() => {
                if !open.is_shown {
                    open.session.shown(true, clock::now(), carry).await;
                }
                open.session.tell_again(carry);
            }
            _ => {}
        }
    }
}

impl Open {
    /// The window is shown, or is being hidden.
    pub(super) async fn shown(&mut self, scope: &DedicatedWorkerGlobalScope, is_shown: bool, now: Now) {
        self.is_shown = is_shown;
        let post = Post { scope, tabs: &self.tabs, net: &self.net };
        self.session.shown(is_shown, now, &mut |out| post.carry(out)).await;
        self.tabs.tell(if is_shown { &News::Here } else { &News::Away });
    }
}
