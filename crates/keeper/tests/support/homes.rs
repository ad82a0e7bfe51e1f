//! What happens to the two homes, and what has to hold then.

use std::collections::{BTreeMap, BTreeSet};

use keeper::{Keeper, Mark, home::Done, link::Home, store::Key};
use notebook::command::ChangeId;

use super::{
    disk::{Plant, SimStore},
    drive::{block_on, until_killed},
    world::World,
};

/// Both homes as they were once, and what was known then.
pub(crate) struct Past {
    records: BTreeMap<Key, Vec<u8>>,
    files: BTreeMap<String, Vec<u8>>,
    saved: BTreeSet<ChangeId>,
    settled: BTreeSet<ChangeId>,
    hurt: BTreeSet<ChangeId>,
    flips: BTreeMap<Key, Vec<u8>>,
    wounded: bool,
}

impl World {
    /// The tab that looks after the second home does the next thing there.
    pub(crate) fn go_home(&mut self, kill: usize) {
        if !self.tabs.iter().any(|tab| tab.is_at_home) {
            let Some(tab) = self.tabs.first_mut() else { return };
            tab.is_at_home = true;
            tab.keeper.keep_second();
        }
        let Some(place) = self.tabs.iter().position(|tab| tab.is_at_home) else { return };
        let looks = self.rng.chance(50);
        let tab = &mut self.tabs[place];
        let job = match tab.errand.take() {
            Some(job) => Some(job),
            None if looks => tab.keeper.look_after_second(),
            None => tab.keeper.second_job(),
        };
        let Some(job) = job else { return self.note_settled(place) };
        if self.rng.chance(300) {
            // It takes its time, and the tab goes on.
            self.tabs[place].errand = Some(job);
            return;
        }
        let home = self.home.clone();
        let outcome = match until_killed(job.run(&home), &mut self.rng, kill) {
            Some(done) => {
                let is_read = matches!(done, Done::Read(_));
                self.is_home_hurt &= !is_read;
                self.store.0.borrow_mut().gives_back = is_read;
                until_killed(self.tabs[place].keeper.second_done(done), &mut self.rng, kill)
            }
            None => None,
        };
        self.store.0.borrow_mut().gives_back = false;
        match outcome {
            Some(settled) => {
                self.stored(place, &settled.stored);
                self.tally.given_back += settled.touched.len() as u64;
                let others = self.tabs.iter_mut().enumerate().filter(|(other, _)| *other != place);
                others.for_each(|(_, tab)| tab.inbox.push(settled.stored.clone()));
                self.note_settled(place);
            }
            None => {
                self.tally.kills += 1;
                self.tabs.remove(place);
            }
        }
    }

    /// Writes down what the tab says about both homes.
    fn note_settled(&mut self, place: usize) {
        let keeper = &self.tabs[place].keeper;
        if keeper.status().second.state == Home::Whole && !self.is_home_hurt {
            let settled = self.saved.iter().copied().filter(|change| keeper.has(*change));
            let before = self.settled.len();
            self.settled.extend(settled);
            self.tally.settled += (self.settled.len() - before) as u64;
        }
        self.note_mark(place);
    }

    /// The window notes how much there is, when it is told.
    pub(crate) fn note_mark(&mut self, place: usize) {
        let keeper = &self.tabs[place].keeper;
        let status = keeper.status();
        if self.plant == Some(Plant::MarkBeforeCommit) {
            self.mark = Some(Mark { epoch: 0, heads: keeper.heads(), changes: status.changes });
        } else if status.missing == 0 && status.mark.is_some() {
            self.mark = status.mark.as_deref().and_then(Mark::from_text);
        }
    }

    /// What only the second home could have brought back is gone with it.
    fn home_is_worse(&mut self, still: &BTreeSet<ChangeId>) {
        self.settled.retain(|change| still.contains(change));
        let (hurt, gone) = self.hurt.iter().copied().partition(|change| self.settled.contains(change));
        self.hurt = hurt;
        self.may_lose.extend::<BTreeSet<ChangeId>>(gone);
    }

    pub(crate) fn hurt_home(&mut self) {
        if self.home.0.borrow_mut().damage() {
            self.tally.damaged += 1;
            self.is_home_hurt = true;
            self.home_is_worse(&BTreeSet::new());
        }
    }

    /// Somebody makes a copy of the profile.
    pub(crate) fn keep_past(&mut self) {
        self.past = Some(Past {
            records: self.store.0.borrow().records.clone(),
            files: self.home.0.borrow().files.clone(),
            saved: self.saved.clone(),
            settled: self.settled.clone(),
            hurt: self.hurt.clone(),
            flips: self.flips.clone(),
            wounded: self.wounded,
        });
    }

    /// The browser ends, and at the next start one home is gone, or is as it was once.
    pub(crate) fn lose(&mut self) -> Result<(), String> {
        self.stop();
        self.tally.lost += 1;
        match (self.rng.below(4), &self.past) {
            (0, _) => {
                self.store.0.borrow_mut().records.clear();
                (self.flips, self.wounded) = (BTreeMap::new(), false);
                self.hurt.clear();
                self.first_is_worse(&BTreeSet::new());
            }
            (1, _) => {
                self.home.0.borrow_mut().files.clear();
                self.home_is_worse(&BTreeSet::new());
            }
            (2, Some(past)) => {
                self.store.0.borrow_mut().records = past.records.clone();
                let (saved, hurt) = (past.saved.clone(), past.hurt.clone());
                (self.flips, self.wounded) = (past.flips.clone(), past.wounded);
                let (hurt, gone) = hurt.into_iter().partition(|change| self.settled.contains(change));
                self.hurt = hurt;
                self.may_lose.extend::<BTreeSet<ChangeId>>(gone);
                self.first_is_worse(&saved);
            }
            (_, Some(past)) => {
                self.home.0.borrow_mut().files = past.files.clone();
                let still = past.settled.clone();
                self.home_is_worse(&still);
            }
            (_, None) => {}
        }
        self.restart()
    }

