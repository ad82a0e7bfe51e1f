//! The example notebook: to look around in, apart from one's own.

use leptos::prelude::*;
use said::words::settings as say;

use crate::app::session::{Session, use_session};

/// The panel.
pub(super) fn example() -> AnyView {
    let body = if use_session().is_example() {
        view! {
            <p>{say::THIS_IS_EXAMPLE_NOTEBOOK.text()} <small>{say::NOTHING_IN_IT_IS_YOURS.text()}</small></p>
            <button class="act" on:click=|_| Session::leave_example()>{say::CLOSE_IT.text()}</button>
        }
        .into_any()
    } else {
        view! {
            <p>
                {say::LOOK_AROUND_WITH_EXAMPLE.text()}
                <small>{say::N_150_PEOPLE_YEAR_NETWORKERS.text()}</small>
            </p>
            <button class="act" on:click=|_| Session::enter_example()>{say::OPEN_IT.text()}</button>
        }
        .into_any()
    };
    view! { <section class="panel"><div class="setting">{body}</div></section> }.into_any()
}
