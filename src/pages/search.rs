//! Search over everything written.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Search() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="search">
            <div class="scroll col">
                {head("search", "Search", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
