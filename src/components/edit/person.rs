//! Choosing somebody who is in the notebook: type a few letters, tap a name.

use leptos::prelude::*;
use notebook::{
    query::{Page, PeopleFilter, PeopleView, Query},
    record::{Kind, Ref},
};

use super::doc::Doc;
use crate::{
    app::link::use_keeper,
    components::icon::{Glyph, icon},
};

/// Names offered at once.
const OFFERED: usize = 6;

/// The field; the draft holds the chosen id.
pub(crate) fn person(doc: Doc, id: String, draft: RwSignal<String>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(untrack(|| {
        let name = Ref::new(Kind::Person, draft.get().parse().ok()?);
        doc.names().get(&name.to_string()).cloned()
    }));
    let found = use_keeper().watch::<PeopleView>(move || {
        let filter = PeopleFilter { text: typed.get(), ..PeopleFilter::default() };
        Query::People(
            filter,
            Page::first(if typed.with(|text| text.trim().is_empty()) { 0 } else { OFFERED }),
        )
    });
    let offers = move || {
        let people = found.get()?;
        let chips = people.list.rows.iter().map(|row| {
            let (row_id, name) = (row.id.to_string(), row.name.clone());
            let pick = move |_| {
                draft.set(row_id.clone());
                chosen.set(Some(name.clone()));
                typed.set(String::new());
            };
            view! {
                <button type="button" class="chip" on:click=pick>
                    <bdi>{row.name.clone()}</bdi>
                    " "
                    <small>{row.about.clone()}</small>
                </button>
            }
        });
        Some(chips.collect_view())
    };
    let now = move || {
        chosen.get().map(|name| {
            let out = move |_| {
                draft.set(String::new());
                chosen.set(None);
            };
            view! {
                <button type="button" class="chip" aria-label=format!("Take {name} away") on:click=out>
                    <bdi>{name.clone()}</bdi>
                    {icon(Glyph::Close)}
                </button>
            }
        })
    };
    view! {
        <input
            class="input"
            id=id
            type="search"
            autocomplete="off"
            autocapitalize="words"
            placeholder="Type a name"
            prop:value=typed
            on:input=move |event| typed.set(event_target_value(&event))
        />
        <div class="chips" role="group" aria-label="Names" aria-live="polite" on:mousedown=|event| event.prevent_default()>
            {now}
            {offers}
        </div>
    }
    .into_any()
}
