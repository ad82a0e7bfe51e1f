//! Search over everything that was written.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    query::PeopleFilter,
    record::{Kind, Ref},
};

fn touch(n: u64) -> Ref {
    Ref::new(Kind::Touch, id(n))
}

fn written() -> Notebook {
    let mut notebook = device(1);
    let str = |key: &str, value: &str| Edit::set(key, Value::str(value));
    let edits = vec![
        str("name", "Zoë Łukaszewicz"),
        str("company", "Harbour Bakery"),
        str("trade", "confectioner"),
        str("city", "Kraków"),
        str("met_at", "chamber breakfast"),
        str(&format!("phones/{}/value", id(8)), "+44 7700 900417"),
        str(&format!("emails/{}/value", id(8)), "zoe@harbour-bakery.example"),
        str(&format!("gains/{}/words", id(8)), "open a second shop"),
        Edit::set("tags/regatta", Value::Bool(true)),
        Edit::set("circles/rowing club", Value::Bool(true)),
        Edit::set("note", Value::Text("Her daughter plays the accordion.".into())),
        Edit::set("listen_for", Value::Text("Wedding cakes, christenings".into())),
    ];
    must(&mut notebook, Command::Add { record: person(1), edits }, at(0));
    must(&mut notebook, add(person(2), &[("name", "Ben Hughes")]), at(0));
    let person = id(1).to_string();
    must(
        &mut notebook,
        add(touch(3), &[("person", &person), ("kind", "call"), ("words", "talked about marzipan")]),
        at(0),
    );
    must(&mut notebook, add(lead(4), &[("need", "a bigger oven"), ("prospect", &person)]), at(0));
    must(&mut notebook, jot(5, "somebody sells pistachios", at(0)), at(0));
    let promise = Ref::new(Kind::Promise, id(6));
    must(&mut notebook, add(promise, &[("person", &person), ("words", "bring the scales")]), at(0));
    notebook
}

#[test]
fn a_person_is_found_by_each_thing_that_is_written_about_them_and_it_says_where() {
    let mut notebook = written();
    for (text, field) in [
        ("zoe", ""),
        ("łukaszewicz", ""),
        ("lukaszew", ""),
        ("Łukszewicz", ""),
        ("harbour", "company"),
        ("confectioner", "trade"),
        ("confectoiner", "trade"),
        ("krakow", "city"),
        ("breakfast", "place"),
        ("900417", "contact"),
        ("7700 9004", "contact"),
        ("harbour-bakery.example", ""),
        ("second shop", "GAINS"),
        ("regatta", "tag"),
        ("rowing", "place"),
        ("accordion", "note"),
        ("acordion", "note"),
        ("christen", "note"),
    ] {
        let hits = hits(&mut notebook, text, at(0));
        let hit = hits.rows.first().unwrap_or_else(|| panic!("{text} finds nothing"));
        assert_eq!((hit.record, hit.opens), (person(1), person(1)), "{text}");
        assert_eq!(hit.title, "Zoë Łukaszewicz");
        if field.is_empty() {
            continue;
        }
        let matched = hit.matched.as_ref().unwrap_or_else(|| panic!("{text} does not say where"));
        assert_eq!(matched.field, field, "{text}");
        assert!(!matched.snippet.marks.is_empty());
        let filter = PeopleFilter { text: text.into(), ..PeopleFilter::default() };
        let rows = people(&mut notebook, &filter, at(0)).list.rows;
        assert_eq!(rows[0].id, id(1));
        assert_eq!(rows[0].matched.as_ref().unwrap().field, field);
    }
}

#[test]
fn the_words_of_a_touch_and_of_a_promise_open_the_person() {
    let mut notebook = written();
    for (text, record) in [("marzipan", touch(3)), ("scales", Ref::new(Kind::Promise, id(6)))] {
        let hits = hits(&mut notebook, text, at(0));
        assert_eq!((hits.rows[0].record, hits.rows[0].opens), (record, person(1)));
    }
    assert_eq!(hits(&mut notebook, "marzipan", at(0)).rows[0].title, "call: Zoë Łukaszewicz");
    assert_eq!(hits(&mut notebook, "oven", at(0)).rows[0].opens, lead(4));
    assert_eq!(hits(&mut notebook, "pistachios", at(0)).rows[0].record, Ref::new(Kind::Jot, id(5)));
}

#[test]
fn the_part_of_the_title_that_matched_is_marked() {
    let mut notebook = written();
    let hits = hits(&mut notebook, "lukasz", at(0));
    let (from, to) = hits.rows[0].marks[0];
    assert!(hits.rows[0].title[from..to].starts_with("Łukasz"));
}

