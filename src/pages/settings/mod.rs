//! Settings: where the notebook is kept, backups, looks, the example, what this is.

mod about;
mod appearance;
mod backup;
mod dates;
mod example;
mod reminders;
mod restore;
mod storage;

use crate::components::said::{labelled, section};
use leptos::prelude::*;
use said::words::settings as say;
use said::words::word;

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
                <div class="tools"><a class="only back" href="/more" aria-label=word::BACK.text()>{icon(Glyph::Back)}</a></div>
                {head("settings", word::SETTINGS.text(), ().into_any())}
                {section(word::DEVICES)}
                <section class="panel">
                    <div class="setting">
                        <p>
                            {say::YOUR_OTHER_DEVICES.text()}
                            <small>{safety()}</small>
                        </p>
                        <a class="act" href="/settings/devices">{labelled(Glyph::Device, word::DEVICES)}</a>
                    </div>
                </section>
                {section(say::STORAGE)}
                {storage::storage()}
                {section(say::BACKUP)}
                {backup::backup()}
                {section(say::APPEARANCE)}
                {appearance::appearance()}
                {dates::dates()}
                {reminders::reminders()}
                {section(say::EXAMPLE)}
                {example::example()}
                {about::install()}
                <h2 class="section" id="about">{say::ABOUT.text()}</h2>
                {about::about()}
            </div>
        </section>
    }
}
