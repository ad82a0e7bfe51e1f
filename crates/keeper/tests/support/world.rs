//! One run: several tabs over one disk, and everything that can happen to them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::AddAssign,
};

use keeper::{
    Keeper, Limits, Mark, Report,
    home::{Done, Job},
    link::Place,
    store::{Key, StoreError},
};
use notebook::{Loading, command::ChangeId};

use super::{
    deeds::perform,
    disk::{Disk, Faults, Plant, SimStore},
    drive::{block_on, both, until_killed},
    home::{Errand, HomeFaults, SimHome},
    homes::Past,
    rng::Rng,
    words::Known,
};

/// How much of everything happened, to show that the runs are worth something.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) steps: u64,
    pub(crate) saved: u64,
    pub(crate) not_stored: u64,
    pub(crate) kills: u64,
    pub(crate) crashes: u64,
    pub(crate) damaged: u64,
    pub(crate) tidied: u64,
    pub(crate) restored: u64,
    pub(crate) waiting: u64,
    pub(crate) settled: u64,
    pub(crate) lost: u64,
    pub(crate) given_back: u64,
    pub(crate) cleared: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.steps += other.steps;
        self.saved += other.saved;
        self.not_stored += other.not_stored;
        self.kills += other.kills;
        self.crashes += other.crashes;
        self.damaged += other.damaged;
        self.tidied += other.tidied;
        self.restored += other.restored;
        self.waiting += other.waiting;
        self.settled += other.settled;
        self.lost += other.lost;
        self.given_back += other.given_back;
        self.cleared += other.cleared;
    }
}

pub(crate) struct Tab {
    pub(crate) keeper: Keeper<SimStore>,
    pub(crate) skew: i64,
    pub(crate) inbox: Vec<Vec<ChangeId>>,
    /// It is the one that writes the second home.
    pub(crate) is_at_home: bool,
    pub(crate) errand: Errand,
}

impl Tab {
    pub(crate) fn new(keeper: Keeper<SimStore>, skew: i64) -> Self {
        Self { keeper, skew, inbox: Vec::new(), is_at_home: false, errand: None }
    }
}

/// A start, as the worker makes it.
async fn open(
    store: SimStore,
    home: SimHome,
    actor: [u8; 16],
    mark: Option<Mark>,
) -> Result<(Keeper<SimStore>, Report), StoreError> {
    let (mut keeper, report) = Keeper::open(store.clone(), actor, super::entropy_of(actor)).await?;
    keeper.set_second_place(Some(Place::Files));
    mark.into_iter().for_each(|mark| keeper.owes(mark));
    if keeper.lacks()
        && let Done::Read(contents) = Job::Read.run(&home).await
    {
        store.0.borrow_mut().gives_back = true;
        keeper.give_back(&contents).await;
        store.0.borrow_mut().gives_back = false;
    }
    Ok((keeper, report))
}

pub(crate) struct World {
    pub(crate) rng: Rng,
    pub(crate) store: SimStore,
    pub(crate) home: SimHome,
    /// What the window noted last.
    pub(crate) mark: Option<Mark>,
    /// Changes that were saved and are in the second home as well.
    pub(crate) settled: BTreeSet<ChangeId>,
    /// Changes that the second home has and the first one lost, whole or in their own chunk.
    pub(crate) hurt: BTreeSet<ChangeId>,
    /// The second home was damaged, and no tab has read it since: what it says of itself is not true.
    pub(crate) is_home_hurt: bool,
    /// What was saved, was in one home only, and was lost with that home.
    pub(crate) robbed: BTreeSet<ChangeId>,
    /// How the profile was once.
    pub(crate) past: Option<Past>,
    pub(crate) plant: Option<Plant>,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) known: Known,
    /// Every change that was reported saved.
    pub(crate) saved: BTreeSet<ChangeId>,
    /// Changes whose chunk was damaged: these, and nothing else, may be lost.
    pub(crate) may_lose: BTreeSet<ChangeId>,
    /// Damaged bytes: they must never be thrown away.
    pub(crate) flips: BTreeMap<Key, Vec<u8>>,
    /// A snapshot was damaged and storage was not tidied since: no second one is damaged, because
    /// everything is promised to be in two places, not in three.
    pub(crate) wounded: bool,
    pub(crate) limits: Limits,
    faults: Faults,
    kill: usize,
    pub(crate) tally: Tally,
}

