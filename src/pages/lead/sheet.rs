//! The lead on paper, and on a screen that others can see.

use leptos::prelude::*;
use said::{Said, Word};

use super::Seen;
use crate::components::said::joined;

/// The lines of the sheet; `class` says when it is shown.
pub(crate) fn sheet(seen: Seen, class: &'static str) -> AnyView {
    let lines = Memo::new(move |_| seen.with(|view| view.sheet.clone()));
    let line = |(label, said): (Word, Vec<Said>)| {
        view! { <div class="fact"><dt>{label.text()}</dt><dd dir="auto">{joined(&said, " ")}</dd></div> }
    };
    view! { <dl class=class>{move || lines.get().into_iter().map(line).collect_view()}</dl> }.into_any()
}
