//! One tab of one device: a document and an engine over a disk that other tabs may share.

use super::chance::Chance;
use super::document::{Document, Hash, hash};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use vault::engine::{Effect, Event, Key, Limits, Outcome, Piece, Send, Step, Write};
use vault::{Content, Engine, Keys};

/// What is on a disk, and what a power cut would take back.
#[derive(Clone, Default)]
pub struct Disk {
    pub stored: BTreeMap<String, Vec<u8>>,
    /// States before each of the last transactions that were not flushed.
    relaxed: Vec<BTreeMap<String, Vec<u8>>>,
}

pub type SharedDisk = Rc<RefCell<Disk>>;

impl Disk {
    fn commit(&mut self, writes: &[(String, Option<Vec<u8>>)], strict: bool) {
        if strict {
            self.relaxed.clear();
        } else {
            self.relaxed.push(self.stored.clone());
        }
        for (key, value) in writes {
            match value {
                Some(value) => drop(self.stored.insert(key.clone(), value.clone())),
                None => drop(self.stored.remove(key)),
            }
        }
    }

    pub fn power_cut(&mut self, chance: &mut Chance) {
        if !self.relaxed.is_empty() {
            let from = chance.below(self.relaxed.len() as u64) as usize;
            self.stored = self.relaxed.swap_remove(from);
            self.relaxed.clear();
        }
    }

    pub fn has(&self, change: &Hash) -> bool {
        self.stored.contains_key(&name(change))
    }

    pub fn cursor(&self) -> Option<&Vec<u8>> {
        self.stored.get("cursor")
    }
}

/// Bytes of words from which on a change needs a record that travels alone.
pub const LONG: usize = 700;

/// Bugs that the simulator has to find.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plant {
    None,
    /// The cursor is stored in a transaction before the records that it passes.
    CursorFirst,
    /// A record that could not be applied is called applied, and a snapshot is made past it.
    CompactPast,
    /// The server's places can be seen in another order than they were given.
    SkippableSequence,
    /// The server takes no long records, not even alone.
    LongRefused,
    /// A long record is stepped over: the cursor passes it, and nothing of it is kept.
    LongPassed,
}

/// Something that happens outside of a tab because of it.
pub enum Out {
    Send(Send),
    Cancel(u64),
    Wake(u64),
    /// A transaction was begun; it is on the disk, or fails, a little later.
    Commit(Commit),
    /// The document was asked for.
    Answer(Event),
}

/// Keys, and what is put there or not any more.
type Writes = Vec<(String, Option<Vec<u8>>)>;

pub struct Commit {
    pub step: Option<Step>,
    writes: Writes,
    /// So many of them, from the first on, are changes that the document has taken in.
    of_document: usize,
    pub strict: bool,
    /// Changes of this device's person; called saved when the transaction is on the disk.
    pub saved: Vec<Hash>,
}

impl Commit {
    /// The other tabs of this disk hear of the changes and the outbox entries.
    pub fn news(&self) -> Vec<(String, Vec<u8>)> {
        let is_news = |key: &str| key.starts_with("chunk/") || key.starts_with("outbox/");
        let put = self.writes.iter().filter_map(|(key, value)| Some((key.clone(), value.clone()?)));
        put.filter(|(key, _)| is_news(key)).collect()
    }

    pub fn carry_out(&self, disk: &SharedDisk) {
        disk.borrow_mut().commit(&self.writes, self.strict);
    }

    /// The planted bug: the cursor alone.
    pub fn carry_out_cursor(&self, disk: &SharedDisk) {
        let cursor: Vec<_> = self.writes.iter().filter(|(key, _)| key == "cursor").cloned().collect();
        disk.borrow_mut().commit(&cursor, true);
    }
}

pub struct Tab {
    pub disk: SharedDisk,
    pub document: Document,
    pub engine: Engine,
    pub skew: i64,
    /// An old version of the app that cannot read some changes: every change whose hash is divisible by it.
    pub refuses: Option<u8>,
    pub plant: Plant,
    /// The last edits that could not be committed: tried again with the next.
    unsaved: Vec<(Step, Hash, Writes)>,
    unwritten: Writes,
    damaged: bool,
}

fn chunk(change: &[u8]) -> (String, Option<Vec<u8>>) {
    (name(&hash(change)), Some(change.to_vec()))
}

