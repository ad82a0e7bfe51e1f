//! A section of facts: what is known as lines, what is not as chips that offer to add it.

use said::words::edit as say;
use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    doc::Doc,
    fact::{fact, focus_id_soon, is_begun, label_id},
    items::items,
    set::set,
    table::{Field, Section, Shape},
};
use crate::components::{
    fold::{fold, opens},
    icon::{Glyph, icon},
};

/// Offers shown before “More…”.
const FEW: usize = 5;

/// A section on a page.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    doc: Doc,
    section: &'static Section,
    /// Places in the table of the facts whose adding was begun here and that say nothing yet.
    begun: RwSignal<BTreeSet<usize>>,
    known: Memo<Vec<bool>>,
}

/// All sections of a record, each with the offers to add to it.
pub(crate) fn sections(doc: Doc, all: &'static [Section]) -> AnyView {
    let one = |section| {
        let shown = Shown::new(doc, section);
        view! { {heading(section)} {shown.lines()} {shown.offers()} }
    };
    all.iter().map(one).collect_view().into_any()
}

/// The same, where those with a heading fold.
pub(crate) fn folded(doc: Doc, all: &'static [Section]) -> AnyView {
    let one = |section: &'static Section| {
        let shown = Shown::new(doc, section);
        let body = view! { {shown.lines()} {shown.offers()} }.into_any();
        let Some(title) = section.title else {
            return body;
        };
        let open = opens(shown.begun.with_untracked(|begun| !begun.is_empty()));
        let told = move || match shown.known.with(|known| known.iter().filter(|known| **known).count()) {
            0 => say::NOTHING_YET.text().to_owned(),
            known => say::facts(known).text(),
        };
        fold(title.text(), open, told, body)
    };
    all.iter().map(one).collect_view().into_any()
}

fn heading(section: &Section) -> Option<AnyView> {
    section.title.map(|title| view! { <h2 class="section">{title.text()}</h2> }.into_any())
}

impl Shown {
    pub(crate) fn new(doc: Doc, section: &'static Section) -> Self {
        let kept = (0..section.fields.len()).filter(|n| is_begun(doc, &section.fields[*n]));
        Self {
            doc,
            section,
            begun: RwSignal::new(kept.collect()),
            known: Memo::new(move |_| section.fields.iter().map(|field| doc.has(field)).collect()),
        }
    }

    fn is_open(self, n: usize) -> bool {
        self.begun.with(|begun| begun.contains(&n))
    }

    /// Whether it has no line.
    pub(crate) fn is_empty(self) -> bool {
        self.begun.with(BTreeSet::is_empty) && self.known.with(|known| known.iter().all(|known| !known))
    }

    /// What is known, and what is being added.
    pub(crate) fn lines(self) -> AnyView {
        let shown = move || {
            let known = self.known.get();
            (0..known.len()).filter(|n| known[*n] || self.is_open(*n)).collect::<Vec<_>>()
        };
        let line = move |n: usize| {
            let field = &self.section.fields[n];
            let fresh = untrack(|| self.is_open(n));
            // Back to the chip that began it.
            let closed = Callback::new(move |focus: bool| {
                self.begun.try_update(|begun| begun.remove(&n));
                if focus {
                    focus_id_soon(offer_id(self.doc, field));
                }
            });
            line_of(self.doc, field, fresh, Signal::derive(move || self.is_open(n)), closed)
        };
        view! { <dl class="facts"><For each=shown key=|n| *n children=line /></dl> }.into_any()
    }

    /// Places of the facts that can be added: lists can always have one more.
    pub(crate) fn offered(self) -> Vec<usize> {
        let known = self.known.get();
        let can = |n: &usize| match self.section.fields[*n].shape {
            Shape::Records(false) => false,
            Shape::Items(_) => true,
            _ => !known[*n],
        };
        (0..known.len()).filter(|n| can(n) && !self.is_open(*n)).collect()
    }

    /// The words of an offer.
    pub(crate) fn words(self, n: usize) -> &'static str {
        self.section.fields[n].add.text()
    }

    /// The chip that begins to add a fact and closes whatever is `open` for the choosing.
    pub(crate) fn offer(self, n: usize, open: Option<RwSignal<bool>>) -> AnyView {
        let field = &self.section.fields[n];
        let begin = move |_| {
            self.begun.update(|begun| {
                begun.insert(n);
            });
            if let Some(open) = open {
                open.set(false);
            }
        };
        view! { <button type="button" class="chip plain" id=offer_id(self.doc, field) on:click=begin>{icon(Glyph::Plus)} {field.add.text()}</button> }
            .into_any()
    }

    /// The offers; a wall of them is folded.
    fn offers(self) -> AnyView {
        let folded = RwSignal::new(true);
        let offered = Memo::new(move |_| self.offered());
        let missing = move || {
            let all = offered.get();
            let most = if folded.get() && all.len() > FEW + 1 { FEW } else { all.len() };
            all.into_iter().take(most).collect::<Vec<_>>()
        };
        let is_folded = move || folded.get() && offered.with(Vec::len) > FEW + 1;
        let title = self.section.title.unwrap_or(say::BASICS);
        view! {
            <div class="inset" hidden=move || offered.with(Vec::is_empty)>
                <div class="chips" role="group" aria-label=say::add_to(title).text()>
                    <For each=missing key=|n| *n children=move |n| self.offer(n, None) />
                    <button
                        class="chip plain"
                        hidden=move || !is_folded()
                        on:click=move |_| folded.set(false)
                    >
                        {say::MORE.text()}
                    </button>
                </div>
            </div>
        }
        .into_any()
    }
}

/// The id of the chip that offers to add a fact.
fn offer_id(doc: Doc, field: &Field) -> String {
    ["offer-", &label_id(doc, field)].concat()
}

fn line_of(
    doc: Doc,
    field: &'static Field,
    open: bool,
    asked: Signal<bool>,
    closed: Callback<bool>,
) -> AnyView {
    match &field.shape {
        Shape::One(_) | Shape::Parts(_) => fact(doc, field, open, closed),
        Shape::Words(_) | Shape::Records(_) => set(doc, field, open, closed),
        Shape::Items(of) => items(doc, field, of, asked, closed),
    }
}
