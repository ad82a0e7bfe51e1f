//! Backups: what they bring, and what is said about files that are none.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use keeper::{BackupError, Keeper, Limits, NotRestored, store::Key};
use notebook::{
    Id, MOST_FILE_BYTES, Now, Value,
    command::{Command, Edit},
    query::{Query, View},
    record::{Kind, Ref},
};
use sha2::{Digest, Sha256};
use support::{
    disk::SimStore,
    drive::block_on,
    rng::Rng,
    words::{self, Known},
};

fn opened(store: &SimStore, actor: u8) -> Keeper<SimStore> {
    block_on(Keeper::open(store.clone(), [actor; 16], support::entropy(actor.into())))
        .expect("a disk that does not fail")
        .0
}

fn filled(actor: u8, commands: usize) -> (SimStore, Keeper<SimStore>) {
    let mut rng = Rng::new(actor.into());
    let store = SimStore::new(rng.fork());
    let mut keeper = opened(&store, actor);
    for _ in 0..commands {
        let now = words::now(&mut rng, 0);
        block_on(keeper.act(&words::jot_again(&mut rng, now), now)).expect("it is saved");
    }
    (store, keeper)
}

fn noon() -> Now {
    Now::from_millis(1_795_000_000_000, 60).expect("a time")
}

#[test]
fn a_backup_brings_to_another_notebook_what_is_new_there_and_replaces_nothing() {
    for (there, limits) in [(5, Limits::default()), (12, Limits { chunks: 10, bytes: 1 << 20 })] {
        let (_, one) = filled(1, there);
        let (store, mut two) = filled(2, 3);
        two.set_limits(limits);
        let brings = two.preview(&one.backup(), noon()).expect("a backup");
        assert_eq!(brings.changes, there);
        assert_eq!(brings.holds.inbox, there);
        assert_eq!(brings.new_records.get(&Kind::Jot), Some(&there));
        assert_eq!(brings.changed_records, 0);
        let before = two.heads();
        let saved = block_on(two.restore(&one.backup())).expect("a backup");
        assert!(!saved.stored.is_empty());
        assert_eq!(support::counts(&mut two, noon()).inbox, there + 3);
        assert!(before.iter().chain(&one.heads()).all(|head| two.has(*head)));
        assert_eq!(opened(&store, 3).heads(), two.heads(), "it is on the disk");
        assert_eq!(two.preview(&one.backup(), noon()).expect("a backup").changes, 0, "once is enough");
    }
}

#[test]
fn the_counts_of_what_a_backup_brings_agree_with_each_other() {
    let store = SimStore::new(Rng::new(9).fork());
    let mut one = opened(&store, 9);
    let person = |n: u8| Ref::new(Kind::Person, Id([n; 16]));
    let mut acts: Vec<Command> = (1..=5)
        .map(|n| Command::Add {
            record: person(n),
            edits: vec![Edit::text("name", &format!("Somebody {n}"))],
        })
        .collect();
    acts.push(Command::Unite { keep: person(1).id, double: person(2).id });
    acts.push(Command::Remove { record: person(3) });
    for act in &acts {
        block_on(one.act(act, noon())).expect("it is saved");
    }
    // One of five lies in the bin, and two are one.
    let (_, mut two) = filled(2, 3);
    let brings = two.preview(&one.backup(), noon()).expect("a backup");
    assert_eq!(brings.holds.records.get(&Kind::Person), Some(&3), "in it altogether");
    assert_eq!(brings.new_records.get(&Kind::Person), Some(&3), "and all of them new");
    assert_eq!(brings.changed_records, 0, "nothing here is changed");
    block_on(two.restore(&one.backup())).expect("a backup");

    // Then another name, and a third entry of somebody who is here.
    block_on(
        one.act(&Command::Edit { record: person(4), edits: vec![Edit::text("trade", "roofer")] }, noon()),
    )
    .expect("it is saved");
    let sixth = Command::Add { record: person(6), edits: vec![Edit::text("name", "Somebody 6")] };
    let same = Command::Unite { keep: person(1).id, double: person(6).id };
    for act in [sixth, same] {
        block_on(one.act(&act, noon())).expect("it is saved");
    }
    let brings = two.preview(&one.backup(), noon()).expect("a backup");
    assert_eq!(brings.new_records.get(&Kind::Person), None, "nobody is new");
    assert_eq!(brings.changed_records, 2, "the roofer, and whom the sixth entry is");
}