fn name(hash: &Hash) -> String {
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("chunk/{hex}")
}

fn plain(writes: Vec<Write>) -> Writes {
    let plain = |write| match write {
        Write::Put(key, value) => (key.to_string(), Some(value)),
        Write::Delete(key) => (key.to_string(), None),
    };
    writes.into_iter().map(plain).collect()
}

impl Tab {
    pub fn open(
        disk: SharedDisk,
        keys: &Keys,
        limits: Limits,
        skew: i64,
        plant: Plant,
        chance: &mut Chance,
    ) -> Self {
        let engine = Engine::new(keys.clone(), chance.next(), []);
        let (document, unsaved, unwritten) = (Document::default(), Vec::new(), Vec::new());
        let mut tab =
            Self { disk, document, engine, skew, refuses: None, plant, unsaved, unwritten, damaged: false };
        tab.load(keys, limits, chance);
        tab
    }

    /// Reads everything from the disk: when a tab starts, and when it becomes the one that syncs.
    pub fn load(&mut self, keys: &Keys, limits: Limits, chance: &mut Chance) {
        let mut kept = Vec::new();
        for (name, bytes) in &self.disk.borrow().stored {
            if name.starts_with("chunk/") {
                let sound = chunk(bytes).0 == *name && self.document.apply(bytes);
                self.damaged |= !sound;
            } else if let Some(key) = Key::parse(name) {
                kept.push((key, bytes.clone()));
            }
        }
        self.engine = Engine::new(keys.clone(), chance.next(), kept);
        self.engine.set_limits(limits);
        self.engine.set_complete(self.document.is_complete() && !self.damaged);
    }

    fn read_chunks(&mut self) {
        for (name, bytes) in &self.disk.borrow().stored {
            if name.starts_with("chunk/") && chunk(bytes).0 == *name {
                self.document.apply(bytes);
            }
        }
    }

    pub fn has_damage(&self) -> bool {
        self.damaged
    }

    /// The damaged chunks are set aside; reading the log once more brings what they held.
    pub fn mend(&mut self, now: u64, chance: &mut Chance) -> Vec<Out> {
        let bad: Vec<_> = self
            .disk
            .borrow()
            .stored
            .iter()
            .filter(|(name, bytes)| name.starts_with("chunk/") && chunk(bytes).0 != **name)
            .map(|(name, _)| (name.clone(), None))
            .collect();
        self.disk.borrow_mut().commit(&bad, true);
        self.damaged = false;
        self.handle(Event::Reread, now, chance)
    }

    pub fn handle(&mut self, event: Event, now: u64, chance: &mut Chance) -> Vec<Out> {
        let now = now.saturating_add_signed(self.skew);
        self.engine.handle(event, now, &mut |bytes| chance.fill(bytes));
        let mut out = Vec::new();
        while let Some(effect) = self.engine.effect() {
            match effect {
                Effect::Send(send) => out.push(Out::Send(send)),
                Effect::Cancel(call) => out.push(Out::Cancel(call)),
                Effect::Wake(at) => out.push(Out::Wake(at.saturating_add_signed(-self.skew))),
                Effect::Store(step, writes) => {
                    // With everything else that waits for the disk.
                    let mut all = std::mem::take(&mut self.unwritten);
                    let of_document = all.len();
                    all.extend(plain(writes));
                    out.push(Out::Commit(Commit {
                        step: Some(step),
                        writes: all,
                        of_document,
                        strict: chance.happens(700),
                        saved: Vec::new(),
                    }));
                }
                Effect::Apply(step, pieces) => out.push(Out::Commit(self.apply(step, &pieces, chance))),
                Effect::Collect(seen) => {
                    self.read_chunks();
                    // What other tabs stored counts, heard of or not. What is not on this disk yet is sent when it is.
                    let changes = self.document.all().filter(|(hash, _)| self.disk.borrow().has(hash));
                    let lacks = changes.filter(|(hash, _)| !seen.contains(*hash));
                    out.push(Out::Answer(Event::Collected(
                        lacks.map(|(_, change)| change.clone()).collect(),
                    )));
                }
                Effect::Snapshot => {
                    let on_disk = self.document.changes.keys().all(|hash| self.disk.borrow().has(hash));
                    let whole = self.document.is_complete() && !self.damaged && on_disk;
                    let saved = self.document.save();
                    let same = Document::load(&saved)
                        .is_some_and(|changes| changes.len() == self.document.changes.len());
                    let whole = (whole || self.plant == Plant::CompactPast) && same;
                    out.push(Out::Answer(Event::Snapshot(whole.then_some(saved))));
                }
            }
        }
        out
    }

