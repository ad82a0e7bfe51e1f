//! Somebody who was entered twice is found, and becomes one without losing a word (domain §1).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;

use common::{
    chance::{Chance, Known},
    *,
};
use notebook::{
    Notebook, Value,
    command::{Command, Edit, Refusal},
    query::{Query, View},
    record::{Kind, Ref},
};

fn phone(n: u64, item: u64, number: &str) -> Command {
    edit(person(n), &format!("phones/{}/value", id(1000 + item)), Value::str(number))
}

fn doubles(notebook: &mut Notebook, n: u64) -> Vec<(Ref, String)> {
    let found = insight_view(notebook, id(n), at(0)).unwrap().doubles;
    found.into_iter().map(|double| (double.who, double.why.text())).collect()
}

fn pairs(notebook: &mut Notebook) -> Vec<(String, String)> {
    match notebook.query(&Query::Doubles(ALL), at(0)) {
        View::Doubles(list) => list.rows.into_iter().map(|(one, two)| (one.name, two.name)).collect(),
        other => panic!("{other:?}"),
    }
}

fn unite(keep: u64, double: u64) -> Command {
    Command::Unite { keep: id(keep), double: id(double) }
}

#[test]
fn the_same_number_or_address_however_it_is_written_is_found() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana Ruiz")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "A. Ruiz")]), at(0));
    assert_eq!(doubles(&mut notebook, 1), []);
    must(&mut notebook, phone(1, 1, "+34 600 123 456"), at(0));
    must(&mut notebook, phone(2, 2, "600-123-456"), at(0));
    assert_eq!(doubles(&mut notebook, 1), [(person(2), "has +34 600 123 456 too".to_owned())]);
    assert_eq!(doubles(&mut notebook, 2).len(), 1);
    assert_eq!(pairs(&mut notebook).len(), 1);
    // The index follows what is changed later.
    must(&mut notebook, phone(2, 2, "600 999 999"), at(0));
    assert_eq!(doubles(&mut notebook, 1), []);
    must(
        &mut notebook,
        edit(person(1), &format!("emails/{}/value", id(5)), Value::str("Ana@Acme.example")),
        at(0),
    );
    must(
        &mut notebook,
        edit(person(2), &format!("emails/{}/value", id(6)), Value::str("ana@acme.example")),
        at(0),
    );
    assert_eq!(doubles(&mut notebook, 2).len(), 1);
    must(&mut notebook, Command::Remove { record: person(2) }, at(1));
    assert_eq!(doubles(&mut notebook, 1), []);
}

#[test]
fn numbers_of_two_countries_or_two_areas_are_two_people_however_they_end() {
    for (one, other, is_double) in [
        ("+55 11 98765-4321", "+55 21 98765-4321", false),
        ("(11) 98765-4321", "(21) 98765-4321", false),
        ("+1 212 555 0143", "+1 312 555 0143", false),
        ("+34 600 123 456", "+44 600 123 456", false),
        ("+1 212 555 0100 ext. 12", "+1 212 555 0100 ext. 13", false),
        ("+34 600 123 456", "0034 600123456", true),
        ("+44 (0)20 7946 0018", "020 7946 0018", true),
        ("٦٠٠ ١٢٣ ٤٥٦", "+34 600 123 456", true),
        ("600 111 222, 600 123 456", "+34 600 123 456", true),
    ] {
        let mut notebook = device(1);
        must(&mut notebook, add(person(1), &[("name", "Ana Ruiz")]), at(0));
        must(&mut notebook, add(person(2), &[("name", "Ben Ode")]), at(0));
        must(&mut notebook, phone(1, 1, one), at(0));
        must(&mut notebook, phone(2, 2, other), at(0));
        assert_eq!(doubles(&mut notebook, 1).len(), usize::from(is_double), "{one} {other}");
        assert_eq!(pairs(&mut notebook).len(), usize::from(is_double), "{one} {other}");
    }
}

#[test]
fn a_number_of_a_whole_office_is_nobodys() {
    let mut notebook = device(1);
    for n in 1..=4 {
        must(&mut notebook, add(person(n), &[("name", &format!("Desk {n}"))]), at(0));
        must(&mut notebook, phone(n, n, "+34 910 123 456"), at(0));
        let expected = [0, 1, 3, 0][n as usize - 1];
        assert_eq!(pairs(&mut notebook).len(), expected, "{n} people");
    }
}

