//! What two devices did apart: removals, concurrent values, many-valued fields, notes, genesis.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    query::{Conflict, PeopleFilter},
    record::Ref,
};

/// Two devices that both know Ana.
fn pair() -> (Notebook, Notebook) {
    let (mut one, mut two) = (device(1), device(2));
    must(&mut one, add(person(1), &[("name", "Ana"), ("city", "Bath")]), at(0));
    merge(&mut two, &one);
    (one, two)
}

fn texts(conflict: &Conflict) -> Vec<String> {
    conflict.values.iter().map(|value| value.value.words()).collect()
}

#[test]
fn two_fresh_notebooks_merge_without_losing_what_either_wrote() {
    let (mut one, mut two) = (device(1), device(2));
    for (n, device) in [&mut one, &mut two].into_iter().enumerate() {
        must(device, jot(n as u64, "words", at(0)), at(0));
        must(device, add(person(n as u64), &[("name", "Ana")]), at(0));
        must(device, name(Ref::ME, "Robin"), at(0));
    }
    meet(&mut one, &mut two);
    assert_eq!(one.heads(), two.heads());
    for device in [&mut one, &mut two] {
        assert_eq!(inbox(device, at(0)).total, 2);
        assert_eq!(people(device, &PeopleFilter::default(), at(0)).list.total, 2);
    }
}

#[test]
fn a_removed_person_who_was_edited_elsewhere_meanwhile_comes_back() {
    // Whoever's operation wins, whichever came first, and even at the same instant.
    for (removed, edited) in [(5, 6), (6, 5), (5, 5)] {
        for (a, b) in [(1, 2), (2, 1)] {
            let (mut one, mut two) = (device(a), device(b));
            must(&mut one, add(person(1), &[("name", "Ana")]), at(0));
            merge(&mut two, &one);
            must(&mut one, Command::Remove { record: person(1) }, at(removed));
            must(&mut two, edit(person(1), "city", Value::str("York")), at(edited));
            meet(&mut one, &mut two);
            for device in [&mut one, &mut two] {
                assert!(!page(device, person(1)).removed, "{removed} {edited} {a}");
                assert_eq!(page(device, person(1)).person.city, "York");
                assert_eq!(bin(device, at(9)).total, 0);
                assert_eq!(hits(device, "Ana", at(9)).total, 1);
            }
            // And can be removed again, for good.
            must(&mut one, Command::Remove { record: person(1) }, at(20));
            meet(&mut one, &mut two);
            assert!(page(&mut two, person(1)).removed);
        }
    }
}

#[test]
fn a_person_removed_on_both_devices_stays_removed() {
    for (first, second) in [(5, 6), (6, 5), (5, 5)] {
        let (mut one, mut two) = pair();
        must(&mut one, Command::Remove { record: person(1) }, at(first));
        must(&mut two, Command::Remove { record: person(1) }, at(second));
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert!(page(device, person(1)).removed);
            assert_eq!(bin(device, at(9)).total, 1);
            assert!(page(device, person(1)).conflicts.is_empty());
        }
        must(&mut two, Command::Restore { record: person(1) }, at(9));
        meet(&mut one, &mut two);
        assert!(!page(&mut one, person(1)).removed);
    }
}

#[test]
fn the_bin_lists_what_was_removed_last_first_and_restoring_takes_it_out() {
    let (mut one, _) = pair();
    must(&mut one, jot(1, "a thought", at(1)), at(1));
    must(&mut one, Command::Remove { record: person(1) }, at(2));
    must(&mut one, Command::Remove { record: Ref::new(notebook::record::Kind::Jot, id(1)) }, at(3));
    let rows = bin(&mut one, at(4)).rows;
    let titles: Vec<_> = rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["a thought", "Ana"]);
    assert_eq!(rows[1].removed_at, at(2).0);
    assert_eq!(inbox(&mut one, at(4)).total, 0);
    nothing(&mut one, Command::Remove { record: person(1) }, at(5));
    must(&mut one, Command::Restore { record: person(1) }, at(6));
    nothing(&mut one, Command::Restore { record: person(1) }, at(7));
    assert_eq!(bin(&mut one, at(8)).total, 1);
    assert_eq!(people(&mut one, &PeopleFilter::default(), at(8)).list.total, 1);
}

