//! Restraint (domain §3): desperation is not referable. Hints warn, and never forbid.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    query::{Restraint, Rule},
    time::{date_text, instant_text},
};

const DAY: i64 = 24 * 60;

fn hints(notebook: &mut Notebook, day: i64) -> Vec<Restraint> {
    today(notebook, at(day * DAY)).hints.into_iter().map(|hint| hint.restraint).collect()
}

fn somebody(notebook: &mut Notebook, n: u64, met: i64) {
    let met_on = date_text(at(met * DAY).today());
    must(notebook, add(person(n), &[("name", &format!("Person {n}")), ("met_on", &met_on)]), at(0));
}

#[test]
fn a_card_dealer_meets_many_and_speaks_again_with_nobody() {
    let mut notebook = device(1);
    for n in 0..7 {
        somebody(&mut notebook, n, n as i64);
    }
    assert_eq!(hints(&mut notebook, 12), [], "seven are not many");
    somebody(&mut notebook, 7, 7);
    let hint = today(&mut notebook, at(12 * DAY)).hints.remove(0);
    assert_eq!(hint.restraint, Restraint::CardDealer);
    assert!(
        hint.why.text().starts_with("You met 8 people in six weeks and spoke again with none of them yet.")
    );
    assert!(!hint.why.text().contains('!'));
    // A note is no conversation, a call is.
    must(&mut notebook, touch(50, person(0), "note", at(9 * DAY)), at(9 * DAY));
    assert_eq!(hints(&mut notebook, 12), [Restraint::CardDealer]);
    for n in 0..2 {
        must(&mut notebook, touch(60 + n, person(n), "call", at(10 * DAY)), at(10 * DAY));
    }
    assert_eq!(hints(&mut notebook, 12), []);
}

#[test]
fn whom_i_met_today_nobody_expects_to_have_been_called_again() {
    let mut notebook = device(1);
    for n in 0..9 {
        somebody(&mut notebook, n, 0);
    }
    assert_eq!(hints(&mut notebook, 0), []);
    assert_eq!(hints(&mut notebook, 2), []);
    assert_eq!(hints(&mut notebook, 3), [Restraint::CardDealer]);
    assert_eq!(hints(&mut notebook, 46), [], "after six weeks it is past");
}

#[test]
fn a_premature_solicitor_proposes_before_any_one_to_one() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana")]), at(0));
    let to = id(1).to_string();
    let proposed = instant_text(&at(0).0);
    must(
        &mut notebook,
        add(lead(2), &[("need", "a site"), ("prospect", &to), ("proposal_at", &proposed)]),
        at(0),
    );
    assert_eq!(hints(&mut notebook, 1), [Restraint::PrematureSolicitor]);
    assert_eq!(insight_view(&mut notebook, id(1), at(DAY)).unwrap().hints.len(), 1);
    assert_eq!(hints(&mut notebook, 31), [], "nobody is reminded for ever");
    // Afterwards is too late, before is right.
    must(&mut notebook, touch(3, person(1), "one_to_one", at(60)), at(60));
    assert_eq!(hints(&mut notebook, 1), [Restraint::PrematureSolicitor]);
    must(&mut notebook, touch(4, person(1), "one_to_one", at(-60)), at(60));
    assert_eq!(hints(&mut notebook, 1), []);
}

#[test]
fn a_proposal_after_the_prospect_was_met_is_in_good_time() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana")]), at(0));
    let (to, proposed, met) = (id(1).to_string(), instant_text(&at(0).0), instant_text(&at(-90).0));
    let edits = [("need", "a site"), ("prospect", &to), ("proposal_at", &proposed), ("met_at", &met)];
    must(&mut notebook, add(lead(2), &edits), at(0));
    assert_eq!(hints(&mut notebook, 1), []);
}

#[test]
fn a_new_best_friend_writes_four_times_in_a_week_without_an_answer() {
    let mut notebook = device(1);
    somebody(&mut notebook, 1, -200);
    for n in 0..3 {
        must(&mut notebook, touch(10 + n, person(1), "message", at(n as i64 * DAY)), at(n as i64 * DAY));
    }
    assert_eq!(hints(&mut notebook, 3), []);
    must(&mut notebook, touch(14, person(1), "note", at(3 * DAY)), at(3 * DAY));
    assert_eq!(hints(&mut notebook, 3), [Restraint::NewBestFriend]);
    assert_eq!(hints(&mut notebook, 8), [], "after a week it is past");
    let answered = {
        let mut other = reloaded(&notebook, 2);
        let answer = notebook::record::Ref::new(notebook::record::Kind::Touch, id(13));
        must(&mut other, touch(13, person(1), "message", at(3 * DAY - 60)), at(3 * DAY));
        must(&mut other, edit(answer, "by", Value::str("them")), at(3 * DAY));
        hints(&mut other, 3)
    };
    assert_eq!(answered, [], "they answered");
}

#[test]
fn nothing_asks_for_a_fifth_message() {
    let mut notebook = device(1);
    somebody(&mut notebook, 1, -200);
    must(&mut notebook, edit(person(1), "cadence_ideal", Value::Int(1)), at(0));
    for n in 0..4 {
        must(&mut notebook, touch(10 + n, person(1), "message", at(n as i64 * 60)), at(n as i64 * 60));
    }
    assert_eq!(hints(&mut notebook, 2), [Restraint::NewBestFriend]);
    assert_eq!(due(&mut notebook, at(2 * DAY)), []);
    assert_eq!(due(&mut notebook, at(9 * DAY)), [(Rule::Cadence, "Person 1".to_owned())]);
}

#[test]
fn an_understood_hint_rests_for_a_month() {
    let mut notebook = device(1);
    for n in 0..8 {
        somebody(&mut notebook, n, 0);
    }
    let about = today(&mut notebook, at(4 * DAY)).hints[0].about.clone();
    must(&mut notebook, decide(90, &about, "skipped", None, at(4 * DAY)), at(4 * DAY));
    assert_eq!(hints(&mut notebook, 4), []);
    assert_eq!(hints(&mut notebook, 33), []);
    assert_eq!(hints(&mut notebook, 34), [Restraint::CardDealer]);
}

#[test]
fn a_day_has_three_hints_at_most_and_the_next_ones_follow() {
    let mut notebook = device(1);
    for n in 0..5 {
        somebody(&mut notebook, n, -200);
        for message in 0..4 {
            must(
                &mut notebook,
                touch(10 * (n + 1) + message, person(n), "message", at(message as i64)),
                at(10),
            );
        }
    }
    let first = today(&mut notebook, at(60)).hints;
    assert_eq!(first.len(), 3);
    must(&mut notebook, decide(90, &first[0].about, "skipped", None, at(60)), at(60));
    let then = today(&mut notebook, at(60)).hints;
    assert_eq!(then.len(), 3);
    assert_eq!(then[..2], first[1..]);
}

#[test]
fn a_gift_an_introduction_or_a_connection_asks_for_no_answer() {
    let mut notebook = device(1);
    somebody(&mut notebook, 1, -200);
    for (n, kind) in ["gift", "introduced", "connected", "thanked", "message"].into_iter().enumerate() {
        let when = at(n as i64 * 60);
        must(&mut notebook, touch(10 + n as u64, person(1), kind, when), when);
    }
    assert_eq!(hints(&mut notebook, 1), []);
    for n in 0..3 {
        let when = at((10 + n) * 60);
        must(&mut notebook, touch(20 + n as u64, person(1), "note", when), when);
    }
    assert_eq!(hints(&mut notebook, 1), [Restraint::NewBestFriend]);
}
