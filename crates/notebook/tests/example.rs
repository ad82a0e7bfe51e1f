//! The example notebook.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now,
    example::{Plan, commands, fill},
    query::{LeadFilter, Page, PeopleFilter, Query, View},
    record::{Kind, Progress},
};

fn filled(plan: &Plan, now: Now) -> Notebook {
    let mut notebook = device(9);
    let written = fill(&mut notebook, plan, now).unwrap();
    assert!(written.len() > 5);
    notebook
}

#[test]
fn the_same_seed_at_the_same_time_makes_the_same_notebook() {
    let now = at(0);
    assert_eq!(filled(&Plan::example(), now).heads(), filled(&Plan::example(), now).heads());
    let another = filled(&Plan::example().seeded(7), now);
    assert_ne!(another.heads(), filled(&Plan::example(), now).heads());
}

#[test]
fn every_seed_and_every_hour_of_the_day_fills_a_notebook_without_a_refusal() {
    for seed in 0..12 {
        let now = Now::from_millis(at(0).millis() + seed as i64 * 7_300_000, 60 * (seed as i32 - 6)).unwrap();
        let plan = Plan {
            people: 40 + seed as usize * 3,
            touches: 60,
            leads: 20,
            promises: 15,
            jots: 30,
            ..Plan::example()
        };
        filled(&plan.seeded(seed), now);
    }
    for size in [0, 1, 2, 5] {
        fill(&mut device(1), &Plan::scaled(size, size, size), at(0)).unwrap();
    }
}

#[test]
fn the_example_has_something_due_today_and_this_week_and_something_to_sort() {
    let mut notebook = filled(&Plan::example(), at(0));
    let today = today(&mut notebook, at(0));
    assert!((4..36).contains(&today.due.len()), "{:#?}", today.due);
    assert!((4..30).contains(&today.soon.len()), "{:#?}", today.soon);
    assert!(today.due.iter().all(|due| !due.why.text().is_empty() && !due.title.is_empty()));
    assert!((8..=13).contains(&today.inbox));
    for due in today.due.iter().chain(&today.soon) {
        println!("{:?} {:?} {} | {} | {}", due.signal, due.at, due.on, due.title, due.why.text());
    }
}

#[test]
fn the_example_is_a_year_of_a_networkers_life() {
    let mut notebook = filled(&Plan::example(), at(0));
    let counts = counts(&mut notebook, at(0));
    assert_eq!(counts.records[&Kind::Person], 148);
    assert_eq!(counts.bin, 2);
    assert_eq!(counts.records[&Kind::Group], 5);
    let leads = leads(&mut notebook, &LeadFilter::default(), at(0));
    for state in Progress::ALL {
        assert!(leads.states.iter().any(|(known, count)| known == state && *count > 0), "{state:?}");
    }
    let everybody = people(&mut notebook, &PeopleFilter::default(), at(0)).list.rows;
    assert!(
        everybody.iter().any(|row| row.name.chars().any(|c| ('\u{590}'..'\u{700}').contains(&c))),
        "right to left"
    );
    assert!(everybody.iter().any(|row| !row.name.contains(' ')), "one word");
    assert!(everybody.iter().any(|row| row.name.contains(['ø', 'é', 'ł', 'ü'])), "accents");
    let touched = everybody.iter().filter(|row| row.last_touch.is_some()).count();
    assert!(touched > 70, "{touched}");
    for row in everybody.iter().take(40) {
        println!("{} | {} | {} | {:?} | {:?}", row.name, row.about, row.city, row.tags, row.last_touch);
    }
}

#[test]
fn every_view_of_the_example_answers_without_nonsense() {
    let mut notebook = filled(&Plan::example(), at(0));
    for (query, view) in seen(&mut notebook, at(0), true) {
        for nonsense in
            ["%", "^", "  ", "A deleted", "Somebody deleted", "Somebody without", "\"other\"", "conflict\":{"]
        {
            let fine = nonsense == "^" || nonsense == "%" && query.contains("xx");
            assert!(fine || !view.contains(nonsense), "{query} says {nonsense:?}: {view}");
        }
    }
    let view = notebook.query(&Query::Events, at(0));
    assert!(format!("{view:?}").contains("Harbour mixer"), "the mixer of tonight");
}

#[test]
fn nothing_in_the_example_was_written_later_than_now() {
    for (_, when) in commands(&Plan::example(), at(0)) {
        assert!(when.0 <= at(0).0);
    }
}

#[test]
fn records_written_together_are_the_same_records() {
    let plan = Plan::scaled(60, 200, 40);
    let (mut one, mut many) = (filled(&plan, at(0)), filled(&plan.together(50), at(0)));
    assert!(many.changes() < one.changes() / 2);
    same(&seen(&mut one, at(0), true), &seen(&mut many, at(0), true), "together");
}

#[test]
fn nobody_in_the_example_shares_a_number_by_accident() {
    let mut notebook = filled(&Plan::example(), at(0));
    let View::Doubles(pairs) = notebook.query(&Query::Doubles(Page::first(10)), at(0)) else {
        panic!("another answer")
    };
    assert_eq!(pairs.total, 1, "only Lizzie Thorne was entered twice: {pairs:?}");
}
