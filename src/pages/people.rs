//! Everybody.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn People() -> impl IntoView {
    view! {
        <section class="pane list ruled" aria-labelledby="people">
            <div class="scroll col">
                {head("people", "People", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
