//! What has to hold, whatever happened.

use std::collections::BTreeSet;

use keeper::{
    Keeper, Report,
    store::{Key, Store},
};
use notebook::{
    ChangeHead, Now,
    command::ChangeId,
    query::{Page, PeopleFilter, Query},
};

use super::{disk::SimStore, drive::block_on, words, world::World};

impl World {
    /// What was reported saved shows, or waits in storage for a change whose own bytes went bad.
    pub(crate) fn check_saved(&self, keeper: &Keeper<SimStore>, report: &Report) -> Result<(), String> {
        let disk = self.store.0.borrow();
        let missing = self.saved.iter().filter(|change| !keeper.has(**change));
        for change in missing.filter(|change| !self.may_lose.contains(change)) {
            if !report.waiting.contains(change) {
                return Err(format!("the saved change {change} is gone"));
            }
            let stored = disk.records.get(&Key::Chunk(*change));
            if stored.is_none() || stored != disk.seen.get(change) {
                return Err(format!("the saved change {change} is said to wait, and is not in storage"));
            }
            if !self.builds_on_damage(*change) {
                return Err(format!("the saved change {change} waits for nothing that was damaged"));
            }
        }
        for (key, bytes) in &self.flips {
            // Written again by whoever still had it, or held by two snapshots.
            let whole = matches!(key, Key::Chunk(change)
                if keeper.has(*change) || disk.records.get(key).is_some_and(|bytes| disk.seen.get(change) == Some(bytes)));
            if !whole && !disk.records.values().any(|kept| kept == bytes) {
                return Err(format!("the damaged bytes of {key} were thrown away"));
            }
        }
        Ok(())
    }

    pub(crate) fn builds_on_damage(&self, change: ChangeId) -> bool {
        let disk = self.store.0.borrow();
        let (mut open, mut seen) = (vec![change], BTreeSet::new());
        while let Some(change) = open.pop() {
            if self.may_lose.contains(&change)
                || self.robbed.contains(&change) && !self.saved.contains(&change)
            {
                return true;
            }
            if seen.insert(change)
                && let Some(head) = disk.seen.get(&change).and_then(|bytes| ChangeHead::read(bytes).ok())
            {
                open.extend(head.after);
            }
        }
        false
    }

    /// A tab that followed every change shows what a tab shows that has just read it all.
    pub(crate) fn look(&mut self) -> Result<(), String> {
        self.calm(|world| {
            let copy = SimStore::new(world.rng.fork());
            copy.0.borrow_mut().records = world.store.0.borrow().records.clone();
            let (mut fresh, _) = block_on(Keeper::open(copy, world.rng.bytes(), super::entropy(1)))
                .map_err(|e| e.to_string())?;
            for tab in &mut world.tabs {
                if tab.keeper.heads() == fresh.heads() {
                    same_views(&mut tab.keeper, &mut fresh)?;
                }
            }
            Ok(())
        })
    }

    /// The faults end. Everything comes to rest, and everything is there.
    pub(crate) fn finish(&mut self) -> Result<(), String> {
        {
            let mut disk = self.store.0.borrow_mut();
            (disk.faults, disk.quota) = (Default::default(), None);
            let mut home = self.home.0.borrow_mut();
            (home.faults, home.quota) = (Default::default(), None);
        }
        for place in 0..self.tabs.len() {
            let stored = block_on(self.tabs[place].keeper.retry()).map_err(|error| error.to_string())?;
            self.stored(place, &stored);
        }
        // Not only what was reported: a tab may have found what another stored before it was killed.
        // One that nobody ever made sends everybody to look.
        let mut all: Vec<ChangeId> = self.store.0.borrow().seen.keys().copied().collect();
        all.push(ChangeId([0; 32]));
        for tab in &mut self.tabs {
            block_on(tab.keeper.hear(&all)).map_err(|error| error.to_string())?;
        }
        let heads: Vec<Vec<ChangeId>> = self.tabs.iter().map(|tab| tab.keeper.heads()).collect();
        // What a tab keeps in memory although its chunk was damaged, others cannot hear.
        let is_unhurt = self.may_lose.is_empty() && self.hurt.is_empty();
        if is_unhurt && heads.windows(2).any(|pair| pair[0] != pair[1]) {
            return Err("tabs that heard everything differ".into());
        }
        self.tabs.clear();
        self.store.0.borrow_mut().crash();
        self.restart()?;
        self.restart()?;
        // What nobody called saved may have come back from the second home.
        if let (true, Some(before)) = (self.may_lose.is_empty(), heads.first())
            && !before.iter().all(|head| self.tabs[0].keeper.has(*head))
        {
            return Err("a restart shows something else".into());
        }
        self.look()?;
        self.rest()?;
        self.tabs.clear();
        self.restart()?;
        self.lose_either()
    }

    /// Tidying comes to an end, and leaves little behind.
    fn rest(&mut self) -> Result<(), String> {
        self.tabs.truncate(1);
        for _ in 0..3 {
            for _ in 0..=self.limits.chunks {
                let now = words::now(&mut self.rng, 0);
                let command = words::jot_again(&mut self.rng, now);
                let saved = block_on(self.tabs[0].keeper.act(&command, now)).map_err(|e| e.to_string())?;
                self.saved.extend(saved.stored);
            }
            let keeper = &mut self.tabs[0].keeper;
            let mut times = 0;
            while keeper.needs_tidy() {
                let tidied = block_on(keeper.tidy()).map_err(|error| error.to_string())?;
                if let Some(why) = tidied.unverified {
                    return Err(format!("a snapshot was not verified on a disk that does not fail: {why}"));
                }
                times += 1;
                if times > 3 {
                    return Err("tidying does not come to an end".into());
                }
            }
        }
        let records = block_on(self.store.all()).map_err(|error| error.to_string())?;
        let count = |kind: fn(&Key) -> bool| records.iter().filter(|(key, _)| kind(key)).count();
        let keeper = &mut self.tabs[0].keeper;
        let waiting = keeper.status().waiting as usize;
        let snapshots = count(|key| matches!(key, Key::Snapshot(_)));
        let chunks = count(|key| matches!(key, Key::Chunk(_)));
        if snapshots > 2 || chunks > 2 * self.limits.chunks + 6 + waiting {
            return Err(format!("{snapshots} snapshots and {chunks} chunks are left, {waiting} wait"));
        }
        Ok(())
    }
}

fn same_views(one: &mut Keeper<SimStore>, other: &mut Keeper<SimStore>) -> Result<(), String> {
    let now = Now::from_millis(1_795_000_000_000, 0).ok_or("no time")?;
    let page = Page::first(1000);
    for query in [
        Query::Counts,
        Query::Today(usize::MAX),
        Query::Inbox(page),
        Query::People(PeopleFilter::default(), page),
        Query::Bin(page),
        Query::History { of: None, page: Page::first(0) },
    ] {
        let (a, b) = (one.query(&query, now), other.query(&query, now));
        if a != b {
            return Err(format!("{query:?} shows\n{a:#?}\nhere and\n{b:#?}\nafter a restart"));
        }
    }
    Ok(())
}
