//! What is left to be done about a vault that was moved out of.

use crate::components::said::labelled;
use keeper::link::{OldVault, ToVault};
use leptos::prelude::*;
use said::words::devices as say;

use super::{Asking, share::grave};
use crate::components::icon::Glyph;

/// The panel, while the old vault is at its server.
pub(super) fn moved() -> AnyView {
    let asking = Asking::new();
    let status = asking.keeper.status();
    let old =
        Memo::new(move |_| status.with(|status| status.sync.as_ref().and_then(|sync| sync.old.clone())));
    let panel = move || {
        let OldVault { endpoint, unread } = old.get()?;
        let words = match unread {
            0 => say::IT_IS_DELETED_AS_SOON.text().to_owned(),
            n => say::unread_stays(n).text(),
        };
        Some(view! {
            <section class="panel promise" aria-labelledby="moved">
                <h3 id="moved">{labelled(Glyph::Clock, say::OLD_VAULT_IS_NOT_DELETED)}</h3>
                <p>{words}</p>
                <p class="hint">{say::at_server(&endpoint).text()}</p>
                {grave(
                    asking,
                    say::GIVE_OLD_VAULT_UP.text(),
                    say::WHEN_ITS_SERVER_IS_GONE.text(),
                    say::GIVE_UP.text(),
                    say::IT_IS_DELETED_AT_ONCE.text(),
                    || ToVault::GiveUp,
                    say::OLD_VAULT_IS_DELETED.text(),
                )}
            </section>
        })
    };
    view! { {panel} {asking.fault()} }.into_any()
}
