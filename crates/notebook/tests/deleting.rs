//! Deleting for good is a mark: a record is gone, or it is whole, and never a part of it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Refusal},
    record::{Kind, Ref},
};

const KINDS: [Kind; 6] = [Kind::Person, Kind::Lead, Kind::Promise, Kind::Touch, Kind::Event, Kind::Group];

/// The words by which a record of a kind is found.
fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Person | Kind::Event | Kind::Group => "name",
        Kind::Lead => "need",
        _ => "words",
    }
}

fn pair(record: Ref) -> (Notebook, Notebook) {
    let mut one = device(1);
    must(&mut one, add(record, &[(words(record.kind), "slate roof")]), at(0));
    let two = reloaded(&one, 2);
    (one, two)
}

fn emptied(notebook: &mut Notebook, record: Ref) {
    must(notebook, Command::Remove { record }, at(5));
    must(notebook, Command::EmptyBin, at(5));
}

#[test]
fn what_is_edited_elsewhere_meanwhile_is_whole_again() {
    for kind in KINDS {
        let record = Ref::new(kind, id(1));
        let (mut one, mut two) = pair(record);
        emptied(&mut one, record);
        let (key, value) = match kind {
            Kind::Person | Kind::Lead | Kind::Group => ("note", Value::Text("knows the harbour".into())),
            Kind::Event => ("goal", Value::Text("knows the harbour".into())),
            Kind::Promise => ("due", Value::str("2026-12-01")),
            _ => ("kind", Value::str("call")),
        };
        must(&mut two, edit(record, key, value), at(5));
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!(hits(device, "slate", at(9)).total, 1, "{kind:?}");
            assert_eq!(bin(device, at(9)).total, 0, "{kind:?}");
            same(&seen(device, at(9), true), &seen(&mut reloaded(device, 9), at(9), true), "read anew");
        }
        // And it can be deleted for good then.
        emptied(&mut one, record);
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!((hits(device, "slate", at(9)).total, bin(device, at(9)).total), (0, 0), "{kind:?}");
        }
    }
}

#[test]
fn what_something_elsewhere_speaks_of_meanwhile_lies_in_the_bin_whole() {
    let uses: [(Kind, &str, Kind); 7] = [
        (Kind::Person, "person", Kind::Promise),
        (Kind::Person, "person", Kind::Touch),
        (Kind::Person, "source", Kind::Lead),
        (Kind::Person, "introduced_by", Kind::Person),
        (Kind::Lead, "lead", Kind::Touch),
        (Kind::Event, "event", Kind::Lead),
        (Kind::Group, "group", Kind::Event),
    ];
    for (kind, key, user) in uses {
        let record = Ref::new(kind, id(1));
        let (mut one, mut two) = pair(record);
        emptied(&mut one, record);
        let user = Ref::new(user, id(2));
        must(&mut two, add(user, &[(key, &id(1).to_string()), (words(user.kind), "tiles")]), at(5));
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!(bin(device, at(9)).rows[0].record, record, "{kind:?} {key}");
            assert!(bin(device, at(9)).rows[0].title.contains("slate roof") || kind == Kind::Touch);
            same(&seen(device, at(9), true), &seen(&mut reloaded(device, 9), at(9), true), "read anew");
        }
        // Who empties the bin then knows of it.
        must(&mut one, Command::EmptyBin, at(10));
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!(bin(device, at(11)).total, 0, "{kind:?} {key}");
            assert_eq!(hits(device, "tiles", at(11)).total, 1);
        }
    }
}

#[test]
fn what_was_deleted_by_somebody_who_knew_of_all_that_speaks_of_it_stays_gone() {
    let mut one = device(1);
    must(&mut one, add(person(1), &[("name", "Ana")]), at(0));
    must(&mut one, add(lead(2), &[("need", "a roof"), ("prospect", &id(1).to_string())]), at(0));
    let mut two = reloaded(&one, 2);
    emptied(&mut one, person(1));
    must(&mut two, edit(lead(2), "need", Value::str("a slate roof")), at(6));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(bin(device, at(9)).total, 0);
        assert!(person_view(device, id(1), at(9)).is_none());
    }
}

#[test]
fn undoing_it_gives_the_bin_back_and_undoing_that_empties_it_again() {
    let (mut one, _) = pair(person(1));
    must(&mut one, Command::Remove { record: person(1) }, at(1));
    let before = bin(&mut one, at(9));
    let change = must(&mut one, Command::EmptyBin, at(2)).change;
    assert_eq!(bin(&mut one, at(9)).total, 0);
    assert_eq!(refused(&mut one, name(person(1), "Ana")), Refusal::NoSuchRecord);
    let undone = must(&mut one, Command::Undo { change }, at(3)).change;
    assert_eq!(bin(&mut one, at(9)), before);
    nothing(&mut one, Command::Undo { change }, at(4));
    must(&mut one, Command::Undo { change: undone }, at(5));
    assert_eq!(bin(&mut one, at(9)).total, 0);
}

#[test]
fn both_devices_may_empty_their_bins() {
    for kind in KINDS {
        let record = Ref::new(kind, id(1));
        let (mut one, mut two) = pair(record);
        emptied(&mut one, record);
        emptied(&mut two, record);
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!((hits(device, "slate", at(9)).total, bin(device, at(9)).total), (0, 0), "{kind:?}");
        }
    }
}

#[test]
fn a_removal_within_the_same_moment_as_an_edit_is_a_removal() {
    let (mut one, _) = pair(person(1));
    must(&mut one, name(person(1), "Ana"), at(5));
    must(&mut one, Command::Remove { record: person(1) }, at(5));
    assert!(page(&mut one, person(1)).removed);
    must(&mut one, Command::Restore { record: person(1) }, at(5));
    assert!(!page(&mut one, person(1)).removed);
}

#[test]
fn a_third_word_about_what_was_deleted_is_heard_although_nothing_else_changes() {
    let mut two = device(2);
    must(&mut two, jot(1, "the harbour", at(0)), at(0));
    let record = Ref::new(Kind::Jot, id(1));
    must(&mut two, Command::Remove { record }, at(1));
    let (mut zero, mut one) = (reloaded(&two, 9), reloaded(&two, 8));
    must(&mut one, Command::EmptyBin, at(2));
    must(&mut two, Command::Restore { record }, at(3));
    must(&mut zero, Command::EmptyBin, at(4));
    merge(&mut zero, &one);
    merge(&mut zero, &two);
    assert_eq!(
        inbox(&mut zero, at(5)).rows.len(),
        1,
        "it was restored by somebody who did not know of the rest"
    );
    same(
        &seen(&mut zero, at(5), true),
        &seen(&mut reloaded(&zero, 7), at(5), true),
        "as when it is loaded anew",
    );
}
