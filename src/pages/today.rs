//! Today.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Today() -> impl IntoView {
    view! {
        <section class="pane list ruled" aria-labelledby="today">
            <div class="scroll col">
                {head("today", "Today", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
