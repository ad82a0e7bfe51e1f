//! Devices, a network, a server, and everything that can go wrong between them, under one seed.

use super::chance::Chance;
use super::device::{Commit, Disk, LONG, Out, Plant, SharedDisk, Tab};
use super::document::{CANARY, Document, Hash};
use super::model::{Model, Sizes};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use std::rc::Rc;
use vault::engine::{Answer, Event, Limits, Quarantined, Send};
use vault::wire::{Rid, Route};
use vault::{Content, Keys, VaultSecret, open, open_snapshot};

const MINUTE: u64 = 60_000;
const DAY: u64 = 24 * 60 * MINUTE;
/// The protocol's sizes, made small.
const SIZES: Sizes = Sizes { record: LONG, batch: 4 * LONG, lone: 64 << 20 };
/// Of a server that takes less than it should.
const NARROW: Sizes = Sizes { record: LONG / 2, batch: LONG, lone: 2 * LONG };
/// How many events the world may take to come to rest after the faults have ended.
const PATIENCE: usize = 60_000;

enum Happening {
    Arrives { tab: u64, send: Send, twice: bool },
    Answered { tab: u64, call: u64, answer: Answer },
    TimedOut { tab: u64, call: u64 },
    Committed { tab: u64, commit: Box<Commit>, fails: bool },
    Said { tab: u64, event: Event },
    Woke { tab: u64 },
    Heard { tab: u64, news: Vec<(String, Vec<u8>)> },
    PollEnds { poll: u64 },
}

struct Parked {
    tab: u64,
    send: Send,
}

/// What a seed chose to go wrong.
#[derive(Clone, Copy, Debug)]
struct Faults {
    drops: u64,
    flips: u64,
    refused_commits: u64,
    kills: u64,
    /// Bits rot on devices' disks and the server's.
    rot: bool,
    skew: bool,
    old_app: bool,
    /// Of so many of a thousand changes one is long.
    long: u64,
    /// At first the server takes shorter records than the protocol says.
    narrow: bool,
}

pub struct World {
    pub seed: u64,
    chance: Chance,
    faults: Faults,
    calm: bool,
    plant: Plant,
    now: u64,
    next: u64,
    queue: BinaryHeap<Reverse<(u64, u64)>>,
    happenings: HashMap<u64, Happening>,
    server: Model,
    backups: Vec<Model>,
    disks: Vec<SharedDisk>,
    tabs: BTreeMap<u64, Tab>,
    disk_of: BTreeMap<u64, usize>,
    /// Which tab of a disk syncs.
    active: BTreeMap<usize, u64>,
    offline: BTreeSet<usize>,
    parked: BTreeMap<u64, Parked>,
    keys: Keys,
    limits: Limits,
    saved: BTreeSet<Hash>,
    /// Every record that was ever in a log, and the changes in it: to check what a cursor passes.
    sealed: HashMap<Rid, Vec<Hash>>,
    /// What rotted at the server, by the hash of what became of it: the changes that were in it.
    rotten: HashMap<Rid, Vec<Hash>>,
    rotted: bool,
    pub steps: usize,
}

