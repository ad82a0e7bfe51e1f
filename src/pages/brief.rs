//! One page before a one-to-one: what was said last, what is open both ways, what is missing, what is shared, how
//! they like to be treated, and questions worth asking. It prints on one sheet.

use crate::components::said::{labelled, section};
use leptos::prelude::*;
use notebook::{
    Id,
    query::{Freshness, Insight, PersonView, Query, questions},
    record::{Letter, Person, Promise},
};
use said::words::brief as say;

use super::person::{
    fields::{CHANNELS, STYLES},
    insight::{gate, overlaps},
    touch::TOUCHES,
};
use crate::{
    app::{link::use_keeper, routes::use_id},
    browser::clock::now,
    components::{
        edit::label,
        empty::{ghosts, missing},
        head::head,
        icon::{Glyph, icon},
        when,
    },
};

/// The page beside the list of people.
#[component]
pub(crate) fn Brief() -> impl IntoView {
    let id = use_id();
    view! {
        <section class="pane page ruled" aria-labelledby="brief">
            {move || match id.get() {
                Some(id) => page(id),
                None => missing(say::THERE_IS_NOBODY_AT_THIS.text()),
            }}
        </section>
    }
}

fn page(id: Id) -> AnyView {
    let person = use_keeper().watch::<Option<Box<PersonView>>>(move || shown(Query::Person(id)));
    let insight = use_keeper().watch::<Option<Box<Insight>>>(move || shown(Query::Insight(id)));
    let body = move || match (person.get().as_deref(), insight.get().as_deref()) {
        (Some(None), _) => missing(say::THIS_PERSON_IS_NOT_IN.text()),
        (Some(Some(person)), Some(Some(insight))) => known(person, insight),
        _ => ghosts(),
    };
    let print = |_| {
        let _ = window().print();
    };
    view! {
        <div class="scroll">
            <div class="tools">
                <a class="only" href=format!("/people/{id}") aria-label=say::BACK_TO_THEIR_PAGE.text()>{icon(Glyph::Back)}</a>
                <span class="push"></span>
                <button class="act quiet" on:click=print>{labelled(Glyph::Download, say::PRINT)}</button>
            </div>
            {body}
        </div>
    }
    .into_any()
}

/// Paper is left lying about: nobody is named on it who wants to stay hidden.
fn shown(query: Query) -> Query {
    Query::Discreet(Box::new(query))
}

fn known(view: &PersonView, insight: &Insight) -> AnyView {
    let person = &view.person;
    let title = say::title(person.display_name()).text();
    let sub = view! { <p dir="auto">{person.about()}</p> };
    let open = |of: bool| {
        let of = view.promises.iter().filter(move |promise| promise.is_open() && promise.is_theirs() == of);
        of.map(promised).collect::<Vec<_>>()
    };
    view! {
        <div class="sheet">
        {head("brief", title, sub.into_any())}
        <dl class="facts">
            {lines(say::LAST_TALK.text(), last_talk(insight))}
            {lines(say::YOU_PROMISED.text(), open(false))}
            {lines(say::THEY_PROMISED.text(), open(true))}
            {lines(say::HOW_TO_TREAT_THEM.text(), manner(person))}
            {lines(say::THEIR_GAINS.text(), gains(person))}
            {lines(say::TO_ASK_ABOUT.text(), letters(insight))}
            {(!insight.overlaps.is_empty()).then(|| fact(say::IN_COMMON.text(), overlaps(&insight.overlaps, "you")))}
            {lines(say::TRUST_GATE.text(), vec![gate(&insight.gate)])}
        </dl>
        {section(say::QUESTIONS_WORTH_ASKING)}
        <ol class="inset stack">
            {questions(person, &insight.gains).into_iter().map(|words| view! { <li>{words.text()}</li> }).collect_view()}
        </ol>
        </div>
    }
    .into_any()
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! { <div class="fact"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// A fact of several lines; nothing when there is none.
fn lines(name: &'static str, all: Vec<String>) -> Option<AnyView> {
    let lines = all.into_iter().filter(|words| !words.is_empty());
    let lines: Vec<_> = lines.map(|words| view! { <li dir="auto">{words}</li> }).collect();
    (!lines.is_empty()).then(|| fact(name, view! { <ul>{lines}</ul> }.into_any()))
}

fn last_talk(insight: &Insight) -> Vec<String> {
    match &insight.last_talk {
        Some(talk) => {
            let kind = label(TOUCHES, &talk.what);
            vec![
                format!("{}, {}", when::capital(&when::day(when::date_of(&talk.at))), kind.to_lowercase()),
                talk.words.clone(),
            ]
        }
        None => vec![say::YOU_HAVE_NOT_SPOKEN_YET.text().to_owned()],
    }
}

fn promised(promise: &Promise) -> String {
    match promise.due {
        Some(due) => say::promised_by(&when::civil(due.here(now())), &promise.words).text(),
        None => promise.words.clone(),
    }
}

fn manner(person: &Person) -> Vec<String> {
    let style = person.style.as_ref().map(|style| label(STYLES, style.word()));
    let channel = person.channel.as_ref().map(|channel| {
        let channel = label(CHANNELS, channel.word());
        let parts = [channel, person.messenger.clone(), person.best_times.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let languages: Vec<&str> = person.languages.iter().map(String::as_str).collect();
    [style, channel, Some(languages.join(", "))].into_iter().flatten().collect()
}

fn gains(person: &Person) -> Vec<String> {
    let of = |letter: &Letter| {
        let words = person.gains.values().filter(|gain| gain.letter.as_ref() == Some(letter));
        let words: Vec<&str> = words.map(|gain| gain.words.as_str()).collect();
        if words.is_empty() {
            return String::new();
        }
        [&letter_name(letter), ": ", &words.join(", ")].concat()
    };
    Letter::ALL.iter().map(of).collect()
}

/// A letter at the beginning of a line.
fn letter_name(letter: &Letter) -> String {
    when::capital(&letter.said().text())
}

/// Letters that are missing or old.
fn letters(insight: &Insight) -> Vec<String> {
    let said = insight.gains.iter().filter_map(|(letter, state)| match state {
        Freshness::Missing => Some(say::letter_missing(&letter_name(letter)).text()),
        Freshness::Stale(days) if *days > 1_000 => Some(say::letter_old(&letter_name(letter)).text()),
        Freshness::Stale(days) => Some(say::letter_months(&letter_name(letter), days / 30).text()),
        Freshness::Fresh => None,
    });
    said.collect()
}
