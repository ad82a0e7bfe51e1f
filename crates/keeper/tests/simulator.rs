//! Thousands of small histories over a disk that fails. A failing seed names itself:
//! `RAPPORT_SEED=n` runs exactly that one, `RAPPORT_SEEDS=n` sets how many are run and
//! `RAPPORT_FIRST_SEED=n` where they begin.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test prints its figures and its seed")]

mod support;

use std::{env, thread, time::Instant};

use support::{disk::Plant, run, world::Tally};

const SEEDS: u64 = 2_000;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

#[test]
fn nothing_saved_is_ever_lost() {
    if let Some(seed) = number("RAPPORT_SEED") {
        let tally = run(seed, None).unwrap_or_else(|why| panic!("RAPPORT_SEED={seed}: {why}"));
        println!("seed {seed}: {tally:?}");
        return;
    }
    let seeds = number("RAPPORT_SEEDS").unwrap_or(SEEDS);
    let first = number("RAPPORT_FIRST_SEED").unwrap_or(0);
    let workers = thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let started = Instant::now();
    let (mut sum, mut failed) = (Tally::default(), Vec::new());
    thread::scope(|scope| {
        let share = |worker: u64| (first + worker..first + seeds).step_by(workers as usize);
        let runs =
            |worker: u64| move || share(worker).map(|seed| (seed, run(seed, None))).collect::<Vec<_>>();
        let threads: Vec<_> = (0..workers).map(|worker| scope.spawn(runs(worker))).collect();
        for (seed, outcome) in threads.into_iter().flat_map(|thread| thread.join().expect("a run")) {
            match outcome {
                Ok(tally) => sum += tally,
                Err(why) => failed.push((seed, why)),
            }
        }
    });
    let took = started.elapsed();
    println!("{seeds} seeds in {took:.1?}, {:.0} a second: {sum:?}", seeds as f64 / took.as_secs_f64());
    failed.sort();
    for (seed, why) in failed.iter().take(5) {
        println!("RAPPORT_SEED={seed}: {}", why.chars().take(400).collect::<String>());
    }
    assert!(failed.is_empty(), "{} of {seeds} seeds failed; the first is {:?}", failed.len(), failed[0].0);
}

/// A planted bug is found, and for what it does.
fn finds(plant: Plant, harm: &str, within: u64) {
    let found = (0..within).find_map(|seed| {
        let why = run(seed, Some(plant)).err()?;
        why.contains(harm).then_some((seed, why))
    });
    let (seed, why) = found.unwrap_or_else(|| panic!("{within} seeds did not find {plant:?}"));
    println!("{plant:?} was found by seed {seed}: {why}");
}

#[test]
fn saved_on_request_success_instead_of_commit_is_found() {
    finds(Plant::SavedOnRequest, "is gone", 100);
}

#[test]
fn a_chunk_deleted_before_its_snapshot_was_verified_is_found() {
    finds(Plant::DeletedBeforeVerified, "is gone", 200);
}

#[test]
fn a_snapshot_that_was_never_read_back_is_found() {
    finds(Plant::NeverReadBack, "is gone", 500);
}

#[test]
fn damaged_bytes_that_are_deleted_without_a_copy_are_found() {
    finds(Plant::QuarantineWithoutCopy, "thrown away", 100);
}

#[test]
fn a_second_home_that_is_trusted_without_its_checksum_is_found() {
    finds(Plant::WithoutChecksum, "is gone", 2000);
}

#[test]
fn an_old_copy_that_is_brought_back_over_newer_changes_is_found() {
    finds(Plant::OldOverNew, "is gone", 500);
}

#[test]
fn a_mark_that_is_written_before_the_commit_is_found() {
    finds(Plant::MarkBeforeCommit, "said to be missing", 500);
}

#[test]
fn storage_that_is_cleared_under_the_running_app_without_anybody_looking_is_found() {
    finds(Plant::SignIgnored, "was in memory and is gone", 500);
}