    /// The first home has these only; what was settled the second one has.
    fn first_is_worse(&mut self, still: &BTreeSet<ChangeId>) {
        let (stays, gone) = self.saved.iter().copied().partition(|change| still.contains(change));
        let (hurt, robbed) = BTreeSet::into_iter(gone).partition(|change| self.settled.contains(change));
        self.saved = stays;
        self.saved.extend(&hurt);
        self.hurt.extend::<BTreeSet<ChangeId>>(hurt);
        self.robbed.extend::<BTreeSet<ChangeId>>(robbed);
        self.forget_waiting();
    }

    /// What waits for something that is lost shows nowhere: only the home in which it waits is promised to keep it.
    fn forget_waiting(&mut self) {
        let waits: Vec<ChangeId> =
            self.saved.iter().copied().filter(|change| self.builds_on_damage(*change)).collect();
        waits.iter().for_each(|change| _ = self.saved.remove(change));
    }

    /// Somebody clears the site's data while it is open: what the tabs have in memory is written again.
    pub(crate) fn clear_under_the_tabs(&mut self) -> Result<(), String> {
        self.tally.cleared += 1;
        self.store.0.borrow_mut().records.clear();
        if self.rng.chance(500) {
            self.home.0.borrow_mut().files.clear();
            self.is_home_hurt = true;
            self.home_is_worse(&BTreeSet::new());
        }
        let held = |change: &ChangeId| self.tabs.iter().any(|tab| tab.keeper.has(*change));
        let still: BTreeSet<ChangeId> = self.saved.iter().copied().filter(held).collect();
        (self.flips, self.wounded) = (BTreeMap::new(), false);
        self.hurt.clear();
        self.first_is_worse(&still);
        self.calm(|world| {
            for place in 0..world.tabs.len() {
                let look = block_on(world.tabs[place].keeper.look_around());
                world.stored(place, &look.map_err(|error| error.to_string())?.stored);
            }
            Ok::<(), String>(())
        })?;
        self.check_written_again()
    }

    /// Storage holds what the tabs have: whoever starts now sees it.
    fn check_written_again(&mut self) -> Result<(), String> {
        self.calm(|world| {
            let opening = Keeper::open(world.store.clone(), world.rng.bytes(), super::entropy(1));
            let (fresh, report) = block_on(opening).map_err(|error| error.to_string())?;
            let is_here = |change: &ChangeId| fresh.has(*change) || report.waiting.contains(change);
            let is_elsewhere =
                |change: &ChangeId| world.settled.contains(change) || world.may_lose.contains(change);
            match world.saved.iter().find(|change| !is_here(change) && !is_elsewhere(change)) {
                Some(change) => Err(format!("the saved change {change} was in memory and is gone")),
                None => Ok(()),
            }
        })
    }

    /// Nobody is told that something is missing when nothing is, nor the other way round.
    pub(crate) fn check_marks(&mut self, keeper: &mut Keeper<SimStore>) -> Result<(), String> {
        let missing = keeper.missing();
        let may_miss = !self.robbed.is_empty() || !self.may_lose.is_empty();
        if missing > 0 && !may_miss {
            return Err(format!("{missing} changes are said to be missing, and none is"));
        }
        let noted = self.mark.iter().flat_map(|mark| &mark.heads);
        if missing == 0 && noted.into_iter().any(|head| !keeper.has(*head)) {
            return Err("something is missing, and nobody says so".into());
        }
        if missing > 0 {
            block_on(keeper.accept());
            self.mark = None;
        }
        Ok(())
    }

    /// The second home comes to rest; then either is taken away, and nothing is missing.
    pub(crate) fn lose_either(&mut self) -> Result<(), String> {
        self.settle()?;
        let heads = self.tabs[0].keeper.heads();
        for is_first in [true, false] {
            self.settle()?;
            self.stop();
            if is_first {
                self.forget_waiting();
                self.store.0.borrow_mut().records.clear();
                (self.flips, self.wounded) = (BTreeMap::new(), false);
            } else {
                self.home.0.borrow_mut().files.clear();
            }
            self.restart()?;
            if self.tabs[0].keeper.heads() != heads {
                let which = if is_first { "first" } else { "second" };
                return Err(format!("without its {which} home the notebook is another one"));
            }
        }
        Ok(())
    }

    /// Runs the second home's errands until there are none.
    fn settle(&mut self) -> Result<(), String> {
        self.calm(|world| {
            for _ in 0..12 {
                world.go_home(0);
                let is_whole = |tab: &super::world::Tab| tab.keeper.status().second.state == Home::Whole;
                if world.tabs.iter().any(|tab| tab.is_at_home && tab.errand.is_none() && is_whole(tab)) {
                    return Ok(());
                }
            }
            Err("the second home does not come to rest".into())
        })
    }
}
