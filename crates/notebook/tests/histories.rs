//! Random histories of commands on several devices: what a person sees never depends on the way.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{
    chance::{Chance, Known},
    *,
};
use notebook::{Loading, Notebook};

const SEEDS: u64 = 30;

/// Three devices that work apart and meet now and then, in a different order each.
fn history(seed: u64, steps: usize) -> Vec<Notebook> {
    let mut chance = Chance(seed);
    let mut known = Known::default();
    let mut devices: Vec<Notebook> = (1..=3).map(device).collect();
    let mut sent: Vec<Vec<u8>> = Vec::new();
    for step in 0..steps {
        let which = chance.below(3);
        // Some commands at the same instant on several devices.
        let now = at((step / 3) as i64 * 7);
        match chance.below(12) {
            0 => {
                let other = (which + 1 + chance.below(2)) % 3;
                let bytes = devices[other].save();
                devices[which].merge(&Loading::snapshot(&bytes, [9; 16]).unwrap()).unwrap();
            }
            // Changes arrive one by one, in any order, some twice.
            1 if !sent.is_empty() => {
                for _ in 0..chance.below(12) {
                    let bytes = &sent[chance.below(sent.len())];
                    devices[which].absorb(bytes).unwrap();
                }
            }
            2 => {
                // A screen looks: the search index and the history are built, and followed from now on.
                hits(&mut devices[which], "ana", now);
                history_of(&mut devices[which]);
            }
            _ => sent
                .extend(known.act(&mut devices[which], &mut chance, now).map(|(_, written)| written.bytes)),
        }
    }
    devices
}

fn history_of(notebook: &mut Notebook) -> Vec<String> {
    let all = common::history(notebook, None, at(0)).rows;
    let records: Vec<_> = all.iter().flat_map(|entry| entry.records.clone()).collect();
    records
        .iter()
        .take(3)
        .map(|(record, _)| format!("{:?}", common::history(notebook, Some(*record), at(0))))
        .collect()
}

fn merged(one: &Notebook, two: &Notebook) -> Notebook {
    let mut both = reloaded(one, 77);
    merge(&mut both, two);
    both
}

#[test]
fn merging_is_commutative_in_everything_a_person_sees() {
    for seed in 0..SEEDS {
        let devices = history(seed, 60);
        let (mut one, mut two) = (merged(&devices[0], &devices[1]), merged(&devices[1], &devices[0]));
        assert_eq!(one.heads(), two.heads(), "seed {seed}");
        same(&seen(&mut one, at(500), true), &seen(&mut two, at(500), true), &format!("seed {seed}"));
    }
}

#[test]
fn merging_twice_is_merging_once() {
    for seed in 0..SEEDS {
        let devices = history(seed, 60);
        let mut both = merged(&devices[0], &devices[1]);
        let (heads, before) = (both.heads(), seen(&mut both, at(500), true));
        let again = both.merge(&Loading::snapshot(&devices[1].save(), [8; 16]).unwrap()).unwrap();
        assert!(again.changes.is_empty() && again.touched.is_empty() && again.new.is_empty(), "seed {seed}");
        assert_eq!(both.heads(), heads, "seed {seed}");
        same(&seen(&mut both, at(500), true), &before, &format!("seed {seed}"));
    }
}

#[test]
fn merging_is_associative_in_everything_a_person_sees() {
    for seed in 0..SEEDS {
        let devices = history(seed, 60);
        let mut left = merged(&merged(&devices[0], &devices[1]), &devices[2]);
        let mut right = merged(&devices[0], &merged(&devices[1], &devices[2]));
        assert_eq!(left.heads(), right.heads(), "seed {seed}");
        same(&seen(&mut left, at(500), true), &seen(&mut right, at(500), true), &format!("seed {seed}"));
    }
}

#[test]
fn a_model_that_followed_every_change_equals_one_that_was_read_anew() {
    for seed in 0..SEEDS * 2 {
        for (nth, mut device) in history(seed, 80).into_iter().enumerate() {
            let mut anew = reloaded(&device, 60);
            assert_eq!(device.heads(), anew.heads());
            same(
                &seen(&mut device, at(500), true),
                &seen(&mut anew, at(500), true),
                &format!("seed {seed} {nth}"),
            );
            assert_eq!(history_of(&mut device), history_of(&mut anew), "seed {seed} {nth}");
            let (all, again) =
                (common::history(&mut device, None, at(0)), common::history(&mut anew, None, at(0)));
            assert_eq!(all, again, "seed {seed} {nth}");
        }
    }
}

#[test]
fn a_notebook_fed_change_by_change_equals_the_one_that_made_them() {
    for seed in 0..SEEDS {
        let mut chance = Chance(seed);
        let mut known = Known::default();
        let mut one = device(1);
        let mut changes = Vec::new();
        for step in 0..50 {
            changes.extend(known.act(&mut one, &mut chance, at(step)).map(|(_, written)| written.bytes));
        }
        let mut loading = Loading::new([2; 16]).unwrap();
        while !changes.is_empty() {
            let bytes = changes.swap_remove(chance.below(changes.len()));
            loading.absorb(&bytes).unwrap();
        }
        let mut two = loading.finish();
        assert_eq!(one.heads(), two.heads());
        same(&seen(&mut one, at(500), true), &seen(&mut two, at(500), true), &format!("seed {seed}"));
    }
}

#[test]
fn a_preview_says_exactly_what_a_merge_brings_and_changes_nothing() {
    for seed in 0..SEEDS / 3 {
        let mut devices = history(seed, 60);
        let file = devices[1].save();
        let heads = devices[0].heads();
        let (mut preview, promised) = devices[0].preview(&file, [5; 16]).unwrap();
        assert_eq!(devices[0].heads(), heads);
        let brought = devices[0].merge(&Loading::snapshot(&file, [6; 16]).unwrap()).unwrap();
        assert_eq!(promised, brought, "seed {seed}");
        same(
            &seen(&mut preview, at(500), true),
            &seen(&mut devices[0], at(500), true),
            &format!("seed {seed}"),
        );
    }
}
