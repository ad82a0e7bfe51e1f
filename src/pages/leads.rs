//! Leads by state.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Leads() -> impl IntoView {
    view! {
        <section class="pane list ruled" aria-labelledby="leads">
            <div class="scroll col">
                {head("leads", "Leads", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
