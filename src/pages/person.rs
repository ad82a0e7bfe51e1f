//! One person.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Person() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="person">
            <div class="scroll col">
                {head("person", "Person", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
