//! The first home cannot be opened at all: the notebook goes on from the second one, and "saved" stays true.

#![allow(clippy::expect_used, reason = "a test")]
#![allow(dead_code, unreachable_pub, reason = "parts shared with other tests")]

mod support;

use std::collections::BTreeSet;

use keeper::{
    Keeper, Mark,
    home::{Alone, Done, Job},
    link::{Home, Place},
    store::{Store, StoreError},
};
use notebook::{Now, command::ChangeId};
use support::{disk::SimStore, drive::block_on, home::HomeFaults, home::SimHome, rng::Rng, words};

/// A device with two homes, and what the window noted of how much there was.
struct Device {
    store: SimStore,
    home: SimHome,
    rng: Rng,
    mark: Option<Mark>,
}

type StandIn = Keeper<Alone<SimHome>>;

impl Device {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        Self { store: SimStore::new(rng.fork()), home: SimHome::new(rng.fork()), rng, mark: None }
    }

    /// A start with both homes, as the worker makes it.
    fn start(&mut self) -> Keeper<SimStore> {
        let opening = Keeper::open(self.store.clone(), self.rng.bytes(), support::entropy(self.rng.next()));
        let (mut keeper, _) = block_on(opening).expect("a disk that does not fail");
        keeper.set_second_place(Some(Place::Files));
        self.mark.iter().for_each(|mark| keeper.owes(mark.clone()));
        if keeper.lacks()
            && let Done::Read(contents) = block_on(Job::Read.run(&self.home))
        {
            block_on(keeper.give_back(&contents));
        }
        keeper.keep_second();
        keeper
    }

    /// A start for which the first home cannot be opened.
    fn start_alone(&mut self) -> StandIn {
        let actor = self.rng.bytes();
        let opening =
            Keeper::open(Alone::new(self.home.clone(), actor), actor, support::entropy(self.rng.next()));
        let (mut keeper, _) = block_on(opening).expect("a home that does not fail");
        self.mark.iter().for_each(|mark| keeper.owes(mark.clone()));
        keeper.set_alone(&StoreError::Failed("made by a test".into()));
        keeper
    }

    /// One jot; the change if it was called saved.
    fn jot<S: Store>(&mut self, keeper: &mut Keeper<S>) -> Option<ChangeId> {
        let now = words::now(&mut self.rng, 0);
        let saved = block_on(keeper.act(&words::jot_again(&mut self.rng, now), now));
        self.note(keeper);
        saved.ok().and_then(|saved| saved.change)
    }

    fn jots<S: Store>(&mut self, keeper: &mut Keeper<S>, count: usize) {
        (0..count).for_each(|_| assert!(self.jot(keeper).is_some(), "it is saved"));
    }

    /// As the window does when it hears the status.
    fn note<S: Store>(&mut self, keeper: &Keeper<S>) {
        self.mark = keeper.status().mark.as_deref().and_then(Mark::from_text).or(self.mark.take());
    }
}

/// A second passes.
fn settle(home: &SimHome, keeper: &mut Keeper<SimStore>) {
    for _ in 0..10 {
        let Some(job) = keeper.second_job() else { return };
        let done = block_on(job.run(home));
        block_on(keeper.second_done(done));
    }
}

fn noon() -> Now {
    Now::from_millis(1_795_000_000_000, 60).expect("a time")
}

