//! Settings: where the notebook is kept, backups, looks, the example, what this is.

mod about;
mod appearance;
mod backup;
mod dates;
mod example;
mod reminders;
mod restore;
mod storage;

use leptos::prelude::*;

use crate::components::{
    head::head,
    icon::{Glyph, icon},
    safety::safety,
};

/// The pane of this place.
#[component]
pub(crate) fn Settings() -> impl IntoView {
    view! {
        <section class="pane page ruled" aria-labelledby="settings">
            <div class="scroll">
                <div class="tools"><a class="only back" href="/more" aria-label="Back">{icon(Glyph::Back)}</a></div>
                {head("settings", "Settings", ().into_any())}
                <h2 class="section">"Devices"</h2>
                <section class="panel">
                    <div class="setting">
                        <p>
                            "Your other devices"
                            <small>{safety()}</small>
                        </p>
                        <a class="act" href="/settings/devices">{icon(Glyph::Device)} " Devices"</a>
                    </div>
                </section>
                <h2 class="section">"Storage"</h2>
                {storage::storage()}
                <h2 class="section">"Backup"</h2>
                {backup::backup()}
                <h2 class="section">"Appearance"</h2>
                {appearance::appearance()}
                {dates::dates()}
                {reminders::reminders()}
                <h2 class="section">"Example"</h2>
                {example::example()}
                {about::install()}
                <h2 class="section" id="about">"About"</h2>
                {about::about()}
            </div>
        </section>
    }
}
