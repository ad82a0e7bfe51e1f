//! Triage: one jot at a time.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Sort() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="sort">
            <div class="scroll col">
                {head("sort", "Sort", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
