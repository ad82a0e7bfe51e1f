//! A section that folds: its heading is the button, and while it is closed a line says what is in it.

use leptos::prelude::*;

use super::icon::{Glyph, icon_as};

/// Room for sections that stand open: the width at which there are two panes.
const ROOM: &str = "(width >= 56.25em)";

/// Whether there are two panes.
pub(crate) fn has_room() -> bool {
    window().match_media(ROOM).ok().flatten().is_some_and(|media| media.matches())
}

/// Open at first where there is room, or where somebody was typing.
pub(crate) fn opens(is_begun: bool) -> RwSignal<bool> {
    RwSignal::new(is_begun || has_room())
}

/// The heading and what it shows or hides; `told` is said of it while it is closed. On paper it is open.
pub(crate) fn fold(
    title: &'static str,
    open: RwSignal<bool>,
    told: impl Fn() -> String + Send + Sync + 'static,
    body: AnyView,
) -> AnyView {
    section(title, open, Signal::derive(told), body)
}

fn section(title: &'static str, open: RwSignal<bool>, told: Signal<String>, body: AnyView) -> AnyView {
    view! {
        <h2 class="section">
            <button type="button" class="fold" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                {title} {icon_as(Glyph::Chevron, "down")}
            </button>
            <small hidden=open>{told}</small>
        </h2>
        <div class="folded" hidden=move || !open.get()>{body}</div>
    }
    .into_any()
}
