//! The example notebook: to look around in, apart from one's own.

use leptos::prelude::*;

use crate::app::session::{Session, use_session};

/// The panel.
pub(super) fn example() -> AnyView {
    let body = if use_session().is_example() {
        view! {
            <p>"This is the example notebook" <small>"Nothing in it is yours, and nothing of yours is in it."</small></p>
            <button class="act" on:click=|_| Session::leave_example()>"Close it"</button>
        }
        .into_any()
    } else {
        view! {
            <p>
                "Look around with an example notebook"
                <small>"150 people, a year of a networker’s life, in a storage of its own."</small>
            </p>
            <button class="act" on:click=|_| Session::enter_example()>"Open it"</button>
        }
        .into_any()
    };
    view! { <section class="panel"><div class="setting">{body}</div></section> }.into_any()
}