impl World {
    pub(crate) fn new(seed: u64, plant: Option<Plant>) -> Self {
        let mut rng = Rng::new(seed);
        let (store, home) = (SimStore::new(rng.fork()), SimHome::new(rng.fork()));
        store.0.borrow_mut().plant = plant;
        home.0.borrow_mut().plant = plant;
        let rate = |rng: &mut Rng, most: usize| if rng.chance(500) { 0 } else { rng.below(most) };
        let faults = Faults {
            commit_fails: rate(&mut rng, 200),
            fails_after_effect: rate(&mut rng, 100),
            read_fails: rate(&mut rng, 50),
            misread: rate(&mut rng, 50),
            torn_snapshot: rate(&mut rng, 300),
        };
        home.0.borrow_mut().faults = HomeFaults {
            fails: rate(&mut rng, 100),
            torn: rate(&mut rng, 100),
            fails_after_effect: rate(&mut rng, 50),
            misread: rate(&mut rng, 100),
        };
        let bytes = if rng.chance(300) { 1500 } else { 1 << 30 };
        let limits = Limits { chunks: 4 + rng.below(12), bytes };
        let kill = rate(&mut rng, 60);
        Self {
            rng,
            store,
            home,
            mark: None,
            settled: BTreeSet::new(),
            hurt: BTreeSet::new(),
            is_home_hurt: false,
            robbed: BTreeSet::new(),
            past: None,
            plant,
            tabs: Vec::new(),
            known: Known::default(),
            saved: BTreeSet::new(),
            may_lose: BTreeSet::new(),
            flips: BTreeMap::new(),
            wounded: false,
            limits,
            faults,
            kill,
            tally: Tally::default(),
        }
    }

    pub(crate) fn run(mut self) -> Result<Tally, String> {
        self.store.0.borrow_mut().faults = self.faults;
        for _ in 0..20 + self.rng.below(60) {
            self.event()?;
        }
        self.finish()?;
        self.tally.steps = self.store.0.borrow().steps;
        Ok(self.tally)
    }

    fn event(&mut self) -> Result<(), String> {
        if self.tabs.is_empty() {
            self.open_a_tab();
            return Ok(());
        }
        match self.rng.below(140) {
            0..50 => self.one_deed(),
            50..66 => self.two_deeds(),
            66..72 => self.open_a_tab(),
            72..76 => self.close_a_tab(),
            76..80 => self.crash()?,
            80..86 => self.damage(),
            86..89 => self.gossip(),
            89..92 => {
                let room = self.store.0.borrow().bytes() + self.rng.below(3000);
                let quota = if self.rng.chance(500) { Some(room) } else { None };
                self.store.0.borrow_mut().quota = quota;
            }
            92..100 => self.look()?,
            _ => self.home_event()?,
        }
        Ok(())
    }

    fn open_a_tab(&mut self) {
        if self.tabs.len() >= 3 {
            return;
        }
        let actor = self.rng.bytes();
        let opening = open(self.store.clone(), self.home.clone(), actor, self.mark.clone());
        match until_killed(opening, &mut self.rng, self.kill) {
            Some(Ok((mut keeper, _))) => {
                keeper.set_limits(self.limits);
                let skew = if self.rng.chance(300) { self.rng.below(800) as i64 - 400 } else { 0 };
                self.tabs.push(Tab::new(keeper, skew));
            }
            Some(Err(_)) => {}
            None => self.tally.kills += 1,
        }
    }

    fn close_a_tab(&mut self) {
        let place = self.rng.below(self.tabs.len());
        self.tabs.remove(place);
        self.tally.kills += 1;
    }

    fn one_deed(&mut self) {
        let place = self.rng.below(self.tabs.len());
        let deed = self.deed(place);
        let done = until_killed(perform(&mut self.tabs[place], deed), &mut self.rng, self.kill);
        self.note(place, done);
        self.bury(&[place]);
    }

    fn two_deeds(&mut self) {
        if self.tabs.len() < 2 {
            return self.one_deed();
        }
        let (one, two) = (self.deed(0), self.deed(1));
        let [first, second, ..] = &mut self.tabs[..] else { return };
        let (a, b) = both(perform(first, one), perform(second, two), &mut self.rng, self.kill);
        self.note(1, b);
        self.note(0, a);
        self.bury(&[1, 0]);
    }