#[test]
fn one_name_is_one_person_unless_something_speaks_against_it() {
    for (key, one, two, is_double) in [
        ("city", "Bath", "", true),
        ("city", "Bath", "bath", true),
        ("city", "Bath", "Porto", false),
        ("trade", "plumber", "lawyer", false),
        ("company", "Acme", "Blue Door", false),
        ("company", "Acme", "acme", true),
    ] {
        let mut notebook = device(1);
        must(&mut notebook, add(person(1), &[("name", "Łukasz Żak"), (key, one)]), at(0));
        let mut edits = vec![("name", "lukasz zak")];
        edits.extend((!two.is_empty()).then_some((key, two)));
        must(&mut notebook, add(person(2), &edits), at(0));
        assert_eq!(doubles(&mut notebook, 1).len(), usize::from(is_double), "{key} {one} {two}");
        assert_eq!(pairs(&mut notebook).len(), usize::from(is_double));
    }
}

#[test]
fn who_is_said_to_be_another_is_not_asked_about_again() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Teo")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Teo")]), at(0));
    let about = format!("people/{}/double/{}", id(1).min(id(2)), id(1).max(id(2)));
    must(&mut notebook, decide(3, &about, "skipped", None, at(0)), at(0));
    assert_eq!(
        (doubles(&mut notebook, 1), doubles(&mut notebook, 2), pairs(&mut notebook)),
        (vec![], vec![], vec![])
    );
}

/// Two entries that are one person, with everything that speaks of them.
fn twice() -> Notebook {
    let mut notebook = device(1);
    must(
        &mut notebook,
        add(person(1), &[("name", "Ana Ruiz"), ("city", "Bath"), ("met_on", "2026-11-10")]),
        at(0),
    );
    let second =
        [("name", "Ana Ruiz García"), ("city", "Bristol"), ("trade", "plumber"), ("met_on", "2026-10-01")];
    must(&mut notebook, add(person(2), &second), at(0));
    must(&mut notebook, phone(1, 1, "+34 600 123 456"), at(0));
    must(&mut notebook, phone(2, 2, "600 123 456"), at(0));
    must(&mut notebook, phone(2, 3, "+34 611 222 333"), at(0));
    for (n, note) in [(1, "Sails."), (2, "Two children.")] {
        must(&mut notebook, edit(person(n), "note", Value::Text(note.into())), at(0));
        must(&mut notebook, edit(person(n), &format!("tags/tag {n}"), Value::Bool(true)), at(0));
    }
    must(&mut notebook, touch(11, person(2), "call", at(-60)), at(0));
    let (one, two) = (id(1).to_string(), id(2).to_string());
    must(&mut notebook, add(Ref::new(Kind::Promise, id(12)), &[("person", &two), ("words", "call")]), at(0));
    must(&mut notebook, add(lead(13), &[("need", "a site"), ("prospect", &two), ("source", &one)]), at(0));
    must(&mut notebook, edit(lead(13), &format!("recipients/{}/person", id(40)), Value::str(&two)), at(0));
    must(&mut notebook, jot(14, "Ana again", at(0)), at(0));
    let who = notebook::command::Who::Known { id: id(2) };
    let into = notebook::command::Sorting { person: Some(who), ..Default::default() };
    must(&mut notebook, sort(14, into), at(0));
    must(&mut notebook, add(person(3), &[("name", "Ben"), ("introduced_by", &two)]), at(0));
    must(&mut notebook, edit(person(3), &format!("knows/{two}"), Value::Bool(true)), at(0));
    must(&mut notebook, edit(person(1), &format!("knows/{two}"), Value::Bool(true)), at(0));
    must(&mut notebook, edit(Ref::ME, "name", Value::str("Robin")), at(0));
    must(&mut notebook, decide(15, &format!("people/{two}/met/24h"), "done", None, at(0)), at(0));
    notebook
}

#[test]
fn everything_that_was_said_of_both_is_said_of_one() {
    let mut notebook = twice();
    must(&mut notebook, unite(1, 2), at(5));
    let page = page(&mut notebook, person(1));
    let person = page.person.clone();
    assert_eq!(
        (person.name.as_str(), person.trade.as_str(), person.city.as_str()),
        ("Ana Ruiz", "plumber", "Bath")
    );
    assert_eq!(person.met_on.unwrap().to_string(), "2026-10-01", "met on the earlier day");
    let phones: Vec<_> = person.phones.values().map(|phone| phone.value.as_str()).collect();
    // The one without its country may be another: it is kept.
    for number in ["+34 600 123 456", "600 123 456", "+34 611 222 333"] {
        assert!(phones.contains(&number), "{number}");
    }
    assert_eq!(person.tags, BTreeSet::from(["tag 1".to_owned(), "tag 2".to_owned()]));
    assert_eq!(
        person.note.0, "Sails.\nname: Ana Ruiz García\ncity: Bristol\nTwo children.",
        "what was said differently"
    );
    assert!(person.knows.is_empty(), "nobody knows themselves");
    assert_eq!((page.promises.len(), page.leads.len()), (1, 1));
    assert_eq!(page.moments, 4, "touch, promise, lead, jot");
    let lead = lead_view(&mut notebook, id(13), at(6)).unwrap().lead;
    assert_eq!((lead.prospect, lead.source), (Some(id(1)), Some(id(1))));
    assert_eq!(lead.recipients.values().next().unwrap().person, Some(id(1)));
    let ben = self::page(&mut notebook, common::person(3)).person;
    assert_eq!((ben.introduced_by, ben.knows), (Some(id(1)), BTreeSet::from([id(1).to_string()])));
    assert_eq!(
        self::page(&mut notebook, common::person(2)),
        page,
        "each address of one of them leads to them"
    );
    assert_eq!(bin(&mut notebook, at(6)).rows.len(), 0);
}

