//! A section of facts: what is known as lines, what is not as chips that offer to add it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    doc::Doc,
    fact::{fact, focus_id_soon, is_begun, label_id},
    items::items,
    set::set,
    table::{Field, Section, Shape},
};
use crate::components::icon::{Glyph, icon};

/// Offers shown before “More…”.
const FEW: usize = 5;

/// All sections of a record.
pub(crate) fn sections(doc: Doc, all: &'static [Section]) -> AnyView {
    all.iter().map(|section| one_section(doc, section)).collect_view().into_any()
}

fn one_section(doc: Doc, section: &'static Section) -> AnyView {
    // Places in the table of the facts whose adding was begun here and that say nothing yet.
    let kept = (0..section.fields.len()).filter(|n| is_begun(doc, &section.fields[*n]));
    let begun = RwSignal::new(kept.collect::<BTreeSet<usize>>());
    let known = Memo::new(move |_| section.fields.iter().map(|field| doc.has(field)).collect::<Vec<bool>>());
    let open = move |n: usize| begun.with(|begun| begun.contains(&n));
    let shown = move || {
        let known = known.get();
        (0..known.len()).filter(|n| known[*n] || open(*n)).collect::<Vec<_>>()
    };
    // Lists can always have one more; a wall of offers is folded.
    let folded = RwSignal::new(true);
    let offered = Memo::new(move |_| {
        let known = known.get();
        let can = |n: &usize| match section.fields[*n].shape {
            Shape::Records(false) => false,
            Shape::Items(_) => true,
            _ => !known[*n],
        };
        (0..known.len()).filter(|n| can(n) && !open(*n)).collect::<Vec<_>>()
    });
    let missing = move || {
        let all = offered.get();
        let most = if folded.get() && all.len() > FEW + 1 { FEW } else { all.len() };
        all.into_iter().take(most).collect::<Vec<_>>()
    };
    let is_folded = move || folded.get() && offered.with(Vec::len) > FEW + 1;
    let line = move |n: usize| {
        let field = &section.fields[n];
        let fresh = untrack(|| open(n));
        // Back to the chip that began it.
        let closed = Callback::new(move |focus: bool| {
            begun.try_update(|begun| begun.remove(&n));
            if focus {
                focus_id_soon(offer_id(doc, field));
            }
        });
        line_of(doc, field, fresh, Signal::derive(move || open(n)), closed)
    };
    let offer = move |n: usize| {
        let field = &section.fields[n];
        view! {
            <button class="chip plain" id=offer_id(doc, field) on:click=move |_| begun.update(|begun| { begun.insert(n); })>
                {icon(Glyph::Plus)}
                {field.add}
            </button>
        }
        .into_any()
    };
    view! {
        {(!section.title.is_empty()).then(|| view! { <h2 class="section">{section.title}</h2> })}
        <dl class="facts">
            <For each=shown key=|n| *n children=line />
        </dl>
        <div class="inset" hidden=move || offered.with(Vec::is_empty)>
            <div class="chips" role="group" aria-label=format!("Add: {}", if section.title.is_empty() { "basics" } else { section.title })>
                <For each=missing key=|n| *n children=offer />
                <button
                    class="chip plain"
                    hidden=move || !is_folded()
                    on:click=move |_| folded.set(false)
                >
                    "More…"
                </button>
            </div>
        </div>
    }
    .into_any()
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
