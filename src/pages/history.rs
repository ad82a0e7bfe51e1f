//! What was changed.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn History() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="history">
            <div class="scroll col">
                {head("history", "History", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
