//! My own profile.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Me() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="me">
            <div class="scroll col">
                {head("me", "Me", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
