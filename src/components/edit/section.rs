//! A section of facts: what is known as lines, what is not as chips that offer to add it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    doc::Doc,
    fact::fact,
    items::items,
    set::set,
    table::{Field, Section, Shape},
};
use crate::components::icon::{Glyph, icon};

/// All sections of a record.
pub(crate) fn sections(doc: Doc, all: &'static [Section]) -> AnyView {
    all.iter().map(|section| one_section(doc, section)).collect_view().into_any()
}

fn one_section(doc: Doc, section: &'static Section) -> AnyView {
    // Places in the table of the facts whose adding was begun here and that say nothing yet.
    let begun = RwSignal::new(BTreeSet::<usize>::new());
    let known = Memo::new(move |_| section.fields.iter().map(|field| doc.has(field)).collect::<Vec<bool>>());
    let open = move |n: usize| begun.with(|begun| begun.contains(&n));
    let shown = move || {
        let known = known.get();
        (0..known.len()).filter(|n| known[*n] || open(*n)).collect::<Vec<_>>()
    };
    let missing = move || {
        let known = known.get();
        let offered = |n: &usize| !matches!(section.fields[*n].shape, Shape::Records(false));
        (0..known.len()).filter(|n| !known[*n] && !open(*n)).filter(offered).collect::<Vec<_>>()
    };
    let line = move |n: usize| {
        let field = &section.fields[n];
        let fresh = untrack(|| open(n));
        let closed = Callback::new(move |()| {
            begun.try_update(|begun| begun.remove(&n));
        });
        line_of(doc, field, fresh, closed)
    };
    let offer = move |n: usize| {
        let field = &section.fields[n];
        view! {
            <button class="chip plain" on:click=move |_| begun.update(|begun| { begun.insert(n); })>
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
        <div class="inset" hidden=move || missing().is_empty()>
            <div class="chips" role="group" aria-label=format!("Add {}", section.title)>
                <For each=missing key=|n| *n children=offer />
            </div>
        </div>
    }
    .into_any()
}

fn line_of(doc: Doc, field: &'static Field, open: bool, closed: Callback<()>) -> AnyView {
    match &field.shape {
        Shape::One(_) | Shape::Parts(_) => fact(doc, field, open, closed),
        Shape::Words(_) | Shape::Records(_) => set(doc, field, open, closed),
        Shape::Items(of) => items(doc, field, of, open, closed),
    }
}
