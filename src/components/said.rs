//! Sentences in the shapes in which most places have them.

use leptos::prelude::*;
use said::{Said, Word};

use super::icon::{Glyph, icon};

/// Each in the words of the app, with this between them.
pub(crate) fn joined(all: &[Said], between: &str) -> String {
    all.iter().map(Said::text).collect::<Vec<_>>().join(between)
}

/// What stands in a sentence for an element: a link, a letter on a key.
pub(crate) const SLOTS: [&str; 3] = ["\u{e000}", "\u{e001}", "\u{e002}"];

/// A sentence with elements in its slots, wherever the language puts them.
pub(crate) fn woven(said: &Said, elements: Vec<AnyView>) -> AnyView {
    let text = said.text();
    let mut elements: Vec<Option<AnyView>> = elements.into_iter().map(Some).collect();
    let pieces = text.split_inclusive(['\u{e000}', '\u{e001}', '\u{e002}']);
    let woven = pieces.map(|piece| {
        let slot = SLOTS.iter().position(|slot| piece.ends_with(slot));
        let element = slot.and_then(|slot| elements.get_mut(slot)?.take());
        let words = slot.map_or(piece, |slot| piece.trim_end_matches(SLOTS[slot])).to_owned();
        view! { {words} {element} }
    });
    woven.collect_view().into_any()
}

/// An icon and its word, as a button has them.
pub fn labelled(glyph: Glyph, word: Word) -> AnyView {
    view! { {icon(glyph)} " " {word.text()} }.into_any()
}

/// The heading of a section.
pub(crate) fn section(word: Word) -> AnyView {
    view! { <h2 class="section">{word.text()}</h2> }.into_any()
}

/// A paragraph.
pub(crate) fn paragraph(word: Word) -> AnyView {
    view! { <p>{word.text()}</p> }.into_any()
}

/// A paragraph that explains.
pub(crate) fn hint(word: Word) -> AnyView {
    view! { <p class="hint">{word.text()}</p> }.into_any()
}