#[test]
fn restoring_is_all_or_nothing_when_no_room_is_left() {
    let (_, one) = filled(1, 20);
    let (store, mut two) = filled(2, 3);
    let (heads, room) = (two.heads(), store.0.borrow().bytes());
    store.0.borrow_mut().quota = Some(room + 100);
    let refused = block_on(two.restore(&one.backup())).expect_err("there is no room");
    assert!(refused.to_string().contains("not enough room"), "{refused}");
    assert_eq!((two.heads(), store.0.borrow().bytes()), (heads, room));
    store.0.borrow_mut().quota = None;
    block_on(two.restore(&one.backup())).expect("now there is");
    assert!(one.heads().iter().all(|head| two.has(*head)));
}

#[test]
fn every_file_that_is_no_backup_gets_a_sentence_and_changes_nothing() {
    let (_, one) = filled(1, 5);
    let (store, mut two) = filled(2, 3);
    let (good, heads, before) = (one.backup(), two.heads(), store.0.borrow().records.clone());
    let mut newer = good.clone();
    newer[8] = 2;
    let mut flipped = good.clone();
    flipped[70] ^= 1;
    let cases: [(&[u8], BackupError, &str); 7] = [
        (b"", BackupError::NotABackup, "not a Rapport backup"),
        (b"BEGIN:VCARD", BackupError::NotABackup, "not a Rapport backup"),
        (&good[..5], BackupError::Damaged, "only a part"),
        (&good[..30], BackupError::Damaged, "only a part"),
        (&good[..good.len() - 1], BackupError::Damaged, "only a part"),
        (&flipped, BackupError::Damaged, "damaged"),
        (&newer, BackupError::Newer, "made by a newer Rapport: update, then try again"),
    ];
    for (file, error, words) in cases {
        assert_eq!(two.preview(file, noon()), Err(error.clone()));
        let refused = block_on(two.restore(file)).expect_err("not a backup");
        assert_eq!(refused, NotRestored::File(error));
        assert!(refused.to_string().contains(words), "{refused}");
    }
    let huge = vec![b'x'; MOST_FILE_BYTES + 64];
    let refused = block_on(two.restore(&huge)).expect_err("too large");
    assert_eq!(refused, NotRestored::File(BackupError::TooLarge));
    assert!(refused.to_string().contains("128 MB"), "{refused}");
    assert_eq!(two.heads(), heads);
    assert_eq!(store.0.borrow().records, before);
}

#[test]
fn a_profile_that_went_on_as_the_same_actor_is_refused_in_words_and_loses_nothing() {
    let (_, one) = filled(7, 5);
    let mut rng = Rng::new(99);
    let store = SimStore::new(rng.fork());
    let mut two = opened(&store, 7);
    let now = words::now(&mut rng, 0);
    block_on(two.act(&words::jot_again(&mut rng, now), now)).expect("it is saved");
    let heads = two.heads();
    let refused = block_on(two.restore(&one.backup())).expect_err("the same actor twice");
    assert!(refused.to_string().contains("does not fit this notebook"), "{refused}");
    assert_eq!(two.heads(), heads);
    assert_eq!(opened(&store, 8).heads(), heads);
}

#[test]
fn clocks_that_are_a_year_apart_change_nothing() {
    let mut rng = Rng::new(5);
    let store = SimStore::new(rng.fork());
    let (mut early, mut late) = (opened(&store, 1), opened(&store, 2));
    let mut known = Known::default();
    for round in 0..40 {
        let (tab, other, skew) =
            if round % 2 == 0 { (&mut early, &mut late, -365) } else { (&mut late, &mut early, 365) };
        let now = words::now(&mut rng, skew);
        if let Ok(saved) = block_on(tab.act(&words::command(&mut rng, &mut known, now), now)) {
            known.changes.extend(saved.change);
            block_on(other.hear(&saved.stored)).expect("it is read");
        }
    }
    assert_eq!(early.heads(), late.heads());
    let mut fresh = opened(&store, 3);
    assert_eq!(fresh.heads(), late.heads());
    assert_eq!(support::counts(&mut fresh, noon()), support::counts(&mut late, noon()));
}

