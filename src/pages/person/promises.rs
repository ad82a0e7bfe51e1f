//! What was promised to a person: kept, agreed anew, or broken; never a debt.

use crate::components::said::{labelled, section};
use leptos::prelude::*;
use notebook::{
    Id, Value,
    command::{Command, Edit},
    record::{Kind, Promise, PromiseState, Ref},
    time::instant_text,
};
use said::words::person as say;

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
    part("words", say::WHAT_IS_PROMISED, None, Input::Text(Hint::Words)),
    part("due", say::BY_WHEN, None, Input::Planned(Hour::Maybe)),
    part("by", say::WHO_PROMISED, None, Input::Choice(SIDES)),
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
        said: say::PROMISE_NOTED.text().to_owned(),
        keep: None,
        made: None,
    });
    view! {
        {section(say::PROMISES)}
        <ul class="entries" hidden=move || all.with(Vec::is_empty)>
            <For each=move || all.get() key=|promise| (promise.id, promise.edited_at) children=move |promise| one(promise, open) />
        </ul>
        {form}
        <div class="inset" hidden=open>
            <div class="chips">
                <button class="chip plain" on:click=move |_| open.set(true)>{labelled(Glyph::Plus, say::PROMISE)}</button>
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
        None if is_theirs => (
            "",
            Some(due.map_or(say::THEY_PROMISED.text().to_owned(), |due| say::they_promised_by(&due).text())),
            true,
        ),
        None if is_over => ("overdue", due.map(|due| say::was_due(&due).text()), true),
        None => ("promise", due.map(|due| say::by_due(&due).text()), true),
        Some(PromiseState::Kept) => ("", Some(say::KEPT_STATE.text().to_owned()), false),
        Some(PromiseState::Broken) => ("", Some(say::NOT_KEPT.text().to_owned()), false),
        Some(PromiseState::Renegotiated) => ("", Some(say::AGREED_ANEW.text().to_owned()), false),
        Some(PromiseState::Other(word)) => ("", Some(word.clone()), false),
    };
    let acts = if is_open {
        view! {
            <button class="act" on:click=move |_| settle(Some("kept"), say::KEPT.text())>{labelled(Glyph::Check, say::KEPT)}</button>
            <button
                class="act quiet"
                on:click=move |_| {
                    settle(Some("renegotiated"), say::AGREED_ANEW_2.text());
                    again.set(true);
                }
            >
                {say::AGREE_ANEW.text()}
            </button>
            <button class="act quiet" on:click=move |_| settle(Some("broken"), say::NOT_KEPT_2.text())>{say::NOT_KEPT_2.text()}</button>
        }
        .into_any()
    } else {
        view! { <button class="act quiet" on:click=move |_| settle(None, say::OPEN_AGAIN.text())>{say::OPEN_AGAIN.text()}</button> }
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
