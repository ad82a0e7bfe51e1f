//! One lead: the need, its four facts, the people in it, what came of it.

mod contact;
pub(crate) mod fields;
mod header;
mod ladder;
mod letter;
mod recipients;
mod sheet;
mod story;
mod taps;

pub(crate) use letter::address_of;

use leptos::prelude::*;
use notebook::{
    Id,
    command::Command,
    query::{LeadView, Query},
    record::{Kind, Ref},
};

use super::person::{conflicts, other, removed};
use crate::{
    app::{
        cloak::cloak_button,
        discreet::discreet_button,
        link::{Watched, use_keeper},
        routes::use_id,
    },
    components::{
        edit::{Doc, sections},
        empty::{ghosts, missing},
        icon::{Glyph, icon},
        seek::{use_questions, use_tail},
    },
};

/// The last answer about a lead.
#[derive(Clone, Copy)]
pub(crate) struct Seen(Watched<Option<Box<LeadView>>>);

impl Seen {
    /// Something about the lead, tracked; the default while there is none.
    pub(crate) fn with<T: Default>(self, f: impl FnOnce(&LeadView) -> T) -> T {
        self.0.with(|view| match view.as_deref() {
            Some(Some(lead)) => f(lead),
            _ => T::default(),
        })
    }
}

/// The page beside the list of leads.
#[component]
pub(crate) fn Lead() -> impl IntoView {
    let id = use_id();
    view! {
        <section class="pane page ruled" aria-labelledby="lead">
            {move || match id.get() {
                Some(id) => page(id),
                None => missing("There is no lead at this address."),
            }}
        </section>
    }
}

fn page(id: Id) -> AnyView {
    let answer = use_keeper().watch(move || Query::Lead(id));
    let is_there = Memo::new(move |_| answer.with(|view| view.as_deref().map(Option::is_some)));
    let body = move || match is_there.get() {
        None => view! { <div class="scroll" aria-busy="true">{tools(id)} {ghosts()}</div> }.into_any(),
        Some(false) => missing("This lead is not in the notebook."),
        Some(true) => known(id, Seen(answer)),
    };
    view! { {body} }.into_any()
}

fn known(id: Id, seen: Seen) -> AnyView {
    let record = Ref::new(Kind::Lead, id);
    let doc = Doc::new(
        record,
        move || seen.with(|view| Doc::flat(&view.lead)),
        move || seen.with(|view| view.names.clone()),
    );
    let words = Memo::new(move |_| seen.with(|view| view.words.clone()));
    let quote = move || {
        words.get().map(|words| {
            view! {
                <blockquote class="raw">
                    {icon(Glyph::Quote)} <span class="words" dir="auto">{words}</span> <small>"As it was jotted"</small>
                </blockquote>
            }
        })
    };
    // A link may ask for a draft at once: Today’s “tell the source why”.
    let asked = untrack(|| use_questions().with(|asked| letter::of_address(&asked.get("write"))));
    let writing = RwSignal::new(asked);
    let discreet = Memo::new(move |_| seen.with(|view| view.discreet));
    let facts = move || {
        view! {
            {contact::contact(seen, id, writing)}
            {letter::letters(seen, writing)}
            {taps::taps(doc, fields::FAR)}
            {contact::step(seen, id)}
            {taps::taps(doc, fields::FOUR)}
            {sections(doc, &fields::SECTIONS[..1])}
            {ladder::ladder(seen, id)}
            {recipients::recipients(seen, doc, writing)}
            {sections(doc, &fields::SECTIONS[1..2])}
            {taps::taps(doc, fields::KIND)}
            {way(seen)}
            {sections(doc, &fields::SECTIONS[2..fields::SHOWN])}
            {taps::taps(doc, fields::WARM)}
            {quote}
            {story::story(seen, doc, id)}
            {other(Memo::new(move |_| seen.with(|view| view.lead.other.clone())))}
            {letter::letter(seen, id, writing)}
            {sheet::sheet(seen, "facts sheet paper")}
        }
        .into_any()
    };
    let body = move || if discreet.get() { sheet::sheet(seen, "facts sheet") } else { facts() };
    view! {
        <div class="scroll">
            {tools(id)}
            {header::header(seen)}
            {removed(record, Memo::new(move |_| seen.with(|view| view.removed)))}
            {conflicts(doc, fields::SECTIONS, Memo::new(move |_| seen.with(|view| view.conflicts.clone())))}
            {body}
        </div>
    }
    .into_any()
}

/// Back, history, and the way to the bin.
fn tools(id: Id) -> AnyView {
    let (keeper, tail) = (use_keeper(), use_tail());
    let record = Ref::new(Kind::Lead, id);
    let remove = move |_| keeper.act_said(Command::Remove { record }, "Put in the bin");
    view! {
        <div class="tools">
            <a class="only back" href=move || format!("/leads{}", tail.get()) aria-label="Back to leads">{icon(Glyph::Back)}</a>
            <span class="push"></span>
            {cloak_button()}
            {discreet_button()}
            <a class="only" href=format!("/{record}/history") aria-label="History">{icon(Glyph::History)}</a>
            <button class="only" aria-label="Put in the bin" on:click=remove>{icon(Glyph::Trash)}</button>
        </div>
    }
    .into_any()
}

/// Which way it went, while nobody has said so.
fn way(seen: Seen) -> AnyView {
    let words = Memo::new(move |_| {
        seen.with(|view| {
            let way = view.lead.direction.is_none().then(|| view.lead.way())?;
            fields::DIRECTIONS.iter().find(|(word, _)| *word == way.word()).map(|(_, shown)| *shown)
        })
    });
    view! { <p class="hint inset" hidden=move || words.get().is_none()>"As the people on it have it: " <b>{words}</b></p> }
        .into_any()
}
