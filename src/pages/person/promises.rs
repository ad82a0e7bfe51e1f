//! What was promised to a person: kept, agreed anew, or broken; never a debt.

use leptos::prelude::*;
use notebook::{
    Id, Value,
    command::{Command, Edit},
    record::{Kind, Promise, PromiseState, Ref},
    time::instant_text,
};

use super::{Seen, touch::SIDES};
use crate::{
    app::link::use_keeper,
    browser::clock::now,
    components::{
        edit::{Adding, Doc, Hint, Hour, Input, Part, adding, part},
        icon::{Glyph, icon},
        when,
    },
};

const PARTS: &[Part] = &[
    part("words", "What is promised", "", Input::Text(Hint::Words)),
    part("due", "By when", "", Input::Planned(Hour::Maybe)),
    part("by", "Who promised", "", Input::Choice(SIDES)),
];

/// The promises, and the form for another.
pub(crate) fn promises(seen: Seen, doc: Doc, person: Id) -> AnyView {
    let all = Memo::new(move |_| seen.with(|view| view.promises.clone()));
    let open = RwSignal::new(false);
    let form = adding(doc, open, move || Adding {
        kind: Kind::Promise,
        parts: PARTS,
        given: vec![("by", "me".to_owned())],
        with: vec![
            Edit::set("person", Value::str(person.to_string())),
            Edit::set("made_at", Value::Str(instant_text(&now().0))),
        ],
        said: "Promise noted".to_owned(),
        keep: None,
        made: None,
    });
    view! {
        <h2 class="section">"Promises"</h2>
        <ul class="entries" hidden=move || all.with(Vec::is_empty)>
            <For each=move || all.get() key=|promise| (promise.id, promise.edited_at) children=move |promise| one(promise, open) />
        </ul>
        {form}
        <div class="inset" hidden=open>
            <div class="chips">
                <button class="chip plain" on:click=move |_| open.set(true)>{icon(Glyph::Plus)} " A promise"</button>
            </div>
        </div>
    }
    .into_any()
}

fn one(promise: Promise, again: RwSignal<bool>) -> AnyView {
    let keeper = use_keeper();
    let record = Ref::new(Kind::Promise, promise.id);
    let settle = move |state: Option<&'static str>, said: &'static str| {
        let edits = match state {
            Some(word) => vec![
                Edit::set("state", Value::str(word)),
                Edit::set("settled_at", Value::Str(instant_text(&now().0))),
            ],
            None => vec![Edit::clear("state"), Edit::clear("settled_at")],
        };
        keeper.act_said(Command::Edit { record, edits }, said);
    };
    let due = promise.due.map(|due| due.here(now()));
    let is_over = due.is_some_and(|due| due.is_over(now()));
    let due = due.map(when::civil);
    let is_theirs = promise.is_theirs();
    let (tone, said, is_open) = match &promise.state {
        // What they promised is no debt of theirs.
        None if is_theirs => {
            ("", Some(due.map_or("they promised".to_owned(), |due| format!("they promised, by {due}"))), true)
        }
        None if is_over => ("overdue", due.map(|due| format!("was due {due}")), true),
        None => ("promise", due.map(|due| format!("by {due}")), true),
        Some(PromiseState::Kept) => ("", Some("kept".to_owned()), false),
        Some(PromiseState::Broken) => ("", Some("not kept".to_owned()), false),
        Some(PromiseState::Renegotiated) => ("", Some("agreed anew".to_owned()), false),
        Some(PromiseState::Other(word)) => ("", Some(word.clone()), false),
    };
    let acts = if is_open {
        view! {
            <button class="act" on:click=move |_| settle(Some("kept"), "Kept")>{icon(Glyph::Check)} " Kept"</button>
            <button
                class="act quiet"
                on:click=move |_| {
                    settle(Some("renegotiated"), "Agreed anew");
                    again.set(true);
                }
            >
                "Agree anew"
            </button>
            <button class="act quiet" on:click=move |_| settle(Some("broken"), "Not kept")>"Not kept"</button>
        }
        .into_any()
    } else {
        view! { <button class="act quiet" on:click=move |_| settle(None, "Open again")>"Open again"</button> }
            .into_any()
    };
    view! {
        <li>
            <article class=format!("entry {tone}")>
                <div class="who"><span class="face" aria-hidden="true">{icon(Glyph::Promise)}</span></div>
                <div class="what">
                    <div class="top"><p dir="auto">{promise.words}</p> <span class="when">{said}</span></div>
                    <div class="acts">{acts}</div>
                </div>
            </article>
        </li>
    }
    .into_any()
}
