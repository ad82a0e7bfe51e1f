//! How a lead came about, what came out of it, and what happened.

use crate::components::said::{labelled, section};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use notebook::{
    Id, Value,
    command::Edit,
    query::Link,
    record::{Kind, Ref},
    time::instant_text,
};
use said::words::lead as say;

use super::Seen;
use crate::{
    browser::clock::now,
    components::{
        edit::{Adding, Doc, Hint, Input, Part, adding, page_of, part},
        icon::Glyph,
        keyed::keyed,
    },
    pages::{leads::lead_entry, person::told},
};

const PARTS: &[Part] = &[
    part("need", say::WHAT_IS_NEEDED, None, Input::Text(Hint::Words)),
    part("prospect_name", say::WHO_NEEDS_IT, None, Input::Text(Hint::Name)),
];

/// The three sections.
pub(crate) fn story(seen: Seen, doc: Doc, id: Id) -> AnyView {
    let chain = Memo::new(move |_| seen.with(|view| view.story.clone()));
    let spin_offs = Memo::new(move |_| seen.with(|view| view.spin_offs.clone()));
    let moments = Memo::new(move |_| seen.with(|view| view.moments.clone()));
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
            Edit::set("came_from", Value::str(id.to_string())),
            Edit::set("received_at", Value::Str(instant_text(&now().0))),
        ],
        said: say::SPIN_OFF_NOTED.text().to_owned(),
        keep: None,
        made: Some(made),
    });
    view! {
        {section(say::HOW_IT_CAME_ABOUT)}
        <ol class="chain inset">{move || chain.get().iter().map(link).collect_view()}</ol>
        {section(say::WHAT_CAME_OUT_IT)}
        <ul class="entries" hidden=move || spin_offs.with(Vec::is_empty)>
            {keyed(move || spin_offs.get(), |row| row.id, |row| lead_entry(row, String::new))}
        </ul>
        {form}
        <div class="inset" hidden=open>
            <div class="chips">
                <button class="chip plain" on:click=move |_| open.set(true)>{labelled(Glyph::Plus, say::SPIN_OFF_2)}</button>
            </div>
        </div>
        {section(say::WHAT_HAPPENED)}
        <ol class="story">{move || moments.get().into_iter().map(told).collect_view()}</ol>
    }
    .into_any()
}

fn link(link: &Link) -> AnyView {
    let words = match link.opens.and_then(page_of) {
        Some(href) => view! { <a class="link" href=href dir="auto">{link.words.text()}</a> }.into_any(),
        None => view! { <span dir="auto">{link.words.text()}</span> }.into_any(),
    };
    view! { <li>{words}</li> }.into_any()
}
