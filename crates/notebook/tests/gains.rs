//! GAINS are kept fresh a few times a year: what is stale is pointed out letter by letter (domain §1).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    query::{Freshness, Query, Rule, View, freshness},
    record::{Letter, Ref},
    time::instant_text,
};

const DAY: i64 = 24 * 60;

fn write(notebook: &mut Notebook, n: u64, letter: &str, words: &str, day: i64) {
    let part = |part: &str| format!("gains/{}/{part}", id(50 + n));
    let edits = vec![
        Edit::set(part("letter"), Value::str(letter)),
        Edit::set(part("words"), Value::str(words)),
        Edit::set(part("at"), Value::Str(instant_text(&at(day * DAY).0))),
    ];
    must(notebook, Command::Edit { record: person(1), edits }, at(day * DAY));
}

fn partner(letters: &[&str]) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Hannah")]), at(0));
    for (n, letter) in letters.iter().enumerate() {
        write(&mut notebook, n as u64, letter, "something", 0);
    }
    notebook
}

const ALL: [&str; 5] = ["goals", "accomplishments", "interests", "networks", "skills"];

#[test]
fn four_months_after_it_was_written_down_a_list_is_stale() {
    let mut notebook = partner(&ALL);
    assert_eq!(due(&mut notebook, at(120 * DAY)), []);
    assert_eq!(due(&mut notebook, at(121 * DAY)), [(Rule::Gains, "Hannah".to_owned())]);
}

#[test]
fn each_letter_is_named_the_missing_ones_too() {
    let mut notebook = partner(&["goals", "skills", "networks"]);
    write(&mut notebook, 9, "networks", "the rowing club", 100);
    assert_eq!(
        only(&mut notebook, at(150 * DAY)).why.text(),
        "To ask at the next one-to-one: goals and skills from 5 months ago, and nothing yet about accomplishments and \
         interests."
    );
    let gains = insight_view(&mut notebook, id(1), at(150 * DAY)).unwrap().gains;
    assert_eq!(
        gains,
        [
            (Letter::Goals, Freshness::Stale(150)),
            (Letter::Accomplishments, Freshness::Missing),
            (Letter::Interests, Freshness::Missing),
            (Letter::Networks, Freshness::Fresh),
            (Letter::Skills, Freshness::Stale(150)),
        ]
    );
}

#[test]
fn only_those_with_whom_i_exchange_them_are_asked() {
    let mut notebook = partner(&[]);
    assert_eq!(due(&mut notebook, at(0)), []);
    must(&mut notebook, edit(person(1), "roles/referral_partner", Value::Bool(true)), at(0));
    assert_eq!(only(&mut notebook, at(0)).rule, Rule::Gains);
}

#[test]
fn written_down_anew_they_are_fresh() {
    let mut notebook = partner(&ALL);
    for (n, letter) in ALL.iter().enumerate() {
        assert_eq!(due(&mut notebook, at(130 * DAY)).len(), 1);
        write(&mut notebook, 20 + n as u64, letter, "news", 130);
    }
    assert_eq!(due(&mut notebook, at(130 * DAY)), []);
}

#[test]
fn once_asked_they_rest_for_as_long_as_they_are_fresh() {
    let mut notebook = partner(&ALL);
    let about = only(&mut notebook, at(130 * DAY)).about;
    must(&mut notebook, decide(7, &about, "done", None, at(130 * DAY)), at(130 * DAY));
    assert_eq!(due(&mut notebook, at(249 * DAY)), []);
    assert_eq!(due(&mut notebook, at(250 * DAY)).len(), 1);
}

#[test]
fn a_goal_that_is_reached_is_an_accomplishment_with_its_day() {
    let mut notebook = partner(&["goals"]);
    let part = |part: &str| format!("gains/{}/{part}", id(50));
    let edits = vec![
        Edit::set(part("letter"), Value::str("accomplishments")),
        Edit::set(part("reached_on"), Value::str("2026-12-01")),
        Edit::set(part("at"), Value::Str(instant_text(&at(9 * DAY).0))),
    ];
    let written = must(&mut notebook, Command::Edit { record: person(1), edits }, at(9 * DAY));
    let gains = insight_view(&mut notebook, id(1), at(9 * DAY)).unwrap().gains;
    assert_eq!(gains[0], (Letter::Goals, Freshness::Missing));
    assert_eq!(gains[1], (Letter::Accomplishments, Freshness::Fresh));
    must(&mut notebook, Command::Undo { change: written.change }, at(9 * DAY));
    let gains = insight_view(&mut notebook, id(1), at(9 * DAY)).unwrap().gains;
    assert_eq!(gains[0], (Letter::Goals, Freshness::Fresh));
}

#[test]
fn three_a_day_are_enough() {
    let mut notebook = device(1);
    for n in 1..6 {
        must(&mut notebook, add(person(n), &[("name", "Somebody")]), at(0));
        must(&mut notebook, edit(person(n), "roles/strategic_partner", Value::Bool(true)), at(0));
    }
    let view = today(&mut notebook, at(0));
    assert_eq!((view.due.len(), view.waiting), (3, 2));
}

#[test]
fn my_own_lists_are_kept_fresh_letter_by_letter_as_well() {
    let mut notebook = device(1);
    let part = |n: u64, part: &str| format!("gains/{}/{part}", id(50 + n));
    let written = |day: i64| Value::Str(instant_text(&at(day * DAY).0));
    for (n, letter) in ALL[..3].iter().enumerate() {
        let n = n as u64;
        let edits = vec![
            Edit::set(part(n, "letter"), Value::str(*letter)),
            Edit::set(part(n, "words"), Value::str("something")),
            Edit::set(part(n, "at"), written(0)),
        ];
        must(&mut notebook, Command::Edit { record: Ref::ME, edits }, at(0));
    }
    let mine = |notebook: &mut Notebook, day: i64| match notebook.query(&Query::Me, at(day * DAY)) {
        View::Me(me) => {
            freshness(&me.gains, at(day * DAY)).into_iter().map(|(_, state)| state).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    use Freshness::{Fresh, Missing, Stale};
    assert_eq!(mine(&mut notebook, 120), [Fresh, Fresh, Fresh, Missing, Missing]);
    assert_eq!(mine(&mut notebook, 150), [Stale(150), Stale(150), Stale(150), Missing, Missing]);
    // Still true: the day is all that is written.
    must(&mut notebook, edit(Ref::ME, &part(0, "at"), written(150)), at(150 * DAY));
    assert_eq!(mine(&mut notebook, 150), [Fresh, Stale(150), Stale(150), Missing, Missing]);
}