impl World {
    pub fn new(seed: u64, plant: Plant) -> Self {
        let mut chance = Chance(seed);
        let level = chance.below(4);
        let faults = Faults {
            drops: [0, 30, 100, 300][level as usize],
            flips: [0, 0, 20, 60][chance.below(4) as usize],
            refused_commits: [0, 20, 100, 0][chance.below(4) as usize],
            kills: [0, 10, 40, 100][chance.below(4) as usize],
            rot: chance.happens(150),
            skew: chance.happens(300),
            old_app: plant == Plant::CompactPast || chance.happens(150),
            long: [0, 0, 50, 200][chance.below(4) as usize],
            narrow: chance.happens(100),
        };
        let mut secret = [0; 32];
        chance.fill(&mut secret);
        let records = 5 + chance.below(30);
        let limits = Limits {
            log_bytes: 1 << 20,
            log_records: records,
            spread: 1 + chance.below(5_000),
            record: SIZES.record,
            batch: SIZES.batch,
            ..Limits::default()
        };
        let sizes = match plant {
            Plant::LongRefused => Sizes { lone: SIZES.record, ..SIZES },
            _ if faults.narrow => NARROW,
            _ => SIZES,
        };
        let server = Model { skippable: plant == Plant::SkippableSequence, sizes, ..Model::default() };
        let mut world = Self {
            seed,
            faults,
            calm: false,
            plant,
            now: 1_790_000_000_000,
            next: 0,
            queue: BinaryHeap::new(),
            happenings: HashMap::new(),
            server,
            backups: Vec::new(),
            disks: Vec::new(),
            tabs: BTreeMap::new(),
            disk_of: BTreeMap::new(),
            active: BTreeMap::new(),
            offline: BTreeSet::new(),
            parked: BTreeMap::new(),
            keys: Keys::new(&VaultSecret::new(secret)),
            limits,
            saved: BTreeSet::new(),
            sealed: HashMap::new(),
            rotten: HashMap::new(),
            rotted: false,
            steps: 0,
            chance,
        };
        for _ in 0..2 + world.chance.below(3) {
            world.disks.push(Rc::new(RefCell::new(Disk::default())));
            world.open(world.disks.len() - 1);
        }
        world
    }

    /// Some dozens of things that people and fate do, then peace, then the invariants.
    pub fn run(&mut self) {
        for _ in 0..20 + self.chance.below(60) {
            self.something();
            let until = self.now + [5, 500, 20_000, 3 * MINUTE][self.chance.below(4) as usize];
            self.go_on(Some(until), PATIENCE);
        }
        self.make_peace();
        self.check();
    }

    fn make_peace(&mut self) {
        self.calm = true;
        self.offline.clear();
        if self.faults.narrow && self.plant != Plant::LongRefused {
            self.server.sizes = SIZES;
        }
        // With the next start everything damaged is known, and with the next version of the app everything is read.
        for disk in 0..self.disks.len() {
            self.close(disk, false);
            let tab = self.open(disk);
            if self.tabs[&tab].has_damage() {
                self.tab(tab, Tab::mend);
            } else if self.faults.old_app {
                self.tab(tab, |tab, now, chance| tab.handle(Event::Reread, now, chance));
            }
        }
        let rounds = if self.rotted { 6 } else { 3 };
        for _ in 0..rounds {
            // What rotted at the server is replaced by the next snapshot of a device that has it.
            for edit in 0..if self.rotted { self.limits.log_records + 1 } else { 0 } {
                self.edit(edit as usize % self.disks.len());
            }
            self.go_on(Some(self.now + 40 * MINUTE), PATIENCE);
            self.now += 31 * DAY;
            self.server.sweep(self.now);
            let tabs: Vec<u64> = self.tabs.keys().copied().collect();
            for tab in tabs {
                self.tab(tab, |tab, now, chance| tab.handle(Event::Hurry, now, chance));
            }
        }
        self.go_on(Some(self.now + 40 * MINUTE), PATIENCE);
    }

    fn something(&mut self) {
        let disk = self.chance.below(self.disks.len() as u64) as usize;
        let kills = self.faults.kills;
        match self.chance.below(1000) {
            0..560 => {
                for _ in 0..1 + self.chance.below(4) * self.chance.below(4) {
                    self.edit(disk);
                }
            }
            560..620 => {
                self.offline.insert(disk);
            }
            620..700 => {
                self.offline.remove(&disk);
                self.hurry(disk);
            }
            700..715 => self.now += self.chance.below(30) * DAY,
            715..730 => self.server.sweep(self.now),
            730..760 => self.backups.push(self.server.clone()),
            760..785 if !self.backups.is_empty() => {
                let which = self.chance.below(self.backups.len() as u64) as usize;
                self.server = self.backups[which].clone();
            }
            785..795 => self.server = self.server.blank(),
            // The server is restarted: who waits gets no answer.
            795..810 => self.parked.clear(),
            810..830 if self.disks.len() < 6 => {
                // A browser profile is copied, with all that is in it.
                let copy = self.disks[disk].borrow().clone();
                self.disks.push(Rc::new(RefCell::new(copy)));
                self.open(self.disks.len() - 1);
            }
            830..850 => {
                // A second tab, or the end of the one that syncs: then another one takes over.
                let ends = self.chance.happens(500);
                match self.active.get(&disk).copied().filter(|_| ends) {
                    Some(tab) => self.close_tab(disk, tab),
                    None => drop(self.open(disk)),
                }
            }
            850..870 => self.rot(disk),
            870..900 => {
                let Some(tab) = self.active.get(&disk).copied() else { return };
                let event = if self.chance.happens(500) { Event::Hidden } else { Event::Hurry };
                self.tab(tab, |tab, now, chance| tab.handle(event, now, chance));
            }
            900..950 => {
                self.close(disk, self.chance.clone().happens(kills * 3));
                self.open(disk);
            }
            _ => {}
        }
    }