#[test]
fn what_was_decided_about_the_one_holds_for_both() {
    let mut notebook = device(1);
    for n in [1, 2] {
        must(&mut notebook, add(person(n), &[("name", "Ana"), ("met_on", "2026-11-21")]), at(0));
    }
    must(&mut notebook, decide(15, &format!("people/{}/met/24h", id(2)), "done", None, at(0)), at(0));
    assert_eq!(due(&mut notebook, at(1)).len(), 1);
    must(&mut notebook, unite(1, 2), at(1));
    assert_eq!(due(&mut notebook, at(2)), []);
}

#[test]
fn undo_gives_back_both_as_they_were() {
    let mut notebook = twice();
    let before = shown(&mut notebook);
    let written = must(&mut notebook, unite(1, 2), at(5));
    assert_ne!(shown(&mut notebook), before);
    let undone = must(&mut notebook, Command::Undo { change: written.change }, at(6));
    same(&before, &shown(&mut notebook), "united and taken back");
    must(&mut notebook, Command::Undo { change: undone.change }, at(7));
    assert_eq!(page(&mut notebook, person(2)).person.id, id(1), "and united again");
}

#[test]
fn what_is_edited_elsewhere_in_the_second_entry_shows_on_the_one() {
    let mut one = twice();
    let mut two = reloaded(&one, 2);
    must(&mut one, unite(1, 2), at(5));
    must(&mut two, edit(person(2), "style", Value::str("promoter")), at(5));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(page(device, person(1)).person.style.unwrap().word(), "promoter");
        assert_eq!(doubles(device, 1), []);
    }
}

#[test]
fn nobody_is_united_with_themselves_or_with_nobody() {
    let mut notebook = twice();
    assert_eq!(refused(&mut notebook, unite(1, 1)), Refusal::SamePerson);
    assert_eq!(refused(&mut notebook, unite(1, 88)), Refusal::NoSuchRecord);
    must(&mut notebook, unite(1, 2), at(5));
    nothing(&mut notebook, unite(1, 2), at(6));
}

#[test]
fn uniting_any_two_and_taking_it_back_gives_the_same_notebook() {
    for seed in 0..60 {
        let mut chance = Chance(seed);
        let (mut notebook, mut known) = (device(1), Known::default());
        for step in 0..40 {
            known.act(&mut notebook, &mut chance, at(step));
        }
        let everybody: Vec<_> =
            people(&mut notebook, &Default::default(), at(50)).list.rows.iter().map(|row| row.id).collect();
        let [keep, double, ..] = everybody[..] else { continue };
        let (before, said) = (shown(&mut notebook), before_words(&mut notebook, double));
        let Ok(Some(written)) = notebook.apply(&Command::Unite { keep, double }, at(60)) else {
            panic!("seed {seed}: two people can be united");
        };
        let everything = format!("{:?}", page(&mut notebook, Ref::new(Kind::Person, keep)).person);
        for words in said {
            assert!(everything.contains(&words), "seed {seed}: “{words}” is lost in {everything}");
        }
        must(&mut notebook, Command::Undo { change: written.change }, at(61));
        same(&before, &shown(&mut notebook), &format!("seed {seed}"));
    }
}

/// The name and trade that the page of a person said.
fn before_words(notebook: &mut Notebook, of: notebook::Id) -> Vec<String> {
    let person = page(notebook, Ref::new(Kind::Person, of)).person;
    let words = [person.name, person.trade].map(|words| words.trim().to_owned());
    words.into_iter().filter(|words| !words.is_empty()).collect()
}

#[test]
fn edits_that_only_differ_in_letters_make_no_remark() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana"), ("city", "Bath")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Ana"), ("city", "Bath")]), at(0));
    must(
        &mut notebook,
        Command::Edit { record: person(2), edits: vec![Edit::text("company", "Acme")] },
        at(0),
    );
    must(&mut notebook, unite(1, 2), at(1));
    let person = page(&mut notebook, person(1)).person;
    assert_eq!((person.note.0.as_str(), person.company.as_str()), ("", "Acme"));
}
