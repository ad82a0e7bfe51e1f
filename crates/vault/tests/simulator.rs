//! Devices, tabs, a network and a server under one seed, with everything that can go wrong. `RAPPORT_SEEDS=100000` runs that
//! many, from `RAPPORT_FIRST_SEED` on; `RAPPORT_SEED=7` replays one.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "modules of a test"
)]

mod sim {
    pub mod chance;
    pub mod device;
    pub mod document;
    pub mod model;
    pub mod world;
}

use sim::device::Plant;
use sim::world::World;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn every_saved_edit_reaches_every_device_whatever_happens() {
    if let Some(seed) = number("RAPPORT_SEED") {
        return World::new(seed, Plant::None).run();
    }
    let (first, seeds) =
        (number("RAPPORT_FIRST_SEED").unwrap_or(0), number("RAPPORT_SEEDS").unwrap_or(2_000));
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (next, steps, started) = (AtomicU64::new(first), AtomicU64::new(0), Instant::now());
    std::thread::scope(|scope| {
        let work = || {
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= first + seeds {
                    break;
                }
                let mut world = World::new(seed, Plant::None);
                let run = catch_unwind(AssertUnwindSafe(|| world.run()));
                assert!(run.is_ok(), "replay with RAPPORT_SEED={seed}");
                steps.fetch_add(world.steps as u64, Ordering::Relaxed);
            }
        };
        (0..workers).for_each(|_| drop(scope.spawn(work)));
    });
    let (took, steps) = (started.elapsed(), steps.into_inner());
    let rate = seeds as f64 / took.as_secs_f64();
    println!("{seeds} seeds from {first} on in {took:.1?}, {rate:.0} a second: {steps} steps");
}

/// The first seed at which a planted bug is found.
fn found(plant: Plant) -> u64 {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let found =
        (0..400).find(|seed| catch_unwind(AssertUnwindSafe(|| World::new(*seed, plant).run())).is_err());
    std::panic::set_hook(hook);
    found.unwrap_or_else(|| panic!("{plant:?} was not found"))
}

#[test]
fn planted_bugs_are_found() {
    let plants = [
        Plant::CursorFirst,
        Plant::CompactPast,
        Plant::SkippableSequence,
        Plant::LongRefused,
        Plant::LongPassed,
    ];
    for plant in plants {
        println!("{plant:?} is found at seed {}", found(plant));
    }
}

#[test]
fn a_seed_replays_exactly() {
    let end = |seed| {
        let mut world = World::new(seed, Plant::None);
        world.run();
        (world.steps, world.heads())
    };
    for seed in 11..16 {
        assert!(end(seed) == end(seed), "seed {seed}");
    }
    assert!(end(11) != end(12), "they are different stories");
}
