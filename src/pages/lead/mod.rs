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

use crate::components::said::hint;
use leptos::prelude::*;
use notebook::{
    Id,
    command::Command,
    query::{LeadView, Query},
    record::{Kind, Ref},
};
use said::words::lead as say;
use said::words::word;

use super::person::{conflicts, other, removed};
use crate::{
    app::{
        cloak::cloak_button,
        discreet::discreet_button,
        link::{Watched, use_keeper},
        routes::use_id,
    },
    components::{
        edit::{Asked, Doc, Shown, add_a_fact, form, known as known_of},
        empty::{ghosts, missing},
        fold::{fold, opens},
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
    pane(use_id())
}

/// The page of whichever it is now.
pub(crate) fn pane(id: Memo<Option<Id>>) -> AnyView {
    view! {
        <section class="pane page ruled" aria-labelledby="lead">
            {move || match id.get() {
                Some(id) => page(id),
                None => missing(say::THERE_IS_NO_LEAD_AT.text()),
            }}
        </section>
    }
    .into_any()
}

fn page(id: Id) -> AnyView {
    let answer = use_keeper().watch(move || Query::Lead(id));
    let is_there = Memo::new(move |_| answer.with(|view| view.as_deref().map(Option::is_some)));
    let body = move || match is_there.get() {
        None => view! { <div class="scroll" aria-busy="true">{tools(id)} {ghosts()}</div> }.into_any(),
        Some(false) => missing(say::THIS_LEAD_IS_NOT_IN.text()),
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
                    {icon(Glyph::Quote)} <span class="words" dir="auto">{words}</span> <small>{say::AS_IT_WAS_JOTTED.text()}</small>
                </blockquote>
            }
        })
    };
    // A link may ask for a draft at once: Today’s “tell the source why”.
    let asked = untrack(|| use_questions().with(|asked| letter::of_address(&asked.get("write"))));
    let writing = RwSignal::new(asked);
    let discreet = Memo::new(move |_| seen.with(|view| view.discreet));
    let facts = move || {
        let all: Vec<_> =
            fields::SECTIONS[..fields::SHOWN].iter().map(|of| (Shown::new(doc, of), of)).collect();
        let won = RwSignal::new(false);
        let agreed = view! { {taps::taps(doc, fields::FOUR)} }.into_any();
        let counted =
            view! { {taps::taps(doc, fields::KIND)} {way(seen)} {taps::taps(doc, fields::WARM)} }.into_any();
        view! {
            // What is asked for now, and what is known; what could be said besides is folded.
            {contact::contact(seen, id, writing)}
            {contact::step(seen, id)}
            {letter::letters(seen, writing)}
            {taps::taps_then(doc, fields::FAR, Callback::new(move |word| won.set(word == "won")))}
            {worth(doc, won)}
            {known_of(&all[..1])}
            {recipients::recipients(seen, doc, writing)}
            {known_of(&all[1..])}
            {add_a_fact(doc, all)}
            {fold(say::WHAT_IS_AGREED.text(), opens(false), move || taps::told(doc, fields::FOUR), agreed)}
            {ladder::ladder(seen, id)}
            {fold(
                say::HOW_IT_IS_COUNTED.text(),
                opens(false),
                move || [taps::told(doc, fields::KIND), taps::told(doc, fields::WARM)].into_iter().filter(|told| !told.is_empty()).collect::<Vec<_>>().join(" · "),
                counted,
            )}
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

/// Whoever wins a lead says what it is worth in the same breath: it is thanked and counted by it.
fn worth(doc: Doc, won: RwSignal<bool>) -> AnyView {
    let body = move || {
        let is_asked = won.get() && untrack(|| doc.get("value_closed").is_none());
        is_asked.then(|| {
            let asked = Asked {
                doc,
                place: format!("{}/won/", doc.record),
                prefix: String::new(),
                parts: fields::WON.to_vec(),
                with: Vec::new(),
                label: say::VALUE_CLOSED.text().to_owned(),
                given: Vec::new(),
                keep: None,
                more: None,
                done: Callback::new(move |_| won.set(false)),
            };
            view! { <div class="inset is-editing stack">{hint(say::WHAT_IS_IT_WORTH)} {form(asked)}</div> }
        })
    };
    view! { {body} }.into_any()
}

/// Back, history, and the way to the bin.
fn tools(id: Id) -> AnyView {
    let (keeper, tail) = (use_keeper(), use_tail());
    let record = Ref::new(Kind::Lead, id);
    let remove = move |_| keeper.act_said(Command::Remove { record }, say::PUT_IN_BIN.text());
    view! {
        <div class="tools">
            <a class="only back" href=move || format!("/leads{}", tail.get()) aria-label=say::BACK_TO_LEADS.text()>{icon(Glyph::Back)}</a>
            <span class="push"></span>
            {cloak_button()}
            {discreet_button()}
            <a class="only" href=format!("/{record}/history") aria-label=word::HISTORY.text()>{icon(Glyph::History)}</a>
            <button class="only" aria-label=say::PUT_IN_BIN.text() on:click=remove>{icon(Glyph::Trash)}</button>
        </div>
    }
    .into_any()
}

/// Which way it went, while nobody has said so.
fn way(seen: Seen) -> AnyView {
    let words = Memo::new(move |_| {
        seen.with(|view| {
            let way = view.lead.direction.is_none().then(|| view.lead.way())?;
            fields::DIRECTIONS.iter().find(|(word, _)| *word == way.word()).map(|(_, shown)| shown.text())
        })
    });
    view! { <p class="hint inset" hidden=move || words.get().is_none()>{say::AS_PEOPLE_ON_IT_HAVE.text()} " " <b>{words}</b></p> }
        .into_any()
}
