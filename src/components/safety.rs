//! The line of safety: where what was written is now, in words.

use keeper::link::Sync;
use leptos::prelude::*;
use notebook::Now;

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
            (_, _) if refuses => ("safe trouble", "Storage refuses new entries".to_owned()),
            (Phase::Ready, 0) if status.with(|status| status.alone.is_some()) => {
                ("safe trouble", "Saved in the second home only".to_owned())
            }
            (Phase::Ready, 0) => status.with(|status| synced(status.sync.as_ref(), status.waiting)),
            (Phase::Loading, 0) if waits.get() => {
                ("safe waiting", "Another tab or window holds the notebook".to_owned())
            }
            (Phase::Loading, 0) => ("safe waiting", "Opening the notebook…".to_owned()),
            (Phase::Unavailable(_), 0) => ("safe trouble", "The notebook is not open".to_owned()),
            (_, 1) => ("safe waiting", "Kept on this device · 1\u{a0}entry waits to be filed".to_owned()),
            (_, n) => ("safe waiting", format!("Kept on this device · {n}\u{a0}entries wait to be filed")),
        }
    })
}

/// Changes that arrived before one on which they build.
pub(crate) fn held_up(held: u64) -> String {
    match held {
        1 => "1\u{a0}change waits for one that has not arrived".to_owned(),
        n => format!("{n}\u{a0}changes wait for one that has not arrived"),
    }
}

/// Everything is on this device; is it elsewhere too?
fn synced(sync: Option<&Sync>, held: u64) -> (&'static str, String) {
    const HERE: &str = "Saved on this device";
    if held > 0 && sync.is_none_or(|sync| sync.trouble.is_none()) {
        return ("safe waiting", format!("{HERE} · {}", held_up(held)));
    }
    let Some(sync) = sync else { return ("safe", HERE.to_owned()) };
    let at = sync.synced.and_then(|millis| Now::from_millis(millis, 0));
    match (sync.waiting, at) {
        _ if sync.trouble.is_some() => ("safe trouble", [HERE, " · sync needs you: see Devices"].concat()),
        (0, Some(at)) => ("safe", ["Synced ", &when::near(&at.0)].concat()),
        (0, None) => ("safe", HERE.to_owned()),
        (1, _) => ("safe waiting", [HERE, " · 1\u{a0}change waiting"].concat()),
        (n, _) => ("safe waiting", format!("{HERE} · {n}\u{a0}changes waiting")),
    }
}
