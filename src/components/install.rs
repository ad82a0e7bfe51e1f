//! Installing: the browser's own prompt where there is one, a coach where there is none.

use leptos::prelude::*;

use super::icon::{Glyph, icon, icon_as};
use crate::{
    app::link::use_keeper,
    browser::install::{self, Way},
};

/// One line with the way to install, if there is one here.
pub fn install_hint() -> AnyView {
    let way = install::way();
    let hint = move || match way.get() {
        Way::Prompt => view! {
            <div class="acts">
                <button class="act quiet" on:click=|_| install::prompt()>
                    {icon(Glyph::Download)} " Install on this device"
                </button>
            </div>
        }
        .into_any(),
        Way::HomeScreen => coach(),
        Way::Dock | Way::Menu | Way::Nowhere | Way::None => ().into_any(),
    };
    hint.into_any()
}

/// The steps on an iPhone or iPad.
pub fn coach() -> AnyView {
    let status = use_keeper().status();
    let holds = Memo::new(move |_| status.with(|status| status.changes > 0));
    // The app there has a storage of its own.
    let along = move || {
        holds.get().then(|| {
            view! {
                <p>
                    "First take the notebook along: on the home screen it begins empty. Make a "
                    <a class="link" href="/settings">"backup"</a>
                    " here and choose it there, or "
                    <a class="link" href="/settings/devices">"pair"</a>
                    " the two."
                </p>
            }
        })
    };
    view! {
        {along}
        <ol class="steps" aria-label="Install on this iPhone">
            <li><span>"Tap " {icon_as(Glyph::Share, "tiny")} " Share in Safari."</span></li>
            <li><span>"Choose “Add to Home Screen”."</span></li>
            <li><span>"Open Rapport from there; it works without a connection."</span></li>
        </ol>
    }
    .into_any()
}