    /// Everything stops at once; afterwards all that was saved has to be there.
    fn crash(&mut self) -> Result<(), String> {
        self.tally.crashes += 1;
        self.stop();
        self.restart()
    }

    /// Every process ends, and the machine with them.
    pub(crate) fn stop(&mut self) {
        self.tabs.clear();
        self.store.0.borrow_mut().crash();
    }

    /// Starts on a disk that does not fail just now, and checks what is there.
    pub(crate) fn restart(&mut self) -> Result<(), String> {
        self.calm(|world| {
            let actor = world.rng.bytes();
            let opening = open(world.store.clone(), world.home.clone(), actor, world.mark.clone());
            let (mut keeper, report) =
                block_on(opening).map_err(|error| format!("a start failed: {error}"))?;
            keeper.set_limits(world.limits);
            world.tally.waiting += report.waiting.len() as u64;
            // The homes are compared right after a start.
            keeper.keep_second();
            world.store.0.borrow_mut().gives_back = true;
            if let Some(job) = keeper.second_job() {
                let done = block_on(job.run(&world.home));
                block_on(keeper.second_done(done));
            }
            world.store.0.borrow_mut().gives_back = false;
            world.is_home_hurt = false;
            world.check_saved(&keeper, &report)?;
            world.hurt.clear();
            world.check_marks(&mut keeper)?;
            world.tabs.push(Tab { is_at_home: true, ..Tab::new(keeper, 0) });
            Ok(())
        })
    }

    pub(crate) fn calm<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let (faults, quota) = {
            let mut disk = self.store.0.borrow_mut();
            (std::mem::take(&mut disk.faults), disk.quota.take())
        };
        let of_home = {
            let mut home = self.home.0.borrow_mut();
            (std::mem::take(&mut home.faults), home.quota.take())
        };
        let outcome = act(self);
        let mut disk = self.store.0.borrow_mut();
        (disk.faults, disk.quota) = (faults, quota);
        let mut home = self.home.0.borrow_mut();
        (home.faults, home.quota) = of_home;
        drop(home);
        drop(disk);
        outcome
    }

    /// One record goes bad.
    fn damage(&mut self) {
        self.wounded |= std::mem::take(&mut self.store.0.borrow_mut().torn_twin);
        let mut disk = self.store.0.borrow_mut();
        let keys: Vec<Key> = disk
            .records
            .keys()
            .filter(|key| match key {
                Key::Chunk(_) | Key::Fact(_) => true,
                Key::Snapshot(_) => !self.wounded,
                Key::Quarantine(_) | Key::Vault(_) => false,
            })
            .cloned()
            .collect();
        // Snapshots are few and matter most.
        let snapshots: Vec<Key> =
            keys.iter().filter(|key| matches!(key, Key::Snapshot(_))).cloned().collect();
        let from = if self.rng.chance(400) { &snapshots } else { &keys };
        let Some(key) = self.rng.pick(from).cloned() else { return };
        if let Some(bytes) = disk.records.get_mut(&key) {
            Disk::damage(&mut self.rng, bytes);
            self.tally.damaged += 1;
            match &key {
                Key::Chunk(change) if self.settled.contains(change) => _ = self.hurt.insert(*change),
                Key::Chunk(change) => _ = self.may_lose.insert(*change),
                Key::Snapshot(_) => {
                    self.wounded = true;
                    // Cut off behind the document, where waiting changes follow: still whole.
                    if Loading::snapshot(bytes, [0; 16]).is_ok() {
                        return;
                    }
                }
                _ => return,
            }
            self.flips.insert(key, bytes.clone());
        }
    }

    /// Something about the second home.
    fn home_event(&mut self) -> Result<(), String> {
        match self.rng.below(40) {
            0..26 => self.go_home(self.kill),
            26..29 => self.hurt_home(),
            29..32 => self.lose()?,
            32..34 => self.keep_past(),
            34..36 => self.clear_under_the_tabs()?,
            _ => {
                let room = self.home.0.borrow().bytes() + self.rng.below(3000);
                let quota = if self.rng.chance(500) { Some(room) } else { None };
                self.home.0.borrow_mut().quota = quota;
            }
        }
        Ok(())
    }

    /// Every tab hears of everything that was saved, as after a long silence.
    fn gossip(&mut self) {
        let all: Vec<ChangeId> = self.saved.iter().copied().collect();
        self.tabs.iter_mut().for_each(|tab| tab.inbox.push(all.clone()));
    }
}