#[test]
fn when_a_backup_was_made_is_remembered() {
    let (store, mut keeper) = filled(1, 1);
    block_on(keeper.mark_backup(noon())).expect("it is stored");
    assert_eq!(opened(&store, 2).status().last_backup, Some(noon().millis()));
    let fact = Key::Fact("last_backup".into());
    assert_eq!(store.0.borrow().records[&fact], br#"{"at":1795000000000}"#);
}

/// A backup of these bytes whose checksums are right, outside and inside.
fn forged(mut document: Vec<u8>) -> Vec<u8> {
    let inside = Sha256::digest(&document[8..]);
    document[4..8].copy_from_slice(&inside[..4]);
    let mut file = b"RAPPORT\n\x01".to_vec();
    file.extend((document.len() as u64).to_le_bytes());
    file.extend(Sha256::digest(&document));
    file.extend(document);
    file
}

#[test]
fn a_forged_backup_may_end_the_worker_and_harms_nothing() {
    let (_, one) = filled(1, 12);
    let (store, mut two) = filled(2, 3);
    let (document, heads, before) = (&one.backup()[49..], two.heads(), store.0.borrow().records.clone());
    assert_eq!(two.preview(&forged(document.to_vec()), noon()).map(|brings| brings.changes), Ok(12));
    let (mut rng, mut refused, mut panicked) = (Rng::new(3), 0, 0);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for _ in 0..400 {
        let mut bytes = document.to_vec();
        for _ in 0..1 + rng.below(3) {
            let place = 9 + rng.below(bytes.len() - 9);
            bytes[place] ^= 1 << rng.below(8);
        }
        let file = forged(bytes);
        match catch_unwind(AssertUnwindSafe(|| two.preview(&file, noon()))) {
            Ok(Err(_)) => refused += 1,
            Ok(Ok(_)) => {}
            Err(_) => panicked += 1,
        }
    }
    std::panic::set_hook(hook);
    println!("{refused} of 400 were refused in words, {panicked} ended the worker");
    assert!(refused > 0);
    assert_eq!((two.heads(), &store.0.borrow().records), (heads, &before));
    block_on(two.restore(&one.backup())).expect("the true one is taken in");
}

/// Ana, with a note about her, and Ben.
fn with_ana() -> (Keeper<SimStore>, Ref, Vec<u8>) {
    let (_, mut keeper) = filled(1, 2);
    let ana = Ref::new(Kind::Person, Id([7; 16]));
    let edits = vec![Edit::set("name", Value::str("Ana Ruiz")), Edit::set("city", Value::str("Bath"))];
    block_on(keeper.act(&Command::Add { record: ana, edits }, noon())).expect("it is saved");
    let backup = keeper.backup();
    (keeper, ana, backup)
}

#[test]
fn whoever_was_deleted_here_is_named_when_a_backup_has_them_and_comes_back_when_asked() {
    let (mut keeper, ana, backup) = with_ana();
    let seen = |keeper: &mut Keeper<SimStore>| keeper.preview(&backup, noon()).expect("a backup");
    assert_eq!(seen(&mut keeper).deleted, [], "nobody was deleted yet");
    let name_of = |keeper: &mut Keeper<SimStore>| match keeper.query(&Query::Person(ana.id), noon()) {
        View::Person(Some(view)) if !view.removed => Some((view.person.name, view.person.city)),
        _ => None,
    };
    let whole = Some(("Ana Ruiz".to_owned(), "Bath".to_owned()));
    for (for_good, days) in [(false, 1), (true, 2)] {
        let then = noon().plus_days(days);
        block_on(keeper.act(&Command::Remove { record: ana }, then)).expect("it is saved");
        if for_good {
            block_on(keeper.act(&Command::EmptyBin, noon())).expect("it is saved");
        }
        assert_eq!(name_of(&mut keeper), None, "deleted, for good: {for_good}");
        let brings = seen(&mut keeper);
        let titles: Vec<&str> = brings.deleted.iter().map(|of| of.title.as_str()).collect();
        assert_eq!((brings.changes, titles), (0, vec!["Ana Ruiz"]), "for good: {for_good}");
        // Merging alone brings nothing that was deleted.
        block_on(keeper.restore(&backup)).expect("a backup");
        assert_eq!(name_of(&mut keeper), None, "merged, for good: {for_good}");
        block_on(keeper.act(&Command::BringBack { records: brings.deleted }, then)).expect("it is saved");
        assert_eq!(name_of(&mut keeper), whole, "for good: {for_good}");
        assert_eq!(seen(&mut keeper).deleted, []);
    }
}

#[test]
fn what_is_in_the_bin_here_comes_back_as_it_is_here_and_not_as_it_was() {
    let (mut keeper, ana, backup) = with_ana();
    let edits = vec![Edit::set("city", Value::str("York"))];
    block_on(keeper.act(&Command::Edit { record: ana, edits }, noon())).expect("it is saved");
    block_on(keeper.act(&Command::Remove { record: ana }, noon())).expect("it is saved");
    let brings = keeper.preview(&backup, noon()).expect("a backup");
    block_on(keeper.act(&Command::BringBack { records: brings.deleted }, noon())).expect("it is saved");
    let View::Person(Some(view)) = keeper.query(&Query::Person(ana.id), noon()) else { panic!("Ana") };
    assert_eq!((view.removed, view.person.city.as_str()), (false, "York"));
}
