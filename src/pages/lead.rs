//! One lead.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Lead() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="lead">
            <div class="scroll col">
                {head("lead", "Lead", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
