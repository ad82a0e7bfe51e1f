//! Taking a change back, and bringing it back again.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;

use common::{
    chance::{Chance, Known},
    *,
};
use notebook::{
    Id, Notebook, Value,
    command::{ChangeId, Command, Edit, Refusal, Sorting},
    practice::leads::{About, Deed},
    query::PeopleFilter,
    record::{Kind, NameUse, Progress, Ref, TouchKind},
};

fn undo(change: ChangeId) -> Command {
    Command::Undo { change }
}

/// Every page that was there before says what it said.
fn restored(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, what: &str) {
    for (query, view) in before {
        let now = after.get(query).unwrap_or_else(|| panic!("{what}: no answer to {query}"));
        assert_eq!(view, now, "{what}: {query}");
    }
}

/// Carries a command out, takes it back, brings it back, and looks each time.
fn there_and_back(notebook: &mut Notebook, command: Command) {
    let what = format!("{command:?}");
    let before = shown(notebook);
    let done = must(notebook, command, at(100)).change;
    let after = shown(notebook);
    let undone = must(notebook, undo(done), at(101)).change;
    restored(&before, &shown(notebook), &format!("undo of {what}"));
    must(notebook, undo(undone), at(102));
    same(&after, &shown(notebook), &format!("redo of {what}"));
}

fn busy() -> Notebook {
    let mut notebook = device(1);
    for (n, text) in
        [(1, "Ana Ruiz, plumber at Acme +34 600 123 456 #sailing"), (2, "Ben needs a bookkeeper")]
    {
        must(&mut notebook, jot(n, text, at(n as i64)), at(n as i64));
    }
    must(&mut notebook, add(person(20), &[("name", "Clara"), ("city", "Bath")]), at(5));
    must(&mut notebook, add(person(21), &[("name", "Dev")]), at(6));
    must(&mut notebook, Command::Remove { record: person(21) }, at(7));
    must(&mut notebook, edit(person(20), "note", Value::Text("Knows the harbour.".into())), at(8));
    notebook
}

/// The same with a lead that Clara gave and that is meant for Ben, and with Clara entered twice.
fn with_a_lead() -> Notebook {
    let mut notebook = busy();
    let (clara, recipient) = (id(20).to_string(), format!("recipients/{}/name", id(60)));
    let fields = [
        ("need", "a bookkeeper"),
        ("prospect_name", "Ana"),
        ("source", clara.as_str()),
        (recipient.as_str(), "Ben"),
    ];
    must(&mut notebook, add(lead(50), &fields), at(9));
    must(&mut notebook, add(person(23), &[("name", "Clara Bell"), ("city", "York")]), at(10));
    must(&mut notebook, touch(51, person(23), "call", at(11)), at(11));
    notebook
}

#[test]
fn undo_of_every_deed_message_joint_act_and_union_restores_what_was_seen_and_redo_brings_it_back() {
    let deeds = [
        Deed::Agreed,
        Deed::Presold,
        Deed::Moved(Progress::Won),
        Deed::MovedFor(id(60), Progress::Met),
        Deed::Stands(3, true),
        Deed::NameUse(Some(NameUse::No)),
        Deed::Passed(id(60)),
        Deed::ThankedBy(id(60)),
        Deed::Thanked,
        Deed::Reported,
    ];
    let of_lead = |deed| Command::Lead { lead: id(50), deed };
    let sent = |about| Command::Sent {
        touch: id(52),
        lead: id(50),
        about,
        kind: None,
        words: "Thank you for thinking of me.".into(),
    };
    let joint = Command::Together {
        acts: vec![
            touch(53, person(20), "call", at(99)),
            of_lead(Deed::Moved(Progress::Contacted)),
            edit(person(20), "city", Value::str("Wells")),
        ],
    };
    let messages = [About::Consent, About::Late, About::Thanks, About::Report, About::Pass(id(60))];
    let commands = deeds.into_iter().map(of_lead).chain(messages.into_iter().map(sent));
    for command in commands.chain([joint, Command::Unite { keep: id(20), double: id(23) }]) {
        there_and_back(&mut with_a_lead(), command);
    }
}

