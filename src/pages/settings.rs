//! Settings.

use leptos::prelude::*;

use crate::components::{empty::clear, head::head};

/// The pane of this place.
#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="settings">
            <div class="scroll col">
                {head("settings", "Settings", ().into_any())}
                {clear("Nothing here yet.", "", ().into_any())}
            </div>
        </section>
    }
}
