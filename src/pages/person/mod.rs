//! One person: how to reach them, everything that is known, what was promised, what happened.

mod conflicts;
pub(crate) mod fields;
pub(crate) mod gains;
mod header;
pub(crate) mod insight;
mod leads;
mod ledger;
mod other;
mod promises;
mod story;
pub(crate) mod touch;
pub(crate) mod twice;

use crate::components::said::labelled;
use leptos::prelude::*;
use notebook::{
    Id,
    command::Command,
    query::{PersonView, Query},
    record::{Kind, Ref},
};
use said::words::person as say;
use said::words::word;

use crate::{
    app::{
        cloak::cloak_button,
        link::{Watched, use_keeper},
        routes::use_id,
    },
    components::{
        edit::{Doc, folded},
        empty::{ghosts, missing, notice},
        icon::{Glyph, icon},
        seek::use_tail,
    },
};
pub(crate) use conflicts::conflicts;
pub(crate) use other::other;
pub(crate) use story::told;

/// The last answer about a person.
#[derive(Clone, Copy)]
pub(crate) struct Seen(Watched<Option<Box<PersonView>>>);

impl Seen {
    /// Something about the person, tracked; the default while there is none.
    pub(crate) fn with<T: Default>(self, f: impl FnOnce(&PersonView) -> T) -> T {
        self.0.with(|view| match view.as_deref() {
            Some(Some(person)) => f(person),
            _ => T::default(),
        })
    }
}

/// The page beside the list of people.
#[component]
pub(crate) fn Person() -> impl IntoView {
    pane(use_id())
}

/// The page of whoever it is now.
pub(crate) fn pane(id: Memo<Option<Id>>) -> AnyView {
    view! {
        <section class="pane page ruled" aria-labelledby="person">
            {move || match id.get() {
                Some(id) => page(id),
                None => missing(say::THERE_IS_NOBODY_AT_THIS.text()),
            }}
        </section>
    }
    .into_any()
}

fn page(id: Id) -> AnyView {
    let answer = use_keeper().watch(move || Query::Person(id));
    let is_there = Memo::new(move |_| answer.with(|view| view.as_deref().map(Option::is_some)));
    let body = move || match is_there.get() {
        None => view! { <div class="scroll" aria-busy="true">{tools(id)} {ghosts()}</div> }.into_any(),
        Some(false) => missing(say::THIS_PERSON_IS_NOT_IN.text()),
        Some(true) => known(id, Seen(answer)),
    };
    view! { {body} }.into_any()
}

fn known(id: Id, seen: Seen) -> AnyView {
    let record = Ref::new(Kind::Person, id);
    let doc = Doc::new(
        record,
        move || seen.with(|view| Doc::flat(&view.person)),
        move || seen.with(|view| view.names.clone()),
    );
    let logging = RwSignal::new(false);
    let insight = use_keeper().watch(move || Query::Insight(id));
    view! {
        <div class="scroll">
            {tools(id)}
            {header::header(seen, logging)}
            {touch::log(seen, doc, id, logging)}
            {removed(record, Memo::new(move |_| seen.with(|view| view.removed)))}
            {conflicts(doc, fields::SECTIONS, Memo::new(move |_| seen.with(|view| view.conflicts.clone())))}
            // First what one opens the page for: how to reach them, what was said last, what is open between us.
            {insight::pressing(insight, id)}
            {insight::last_talk(insight)}
            {promises::promises(seen, doc, id)}
            {leads::leads(seen, doc, id)}
            {story::story(seen)}
            {folded(doc, fields::SECTIONS)}
            {insight::insight(insight, seen, id)}
            {other(Memo::new(move |_| seen.with(|view| view.person.other.clone())))}
        </div>
    }
    .into_any()
}

/// Back, history, and the way to the bin.
fn tools(id: Id) -> AnyView {
    let (keeper, tail) = (use_keeper(), use_tail());
    let record = Ref::new(Kind::Person, id);
    let remove = move |_| keeper.act_said(Command::Remove { record }, say::PUT_IN_BIN.text());
    view! {
        <div class="tools">
            <a class="only back" href=move || format!("/people{}", tail.get()) aria-label=say::BACK_TO_PEOPLE.text()>{icon(Glyph::Back)}</a>
            <span class="push"></span>
            {cloak_button()}
            <a class="act quiet" href=format!("/{record}/brief")>{labelled(Glyph::Quote, say::BRIEF)}</a>
            <a class="only" href=format!("/{record}/history") aria-label=word::HISTORY.text()>{icon(Glyph::History)}</a>
            <button class="only" aria-label=say::PUT_IN_BIN.text() on:click=remove>{icon(Glyph::Trash)}</button>
        </div>
    }
    .into_any()
}

/// Says that a record lies in the bin, and takes it out.
pub(crate) fn removed(record: Ref, is_removed: Memo<bool>) -> AnyView {
    let keeper = use_keeper();
    let restore = move |_| keeper.act_said(Command::Restore { record }, say::TAKEN_OUT_BIN.text());
    let body = move || {
        is_removed.get().then(|| {
            let act = view! {
                <div class="acts"><button class="act" on:click=restore>{labelled(Glyph::Restore, say::RESTORE)}</button></div>
            };
            notice(
                "promise",
                Glyph::Bin,
                say::THIS_LIES_IN_BIN.text().to_owned(),
                say::IT_IS_KEPT_UNTIL_YOU.text().to_owned(),
                act.into_any(),
            )
        })
    };
    view! { {body} }.into_any()
}