#[test]
fn emptying_the_bin_deletes_for_good_and_undo_still_brings_it_back() {
    let (mut one, mut two) = pair();
    must(&mut one, Command::Remove { record: person(1) }, at(2));
    let emptied = must(&mut one, Command::EmptyBin, at(3)).change;
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(bin(device, at(4)).total, 0);
        assert!(person_view(device, id(1), at(4)).is_none());
        nothing(device, Command::EmptyBin, at(4));
    }
    assert!(refused(&mut one, name(person(1), "x")).to_string().contains("deleted for good"));
    must(&mut two, Command::Undo { change: emptied }, at(5));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(bin(device, at(6)).rows[0].title, "Ana");
        assert_eq!(bin(device, at(6)).rows[0].removed_at, at(2).0);
        assert_eq!(page(device, person(1)).person.city, "Bath");
    }
}

#[test]
fn what_is_written_elsewhere_while_the_bin_is_emptied_is_kept() {
    let (mut one, mut two) = pair();
    must(&mut one, Command::Remove { record: person(1) }, at(2));
    must(&mut one, Command::EmptyBin, at(3));
    must(&mut two, edit(person(1), "note", Value::Text("Rang: wants to meet.".into())), at(4));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(page(device, person(1)).person.note.0, "Rang: wants to meet.");
    }
}

#[test]
fn both_values_of_a_field_changed_on_two_devices_can_be_read() {
    let (mut one, mut two) = pair();
    must(&mut one, name(person(1), "Ana Ruiz"), at(60));
    must(&mut two, name(person(1), "Ana López"), at(120));
    meet(&mut one, &mut two);
    let (mine, theirs) = (page(&mut one, person(1)), page(&mut two, person(1)));
    assert_eq!(mine.conflicts, theirs.conflicts);
    let conflict = &mine.conflicts[0];
    assert_eq!(conflict.key, "name");
    assert_eq!(texts(conflict)[0], mine.person.name, "the first is the one that is shown");
    let mut sorted: Vec<_> = conflict.values.iter().map(|value| (value.value.words(), value.at)).collect();
    sorted.sort();
    let [one, two] = [at(60), at(120)].map(|at| at.unix_seconds());
    assert_eq!(sorted, [("Ana López".to_owned(), two), ("Ana Ruiz".to_owned(), one)]);
    assert_eq!(mine.conflicts.len(), 1, "not: when it was edited");
}

#[test]
fn a_concurrent_value_is_settled_by_choosing_either_or_another_one() {
    for choice in ["Ana Ruiz", "Ana López", "Ana Ruiz López"] {
        let (mut one, mut two) = pair();
        must(&mut one, name(person(1), "Ana Ruiz"), at(1));
        must(&mut two, name(person(1), "Ana López"), at(2));
        meet(&mut one, &mut two);
        must(&mut one, name(person(1), choice), at(3));
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!(page(device, person(1)).person.name, choice);
            assert!(page(device, person(1)).conflicts.is_empty(), "{choice}");
        }
    }
}

#[test]
fn the_same_value_written_on_two_devices_is_no_conflict() {
    let (mut one, mut two) = pair();
    must(&mut one, name(person(1), "Ana Ruiz"), at(1));
    must(&mut two, name(person(1), "Ana Ruiz"), at(2));
    meet(&mut one, &mut two);
    assert!(page(&mut one, person(1)).conflicts.is_empty());
}

#[test]
fn phones_tags_and_gains_added_on_two_devices_all_survive_also_into_empty_fields() {
    let (mut one, mut two) = pair();
    for (n, device) in [&mut one, &mut two].into_iter().enumerate() {
        let item = id(100 + n as u64);
        let edits = vec![
            Edit::set(format!("phones/{item}/value"), Value::Str(format!("+44 7700 90000{n}"))),
            Edit::set(format!("phones/{item}/label"), Value::str("mobile")),
            Edit::set(format!("tags/tag {n}"), Value::Bool(true)),
            Edit::set(format!("gains/{item}/words"), Value::Str(format!("goal {n}"))),
        ];
        must(device, Command::Edit { record: person(1), edits }, at(1));
    }
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        let person = page(device, person(1)).person;
        assert_eq!((person.phones.len(), person.gains.len()), (2, 2));
        assert_eq!(person.tags.into_iter().collect::<Vec<_>>(), ["tag 0", "tag 1"]);
        assert!(person.phones.values().all(|phone| phone.label == "mobile"));
    }
}

