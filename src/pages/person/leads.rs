//! The leads a person has, gave or gets.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use notebook::{
    Id, Value,
    command::Edit,
    record::{Kind, Ref},
    time::instant_text,
};

use super::Seen;
use crate::{
    browser::clock::now,
    components::{
        edit::{Adding, Doc, Hint, Input, Part, adding, part},
        icon::{Glyph, icon},
    },
    pages::leads::lead_entry,
};

const PARTS: &[Part] = &[part("need", "What they need", "", Input::Text(Hint::Words))];

/// The leads, and the form for another.
pub(crate) fn leads(seen: Seen, doc: Doc, person: Id) -> AnyView {
    let all = Memo::new(move |_| seen.with(|view| view.leads.clone()));
    let open = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let made = Callback::new(move |record: Ref| {
        navigate.with_value(|navigate| navigate(&format!("/{record}"), Default::default()));
    });
    let form = adding(doc, open, move || Adding {
        kind: Kind::Lead,
        parts: PARTS,
        given: Vec::new(),
        with: vec![
            Edit::set("prospect", Value::str(person.to_string())),
            Edit::set("received_at", Value::Str(instant_text(&now().0))),
        ],
        said: "Lead noted".to_owned(),
        made: Some(made),
    });
    let entry = move |row| lead_entry(row, "");
    view! {
        <h2 class="section">"Leads"</h2>
        <ul class="entries" hidden=move || all.with(Vec::is_empty)>
            {move || all.get().into_iter().map(entry).collect_view()}
        </ul>
        {form}
        <div class="inset" hidden=open>
            <div class="chips">
                <button class="chip plain" on:click=move |_| open.set(true)>{icon(Glyph::Plus)} " A need of theirs"</button>
            </div>
        </div>
    }
    .into_any()
}