#[test]
fn undo_of_every_command_restores_what_was_seen_and_redo_brings_it_back() {
    let into = Sorting {
        person: new(30, "Ana"),
        lead: Some((id(31), "a bookkeeper".into())),
        promise: Some((id(32), "send the number".into(), Some(at(0).today().into()))),
        touch: Some((id(33), TouchKind::Met)),
        ..Sorting::default()
    };
    let tag = Edit::set("tags/sailing", Value::Bool(true));
    let phone = Edit::set(format!("phones/{}/value", id(40)), Value::str("+44 7700 900123"));
    for command in [
        jot(3, "just words", at(9)),
        sort(1, into.clone()),
        Command::PutAway { jot: id(2) },
        add(person(22), &[("name", "Eve")]),
        Command::Edit { record: person(20), edits: vec![tag, phone, Edit::clear("city")] },
        edit(person(20), "note", Value::Text("Knows the whole harbour, and more.".into())),
        Command::Edit { record: person(20), edits: vec![Edit::clear("note")] },
        name(Ref::ME, "Robin"),
        name(person(21), "Devi"),
        Command::Remove { record: person(20) },
        Command::Restore { record: person(21) },
        Command::EmptyBin,
    ] {
        there_and_back(&mut busy(), command);
    }
    let mut notebook = busy();
    let removal = history(&mut notebook, Some(person(21)), at(0)).rows[0].change;
    there_and_back(&mut notebook, undo(removal));
}

#[test]
fn undo_of_any_command_in_any_history_restores_what_was_seen() {
    for seed in 0..80 {
        let mut chance = Chance(seed);
        let mut known = Known::default();
        let mut notebook = device(1);
        for step in 0..45 {
            known.act(&mut notebook, &mut chance, at(step));
        }
        for step in 0..4 {
            let before = shown(&mut notebook);
            let bin_before = bin(&mut notebook, at(0)).rows;
            let Some((command, written)) = known.act(&mut notebook, &mut chance, at(60 + step)) else {
                continue;
            };
            let after = shown(&mut notebook);
            let what = format!("seed {seed}, {command:?}");
            let undone = must(&mut notebook, undo(written.change), at(70 + step));
            restored(&before, &shown(&mut notebook), &format!("undo, {what}"));
            let rows = bin(&mut notebook, at(0)).rows;
            for row in bin_before {
                assert!(
                    rows.iter().any(|now| now.record == row.record),
                    "{what}: {row:?} is missing from the bin"
                );
            }
            must(&mut notebook, undo(undone.change), at(80 + step));
            same(&after, &shown(&mut notebook), &format!("redo, {what}"));
        }
    }
}

#[test]
fn undo_leaves_alone_what_was_changed_since() {
    let mut notebook = busy();
    let edits = vec![Edit::set("name", Value::str("Clara Bell")), Edit::set("city", Value::str("York"))];
    let change = must(&mut notebook, Command::Edit { record: person(20), edits }, at(10)).change;
    must(&mut notebook, name(person(20), "Clara Bell-Hughes"), at(11));
    must(&mut notebook, undo(change), at(12));
    let page = page(&mut notebook, person(20));
    assert_eq!((page.person.name.as_str(), page.person.city.as_str()), ("Clara Bell-Hughes", "Bath"));
}

#[test]
fn undoing_the_same_change_twice_does_nothing_more() {
    for command in [
        jot(3, "just words", at(9)),
        name(person(20), "Clara Bell"),
        Command::Remove { record: person(20) },
        Command::EmptyBin,
        add(person(22), &[("name", "Eve")]),
    ] {
        let mut notebook = busy();
        let change = must(&mut notebook, command, at(10)).change;
        must(&mut notebook, undo(change), at(11));
        nothing(&mut notebook, undo(change), at(12));
    }
}

#[test]
fn undo_of_a_change_that_is_not_here_is_refused() {
    let refusal = refused(&mut busy(), undo(ChangeId([3; 32])));
    assert_eq!(refusal, Refusal::NoSuchChange);
    assert!(refusal.to_string().contains("cannot be undone"));
}

#[test]
fn a_change_of_another_device_can_be_undone_here_and_stays_undone_there() {
    let (mut one, mut two) = (busy(), device(2));
    merge(&mut two, &one);
    let change = must(&mut two, name(person(20), "Klara"), at(20)).change;
    merge(&mut one, &two);
    assert_eq!(page(&mut one, person(20)).person.name, "Klara");
    must(&mut one, undo(change), at(21));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        assert_eq!(page(device, person(20)).person.name, "Clara");
        assert!(page(device, person(20)).conflicts.is_empty());
    }
}