#[test]
fn a_phone_that_is_corrected_here_and_deleted_there_survives() {
    let (mut one, mut two) = pair();
    let (value, label) = (format!("phones/{}/value", id(9)), format!("phones/{}/label", id(9)));
    let phone = vec![Edit::set(&value, Value::str("+44 7700 900111")), Edit::set(&label, Value::str("shop"))];
    must(&mut one, Command::Edit { record: person(1), edits: phone }, at(1));
    merge(&mut two, &one);
    let edits = vec![Edit::clear(&value), Edit::clear(&label)];
    must(&mut one, Command::Edit { record: person(1), edits }, at(2));
    must(&mut two, edit(person(1), &value, Value::str("+44 7700 900112")), at(2));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        let phones = page(device, person(1)).person.phones;
        assert_eq!(phones[&id(9)].value, "+44 7700 900112");
    }
}

#[test]
fn a_tag_put_on_here_while_it_is_taken_off_there_stays() {
    let (mut one, mut two) = pair();
    let tag = |on: bool| Edit { key: "tags/warm".into(), value: on.then_some(Value::Bool(true)) };
    let set = |on: bool| Command::Edit { record: person(1), edits: vec![tag(on)] };
    must(&mut one, set(true), at(1));
    merge(&mut two, &one);
    must(&mut one, set(false), at(2));
    must(&mut two, set(false), at(2));
    must(&mut two, set(true), at(3));
    meet(&mut one, &mut two);
    assert!(page(&mut one, person(1)).person.tags.contains("warm"));
}

#[test]
fn a_note_written_on_two_devices_is_merged_word_by_word() {
    let (mut one, mut two) = pair();
    let note = |text: &str| edit(person(1), "note", Value::Text(text.into()));
    must(&mut one, note("Knows the harbour."), at(1));
    merge(&mut two, &one);
    must(&mut one, note("Ana: Knows the harbour."), at(2));
    must(&mut two, note("Knows the harbour. Sails."), at(3));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(page(device, person(1)).person.note.0, "Ana: Knows the harbour. Sails.");
        assert!(page(device, person(1)).conflicts.is_empty());
    }
}

#[test]
fn two_first_notes_written_apart_can_both_be_read() {
    let (mut one, mut two) = pair();
    must(&mut one, edit(person(1), "note", Value::Text("From one 🪗".into())), at(1));
    must(&mut two, edit(person(1), "note", Value::Text("From two ليلى".into())), at(2));
    meet(&mut one, &mut two);
    let view = page(&mut one, person(1));
    let mut both = texts(&view.conflicts[0]);
    assert_eq!(both[0], view.person.note.0);
    both.sort();
    assert_eq!(both, ["From one 🪗", "From two ليلى"]);
    must(&mut one, edit(person(1), "note", Value::Text("From one 🪗 and two ليلى".into())), at(3));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(page(device, person(1)).person.note.0, "From one 🪗 and two ليلى");
        assert!(page(device, person(1)).conflicts.is_empty());
    }
}

#[test]
fn a_change_that_arrives_before_what_it_builds_upon_waits_and_survives_a_restart() {
    let mut one = device(1);
    let first = must(&mut one, add(person(1), &[("name", "Ana")]), at(0));
    let second = must(&mut one, name(person(1), "Ana Ruiz"), at(1));
    let mut two = device(2);
    let (_, touched) = two.absorb(&second.bytes).unwrap();
    assert!(touched.is_empty() && !two.has(second.change));
    let mut two = reloaded(&two, 3);
    let mut three = device(4);
    merge(&mut three, &two);
    for device in [&mut two, &mut three] {
        let (_, touched) = device.absorb(&first.bytes).unwrap();
        assert!(touched.contains(&person(1)) && device.has(second.change));
        assert_eq!(page(device, person(1)).person.name, "Ana Ruiz");
    }
}
