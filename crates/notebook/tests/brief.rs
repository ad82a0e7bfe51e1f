//! One page before a one-to-one: the questions worth asking (domain §1).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    query::questions,
    record::{Kind, Ref},
    time::instant_text,
};
use said::Word;

const KEY: &str = "How do I know whether someone I meet is a good prospect for you?";
const LAST: &str = "What can I do for you before we meet again?";

fn hannah() -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Hannah")]), at(0));
    notebook
}

fn know(notebook: &mut Notebook, day: i64, edits: Vec<Edit>) {
    must(notebook, Command::Edit { record: person(1), edits }, at(day * 24 * 60));
}

fn asked(notebook: &mut Notebook, day: i64) -> Vec<&'static str> {
    let person = page(notebook, person(1)).person;
    let all = questions(&person, &insight_view(notebook, id(1), at(day * 24 * 60)).unwrap().gains);
    all.into_iter().map(Word::text).collect()
}

fn note(key: &str, words: &str) -> Edit {
    Edit::set(key, Value::Text(words.into()))
}

/// All five lists, written down on that day.
fn gains(day: i64) -> Vec<Edit> {
    let letters = ["goals", "accomplishments", "interests", "networks", "skills"];
    let each = letters.iter().enumerate().flat_map(|(n, letter)| {
        let part = |part: &str| format!("gains/{}/{part}", id(50 + n as u64));
        let when = Value::Str(instant_text(&at(day * 24 * 60).0));
        [
            Edit::set(part("letter"), Value::str(*letter)),
            Edit::set(part("words"), Value::str("something")),
            Edit::set(part("at"), when),
        ]
    });
    each.collect()
}

/// Everything about how to refer her.
fn referable() -> Vec<Edit> {
    let notes = ["listen_for", "introduction", "story"].map(|key| note(key, "words of hers"));
    let customers =
        (60..63).map(|n| Edit::set(format!("best_customers/{}/words", id(n)), Value::str("a shop")));
    let prospect = note("good_prospect", "bakers with two ovens");
    notes
        .into_iter()
        .chain(customers)
        .chain([prospect, Edit::set("circles/rowers", Value::Bool(true))])
        .collect()
}

#[test]
fn of_whom_nothing_is_known_the_key_question_is_asked_first_and_seven_are_enough() {
    let all = asked(&mut hannah(), 0);
    assert_eq!((all[0], all.len()), (KEY, 7));
}

#[test]
fn anybody_is_no_answer_to_the_key_question() {
    let mut notebook = hannah();
    know(&mut notebook, 0, vec![note("good_prospect", "anybody")]);
    assert_eq!(asked(&mut notebook, 0)[0], KEY);
    know(&mut notebook, 0, vec![note("good_prospect", "bakers with two ovens")]);
    assert!(!asked(&mut notebook, 0).contains(&KEY));
}

#[test]
fn what_is_known_is_not_asked_again_until_it_is_stale() {
    let mut notebook = hannah();
    know(&mut notebook, 0, referable());
    know(&mut notebook, 0, gains(0));
    assert_eq!(asked(&mut notebook, 1), [LAST], "what I can give is always worth asking");
    let stale = asked(&mut notebook, 200);
    assert_eq!((stale.len(), stale[1]), (6, "What are you proud of lately?"));
    know(
        &mut notebook,
        200,
        vec![Edit::set(format!("gains/{}/at", id(51)), Value::Str(instant_text(&at(200 * 24 * 60).0)))],
    );
    assert!(!asked(&mut notebook, 200).contains(&"What are you proud of lately?"), "confirmed, it is fresh");
}

#[test]
fn what_is_open_is_what_nobody_settled_mine_and_theirs() {
    let mut notebook = hannah();
    let her = id(1).to_string();
    for (n, more) in [(10, vec![]), (11, vec![("by", "them")]), (12, vec![("state", "kept")])] {
        let fields: Vec<_> =
            [("person", her.as_str()), ("words", "a word")].into_iter().chain(more).collect();
        must(&mut notebook, add(Ref::new(Kind::Promise, id(n)), &fields), at(0));
    }
    let promises = page(&mut notebook, person(1)).promises;
    let open: Vec<_> = promises.iter().filter(|it| it.is_open()).map(|it| (it.id, it.is_theirs())).collect();
    assert_eq!(open.len(), 2);
    assert!(open.contains(&(id(10), false)) && open.contains(&(id(11), true)), "{open:?}");
}