    fn rot(&mut self, disk: usize) {
        if !self.faults.rot {
            return;
        }
        let at_server = self.chance.happens(500);
        let flip = |bytes: &mut Vec<u8>, chance: &mut Chance| {
            if !bytes.is_empty() {
                let place = chance.below(bytes.len() as u64) as usize;
                bytes[place] ^= 1 << chance.below(8);
            }
        };
        self.rotted = true;
        if at_server {
            let Some(vault) = self.server.vaults.values_mut().next() else { return };
            let place =
                self.chance.below((vault.records.len() + vault.snapshots.len()).max(1) as u64) as usize;
            let (record, covers) = match (vault.records.len(), vault.records.get_mut(place)) {
                (_, Some((_, record))) => (record, None),
                (count, None) => match vault.snapshots.get_mut(place - count) {
                    Some(kept) => (&mut kept.record, Some(kept.covers)),
                    None => return,
                },
            };
            let before = Rid::of(record);
            let held = self.rotten.get(&before).or(self.sealed.get(&before)).cloned();
            let held = held.unwrap_or_else(|| {
                match covers.map(|covers| open_snapshot(&self.keys, covers, record)) {
                    Some(Ok(Content::Document(document))) => {
                        let changes = Document::load(&document).expect("it was whole");
                        changes.iter().map(|change| super::document::hash(change)).collect()
                    }
                    _ => Vec::new(),
                }
            });
            flip(record, &mut self.chance);
            self.rotten.insert(Rid::of(record), held);
            return;
        }
        // A document's chunk is not flipped: whether a device keeps those is the keeper's matter. What the sync stores is.
        let mut disk = self.disks[disk].borrow_mut();
        let kept: Vec<String> =
            disk.stored.keys().filter(|key| !key.starts_with("chunk/")).cloned().collect();
        if let Some(key) = kept.get(self.chance.below(kept.len() as u64) as usize) {
            flip(disk.stored.get_mut(key).unwrap(), &mut self.chance);
        }
    }

    fn open(&mut self, disk: usize) -> u64 {
        self.next += 1;
        let id = self.next;
        let skew = if self.faults.skew { self.chance.below(800 * DAY) as i64 - 400 * DAY as i64 } else { 0 };
        let shared = self.disks[disk].clone();
        let mut tab = Tab::open(shared, &self.keys, self.limits, skew, self.plant, &mut self.chance);
        if self.faults.old_app && !self.calm && disk == 0 {
            tab.refuses = Some(7);
        }
        self.tabs.insert(id, tab);
        self.disk_of.insert(id, disk);
        // One tab at a time holds the lock.
        if let Entry::Vacant(place) = self.active.entry(disk) {
            place.insert(id);
            self.tab(id, |tab, now, chance| tab.handle(Event::Start, now, chance));
        }
        id
    }

    fn close_tab(&mut self, disk: usize, tab: u64) {
        self.tabs.remove(&tab);
        self.disk_of.remove(&tab);
        self.parked.retain(|_, parked| parked.tab != tab);
        self.active.remove(&disk);
        let heir = self.disk_of.iter().find(|(_, on)| **on == disk).map(|(tab, _)| *tab);
        let Some(heir) = heir else {
            self.open(disk);
            return;
        };
        self.active.insert(disk, heir);
        let (keys, limits) = (self.keys.clone(), self.limits);
        self.tab(heir, |tab, now, chance| {
            tab.load(&keys, limits, chance);
            tab.handle(Event::Start, now, chance)
        });
    }

