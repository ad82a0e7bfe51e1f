//! Installing: the browser's own prompt where there is one, a coach where there is none.

use crate::components::said::{SLOTS, labelled, woven};
use leptos::prelude::*;
use said::{Word, words::install as say};

use super::icon::{Glyph, icon_as};
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
                    {labelled(Glyph::Download, say::INSTALL_ON_THIS_DEVICE)}
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
                <p>{woven(&say::take_along(SLOTS[0], SLOTS[1]), vec![link("/settings", say::BACKUP), link("/settings/devices", say::PAIR)])}</p>
            }
        })
    };
    view! {
        {along}
        <ol class="steps" aria-label=say::INSTALL_ON_THIS_IPHONE.text()>
            <li><span>{woven(&say::tap_share(SLOTS[0]), vec![icon_as(Glyph::Share, "tiny")])}</span></li>
            <li><span>{say::CHOOSE_ADD_TO_HOME_SCREEN.text()}</span></li>
            <li><span>{say::OPEN_RAPPORT_FROM_THERE_IT.text()}</span></li>
        </ol>
    }
    .into_any()
}

fn link(href: &'static str, word: Word) -> AnyView {
    view! { <a class="link" href=href>{word.text()}</a> }.into_any()
}
