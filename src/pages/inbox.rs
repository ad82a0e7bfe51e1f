//! Jots that wait to be sorted.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Inbox() -> impl IntoView {
    view! {
        <section class="pane list ruled" aria-labelledby="inbox">
            <div class="scroll col">
                {head("inbox", "Inbox", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
