//! Thousands of small histories over a disk that fails. A failing seed names itself:
//! `RAPPORT_SEED=n` runs exactly that one, `RAPPORT_SEEDS=n` sets how many are run.

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
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let run_share = |worker: u64| {
            let mut sum = Tally::default();
            for seed in (first + worker..first + seeds).step_by(workers as usize) {
                sum += run(seed, None).unwrap_or_else(|why| panic!("RAPPORT_SEED={seed}: {why}"));
            }
            sum
        };
        let share: Vec<_> = (0..workers).map(|worker| scope.spawn(move || run_share(worker))).collect();
        share.into_iter().map(|share| share.join().expect("a seed failed: see above")).collect()
    });
    let mut sum = Tally::default();
    tallies.into_iter().for_each(|tally| sum += tally);
    let took = started.elapsed();
    println!("{seeds} seeds in {took:.1?}, {:.0} a second: {sum:?}", seeds as f64 / took.as_secs_f64());
}

fn finds(plant: Plant, within: u64) {
    let found = (0..within).find_map(|seed| run(seed, Some(plant)).err().map(|why| (seed, why)));
    let (seed, why) = found.unwrap_or_else(|| panic!("{within} seeds did not find {plant:?}"));
    println!("{plant:?} was found by seed {seed}: {why}");
}

#[test]
fn saved_on_request_success_instead_of_commit_is_found() {
    finds(Plant::SavedOnRequest, 100);
}

#[test]
fn a_chunk_deleted_before_its_snapshot_was_verified_is_found() {
    finds(Plant::DeletedBeforeVerified, 200);
}

#[test]
fn a_snapshot_that_was_never_read_back_is_found() {
    finds(Plant::NeverReadBack, 500);
}

#[test]
fn damaged_bytes_that_are_deleted_without_a_copy_are_found() {
    finds(Plant::QuarantineWithoutCopy, 100);
}
