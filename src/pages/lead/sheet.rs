//! The lead on paper, and on a screen that others can see.

use leptos::prelude::*;

use super::Seen;

/// The lines of the sheet; `class` says when it is shown.
pub(crate) fn sheet(seen: Seen, class: &'static str) -> AnyView {
    let lines = Memo::new(move |_| seen.with(|view| view.sheet.clone()));
    let line = |(label, words): (String, String)| {
        view! { <div class="fact"><dt>{label}</dt><dd dir="auto">{words}</dd></div> }
    };
    view! { <dl class=class>{move || lines.get().into_iter().map(line).collect_view()}</dl> }.into_any()
}
