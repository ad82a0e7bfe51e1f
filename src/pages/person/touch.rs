//! Logging a touch: what happened, in a word and in words.

use leptos::{prelude::*, task::spawn_local};
use notebook::{
    Id, Value,
    command::{Command, Edit},
    isolated,
    query::{PersonView, Query},
    record::{Kind, Ref},
};
use said::words::person as say;
use said::words::word;

use super::{
    Seen,
    insight::{introduced_to, introduction},
};
use crate::{
    app::link::use_keeper,
    browser::clock::now,
    components::edit::{Adding, Choices, Doc, Hint, Input, Part, adding, part, typed},
};

/// What happens between people, and how the story says it.
pub(crate) const TOUCHES: Choices = &[
    ("met", say::MET),
    ("call", say::CALL),
    ("message", say::MESSAGE),
    ("one_to_one", say::ONE_TO_ONE),
    ("note", say::PERSONAL_NOTE),
    (INTRODUCED, say::INTRODUCED),
    ("connected", say::CONNECTED),
    ("thanked", say::THANKED),
    ("gift", say::GIFT),
];

/// Who did it.
pub(crate) const SIDES: Choices = &[("me", say::I_DID), ("them", say::THEY_DID)];

const INTRODUCED: &str = "introduced";

const PARTS: &[Part] = &[
    part("words", word::IN_WORDS, None, Input::Text(Hint::Words)),
    part("kind", say::WHAT_HAPPENED, None, Input::Choice(TOUCHES)),
    part("to", say::TO_WHOM, None, Input::Person).only_with("kind", INTRODUCED),
    part("at", say::WHEN, None, Input::Time),
    part("by", say::WHO_STARTED_IT, None, Input::Choice(SIDES)),
];

/// The form below the head of a person's page.
pub(crate) fn log(seen: Seen, doc: Doc, person: Id, open: RwSignal<bool>) -> AnyView {
    let keeper = use_keeper();
    let keep = Callback::new(move |edits: Vec<Edit>| {
        let own = untrack(|| seen.with(|view| view.person.display_name().to_owned()));
        let other = other_of(&edits);
        let touch: Vec<Edit> = edits.into_iter().filter(|edit| edit.key != "to").collect();
        let record = Ref::new(Kind::Touch, keeper.id());
        let Some(other) = other else {
            return keeper.act_said(Command::Add { record, edits: touch }, say::LOGGED.text());
        };
        spawn_local(async move {
            let view: Option<Option<Box<PersonView>>> = keeper.ask(Query::Person(other)).await;
            let name = view.flatten().map(|view| view.person.display_name().to_owned()).unwrap_or_default();
            let mut acts = introduction((person, &own), (other, &name));
            acts[0] = Command::Add { record, edits: with_words(touch, &name) };
            keeper.act_said(Command::Together { acts }, introduced_to(&isolated(&name)));
        });
    });
    adding(doc, open, move || Adding {
        kind: Kind::Touch,
        parts: PARTS,
        given: vec![("kind", "call".to_owned()), ("at", typed(&now().0)), ("by", "me".to_owned())],
        with: vec![Edit::set("person", Value::str(person.to_string()))],
        said: String::new(),
        keep: Some(keep),
        made: None,
    })
}

/// To whom somebody was introduced.
fn other_of(edits: &[Edit]) -> Option<Id> {
    let value = |key: &str| edits.iter().find(|edit| edit.key == key)?.value.as_ref().map(Value::words);
    value("to").filter(|_| value("kind").is_some_and(|kind| kind == INTRODUCED))?.parse().ok()
}

/// Says to whom, before what else was said.
fn with_words(mut edits: Vec<Edit>, name: &str) -> Vec<Edit> {
    let to = introduced_to(name);
    match edits.iter_mut().find(|edit| edit.key == "words") {
        Some(edit) => {
            let said = edit.value.as_ref().map(Value::words).unwrap_or_default();
            *edit = Edit::text("words", &[&to, ". ", &said].concat());
        }
        None => edits.push(Edit::text("words", &to)),
    }
    edits
}