    fn apply(&mut self, step: Step, pieces: &[Piece], chance: &mut Chance) -> Commit {
        let mut writes = std::mem::take(&mut self.unwritten);
        let mut outcomes = Vec::new();
        for piece in pieces {
            let loaded = match &piece.content {
                Content::Changes(changes) => Some(changes.clone()),
                Content::Document(saved) => Document::load(saved),
            };
            let is_refused = |change: &Vec<u8>| {
                self.refuses.is_some_and(|divisor| hash(change)[0].is_multiple_of(divisor))
            };
            let Some(changes) = loaded.filter(|changes| !changes.iter().any(is_refused)) else {
                let applied = self.plant == Plant::CompactPast;
                outcomes.push(Outcome { applied, changes: Vec::new() });
                continue;
            };
            if self.plant == Plant::LongPassed && changes.iter().any(|change| change.len() > LONG) {
                outcomes.push(Outcome { applied: true, changes: Vec::new() });
                continue;
            }
            let applied = changes.iter().all(|change| self.document.apply(change));
            writes.extend(changes.iter().map(|change| chunk(change)));
            outcomes.push(Outcome { applied, changes: changes.iter().map(|change| hash(change)).collect() });
        }
        let complete = self.plant == Plant::CompactPast || self.document.is_complete() && !self.damaged;
        let of_document = writes.len();
        writes.extend(plain(self.engine.applied(step, outcomes, complete)));
        Commit { step: Some(step), writes, of_document, strict: chance.happens(700), saved: Vec::new() }
    }

    /// A person edits: the change and its sealed record go to the disk in one transaction.
    pub fn edit(&mut self, words: &[u8], chance: &mut Chance) -> Commit {
        let change = self.document.edit(words);
        let local = self.engine.local(&[&change], &mut |bytes| chance.fill(bytes));
        let mut own = plain(local.writes);
        own.push(chunk(&change));
        let mut writes = std::mem::take(&mut self.unwritten);
        // An earlier one may be on its way with a transaction of the sync, and fail with it: what builds on it takes it along.
        for (_, hash, earlier) in &self.unsaved {
            if !self.disk.borrow().has(hash) {
                writes.extend(earlier.iter().cloned());
            }
        }
        writes.extend(own.iter().cloned());
        self.unsaved.push((local.step, hash(&change), own));
        Commit {
            step: None,
            of_document: writes.len(),
            writes,
            strict: true,
            saved: self.unsaved.iter().map(|(_, hash, _)| *hash).collect(),
        }
    }

    /// The edit's transaction ended: its steps are done, or wait for the next edit.
    pub fn edit_ended(&mut self, commit: Commit, stored: bool, now: u64, chance: &mut Chance) -> Vec<Out> {
        if !stored {
            self.unwritten.extend(commit.writes);
            return Vec::new();
        }
        let steps = std::mem::take(&mut self.unsaved);
        let mut out = Vec::new();
        for (step, ..) in steps {
            out.extend(self.handle(Event::Stored(step), now, chance));
        }
        // The engine may be another one than when the change was sealed.
        out.extend(self.hear(&commit.news(), now, chance));
        out
    }

    /// What was applied and could not be stored goes with the next transaction, without what the sync noted about it.
    pub fn not_stored(&mut self, mut commit: Commit) {
        commit.writes.truncate(commit.of_document);
        self.unwritten.extend(commit.writes);
    }

    /// Another tab of this disk stored something.
    pub fn hear(&mut self, news: &[(String, Vec<u8>)], now: u64, chance: &mut Chance) -> Vec<Out> {
        // First the changes, then the entries that hold them.
        for (_, change) in news.iter().filter(|(name, _)| name.starts_with("chunk/")) {
            self.document.apply(change);
        }
        let mut out = Vec::new();
        for (name, bytes) in news {
            if let Some(Key::Outbox(key)) = Key::parse(name) {
                out.extend(self.handle(Event::Outbox(key, bytes.clone()), now, chance));
            }
        }
        out
    }
}