#[test]
fn what_is_in_the_bin_is_not_found_and_what_came_back_is() {
    let mut notebook = written();
    assert_eq!(hits(&mut notebook, "accordion", at(0)).total, 1);
    let removed = must(&mut notebook, Command::Remove { record: person(1) }, at(1)).change;
    assert_eq!(hits(&mut notebook, "accordion", at(0)).total, 0);
    assert_eq!(hits(&mut reloaded(&notebook, 5), "accordion", at(0)).total, 0);
    must(&mut notebook, Command::Undo { change: removed }, at(2));
    assert_eq!(hits(&mut notebook, "accordion", at(0)).total, 1);
}

#[test]
fn search_follows_edits_and_what_other_devices_write() {
    let mut notebook = written();
    assert_eq!(hits(&mut notebook, "tuba", at(0)).total, 0);
    must(&mut notebook, edit(person(1), "note", Value::Text("Her daughter plays the tuba.".into())), at(1));
    assert_eq!(hits(&mut notebook, "tuba", at(0)).total, 1);
    assert_eq!(hits(&mut notebook, "accordion", at(0)).total, 0);
    let mut other = device(2);
    merge(&mut other, &notebook);
    let change = must(&mut other, name(person(2), "Benjamin Okafor"), at(2));
    notebook.absorb(&change.bytes).unwrap();
    assert_eq!(hits(&mut notebook, "okafor", at(0)).rows[0].record, person(2));
}

#[test]
fn an_empty_search_finds_nothing_and_odd_ones_do_no_harm() {
    let mut notebook = written();
    for text in ["", " ", "-", "🪗", "\u{0}", "((((", "a\u{301}", &"long ".repeat(2_000), "ـــ"] {
        let found = hits(&mut notebook, text, at(0));
        assert!(found.rows.len() <= 50);
    }
    assert_eq!(hits(&mut notebook, "", at(0)).total, 0);
}

#[test]
fn a_lead_that_is_found_by_its_prospect_says_so() {
    let mut notebook = device(1);
    must(
        &mut notebook,
        add(lead(1), &[("need", "a tour for a choir"), ("prospect_name", "Anneliese")]),
        at(0),
    );
    let hit = hits(&mut notebook, "annel", at(0)).rows.remove(0);
    assert_eq!((hit.title.as_str(), hit.marks.as_slice()), ("a tour for a choir", [].as_slice()));
    let matched = hit.matched.expect("where it matched");
    assert_eq!((matched.field.as_str(), matched.snippet.text.as_str()), ("name", "Anneliese"));
    assert_eq!(hits(&mut notebook, "choir", at(0)).rows.remove(0).matched, None, "the title says it");
}

#[test]
fn a_question_in_whole_words_finds_what_its_words_find() {
    let mut notebook = device(1);
    let plumber = |n: u64, name: &str, city: &str| {
        add(person(n), &[("name", name), ("trade", "plumber"), ("city", city)])
    };
    must(&mut notebook, plumber(1, "Ana Ruiz", "Bristol"), at(0));
    must(&mut notebook, plumber(2, "Bo Lind", "Bath"), at(0));
    must(&mut notebook, add(person(3), &[("name", "Cleo Inman"), ("trade", "accountant")]), at(0));
    must(&mut notebook, add(person(4), &[("name", "Dai Knowles"), ("trade", "accountant")]), at(0));
    let spoken = [
        ("person", &*id(4).to_string()),
        ("kind", "call"),
        ("at", &*notebook::time::instant_text(&at(-60 * 24 * 10).0)),
    ];
    must(&mut notebook, add(touch(9), &spoken), at(0));
    let mut found = |text: &str| {
        let list = hits(&mut notebook, text, at(0));
        let mut names: Vec<String> = list.rows.into_iter().map(|hit| hit.title).collect();
        names.sort();
        let people =
            people(&mut notebook, &PeopleFilter { text: text.into(), ..PeopleFilter::default() }, at(0));
        let mut listed: Vec<String> = people.list.rows.into_iter().map(|row| row.name).collect();
        listed.sort();
        assert_eq!(names, listed, "{text}");
        names
    };
    assert_eq!(found("plumber"), ["Ana Ruiz", "Bo Lind"]);
    assert_eq!(found("who knows a plumber"), ["Ana Ruiz", "Bo Lind"]);
    assert_eq!(found("plumber in bristol"), ["Ana Ruiz"]);
    assert_eq!(found("accountants"), ["Cleo Inman", "Dai Knowles"]);
    // The last call was on 12 November.
    assert_eq!(found("accountants I have not spoken to since summer"), ["Cleo Inman"]);
    assert_eq!(found("not spoken to since summer"), ["Ana Ruiz", "Bo Lind", "Cleo Inman"]);
}
