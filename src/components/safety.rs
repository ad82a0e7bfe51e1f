//! The line of safety: where what was written is now, in words.

use keeper::link::Sync;
use leptos::prelude::*;
use notebook::Now;
use said::words::safety as say;

use super::when;
use crate::app::{
    day::use_day,
    link::{Phase, use_keeper},
};

/// One of the honest states, in a line of text; never more than is known.
pub fn safety() -> AnyView {
    let state = state();
    view! { <span class=move || state.with(|state| state.0)>{move || state.with(|state| state.1.clone())}</span> }
        .into_any()
}

/// The same as a paragraph of its own.
pub fn safety_line() -> AnyView {
    let state = state();
    view! { <p class=move || state.with(|state| state.0)>{move || state.with(|state| state.1.clone())}</p> }
        .into_any()
}

fn state() -> Memo<(&'static str, String)> {
    let keeper = use_keeper();
    let (phase, status, waiting) = (keeper.phase(), keeper.status(), keeper.waiting());
    let waits = keeper.waits();
    let day = use_day();
    Memo::new(move |_| {
        day.track();
        let refuses = status.with(|status| status.refuses.is_some());
        match (phase.get(), waiting.get()) {
            (_, _) if refuses => ("safe trouble", say::STORAGE_REFUSES_NEW_ENTRIES.text().to_owned()),
            (Phase::Ready, 0) if status.with(|status| status.alone.is_some()) => {
                ("safe trouble", say::SECOND_HOME_ONLY.text().to_owned())
            }
            (Phase::Ready, 0) => status.with(|status| synced(status.sync.as_ref(), status.waiting)),
            (Phase::Loading, 0) if waits.get() => {
                ("safe waiting", say::ANOTHER_TAB_OR_WINDOW_HOLDS.text().to_owned())
            }
            (Phase::Loading, 0) => ("safe waiting", say::OPENING_NOTEBOOK.text().to_owned()),
            (Phase::Unavailable(_), 0) => ("safe trouble", say::NOTEBOOK_IS_NOT_OPEN.text().to_owned()),
            (_, n) => ("safe waiting", say::filed(n).text()),
        }
    })
}

/// Changes that arrived before one on which they build.
pub(crate) fn held_up(held: u64) -> String {
    say::held_up(held).text()
}

/// Everything is on this device; is it elsewhere too?
fn synced(sync: Option<&Sync>, held: u64) -> (&'static str, String) {
    let here = say::SAVED_ON_THIS_DEVICE;
    if held > 0 && sync.is_none_or(|sync| sync.trouble.is_none()) {
        return ("safe waiting", say::here_held_up(say::held_up(held), here).text());
    }
    let Some(sync) = sync else { return ("safe", here.text().to_owned()) };
    let at = sync.synced.and_then(|millis| Now::from_millis(millis, 0));
    match (sync.waiting, at) {
        _ if sync.trouble.is_some() => ("safe trouble", say::sync_trouble(here).text()),
        (0, Some(at)) => ("safe", say::synced(&when::near(&at.0)).text()),
        (0, None) => ("safe", here.text().to_owned()),
        (n, _) => ("safe waiting", say::waiting(here, n).text()),
    }
}
