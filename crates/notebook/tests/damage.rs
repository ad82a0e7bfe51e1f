//! Damaged bytes never give other content silently.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use common::{chance::Chance, *};
use notebook::{
    Damage, Loading, MOST_FILE_BYTES, Notebook,
    example::{Plan, fill},
};

fn small() -> (Notebook, Vec<Vec<u8>>) {
    let mut notebook = device(1);
    let plan = Plan {
        people: 12,
        touches: 20,
        leads: 8,
        promises: 5,
        jots: 8,
        events: 2,
        groups: 2,
        ..Plan::example()
    };
    let written = fill(&mut notebook, &plan, at(0)).unwrap();
    (notebook, written.into_iter().map(|written| written.bytes).collect())
}

fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match chance.below(6) {
        0 => bytes.truncate(chance.below(bytes.len())),
        1 => {
            let at = chance.below(bytes.len());
            bytes[at] ^= 1 << chance.below(8);
        }
        2 => {
            for _ in 0..8 {
                let at = chance.below(bytes.len());
                bytes[at] = chance.next() as u8;
            }
        }
        3 => {
            let (from, to) = (chance.below(bytes.len()), chance.below(bytes.len()));
            bytes.drain(from.min(to)..from.max(to));
        }
        4 => {
            let at = chance.below(bytes.len());
            let extra: Vec<u8> = (0..chance.below(40)).map(|_| chance.next() as u8).collect();
            bytes.splice(at..at, extra);
        }
        _ => {
            let at = chance.below(bytes.len());
            bytes[at..].fill(0);
        }
    }
    bytes
}

/// The heads of what was made of these bytes: none when they were refused or broke the reader.
fn heads_of(read: impl FnOnce() -> Result<Notebook, Damage>) -> Option<Vec<notebook::command::ChangeId>> {
    catch_unwind(AssertUnwindSafe(read)).ok()?.ok().map(|notebook| notebook.heads())
}

#[test]
fn a_damaged_file_is_refused_or_gives_exactly_what_was_saved() {
    std::panic::set_hook(Box::new(|_| {}));
    let (notebook, _) = small();
    let (file, heads) = (notebook.save(), notebook.heads());
    let mut chance = Chance(11);
    let mut refused = 0;
    for _ in 0..3_000 {
        let bytes = damaged(&file, &mut chance);
        if bytes == file {
            continue;
        }
        match heads_of(|| Notebook::load(&bytes, [2; 16])) {
            Some(read) => assert_eq!(read, heads),
            None => refused += 1,
        }
    }
    assert!(refused > 2_900, "{refused}");
}

#[test]
fn a_damaged_change_is_refused_and_leaves_the_notebook_as_it_was() {
    std::panic::set_hook(Box::new(|_| {}));
    let (_, changes) = small();
    let mut chance = Chance(12);
    for _ in 0..2_000 {
        let good = &changes[chance.below(changes.len())];
        let bytes = damaged(good, &mut chance);
        if bytes == *good {
            continue;
        }
        let mut loading = Loading::new([3; 16]).unwrap();
        let heads = loading.heads();
        let taken = catch_unwind(AssertUnwindSafe(|| loading.absorb(&bytes)));
        if let Ok(Err(_)) = taken {
            assert_eq!(loading.heads(), heads);
        } else if let Ok(Ok(change)) = taken {
            let whole = Loading::new([4; 16]).unwrap().absorb(good).unwrap();
            assert_eq!(change, whole, "a damaged change was taken for another one");
        }
    }
}

#[test]
fn other_files_are_no_notebooks_and_say_so() {
    for bytes in [&b""[..], b"hello", b"BEGIN:VCARD\nEND:VCARD", &[0x85, 0x6f, 0x4a, 0x83]] {
        assert!(matches!(
            Loading::snapshot(bytes, [1; 16]),
            Err(Damage::NotANotebook | Damage::Unreadable(_))
        ));
    }
    let stranger = automerge::Automerge::new().save();
    let Err(damage) = Loading::snapshot(&stranger, [1; 16]) else { panic!("a stranger's document") };
    assert_eq!(damage.to_string(), "This is not a Rapport notebook");
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let bytes = vec![0; MOST_FILE_BYTES + 1];
    let Err(damage) = Loading::snapshot(&bytes, [1; 16]) else { panic!("taken") };
    assert_eq!(damage.to_string(), "This is larger than a notebook can be (128 MB)");
}