fn inbox<S: Store>(keeper: &mut Keeper<S>) -> usize {
    match keeper.query(&notebook::query::Query::Counts, noon()) {
        notebook::query::View::Counts(counts) => counts.inbox,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_notebook_whose_first_home_cannot_be_opened_is_read_from_the_second_and_written_there() {
    let mut device = Device::new(1);
    let mut keeper = device.start();
    device.jots(&mut keeper, 40);
    settle(&device.home, &mut keeper);
    let heads = keeper.heads();
    drop(keeper);

    let mut alone = device.start_alone();
    assert_eq!((alone.heads(), inbox(&mut alone), alone.missing()), (heads, 40, 0));
    let status = alone.status();
    assert_eq!((status.alone.as_deref(), status.wants_backup), (Some("made by a test"), true));
    device.jots(&mut alone, 3);
    let heads = alone.heads();
    drop(alone);
    let mut again = device.start_alone();
    assert_eq!((again.heads(), inbox(&mut again)), (heads.clone(), 43), "what was saved there is there");
    drop(again);

    let mut both = device.start();
    assert_eq!((both.heads(), inbox(&mut both)), (heads.clone(), 43), "the first home gets it");
    settle(&device.home, &mut both);
    assert_eq!((both.status().second.state, both.status().alone), (Home::Whole, None));
    drop(both);
    device.home.0.borrow_mut().files.clear();
    assert_eq!(device.start().heads(), heads);
}

#[test]
fn a_backup_ends_the_offer_of_one_while_the_first_home_is_closed_and_can_be_brought_back_there() {
    let mut device = Device::new(2);
    let mut keeper = device.start();
    device.jots(&mut keeper, 30);
    settle(&device.home, &mut keeper);
    let backup = keeper.backup();
    let mut other = Device::new(3);
    let mut keeper = other.start();
    other.jots(&mut keeper, 2);
    settle(&other.home, &mut keeper);
    drop(keeper);

    let mut alone = other.start_alone();
    block_on(alone.mark_backup(noon())).expect("noted");
    assert!(!alone.status().wants_backup);
    block_on(alone.restore(&backup)).expect("a backup");
    other.note(&alone);
    assert_eq!(inbox(&mut alone), 32);
    drop(alone);
    let mut again = other.start_alone();
    assert_eq!((inbox(&mut again), again.status().last_backup), (32, Some(noon().millis())));
    drop(again);
    assert_eq!(inbox(&mut other.start()), 32);
}

#[test]
fn a_second_home_without_anything_does_not_stand_in() {
    let mut device = Device::new(4);
    assert!(device.start_alone().is_blank());
    let mut keeper = device.start();
    device.jots(&mut keeper, 1);
    assert!(!device.start_alone().is_blank(), "it is known that there was something");
}

#[test]
fn what_the_second_home_refuses_is_not_called_saved() {
    let mut device = Device::new(5);
    let mut keeper = device.start();
    device.jots(&mut keeper, 3);
    settle(&device.home, &mut keeper);
    drop(keeper);
    let mut alone = device.start_alone();
    device.home.0.borrow_mut().quota = Some(0);
    assert_eq!(device.jot(&mut alone), None);
    assert!(alone.has_unsaved() && alone.refuses().is_some());
    device.home.0.borrow_mut().quota = None;
    block_on(alone.retry()).expect("now there is room");
    let heads = alone.heads();
    drop(alone);
    assert_eq!(device.start_alone().heads(), heads);
}

#[test]
fn a_second_home_that_is_cleared_while_it_stands_in_is_written_again_from_memory() {
    let mut device = Device::new(6);
    let mut keeper = device.start();
    device.jots(&mut keeper, 10);
    settle(&device.home, &mut keeper);
    drop(keeper);
    let mut alone = device.start_alone();
    device.jots(&mut alone, 2);
    device.home.0.borrow_mut().files.clear();
    device.jots(&mut alone, 1);
    let heads = alone.heads();
    drop(alone);
    let mut again = device.start_alone();
    assert_eq!((again.heads(), inbox(&mut again)), (heads, 13));
}

#[test]
fn what_a_stand_in_wrote_is_not_deleted_by_a_tab_that_packs_the_second_home() {
    let mut device = Device::new(7);
    let mut keeper = device.start();
    device.jots(&mut keeper, 5);
    settle(&device.home, &mut keeper);
    drop(keeper);
    let mut alone = device.start_alone();
    device.jots(&mut alone, 1);
    // Another tab reads the second home, and wants to make one file of it.
    let mut other = device.start();
    settle(&device.home, &mut other);
    (0..8).for_each(|_| device.jots(&mut other, 40));
    let job = other.second_job().expect("it is behind");
    assert!(matches!(job, Job::Replace { .. }), "{job:?}");
    device.jots(&mut alone, 1);
    let heads = alone.heads();
    drop(alone);
    let done = block_on(job.run(&device.home));
    block_on(other.second_done(done));
    settle(&device.home, &mut other);
    assert!(heads.iter().all(|head| other.has(*head)), "it takes in what it did not know");
    drop(other);
    let again = device.start_alone();
    assert!(heads.iter().all(|head| again.has(*head)));
}

#[test]
fn two_tabs_that_stand_in_at_once_keep_the_words_of_both() {
    let mut device = Device::new(8);
    let mut keeper = device.start();
    device.jots(&mut keeper, 2);
    settle(&device.home, &mut keeper);
    drop(keeper);
    let (mut one, mut two) = (device.start_alone(), device.start_alone());
    for _ in 0..3 {
        device.jots(&mut one, 1);
        device.jots(&mut two, 1);
    }
    block_on(two.hear(&one.heads())).expect("heard");
    assert_eq!(inbox(&mut two), 8);
    drop((one, two));
    assert_eq!(inbox(&mut device.start_alone()), 8);
    assert_eq!(inbox(&mut device.start()), 8);
}

/// Starts of either kind in any order, with a second home that fails and browsers that end anywhere.
fn live(seed: u64) -> Result<(), String> {
    let mut device = Device::new(seed);
    let mut saved: BTreeSet<ChangeId> = BTreeSet::new();
    let mut keeper = device.start();
    device.jots(&mut keeper, 1);
    settle(&device.home, &mut keeper);
    saved.extend(keeper.heads());
    drop(keeper);
    for _ in 0..device.rng.below(6) + 2 {
        let count = device.rng.below(12);
        if device.rng.chance(500) {
            let mut keeper = device.start();
            for _ in 0..count {
                saved.extend(device.jot(&mut keeper));
            }
            // What was saved had a second to settle.
            device.home.0.borrow_mut().faults = HomeFaults::default();
            settle(&device.home, &mut keeper);
            settle(&device.home, &mut keeper);
        } else {
            let mut keeper = device.start_alone();
            let missing = saved.iter().filter(|change| !keeper.has(**change)).count();
            if missing > 0 {
                return Err(format!("{missing} of {} are not in the second home", saved.len()));
            }
            let faults = HomeFaults { fails: 60, torn: 60, fails_after_effect: 60, misread: 0 };
            for _ in 0..count {
                if device.rng.chance(150) {
                    device.home.0.borrow_mut().files.clear();
                }
                device.home.0.borrow_mut().faults = faults;
                saved.extend(device.jot(&mut keeper));
                if device.rng.chance(150) {
                    device.home.0.borrow_mut().faults = HomeFaults::default();
                    saved.extend(block_on(keeper.retry()).map_err(|error| error.to_string())?);
                }
            }
            device.home.0.borrow_mut().faults = HomeFaults::default();
            // Cleared under the app and nothing written since: memory has it still.
            saved.extend(device.jot(&mut keeper));
        }
    }
    let keeper = device.start();
    let missing = saved.iter().filter(|change| !keeper.has(**change)).count();
    if missing > 0 {
        return Err(format!("{missing} of {} are lost", saved.len()));
    }
    Ok(())
}

#[test]
fn whatever_was_called_saved_in_either_home_is_there_afterwards() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seeds = match number("RAPPORT_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("RAPPORT_SEEDS").unwrap_or(400),
    };
    for seed in seeds {
        live(seed).unwrap_or_else(|why| panic!("RAPPORT_SEED={seed}: {why}"));
    }
}