#[test]
fn undoing_one_of_two_concurrent_edits_leaves_the_other_one_standing() {
    for (a, b) in [(1, 2), (2, 1)] {
        let (mut one, mut two) = (device(a), device(b));
        must(&mut one, add(person(1), &[("name", "Ana")]), at(0));
        merge(&mut two, &one);
        let change = must(&mut one, name(person(1), "Ana from one"), at(1)).change;
        must(&mut two, name(person(1), "Ana from two"), at(1));
        meet(&mut one, &mut two);
        one.apply(&undo(change), at(2)).unwrap();
        meet(&mut one, &mut two);
        assert_eq!(page(&mut one, person(1)).person.name, "Ana from two");
        assert_eq!(page(&mut two, person(1)).person.name, "Ana from two");
    }
}

#[test]
fn undo_works_after_the_notebook_was_closed_and_opened() {
    let mut notebook = busy();
    let change = must(&mut notebook, Command::Remove { record: person(20) }, at(10)).change;
    let mut notebook = reloaded(&notebook, 3);
    let undone = must(&mut notebook, undo(change), at(11)).change;
    assert!(!page(&mut notebook, person(20)).removed);
    let mut notebook = reloaded(&notebook, 4);
    must(&mut notebook, undo(undone), at(12));
    assert!(page(&mut notebook, person(20)).removed);
}

#[test]
fn an_edit_that_brought_somebody_back_is_undone_into_the_bin() {
    let mut notebook = busy();
    let before = bin(&mut notebook, at(0));
    let change = must(&mut notebook, name(person(21), "Devi"), at(10)).change;
    assert_eq!(bin(&mut notebook, at(0)).total, 0);
    must(&mut notebook, undo(change), at(11));
    assert_eq!(bin(&mut notebook, at(0)), before, "with the time at which they were removed");
}

#[test]
fn undoing_a_sorting_puts_the_jot_back_into_the_inbox_and_it_can_be_sorted_again() {
    let mut notebook = busy();
    let into = Sorting { person: new(30, "Ana Ruiz"), ..Sorting::default() };
    let change = must(&mut notebook, sort(1, into.clone()), at(10)).change;
    assert_eq!(inbox(&mut notebook, at(0)).total, 1);
    must(&mut notebook, undo(change), at(11));
    assert_eq!(inbox(&mut notebook, at(0)).total, 2);
    assert_eq!(people(&mut notebook, &PeopleFilter::default(), at(0)).list.total, 1);
    must(&mut notebook, sort(1, into), at(12));
    assert_eq!(inbox(&mut notebook, at(0)).total, 1);
    assert_eq!(people(&mut notebook, &PeopleFilter::default(), at(0)).list.total, 2);
}

#[test]
fn the_history_of_a_record_says_what_each_change_did() {
    let mut notebook = busy();
    must(&mut notebook, name(person(20), "Clara Bell"), at(10));
    let entries = history(&mut notebook, Some(person(20)), at(0)).rows;
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["edit", "edit", "add"]);
    let field = &entries[0].fields[0];
    assert_eq!(
        (field.key.as_str(), field.before.clone(), field.after.clone()),
        ("name", Some(Value::str("Clara")), Some(Value::str("Clara Bell")))
    );
    assert_eq!(entries[0].at, at(10).unix_seconds());
    assert_eq!(entries[2].made, [person(20)]);
    assert_eq!(entries[0].records, [(person(20), "Clara Bell".to_owned())]);
    // And it goes on without being read again.
    must(&mut notebook, name(person(20), "Clara"), at(11));
    assert_eq!(history(&mut notebook, Some(person(20)), at(0)).total, 4);
    let nobody = Ref::new(Kind::Person, Id([99; 16]));
    assert_eq!(history(&mut notebook, Some(nobody), at(0)).total, 0);
}

#[test]
fn undo_of_what_was_changed_since_is_not_said_to_be_done() {
    let mut notebook = busy();
    let change = must(&mut notebook, edit(person(20), "city", Value::str("Porto")), at(10)).change;
    must(&mut notebook, edit(person(20), "city", Value::str("York")), at(11));
    let refusal = refused(&mut notebook, undo(change));
    assert_eq!(refusal.to_string(), "Not taken back, because it was changed since: the city of Clara.");
    assert_eq!(page(&mut notebook, person(20)).person.city, "York");
}

