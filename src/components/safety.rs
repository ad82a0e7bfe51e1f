//! The line of safety: where what was written is now, in words.

use leptos::prelude::*;

use crate::app::link::{Phase, use_keeper};

/// `<span class="safe">` with one of the honest states; never more than is known.
pub fn safety() -> AnyView {
    let keeper = use_keeper();
    let (phase, status, waiting) = (keeper.phase(), keeper.status(), keeper.waiting());
    let state = Memo::new(move |_| {
        let refuses = status.with(|status| status.refuses.is_some());
        match (phase.get(), waiting.get()) {
            (_, _) if refuses => ("safe trouble", "Storage refuses new entries".to_owned()),
            (Phase::Ready, 0) => ("safe", "Saved on this device".to_owned()),
            (Phase::Loading, 0) => ("safe waiting", "Opening the notebook…".to_owned()),
            (Phase::Unavailable(_), 0) => ("safe trouble", "The notebook is not open".to_owned()),
            (_, 1) => ("safe waiting", "Kept on this device · 1\u{a0}entry waits to be filed".to_owned()),
            (_, n) => ("safe waiting", format!("Kept on this device · {n}\u{a0}entries wait to be filed")),
        }
    });
    view! { <span class=move || state.with(|state| state.0)>{move || state.with(|state| state.1.clone())}</span> }
        .into_any()
}
