//! What the person decided about an entry survives a merge with another copy, in whatever order.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{chance::Chance, *};
use notebook::{Notebook, command::Command, query::Rule, time::date_text};

const DAY: i64 = 24 * 60;

/// Ana met yesterday; Ben wants a touch; a promise is due.
fn morning(n: u8) -> Notebook {
    let mut notebook = device(n);
    must(&mut notebook, add(person(1), &[("name", "Ana"), ("met_on", "2026-11-21")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Ben"), ("met_on", "2026-01-01")]), at(0));
    must(&mut notebook, edit(person(2), "cadence_ideal", notebook::Value::Int(30)), at(0));
    let promise = notebook::record::Ref::new(notebook::record::Kind::Promise, id(3));
    let due = date_text(at(0).today());
    must(&mut notebook, add(promise, &[("words", "send it"), ("due", &due)]), at(0));
    notebook
}

fn abouts(notebook: &mut Notebook, day: i64) -> Vec<String> {
    let mut abouts: Vec<String> =
        today(notebook, at(day * DAY)).due.into_iter().map(|due| due.about).collect();
    abouts.sort();
    abouts
}

#[test]
fn done_and_snoozed_entries_stay_so_after_merging_with_another_copy() {
    let mut one = morning(1);
    let mut two = reloaded(&one, 2);
    let all = today(&mut one, at(0)).due;
    assert_eq!(all.len(), 3);
    let about = |rule: Rule| all.iter().find(|due| due.rule == rule).unwrap().about.clone();
    must(&mut one, decide(10, &about(Rule::Note), "done", None, at(1)), at(1));
    must(&mut two, decide(11, &about(Rule::Cadence), "snoozed", Some(at(3 * DAY)), at(2)), at(2));
    must(&mut two, decide(12, &about(Rule::Promise), "snoozed", Some(at(DAY)), at(2)), at(2));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(due(device, at(5)), []);
        assert_eq!(abouts(device, 1), [about(Rule::Promise)]);
        assert_eq!(abouts(device, 3), [about(Rule::Cadence), about(Rule::Promise)]);
    }
}

#[test]
fn done_on_one_device_and_snoozed_on_another_is_done() {
    for reversed in [false, true] {
        let mut one = morning(1);
        let mut two = reloaded(&one, 2);
        let about = format!("people/{}/met/24h", id(1));
        let (done, snoozed) = (at(1), at(2));
        must(&mut one, decide(10, &about, "done", None, done), done);
        must(&mut two, decide(11, &about, "snoozed", Some(at(2 * DAY)), snoozed), snoozed);
        if reversed {
            meet(&mut two, &mut one);
        } else {
            meet(&mut one, &mut two);
        }
        for device in [&mut one, &mut two] {
            assert!(!abouts(device, 2).contains(&about));
        }
    }
}

#[test]
fn a_promise_with_a_new_day_is_a_new_entry() {
    let mut notebook = morning(1);
    let entry = today(&mut notebook, at(0)).due.into_iter().find(|due| due.rule == Rule::Promise).unwrap();
    must(&mut notebook, decide(10, &entry.about, "snoozed", Some(at(9 * DAY)), at(1)), at(1));
    must(&mut notebook, edit(entry.record, "due", notebook::Value::str("2026-11-24")), at(2));
    assert!(due(&mut notebook, at(2 * DAY)).iter().any(|(rule, _)| *rule == Rule::Promise));
}

#[test]
fn a_decision_that_is_taken_back_counts_no_more_and_is_not_in_the_bin() {
    let mut notebook = morning(1);
    let before = abouts(&mut notebook, 0);
    let written = must(&mut notebook, decide(10, &before[0], "skipped", None, at(1)), at(1));
    assert_eq!(abouts(&mut notebook, 0).len(), 2);
    let undone = must(&mut notebook, Command::Undo { change: written.change }, at(2));
    assert_eq!(abouts(&mut notebook, 0), before);
    assert_eq!(bin(&mut notebook, at(3)).rows, []);
    assert_eq!(counts(&mut notebook, at(3)).bin, 0);
    must(&mut notebook, Command::Undo { change: undone.change }, at(3));
    assert_eq!(abouts(&mut notebook, 0).len(), 2, "and done again");
}

#[test]
fn a_touch_and_what_it_settles_are_one_act_and_one_undo() {
    let mut notebook = morning(1);
    let about = format!("people/{}/met/30d", id(1));
    let acts = vec![
        touch(20, person(1), "message", at(5)),
        decide(21, &about, "done", None, at(5)),
        edit(person(1), "city", notebook::Value::str("Bath")),
    ];
    let written = must(&mut notebook, Command::Together { acts: acts.clone() }, at(5));
    nothing(&mut notebook, Command::Together { acts }, at(6));
    assert_eq!(page(&mut notebook, person(1)).timeline.len(), 1);
    must(&mut notebook, Command::Undo { change: written.change }, at(7));
    let page = page(&mut notebook, person(1));
    assert_eq!((page.timeline.len(), page.person.city.as_str()), (0, ""));
}

#[test]
fn only_additions_and_edits_are_done_together_and_all_of_them_or_none() {
    let mut notebook = morning(1);
    for odd in
        [Command::EmptyBin, Command::Remove { record: person(1) }, edit(person(77), "city", "X".into_value())]
    {
        let acts = vec![edit(person(1), "city", "Bath".into_value()), odd];
        refused(&mut notebook, Command::Together { acts });
    }
    assert_eq!(page(&mut notebook, person(1)).person.city, "");
}

trait IntoValue {
    fn into_value(self) -> notebook::Value;
}

impl IntoValue for &str {
    fn into_value(self) -> notebook::Value {
        notebook::Value::str(self)
    }
}

#[test]
fn decisions_merge_to_the_same_list_in_every_order() {
    for seed in 0..40 {
        let mut chance = Chance(seed);
        let base = morning(1);
        let all: Vec<String> = abouts(&mut reloaded(&base, 9), 0);
        let mut devices: Vec<Notebook> = (2..5).map(|n| reloaded(&base, n)).collect();
        for n in 0..9 {
            let about = chance.of(&all.iter().map(String::as_str).collect::<Vec<_>>()).to_owned();
            let when = at(chance.below(3 * DAY as usize) as i64);
            let until = Some(at(chance.below(12) as i64 * DAY));
            let (kind, until) =
                chance.of(&[("done", None), ("skipped", None), ("snoozed", until), ("snoozed", until)]);
            let device = &mut devices[chance.below(3)];
            must(device, decide(100 + n, &about, kind, until, when), when);
        }
        let merged = |order: [usize; 4]| {
            let mut into = reloaded(&base, 20);
            for n in order {
                merge(&mut into, &devices[n % 3]);
            }
            (0..14).map(|day| abouts(&mut into, day)).collect::<Vec<_>>()
        };
        let first = merged([0, 1, 2, 0]);
        for order in [[2, 1, 0, 1], [1, 1, 2, 0], [1, 2, 0, 2]] {
            assert_eq!(merged(order), first, "seed {seed}");
        }
    }
}