#[test]
fn undo_in_part_says_what_stays() {
    let mut notebook = busy();
    let edits = vec![Edit::set("name", Value::str("Clara Bell")), Edit::set("city", Value::str("York"))];
    let change = must(&mut notebook, Command::Edit { record: person(20), edits }, at(10)).change;
    must(&mut notebook, name(person(20), "Clara Bell-Hughes"), at(11));
    let undone = must(&mut notebook, undo(change), at(12));
    assert_eq!(undone.left, ["the name of Clara Bell-Hughes"]);
    let whole = must(&mut notebook, edit(person(20), "trade", Value::str("baker")), at(13)).change;
    assert!(must(&mut notebook, undo(whole), at(14)).left.is_empty());
}

/// Two devices that wrote a city at once, and the changes that did.
fn cities(a: u8, b: u8) -> (Notebook, Notebook, ChangeId, ChangeId) {
    let (mut one, mut two) = (device(a), device(b));
    must(&mut one, add(person(1), &[("name", "Ana"), ("city", "Bath")]), at(0));
    merge(&mut two, &one);
    let mine = must(&mut one, edit(person(1), "city", Value::str("York")), at(1)).change;
    let theirs = must(&mut two, edit(person(1), "city", Value::str("Porto")), at(1)).change;
    meet(&mut one, &mut two);
    (one, two, mine, theirs)
}

#[test]
fn a_value_of_mine_that_was_taken_back_stays_so_whichever_had_won() {
    for (a, b) in [(1, 2), (2, 1)] {
        for mine_first in [true, false] {
            let (mut one, mut two, mine, theirs) = cities(a, b);
            let (first, second, left) =
                if mine_first { (mine, theirs, "Porto") } else { (theirs, mine, "York") };
            assert!(must(&mut one, undo(first), at(2)).left.is_empty());
            assert_eq!(page(&mut one, person(1)).person.city, left);
            assert!(page(&mut one, person(1)).conflicts.is_empty());
            let last = must(&mut one, undo(second), at(3)).change;
            assert_eq!(
                page(&mut one, person(1)).person.city,
                "Bath",
                "nothing that was taken back comes back"
            );
            meet(&mut one, &mut two);
            assert_eq!(page(&mut two, person(1)).person.city, "Bath");
            must(&mut two, undo(last), at(4));
            assert_eq!(page(&mut two, person(1)).person.city, left, "and undoing that is redo");
        }
    }
}

#[test]
fn undoing_a_first_note_leaves_the_one_that_another_device_wrote() {
    for (a, b) in [(1, 2), (2, 1)] {
        let (mut one, mut two) = (device(a), device(b));
        must(&mut one, add(person(1), &[("name", "Ana")]), at(0));
        merge(&mut two, &one);
        let mine = must(&mut one, edit(person(1), "note", Value::Text("Sails.".into())), at(1)).change;
        must(&mut two, edit(person(1), "note", Value::Text("Two children.".into())), at(1));
        meet(&mut one, &mut two);
        must(&mut one, undo(mine), at(2));
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!(page(device, person(1)).person.note.0, "Two children.");
            assert!(page(device, person(1)).conflicts.is_empty());
        }
    }
}

#[test]
fn of_three_values_the_person_chooses() {
    let (mut one, mut two, mine, _) = cities(1, 2);
    let mut three = device(3);
    let mut early = device(4);
    must(&mut early, add(person(9), &[("name", "Ben")]), at(0));
    merge(&mut three, &early);
    let (first, second) = {
        merge(&mut three, &one);
        must(&mut three, edit(person(1), "trade", Value::str("baker")), at(2));
        let first = must(&mut one, edit(person(1), "trade", Value::str("glazier")), at(2)).change;
        let second = must(&mut two, edit(person(1), "trade", Value::str("tiler")), at(2)).change;
        (first, second)
    };
    meet(&mut one, &mut two);
    meet(&mut one, &mut three);
    meet(&mut one, &mut two);
    assert_eq!(
        page(&mut one, person(1)).conflicts.iter().find(|c| c.key == "trade").unwrap().values.len(),
        3
    );
    for change in [first, second] {
        assert!(matches!(refused(&mut one, undo(change)), Refusal::ChangedSince { .. }));
    }
    must(&mut one, undo(mine), at(5));
}
