//! Chips: small words that can be tapped.

use leptos::prelude::*;

use super::icon::{Glyph, icon};

/// What a chip speaks of; the colour only repeats what its words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Who or what.
    Accent,
    /// A need or a promise.
    Promise,
    /// An expectation or a date.
    Overdue,
    /// A place, tag or filter.
    Plain,
}

impl Tone {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Accent => "chip",
            Self::Promise => "chip promise",
            Self::Overdue => "chip overdue",
            Self::Plain => "chip plain",
        }
    }
}

/// A filter that is on or off.
pub fn filter_chip(
    words: impl Into<String>,
    on: impl Into<Signal<bool>>,
    toggle: impl Fn() + 'static,
) -> AnyView {
    let (words, on) = (words.into(), on.into());
    let pressed = move || if on.get() { "true" } else { "false" };
    view! {
        <button type="button" class="chip plain" aria-pressed=pressed on:click=move |_| toggle()>
            {move || on.get().then(|| icon(Glyph::Check))}
            " "
            {words}
        </button>
    }
    .into_any()
}
