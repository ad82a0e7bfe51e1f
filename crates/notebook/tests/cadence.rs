//! Cadence (domain §3): an ideal and a longest interval per person, tag or group; any touch resets it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now, Value,
    command::{Command, Edit},
    query::Rule,
    record::{Kind, Ref, TouchKind},
};

const DAY: i64 = 24 * 60;

fn with_cadence(ideal: i64, longest: Option<i64>) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ben")]), at(0));
    must(&mut notebook, edit(person(1), "cadence_ideal", Value::Int(ideal)), at(0));
    if let Some(longest) = longest {
        must(&mut notebook, edit(person(1), "cadence_longest", Value::Int(longest)), at(0));
    }
    must(&mut notebook, touch(2, person(1), "call", at(0)), at(0));
    notebook
}

fn is_due(notebook: &mut Notebook, day: i64) -> bool {
    due(notebook, at(day * DAY)) == [(Rule::Cadence, "Ben".to_owned())]
}

fn about() -> String {
    format!("people/{}/cadence", id(1))
}

#[test]
fn a_touch_is_due_when_the_ideal_interval_is_over() {
    let mut notebook = with_cadence(30, Some(75));
    assert!(!is_due(&mut notebook, 29));
    assert_eq!(today(&mut notebook, at(29 * DAY)).soon.len(), 1);
    assert!(is_due(&mut notebook, 30));
    assert_eq!(
        only(&mut notebook, at(34 * DAY)).why.text(),
        "Last touch 34 days ago; you wanted one every 30 days."
    );
    assert_eq!(
        only(&mut notebook, at(76 * DAY)).why.text(),
        "Last touch 76 days ago, and 75 was to be the longest."
    );
}

#[test]
fn any_touch_resets_it() {
    for kind in TouchKind::ALL {
        let mut notebook = with_cadence(30, None);
        must(&mut notebook, touch(3, person(1), kind.word(), at(29 * DAY)), at(29 * DAY));
        assert!(!is_due(&mut notebook, 58), "{kind:?}");
        assert!(is_due(&mut notebook, 59), "{kind:?}");
    }
}

#[test]
fn without_any_touch_it_is_counted_from_the_meeting_or_due_at_once() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ben")]), at(0));
    must(&mut notebook, edit(person(1), "cadence_ideal", Value::Int(70)), at(0));
    assert_eq!(only(&mut notebook, at(0)).why.text(), "No touch yet; you wanted one every 70 days.");
    must(&mut notebook, edit(person(1), "met_on", Value::str("2026-11-22")), at(0));
    assert!(!is_due(&mut notebook, 69));
    assert!(is_due(&mut notebook, 70));
}

#[test]
fn a_group_and_a_tag_have_cadences_too_the_shortest_counts_and_the_persons_own_before_them() {
    let mut notebook = device(1);
    let group = Ref::new(Kind::Group, id(9));
    must(&mut notebook, add(group, &[("name", "Chapter")]), at(0));
    must(&mut notebook, edit(group, "cadence_ideal", Value::Int(40)), at(0));
    let part = |part: &str| format!("cadences/{}/{part}", id(8));
    let edits = vec![Edit::set(part("tag"), Value::str("warm")), Edit::set(part("ideal"), Value::Int(20))];
    must(&mut notebook, Command::Edit { record: Ref::ME, edits }, at(0));
    must(&mut notebook, add(person(1), &[("name", "Ben")]), at(0));
    must(&mut notebook, touch(2, person(1), "call", at(0)), at(0));
    assert!(!is_due(&mut notebook, 300), "nothing is wanted of anybody else");

    must(&mut notebook, edit(person(1), &format!("groups/{}", id(9)), Value::Bool(true)), at(0));
    assert!(!is_due(&mut notebook, 39) && is_due(&mut notebook, 40));
    assert!(only(&mut notebook, at(40 * DAY)).why.text().ends_with("every 40 days (Chapter)."));

    must(&mut notebook, edit(person(1), "tags/warm", Value::Bool(true)), at(0));
    assert!(!is_due(&mut notebook, 19) && is_due(&mut notebook, 20));
    assert!(only(&mut notebook, at(20 * DAY)).why.text().ends_with("every 20 days (warm)."));

    must(&mut notebook, edit(person(1), "cadence_ideal", Value::Int(60)), at(0));
    assert!(!is_due(&mut notebook, 59) && is_due(&mut notebook, 60));
}

#[test]
fn done_without_a_touch_or_skipped_the_next_one_is_an_interval_away() {
    for kind in ["done", "skipped"] {
        let mut notebook = with_cadence(30, None);
        must(&mut notebook, decide(5, &about(), kind, None, at(31 * DAY)), at(31 * DAY));
        assert!(!is_due(&mut notebook, 60));
        assert!(is_due(&mut notebook, 61));
    }
}

#[test]
fn a_snooze_ends_on_its_day_or_with_the_next_touch() {
    let mut notebook = with_cadence(7, None);
    must(&mut notebook, decide(5, &about(), "snoozed", Some(at(20 * DAY)), at(7 * DAY)), at(7 * DAY));
    assert!(!is_due(&mut notebook, 19));
    assert!(is_due(&mut notebook, 20));
    must(&mut notebook, touch(3, person(1), "call", at(8 * DAY)), at(8 * DAY));
    assert!(is_due(&mut notebook, 15), "the touch began a new round");
}

#[test]
fn a_touch_from_the_future_does_not_silence_it() {
    let mut notebook = with_cadence(30, None);
    must(&mut notebook, touch(3, person(1), "call", at(400 * DAY)), at(0));
    assert!(is_due(&mut notebook, 30));
    let mut notebook = with_cadence(30, None);
    must(&mut notebook, decide(5, &about(), "done", None, at(400 * DAY)), at(0));
    assert!(is_due(&mut notebook, 30));
}

#[test]
fn the_days_since_a_touch_do_not_depend_on_where_i_am_or_on_summer_time() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ben")]), at(0));
    must(&mut notebook, edit(person(1), "cadence_ideal", Value::Int(30)), at(0));
    // Half past midnight in summer time; an hour later it is the day before in winter time.
    let night = Now::from_millis(at(0).millis() - 11 * 3_600_000 - 1_800_000, 120).unwrap();
    must(&mut notebook, touch(2, person(1), "call", night), night);
    let winter =
        |days: i64| Now::from_millis(night.millis() + days * 86_400_000 + 8 * 3_600_000, 60).unwrap();
    assert_eq!(due(&mut notebook, winter(29)), []);
    assert_eq!(due(&mut notebook, winter(30)).len(), 1);
}

#[test]
fn a_day_has_room_for_seven_the_others_move_up() {
    let mut notebook = device(1);
    for n in 0..10 {
        must(&mut notebook, add(person(n), &[("name", &format!("Person {n}"))]), at(0));
        must(&mut notebook, edit(person(n), "cadence_ideal", Value::Int(5 + n as i64)), at(0));
        must(&mut notebook, touch(100 + n, person(n), "call", at(0)), at(0));
    }
    let view = today(&mut notebook, at(40 * DAY));
    let first: Vec<_> = view.due.iter().map(|due| due.title.as_str()).collect();
    assert_eq!(first, (0..7).map(|n| format!("Person {n}")).collect::<Vec<_>>(), "the longest overdue");
    assert_eq!(view.waiting, 3);
    assert_eq!(counts(&mut notebook, at(40 * DAY)).due, 7);
}