    /// All tabs of a device end at once, wherever they are.
    fn close(&mut self, disk: usize, power_cut: bool) {
        let tabs: Vec<u64> =
            self.disk_of.iter().filter(|(_, on)| **on == disk).map(|(tab, _)| *tab).collect();
        for tab in tabs {
            self.tabs.remove(&tab);
            self.disk_of.remove(&tab);
            self.parked.retain(|_, parked| parked.tab != tab);
        }
        self.active.remove(&disk);
        if power_cut {
            self.disks[disk].borrow_mut().power_cut(&mut self.chance);
        }
        self.check_cursor(disk);
    }

    fn tab_of(&mut self, disk: usize) -> u64 {
        let tabs: Vec<u64> =
            self.disk_of.iter().filter(|(_, on)| **on == disk).map(|(tab, _)| *tab).collect();
        match tabs.get(self.chance.below(tabs.len() as u64) as usize) {
            Some(tab) => *tab,
            None => self.open(disk),
        }
    }

    fn hurry(&mut self, disk: usize) {
        if let Some(tab) = self.active.get(&disk).copied() {
            self.tab(tab, |tab, now, chance| tab.handle(Event::Hurry, now, chance));
        }
    }

    fn edit(&mut self, disk: usize) {
        let tab = self.tab_of(disk);
        let is_long = self.chance.happens(self.faults.long);
        let mut words =
            vec![0; 8 + if is_long { LONG + self.chance.below(10 * LONG as u64) as usize } else { 0 }];
        self.chance.fill(&mut words);
        let Some(known) = self.tabs.get_mut(&tab) else { return };
        let commit = known.edit(&words, &mut self.chance);
        // The person waits for "saved" before the next edit.
        self.commit(tab, commit);
        self.go_on(Some(self.now + 20), PATIENCE);
    }

    fn tab(&mut self, id: u64, act: impl FnOnce(&mut Tab, u64, &mut Chance) -> Vec<Out>) {
        let Some(tab) = self.tabs.get_mut(&id) else { return };
        let outs = act(tab, self.now, &mut self.chance);
        self.carry_out(id, outs);
    }

    fn carry_out(&mut self, tab: u64, outs: Vec<Out>) {
        for out in outs {
            match out {
                Out::Send(send) => self.send(tab, send),
                Out::Cancel(call) => {
                    self.parked.retain(|_, parked| parked.tab != tab || parked.send.call != call);
                }
                Out::Wake(at) => self.later(at.max(self.now) - self.now, Happening::Woke { tab }),
                Out::Commit(commit) => self.commit(tab, commit),
                Out::Answer(event) => {
                    let delay = self.chance.below(50);
                    self.later(delay, Happening::Said { tab, event });
                }
            }
        }
    }

    fn commit(&mut self, tab: u64, commit: Commit) {
        let fails = !self.calm && self.chance.happens(self.faults.refused_commits);
        if self.plant == Plant::CursorFirst && !fails {
            commit.carry_out_cursor(&self.tabs[&tab].disk);
        }
        // Transactions of one tab end in their order.
        self.later(10, Happening::Committed { tab, commit: Box::new(commit), fails });
    }

    fn send(&mut self, tab: u64, send: Send) {
        self.look_for_plaintext(&send);
        self.later(send.timeout, Happening::TimedOut { tab, call: send.call });
        let lost = self.offline.contains(&self.disk_of[&tab])
            || !self.calm && self.chance.happens(self.faults.drops);
        if lost {
            return;
        }
        let twice = !self.calm && self.chance.happens(self.faults.drops / 2);
        let delay = if self.calm { 5 } else { 1 + self.chance.below(300) };
        self.later(delay, Happening::Arrives { tab, send, twice });
    }

    fn look_for_plaintext(&self, send: &Send) {
        let path = send.request.route.path();
        for seen in [path.as_bytes(), &send.request.body] {
            assert!(
                !seen.windows(CANARY.len()).any(|part| part == CANARY),
                "seed {}: the server sees words",
                self.seed
            );
        }
    }

