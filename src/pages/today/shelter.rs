//! What is known against the browser's keeping: said once, with the ways out.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{link::use_keeper, session::use_session},
    browser::{
        install::{self, Way},
        memory::Memory,
        shelter::{self, Shelter},
    },
    components::{
        empty::notice,
        icon::{Glyph, icon},
    },
};

const SAID: &str = "rapport.shelter-said";

/// Nothing while there is nothing to lose, and in the example.
pub(super) fn warning() -> AnyView {
    let found = RwSignal::new(Shelter::Usual);
    let is_said = RwSignal::new(false);
    if !use_session().is_example() {
        spawn_local(async move {
            let shelter = shelter::of_this_window().await;
            is_said.try_set(memory(shelter).get(SAID).is_some());
            found.try_set(shelter);
        });
    }
    let status = use_keeper().status();
    let holds = Memo::new(move |_| status.with(|status| status.changes > 0));
    let words = move || {
        let shelter = found.get();
        let (headline, words) = said(shelter).filter(|_| holds.get() && !is_said.get())?;
        let understood = move |_| {
            memory(shelter).set(SAID, Some("1"));
            is_said.set(true);
        };
        let acts = view! {
            <div class="acts">
                <a class="act" href="/settings">{icon(Glyph::Download)} " Make a backup"</a>
                <a class="act quiet" href="/settings/devices">"Take it to another device"</a>
                <button class="act quiet" on:click=understood>"Understood"</button>
            </div>
        };
        Some(notice("promise", Glyph::Warning, headline.into(), words.into(), acts.into_any()))
    };
    view! { {words} }.into_any()
}

/// A private window is another one the next time.
fn memory(shelter: Shelter) -> Memory {
    if shelter == Shelter::Window { Memory::Tab } else { Memory::Device }
}

fn said(shelter: Shelter) -> Option<(&'static str, &'static str)> {
    match shelter {
        Shelter::Usual => None,
        Shelter::Window => Some((
            "This looks like a private window.",
            "What you write here goes when it is closed. Open Rapport in an ordinary window, and take along what is here \
             with a backup.",
        )),
        Shelter::SevenDays if install::way().get_untracked() == Way::HomeScreen => Some((
            "This browser may delete the notebook.",
            "It clears what a site has stored when the site was not opened for seven days. Rapport on the home screen is \
             spared: it begins empty there, so take the notebook along, with a backup or by pairing. Or make a backup now \
             and then.",
        )),
        Shelter::SevenDays => Some((
            "This browser may delete the notebook.",
            "It clears what a site has stored when the site was not opened for seven days. An installed app is spared: take \
             the notebook along, with a backup or by pairing. Or make a backup now and then.",
        )),
    }
}
