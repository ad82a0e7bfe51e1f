//! The composer alone.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Jot() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="jot">
            <div class="scroll col">
                {head("jot", "Jot", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
