//! The example notebook: clearly marked, left with one tap.

use leptos::{prelude::*, task::spawn_local};
use said::words::shell as say;

use super::{
    link::use_keeper,
    session::{Session, use_session},
};
use crate::{
    browser::life::Life,
    components::icon::{Glyph, icon},
};

/// The banner above everything while the example is open.
pub(super) fn banner() -> Option<AnyView> {
    if !use_session().is_example() {
        return None;
    }
    let keeper = use_keeper();
    let (is_leaving, life) = (RwSignal::new(false), Life::here());
    let leave = move |_| {
        if is_leaving.get_untracked() {
            return;
        }
        is_leaving.set(true);
        spawn_local(async move {
            // What was written in the example goes with it; if it does not go now, it does next time.
            let _ = keeper.discard().await;
            Session::leave_example();
        });
        // A keeper that does not answer keeps nobody here.
        life.after(std::time::Duration::from_secs(3), Session::leave_example);
    };
    let banner = view! {
        <aside class="banner" aria-label=say::EXAMPLE_NOTEBOOK.text()>
            {icon(Glyph::Info)}
            <p><b>{say::EXAMPLE_NOTEBOOK_SAID.text()}</b> " " {say::NOTHING_HERE_IS_YOURS.text()}</p>
            <button class="act" on:click=leave>{say::CLOSE_IT.text()}</button>
        </aside>
    };
    Some(banner.into_any())
}
