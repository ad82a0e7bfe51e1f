//! What is known against the browser's keeping: said once, with the ways out.

use crate::components::said::labelled;
use leptos::{prelude::*, task::spawn_local};
use said::words::today as say;

use crate::{
    app::{link::use_keeper, session::use_session},
    browser::{
        install::{self, Way},
        memory::Memory,
        shelter::{self, Shelter},
    },
    components::{empty::notice, icon::Glyph},
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
                <a class="act" href="/settings">{labelled(Glyph::Download, say::MAKE_BACKUP)}</a>
                <a class="act quiet" href="/settings/devices">{say::TAKE_IT_TO_ANOTHER_DEVICE.text()}</a>
                <button class="act quiet" on:click=understood>{say::UNDERSTOOD.text()}</button>
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
        Shelter::Window => {
            Some((say::THIS_LOOKS_LIKE_PRIVATE_WINDOW.text(), say::WHAT_YOU_WRITE_HERE_GOES.text()))
        }
        Shelter::SevenDays if install::way().get_untracked() == Way::HomeScreen => {
            Some((say::THIS_BROWSER_MAY_DELETE.text(), say::IT_CLEARS_WHAT_SITE_HAS.text()))
        }
        Shelter::SevenDays => {
            Some((say::THIS_BROWSER_MAY_DELETE.text(), say::IT_CLEARS_WHAT_SITE_HAS_SAID.text()))
        }
    }
}
