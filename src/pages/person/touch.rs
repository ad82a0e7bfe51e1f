//! Logging a touch: what happened, in a word and in words.

use leptos::prelude::*;
use notebook::{Id, Value, command::Edit, record::Kind};

use crate::{
    browser::clock::now,
    components::edit::{Adding, Choices, Doc, Hint, Input, Part, adding, part, typed},
};

/// What happens between people, and how the story says it.
pub(crate) const TOUCHES: Choices = &[
    ("met", "Met"),
    ("call", "Call"),
    ("message", "Message"),
    ("one_to_one", "One-to-one"),
    ("note", "Personal note"),
    ("introduced", "Introduced"),
    ("connected", "Connected"),
    ("thanked", "Thanked"),
    ("gift", "Gift"),
];

/// Who did it.
pub(crate) const SIDES: Choices = &[("me", "I did"), ("them", "They did")];

const PARTS: &[Part] = &[
    part("words", "In words", "", Input::Text(Hint::Words)),
    part("kind", "What happened", "", Input::Choice(TOUCHES)),
    part("at", "When", "", Input::Time),
    part("by", "Who started it", "", Input::Choice(SIDES)),
];

/// The form below the head of a person's page.
pub(crate) fn log(doc: Doc, person: Id, open: RwSignal<bool>) -> AnyView {
    adding(doc, open, move || Adding {
        kind: Kind::Touch,
        parts: PARTS,
        given: vec![("kind", "call".to_owned()), ("at", typed(&now().0)), ("by", "me".to_owned())],
        with: vec![Edit::set("person", Value::str(person.to_string()))],
        said: "Logged".to_owned(),
        made: None,
    })
}
