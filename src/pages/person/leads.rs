//! The leads a person has, gave or gets, each by their part in it.

use crate::components::said::{labelled, section};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use notebook::{
    Id, Value,
    command::Edit,
    query::Part,
    record::{Kind, Ref},
    time::instant_text,
};
use said::Word;
use said::words::person as say;
use said::words::word;

use super::Seen;
use crate::{
    browser::clock::now,
    components::{
        edit::{self, Adding, Doc, Hint, Input, adding},
        icon::Glyph,
        keyed::keyed,
    },
    pages::leads::lead_entry,
};

/// A person's parts in leads, and what they are called.
const GROUPS: [(Part, Word); 3] =
    [(Part::Needs, say::THEY_NEED), (Part::Told, say::THEY_TOLD_ME), (Part::Gets, say::FOR_THEM)];

const PARTS: &[edit::Part] = &[edit::part("need", say::WHAT_THEY_NEED, None, Input::Text(Hint::Words))];

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
        said: say::LEAD_NOTED.text().to_owned(),
        keep: None,
        made: Some(made),
    });
    let group = move |(which, title): (Part, Word)| {
        let rows = Memo::new(move |_| {
            all.with(|all| {
                let of = all.iter().filter(|(part, _)| *part == which);
                of.map(|(_, row)| row.clone()).collect::<Vec<_>>()
            })
        });
        view! {
            <p class="inset hint" hidden=move || rows.with(Vec::is_empty)>{title.text()}</p>
            <ul class="entries" aria-label=title.text() hidden=move || rows.with(Vec::is_empty)>
                {keyed(move || rows.get(), |row| row.id, |row| lead_entry(row, String::new))}
            </ul>
        }
    };
    view! {
        {section(word::LEADS)}
        {GROUPS.map(group).collect_view()}
        {form}
        <div class="inset" hidden=open>
            <div class="chips">
                <button class="chip plain" on:click=move |_| open.set(true)>{labelled(Glyph::Plus, say::NEED_THEIRS)}</button>
            </div>
        </div>
    }
    .into_any()
}
