//! Every other place.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn More() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="more">
            <div class="scroll col">
                {head("more", "More", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