    fn later(&mut self, delay: u64, happening: Happening) {
        self.next += 1;
        self.queue.push(Reverse((self.now + delay, self.next)));
        self.happenings.insert(self.next, happening);
    }

    /// Lets happen what is due, up to a time.
    fn go_on(&mut self, until: Option<u64>, patience: usize) {
        let start = self.steps;
        while let Some(Reverse((at, id))) = self.queue.pop() {
            if until.is_some_and(|until| at > until) {
                self.queue.push(Reverse((at, id)));
                break;
            }
            assert!(self.steps - start < patience, "seed {}: it does not come to rest", self.seed);
            self.now = self.now.max(at);
            self.steps += 1;
            if let Some(happening) = self.happenings.remove(&id) {
                self.happen(happening);
            }
            if !self.calm && self.chance.happens(self.faults.kills / 10) {
                let disk = self.chance.below(self.disks.len() as u64) as usize;
                let power_cut = self.chance.happens(300);
                self.close(disk, power_cut);
                self.open(disk);
            }
        }
        self.now = self.now.max(until.unwrap_or(0));
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Arrives { tab, send, twice } => {
                if twice {
                    self.serve(&send);
                }
                self.arrive(tab, send);
            }
            Happening::Answered { tab, call, answer } => {
                self.tab(tab, |tab, now, chance| tab.handle(Event::Answer(call, answer), now, chance));
            }
            Happening::TimedOut { tab, call } => {
                self.parked.retain(|_, parked| parked.tab != tab || parked.send.call != call);
                self.tab(tab, |tab, now, chance| tab.handle(Event::Failed(call), now, chance));
            }
            Happening::Committed { tab, commit, fails } => self.committed(tab, *commit, fails),
            Happening::Said { tab, event } => {
                self.tab(tab, |tab, now, chance| tab.handle(event, now, chance));
            }
            Happening::Woke { tab } => self.tab(tab, |tab, now, chance| tab.handle(Event::Woke, now, chance)),
            Happening::Heard { tab, news } => self.tab(tab, |tab, now, chance| tab.hear(&news, now, chance)),
            Happening::PollEnds { poll } => self.answer_poll(poll),
        }
    }

    fn arrive(&mut self, tab: u64, mut send: Send) {
        if !self.calm && self.chance.happens(self.faults.flips) && !send.request.body.is_empty() {
            let place = self.chance.below(send.request.body.len() as u64) as usize;
            send.request.body[place] ^= 1 << self.chance.below(8);
        }
        let waits = matches!(send.request.route, Route::Pull(_, pull) if pull.wait > 0);
        if waits && !self.server.has_news(&send.request) {
            self.next += 1;
            let poll = self.next;
            self.parked.insert(poll, Parked { tab, send });
            return self.later(25_000, Happening::PollEnds { poll });
        }
        let answer = self.serve(&send);
        self.answer(tab, send.call, answer);
        // Whatever it was, somebody may have waited for it.
        let polls: Vec<u64> = self.parked.keys().copied().collect();
        for poll in polls {
            if self.server.has_news(&self.parked[&poll].send.request) {
                self.answer_poll(poll);
            }
        }
    }

    fn answer_poll(&mut self, poll: u64) {
        if let Some(Parked { tab, send }) = self.parked.remove(&poll) {
            let answer = self.serve(&send);
            self.answer(tab, send.call, answer);
        }
    }

    fn serve(&mut self, send: &Send) -> Answer {
        let random = self.chance.next();
        let reply = self.server.call(&send.request, self.now, random);
        let vaults = self.server.vaults.values().filter(|_| matches!(send.request.route, Route::Append(_)));
        for vault in vaults {
            for (rid, record) in &vault.records {
                if !self.sealed.contains_key(rid)
                    && let Ok(Content::Changes(changes)) = open(&self.keys, record)
                {
                    self.sealed
                        .insert(*rid, changes.iter().map(|change| super::document::hash(change)).collect());
                }
            }
        }
        Answer { status: reply.status, retry_after: None, body: reply.body }
    }

    fn answer(&mut self, tab: u64, call: u64, mut answer: Answer) {
        if !self.calm {
            // A node that dies between commit and answer, or a connection that does.
            if self.chance.happens(self.faults.drops) {
                return;
            }
            if self.chance.happens(self.faults.flips) && !answer.body.is_empty() {
                let place = self.chance.below(answer.body.len() as u64) as usize;
                answer.body[place] ^= 1 << self.chance.below(8);
            }
            if self.chance.happens(self.faults.flips) {
                answer.body.truncate(self.chance.below(answer.body.len() as u64 + 1) as usize);
            }
            if self.chance.happens(self.faults.drops / 4) {
                answer = Answer { status: 503, retry_after: Some(3), body: Vec::new() };
            }
        }
        let delay = if self.calm { 5 } else { 1 + self.chance.below(300) };
        self.later(delay, Happening::Answered { tab, call, answer });
    }

    fn committed(&mut self, tab: u64, commit: Commit, fails: bool) {
        // The tab is gone: the transaction may have made it to the disk, or not.
        let Some(disk) = self.disk_of.get(&tab).copied() else { return };
        if !fails {
            commit.carry_out(&self.disks[disk]);
            self.saved.extend(&commit.saved);
            let others: Vec<u64> = self
                .disk_of
                .iter()
                .filter(|(other, on)| **on == disk && **other != tab)
                .map(|(other, _)| *other)
                .collect();
            for other in others {
                if self.calm || !self.chance.happens(self.faults.drops) {
                    self.later(5, Happening::Heard { tab: other, news: commit.news() });
                }
            }
        }
        match commit.step {
            None => self.tab(tab, |tab, now, chance| tab.edit_ended(commit, !fails, now, chance)),
            Some(step) => {
                let event = if fails { Event::NotStored(step) } else { Event::Stored(step) };
                if fails && let Some(tab) = self.tabs.get_mut(&tab) {
                    tab.not_stored(commit);
                }
                self.tab(tab, |tab, now, chance| tab.handle(event, now, chance));
            }
        }
    }

    /// A cursor never passes bytes that were not stored.
    fn check_cursor(&self, disk: usize) {
        let disk = self.disks[disk].borrow();
        let Some(cursor) = disk.cursor().and_then(|bytes| Cursor::read(bytes)) else { return };
        let Some(vault) = self.server.vaults.get(&self.keys.vault) else { return };
        if cursor.incarnation != Some(vault.standing().incarnation) || self.rotted || !self.backups.is_empty()
        {
            return;
        }
        let quarantined: BTreeSet<&str> =
            disk.stored.keys().filter_map(|key| key.strip_prefix("quarantine/")).collect();
        let passed = cursor.seq.saturating_sub(vault.floor) as usize;
        for (rid, _) in vault.records.iter().take(passed) {
            let Some(changes) = self.sealed.get(rid) else { continue };
            let kept = quarantined.contains(format!("{rid:?}").as_str());
            for change in changes {
                assert!(
                    kept || disk.has(change),
                    "seed {}: the cursor passed a record that is not stored",
                    self.seed
                );
            }
        }
    }

    fn check(&mut self) {
        let seed = self.seed;
        for disk in 0..self.disks.len() {
            self.check_cursor(disk);
        }
        for (id, tab) in &self.tabs {
            let status = tab.engine.status();
            assert!(
                !status.healing && status.waiting == 0,
                "seed {seed}: tab {id} does not come to rest: {status:?}"
            );
            let standing = status.standing.expect("a standing");
            let vault = &self.server.vaults[&self.keys.vault];
            assert_eq!(
                standing.incarnation,
                vault.standing().incarnation,
                "seed {seed}: not the vault that is there"
            );
            if !self.rotted {
                assert_eq!(status.quarantined, 0, "seed {seed}: in quarantine without a reason");
            }
        }
        let documents: Vec<&Document> = self.tabs.values().map(|tab| &tab.document).collect();
        for (document, disk) in documents.iter().zip(self.disk_of.values()) {
            let missing = self.saved.iter().filter(|hash| !document.changes.contains_key(*hash)).count();
            if missing > 0 {
                self.explain();
            }
            assert_eq!(
                missing,
                0,
                "seed {seed}: {missing} of {} saved edits did not reach device {disk}",
                self.saved.len()
            );
            assert!(document.is_complete(), "seed {seed}: something waits for ever");
            assert!(document.heads() == documents[0].heads(), "seed {seed}: heads differ");
        }
        self.check_storage();
        self.check_newcomer();
    }

    fn explain(&self) {
        let vault = &self.server.vaults[&self.keys.vault];
        println!("{:?}, rotted {}, {} backups", self.faults, self.rotted, self.backups.len());
        println!("server {:?}", vault.standing());
        for hash in &self.saved {
            let lacking: Vec<_> =
                self.tabs.iter().filter(|(_, tab)| !tab.document.changes.contains_key(hash)).collect();
            if lacking.is_empty() {
                continue;
            }
            let lack = lacking.iter().map(|(id, _)| **id).collect::<Vec<_>>();
            println!("{:02x?} is lacking in {lack:?}", &hash[..4]);
            for (number, disk) in self.disks.iter().enumerate() {
                println!("  on disk {number}: {}", disk.borrow().has(hash));
            }
        }
        for (id, tab) in &self.tabs {
            let (status, disk) = (tab.engine.status(), self.disk_of[id]);
            println!("tab {id} on {disk}: {} changes, {status:?}", tab.document.changes.len());
            for hash in tab.document.missing() {
                let held = self
                    .tabs
                    .iter()
                    .filter(|(_, tab)| tab.document.changes.contains_key(&hash))
                    .map(|(id, _)| *id);
                println!("  lacks {:02x?}, which tabs {:?} have", &hash[..4], held.collect::<Vec<_>>());
            }
        }
    }

    /// The server keeps what is needed and not much more.
    fn check_storage(&self) {
        let vault = &self.server.vaults[&self.keys.vault];
        assert!(vault.snapshots.len() <= 3, "seed {}: {} snapshots", self.seed, vault.snapshots.len());
        let blocked = self.tabs.values().all(|tab| tab.engine.quarantined().any(|bad| bad.in_log));
        let log = vault.standing().head - vault.standing().covers;
        assert!(
            blocked || log <= self.limits.log_records,
            "seed {}: the log grows without bound: {log}",
            self.seed
        );
        for (rid, record) in &vault.records {
            assert!(!record.windows(CANARY.len()).any(|part| part == CANARY), "seed {}: {rid:?}", self.seed);
        }
    }

    /// A device that joins now gets everything.
    fn check_newcomer(&mut self) {
        self.disks.push(Rc::new(RefCell::new(Disk::default())));
        let id = self.open(self.disks.len() - 1);
        self.go_on(Some(self.now + 10 * MINUTE), PATIENCE);
        let newcomer = &self.tabs[&id];
        // A rotten record costs at most itself to who comes later, until a snapshot of a healthy device stands for it.
        let held = |bad: &Quarantined| {
            let rid = Rid::of(&bad.record);
            self.rotten.get(&rid).or(self.sealed.get(&rid)).cloned().unwrap_or_default()
        };
        let lost: BTreeSet<Hash> = newcomer.engine.quarantined().flat_map(held).collect();
        let lacks = |hash: &&Hash| !newcomer.document.holds(hash) && !lost.contains(*hash);
        let missing = self.saved.iter().filter(lacks).count();
        assert_eq!(missing, 0, "seed {}: a new device lacks {missing} edits", self.seed);
    }

    /// What every document ended with.
    pub fn heads(&self) -> Vec<Vec<Hash>> {
        self.tabs.values().map(|tab| tab.document.heads()).collect()
    }
}

/// The little of a stored cursor that the check needs; the format is frozen.
struct Cursor {
    incarnation: Option<vault::wire::Incarnation>,
    seq: u64,
}

impl Cursor {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (flags, mut rest) = (*bytes.get(1)?, bytes.get(2..)?);
        let mut incarnation = None;
        if flags & 1 == 1 {
            let (taken, after) = rest.split_first_chunk::<16>()?;
            incarnation = Some(vault::wire::Incarnation(*taken));
            rest = after;
        }
        let mut seq = 0;
        for (place, byte) in rest.iter().enumerate().take(9) {
            seq |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        (flags & 2 == 0).then_some(Self { incarnation, seq })
    }
}
