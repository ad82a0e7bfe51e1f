//! What is left to be done about a vault that was moved out of.

use keeper::link::{OldVault, ToVault};
use leptos::prelude::*;

use super::{Asking, share::grave};
use crate::components::{
    icon::{Glyph, icon},
    numbers::several,
};

/// The panel, while the old vault is at its server.
pub(super) fn moved() -> AnyView {
    let asking = Asking::new();
    let status = asking.keeper.status();
    let old =
        Memo::new(move |_| status.with(|status| status.sync.as_ref().and_then(|sync| sync.old.clone())));
    let panel = move || {
        let OldVault { endpoint, unread } = old.get()?;
        let words = match unread {
            0 => {
                "It is deleted as soon as everything in it was read and the new one has all of it.".to_owned()
            }
            n => [
                &several(n as usize, "record", "records"),
                " in it cannot be read on this device, so it stays. Perhaps a newer Rapport can.",
            ]
            .concat(),
        };
        Some(view! {
            <section class="panel promise" aria-labelledby="moved">
                <h3 id="moved">{icon(Glyph::Clock)} " The old vault is not deleted yet"</h3>
                <p>{words}</p>
                <p class="hint">"At " <bdi>{endpoint}</bdi></p>
                {grave(
                    asking,
                    "Give the old vault up",
                    "When its server is gone, or what is left in it does not matter.",
                    "Give up",
                    "It is deleted at once. What a lost device sent there and nobody has read is lost. If its server does not answer, it stays there, and the lost device can go on reading it.",
                    || ToVault::GiveUp,
                    "The old vault is deleted.",
                )}
            </section>
        })
    };
    view! { {panel} {asking.fault()} }.into_any()
}
