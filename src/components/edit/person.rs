//! Choosing somebody, or another lead, of the notebook: type a few letters, tap a name.

use leptos::prelude::*;
use notebook::{
    Id,
    query::{LeadFilter, LeadsView, Page, PeopleFilter, PeopleView, Query},
    record::{Kind, Ref},
};
use said::words::edit as say;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, MouseEvent};

use super::doc::Doc;
use crate::{
    app::link::use_keeper,
    browser::life::Life,
    components::icon::{Glyph, icon},
};

/// Names offered at once.
const OFFERED: usize = 6;

/// The field for a person; the draft holds the chosen id.
pub(crate) fn person(doc: Doc, id: String, draft: RwSignal<String>) -> AnyView {
    picker(doc, id, draft, Kind::Person, false)
}

/// The same for somebody who need not be in the notebook: what is typed is a name until somebody is chosen. Nothing else is
/// asked beside it, so choosing keeps it.
pub(crate) fn somebody(doc: Doc, id: String, draft: RwSignal<String>) -> AnyView {
    picker(doc, id, draft, Kind::Person, true)
}

/// The field for another lead.
pub(crate) fn another_lead(doc: Doc, id: String, draft: RwSignal<String>) -> AnyView {
    picker(doc, id, draft, Kind::Lead, false)
}

fn picker(doc: Doc, id: String, draft: RwSignal<String>, kind: Kind, takes_names: bool) -> AnyView {
    let begun = draft.get_untracked();
    let typed =
        RwSignal::new(if takes_names && begun.parse::<Id>().is_err() { begun } else { String::new() });
    let chosen = RwSignal::new(untrack(|| {
        let name = Ref::new(kind, draft.get().parse().ok()?);
        doc.names().get(&name.to_string()).cloned()
    }));
    let keeper = use_keeper();
    let asked = move |of: Kind| {
        let text = if of == kind { typed.get().trim().to_owned() } else { String::new() };
        (Page::first(if text.is_empty() { 0 } else { OFFERED }), text)
    };
    let people = keeper.watch::<PeopleView>(move || {
        let (page, text) = asked(Kind::Person);
        Query::People(PeopleFilter { text, ..PeopleFilter::default() }, page)
    });
    let leads = keeper.watch::<LeadsView>(move || {
        let (page, text) = asked(Kind::Lead);
        Query::Leads(LeadFilter { text, ..LeadFilter::default() }, page)
    });
    let offer = move |(row_id, name, about): (Id, String, String)| {
        let picked = name.clone();
        let pick = move |event: MouseEvent| {
            draft.set(row_id.to_string());
            chosen.set(Some(picked.clone()));
            typed.set(String::new());
            if takes_names {
                submit(&event);
            }
        };
        view! { <button type="button" class="chip" on:click=pick><bdi>{name}</bdi> " " <small>{about}</small></button> }
    };
    let offers = move || {
        let mut found = Vec::new();
        if let Some(people) = people.get() {
            // Nobody knows, or introduces, themselves.
            let rows = people.list.rows.iter().filter(|row| row.id != doc.record.id);
            found.extend(rows.map(|row| (row.id, row.name.clone(), row.about.clone())));
        }
        if let Some(leads) = leads.get() {
            // No lead comes out of itself.
            let rows = leads.list.rows.iter().filter(|row| row.id != doc.record.id);
            found.extend(rows.map(|row| (row.id, row.need.clone(), row.prospect.clone())));
        }
        found.into_iter().map(offer).collect_view()
    };
    let now = move || {
        chosen.get().map(|name| {
            let out = move |_| {
                draft.set(String::new());
                chosen.set(None);
            };
            view! {
                <button type="button" class="chip" aria-label=say::take_away_what(&name).text() on:click=out>
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
            dir="auto"
            placeholder=if kind == Kind::Lead { say::WHAT_WAS_NEEDED.text() } else { say::TYPE_NAME.text() }
            prop:value=typed
            on:input=move |event| {
                typed.set(event_target_value(&event));
                if takes_names {
                    chosen.set(None);
                    draft.set(typed.get_untracked());
                }
            }
        />
        <div class="chips" role="group" aria-label=say::NAMES.text() aria-live="polite" on:mousedown=|event| event.prevent_default()>
            {now}
            {offers}
        </div>
    }
    .into_any()
}

/// Keeps the form in which something was pressed, once what was pressed has been heard.
fn submit(event: &MouseEvent) {
    let pressed = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let form = pressed.and_then(|pressed| pressed.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        Life::WINDOW.frame(move || {
            let _ = form.request_submit();
        });
    }
}
