//! The simulator: keepers over a disk that fails, driven by one seed.

#![allow(dead_code, clippy::expect_used, reason = "each test file uses a part of it")]

pub(crate) mod check;
pub(crate) mod deeds;
pub(crate) mod disk;
pub(crate) mod drive;
pub(crate) mod home;
pub(crate) mod homes;
pub(crate) mod rng;
pub(crate) mod words;
pub(crate) mod world;

use notebook::query::{Counts, Query, View};
use std::panic::{AssertUnwindSafe, catch_unwind};

use disk::Plant;
use world::World;

/// Random bytes from a seed.
pub(crate) fn entropy(seed: u64) -> keeper::sync::Entropy {
    let mut rng = rng::Rng::new(seed);
    Box::new(move |bytes| bytes.iter_mut().for_each(|byte| *byte = rng.next() as u8))
}

/// Random bytes of a tab's own: no two of them draw the same.
pub(crate) fn entropy_of(actor: [u8; 16]) -> keeper::sync::Entropy {
    entropy(actor.iter().fold(0, |seed, byte| (seed << 4) ^ u64::from(*byte)))
}

/// How many records a notebook shows.
pub(crate) fn counts<S: keeper::store::Store>(keeper: &mut keeper::Keeper<S>, now: notebook::Now) -> Counts {
    match keeper.query(&Query::Counts, now) {
        View::Counts(counts) => counts,
        other => unreachable!("another answer: {other:?}"),
    }
}

/// Runs one seed; what went wrong, if anything did.
pub(crate) fn run(seed: u64, plant: Option<Plant>) -> Result<world::Tally, String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| World::new(seed, plant).run()));
    outcome.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().cloned();
        Err(words.or_else(|| panic.downcast_ref::<&str>().map(|&words| words.into())).unwrap_or_default())
    })
}
