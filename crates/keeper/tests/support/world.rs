//! One run: several tabs over one disk, and everything that can happen to them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::AddAssign,
};

use keeper::{Keeper, Limits, store::Key};
use notebook::{Loading, command::ChangeId};

use super::{
    deeds::perform,
    disk::{Disk, Faults, Plant, SimStore},
    drive::{block_on, both, until_killed},
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
    }
}

pub(crate) struct Tab {
    pub(crate) keeper: Keeper<SimStore>,
    pub(crate) skew: i64,
    pub(crate) inbox: Vec<Vec<ChangeId>>,
}

pub(crate) struct World {
    pub(crate) rng: Rng,
    pub(crate) store: SimStore,
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
        let store = SimStore::new(rng.fork());
        store.0.borrow_mut().plant = plant;
        let rate = |rng: &mut Rng, most: usize| if rng.chance(500) { 0 } else { rng.below(most) };
        let faults = Faults {
            commit_fails: rate(&mut rng, 200),
            fails_after_effect: rate(&mut rng, 100),
            read_fails: rate(&mut rng, 50),
            misread: rate(&mut rng, 50),
            torn_snapshot: rate(&mut rng, 300),
        };
        let bytes = if rng.chance(300) { 1500 } else { 1 << 30 };
        let limits = Limits { chunks: 4 + rng.below(12), bytes };
        let kill = rate(&mut rng, 60);
        Self {
            rng,
            store,
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
        match self.rng.below(100) {
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
            _ => self.look()?,
        }
        Ok(())
    }

    fn open_a_tab(&mut self) {
        if self.tabs.len() >= 3 {
            return;
        }
        let actor = self.rng.bytes();
        let opening = Keeper::open(self.store.clone(), actor, super::entropy(1));
        match until_killed(opening, &mut self.rng, self.kill) {
            Some(Ok((mut keeper, _))) => {
                keeper.set_limits(self.limits);
                let skew = if self.rng.chance(300) { self.rng.below(800) as i64 - 400 } else { 0 };
                self.tabs.push(Tab { keeper, skew, inbox: Vec::new() });
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
        self.tabs.clear();
        self.store.0.borrow_mut().crash();
        self.restart()
    }

    /// Starts on a disk that does not fail just now, and checks what is there.
    pub(crate) fn restart(&mut self) -> Result<(), String> {
        self.calm(|world| {
            let actor = world.rng.bytes();
            let (mut keeper, report) = block_on(Keeper::open(world.store.clone(), actor, super::entropy(1)))
                .map_err(|error| format!("a start failed: {error}"))?;
            keeper.set_limits(world.limits);
            world.tally.waiting += report.waiting.len() as u64;
            world.check_saved(&keeper, &report)?;
            world.tabs.push(Tab { keeper, skew: 0, inbox: Vec::new() });
            Ok(())
        })
    }

    pub(crate) fn calm<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let (faults, quota) = {
            let mut disk = self.store.0.borrow_mut();
            (std::mem::take(&mut disk.faults), disk.quota.take())
        };
        let outcome = act(self);
        let mut disk = self.store.0.borrow_mut();
        (disk.faults, disk.quota) = (faults, quota);
        outcome
    }

    /// One record goes bad.
    fn damage(&mut self) {
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

    /// Every tab hears of everything that was saved, as after a long silence.
    fn gossip(&mut self) {
        let all: Vec<ChangeId> = self.saved.iter().copied().collect();
        self.tabs.iter_mut().for_each(|tab| tab.inbox.push(all.clone()));
    }
}
