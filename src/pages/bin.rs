//! What was put away.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Bin() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="bin">
            <div class="scroll col">
                {head("bin", "Bin", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
