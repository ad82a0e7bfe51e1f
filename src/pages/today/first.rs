//! The first page of an empty notebook: what this is, and how to begin.

use leptos::prelude::*;

use crate::{app::session::Session, components::install::install_hint};

pub(super) fn first_page() -> AnyView {
    view! {
        <div class="clear">
            <p>"A notebook for the people you meet."</p>
            <p>
                "Jot who they are, what they need and what you promised, in your own words; Rapport reminds you in time. \
                 Everything stays on this device and works without a connection."
            </p>
            <p>
                "Try the line below: " <span class="words">"Ana Ruiz, plumber, needs a bookkeeper !fri"</span>
            </p>
            <div class="acts">
                <button class="act" on:click=|_| Session::enter_example()>
                    "Look around with an example notebook"
                </button>
            </div>
            {install_hint()}
        </div>
        <div class="lines" aria-hidden="true"></div>
    }
    .into_any()
}
