//! Search over everything that was written.

use crate::components::said::labelled;
use said::Word;
use said::words::search as say;
use said::words::word;
use std::time::Duration;

use leptos::prelude::*;
use notebook::{
    query::{Hit, Listed, Query},
    record::{Kind, Ref},
};

use crate::{
    app::link::use_keeper,
    browser::life::Life,
    components::{
        edit::page_of,
        empty::{clear, ghosts},
        face::face,
        head::head,
        icon::{Glyph, icon},
        marked::marked,
        more::{kept, more},
        seek::{find, use_asked},
    },
};

/// Hits asked for at first: drawing more than are in sight would make every key wait.
const FIRST: usize = 20;
/// Hits that are in sight above the keyboard of a phone.
const IN_SIGHT: usize = 6;
/// Longer than a writer's pause between two keys.
const A_MOMENT: Duration = Duration::from_millis(250);
/// Hits that follow when they are asked for.
const STEP: usize = 50;

/// The pane of this place.
#[component]
pub(crate) fn Search() -> impl IntoView {
    let asked = use_asked();
    let most = kept("search", FIRST);
    let text = Memo::new(move |_| asked.text.with(|text| text.trim().to_owned()));
    let answer =
        use_keeper().watch::<Listed<Hit>>(move || Query::Search { text: text.get(), limit: most.get() });
    Effect::new(move |before: Option<String>| {
        let text = text.get();
        if before.is_some_and(|before| before != text) {
            most.set(FIRST);
        }
        text
    });
    let found = Memo::new(move |_| {
        answer.with(|view| match view.as_deref() {
            Some(found) if !text.with(String::is_empty) => Some((found.rows.clone(), found.total)),
            _ => None,
        })
    });
    let said = move || found.with(|found| found.as_ref().map(|(_, total)| say::found(*total).text()));
    let is_any = Memo::new(move |_| found.with(|found| found.as_ref().map(|(rows, _)| !rows.is_empty())));
    let body = move || match is_any.get() {
        // Asked, and not answered yet: the notebook may be opening.
        None if !text.with(String::is_empty) => ghosts(),
        None => clear(
            say::WHAT_ARE_YOU_LOOKING_FOR.text(),
            say::NAMES_NUMBERS_WORDS_JOT_ALL.text(),
            ().into_any(),
        ),
        Some(false) => clear(
            say::NOTHING_FOUND.text(),
            say::FEWER_LETTERS_FIND_MORE_ONE.text(),
            view! { <a class="act" href="/people">{labelled(Glyph::People, word::PEOPLE)}</a> }.into_any(),
        ),
        Some(true) => hits(found),
    };
    let left = move || {
        found.with(|found| found.as_ref().map_or(0, |(rows, total)| total.saturating_sub(rows.len())))
    };
    view! {
        <section class="pane page ruled" aria-labelledby="search">
            <div class="scroll col">
                {head("search", word::SEARCH.text(), ().into_any())}
                <search class="seek">
                    {find(asked, word::SEARCH_EVERYTHING.text(), say::NAMES_NUMBERS_WORDS.text(), true)}
                    <div class="chips"></div>
                </search>
                <p class="hint day" role="status">{said}</p>
                {body}
                {move || more(left(), most, STEP)}
            </div>
        </section>
    }
}

/// The rows, drawn over those of the key before: the ones in sight at once, those below them a moment after the last key.
fn hits(found: Memo<Option<(Vec<Hit>, usize)>>) -> AnyView {
    let row = |found: &Option<(Vec<Hit>, usize)>, at: usize| found.as_ref()?.0.get(at).cloned();
    let below = RwSignal::new(None);
    Effect::new(move |_| {
        found.track();
        Life::here().after(A_MOMENT, move || below.set(found.get_untracked()));
    });
    let count = move || found.with(|found| found.as_ref().map_or(0, |(rows, _)| rows.len()));
    let line = move |at: usize| {
        let shown = Memo::new(move |_| match at < IN_SIGHT {
            true => found.with(|found| row(found, at)),
            false => below.with(|below| row(below, at)),
        });
        view! { <li>{move || shown.get().map(hit)}</li> }
    };
    view! { <ul class="entries"><For each=move || 0..count() key=|at| *at children=line /></ul> }.into_any()
}

fn hit(hit: Hit) -> AnyView {
    let who = match hit.record.kind {
        Kind::Person => face(&hit.title),
        kind => view! { <span class="face" aria-hidden="true">{icon(glyph_of(kind))}</span> }.into_any(),
    };
    let marks = hit.marks.iter().map(|(from, to)| *from..*to).collect::<Vec<_>>();
    let title = marked(&hit.title, marks);
    let name = match page_of(hit.opens).or_else(|| page_of(hit.record)) {
        Some(href) => view! { <a class="go name" href=href dir="auto">{title}</a> }.into_any(),
        None => view! { <span class="name" dir="auto">{title}</span> }.into_any(),
    };
    let kind = word_of(hit.record);
    let why = hit.matched.map(|found| {
        view! {
            <p class="why" dir="auto">{found.field} ": " {marked(&found.snippet.text, found.snippet.marks.clone())}</p>
        }
    });
    view! {
        <div class="entry row found">
            <div class="who">{who}</div>
            <div class="what">{name} " " <span class="when">{kind.text()}</span> {why}</div>
        </div>
    }
    .into_any()
}

/// What kind of record it is, in a word.
pub(crate) const fn word_of(record: Ref) -> Word {
    match record.kind {
        Kind::Me => say::KIND_ME,
        Kind::Person => say::KIND_PERSON,
        Kind::Jot => say::KIND_JOT,
        Kind::Touch => say::KIND_TOUCH,
        Kind::Lead => say::KIND_LEAD,
        Kind::Promise => say::KIND_PROMISE,
        Kind::Event => say::KIND_EVENT,
        Kind::Group => say::KIND_GROUP,
        Kind::Decision => say::KIND_DECISION,
    }
}

/// The icon of a kind.
pub(crate) const fn glyph_of(kind: Kind) -> Glyph {
    match kind {
        Kind::Me | Kind::Person => Glyph::Person,
        Kind::Jot => Glyph::Jot,
        Kind::Touch => Glyph::Touch,
        Kind::Lead => Glyph::Leads,
        Kind::Promise => Glyph::Promise,
        Kind::Event => Glyph::Event,
        Kind::Group => Glyph::Group,
        Kind::Decision => Glyph::Check,
    }
}
