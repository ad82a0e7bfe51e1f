//! One device's side of the sync, without IO: events go in, effects come out, time and randomness come with them.
//!
//! Two lanes run side by side. **Push** sends what waits in the outbox. **Pull** asks for the log after the cursor, hands what it
//! opens to the host, and moves the cursor in the same transaction that stores it. A third lane does the rare errands: creating
//! the vault, offering a snapshot, acknowledging one.
//!
//! The rules that keep every word:
//! - The cursor moves only in the transaction that stores what it passes.
//! - A record leaves the outbox only in the transaction that moves the cursor over it: what the server acknowledged may be lost
//!   with the server's disk, but a cursor behind it then no longer fits the server's chain, and that is noticed.
//! - When the history is not the one that the device knows, it pulls everything from the start and appends what was not there.

mod backoff;
mod errands;
mod heal;
mod outbox;
mod pull;
mod push;
mod quarantine;
mod state;
mod status;

pub use outbox::Local;
pub use quarantine::{Quarantined, Reason};
pub use state::{Key, OutboxKey, Write};
pub use status::{Status, Trouble};

use crate::wire::{Code, MAX_BATCH, MAX_RECORD, MAX_SNAPSHOT, Request, Rid, Seq, Standing};
use crate::{Content, Entropy, Keys};
use backoff::{Chance, Lane};
use errands::Errand;
use outbox::Parcel;
use pull::{Page, Pulling};
use push::Pushing;
use state::Cursor;
use std::collections::{BTreeMap, HashSet, VecDeque};

/// Milliseconds since 1970.
pub type Millis = u64;
/// So many bytes a millisecond at least are expected of a connection.
const SLOWEST: usize = 16;
/// Names a request that is under way.
pub type CallId = u64;
/// Names a transaction that is under way.
pub type Step = u64;
/// Names a change of the document; the host chooses how.
pub type ChangeHash = [u8; 32];

/// When and how much.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Longest record.
    pub record: usize,
    /// Longest batch.
    pub batch: usize,
    /// Longest snapshot.
    pub snapshot: usize,
    /// A snapshot is due when the log since the last one is longer than this and than twice that one, in bytes.
    pub log_bytes: u64,
    /// … or has more records than this.
    pub log_records: u64,
    /// So long at most a device waits before it makes one, so that not all of them do: milliseconds.
    pub spread: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            record: MAX_RECORD,
            batch: MAX_BATCH,
            snapshot: MAX_SNAPSHOT,
            log_bytes: 64 << 10,
            log_records: 200,
            spread: 20_000,
        }
    }
}

/// What happened outside.
#[derive(Debug)]
pub enum Event {
    /// This tab is the one that syncs; the first event of a session.
    Start,
    /// The time of [`Effect::Wake`] has come.
    Woke,
    /// A server answered.
    Answer(CallId, Answer),
    /// A request got no answer: no connection, or it took too long.
    Failed(CallId),
    /// A transaction is on the disk.
    Stored(Step),
    /// A transaction was rolled back.
    NotStored(Step),
    /// The answer to [`Effect::Collect`]: every change that is stored on this device, by whatever tab, and that `seen` has not,
    /// oldest first.
    Collected(Vec<Vec<u8>>),
    /// The answer to [`Effect::Snapshot`]: the document, saved, loaded again and compared; `None` when it is not complete or
    /// when a change in it is not stored yet.
    Snapshot(Option<Vec<u8>>),
    /// Another tab stored this in the outbox.
    Outbox(OutboxKey, Vec<u8>),
    /// Something that was stored on this device is damaged, or the app is a newer one: the log is read from the start once more.
    Reread,
    /// The page is being hidden: what waits is sent now, in requests that outlive the page.
    Hidden,
    /// The page is shown again, or the browser believes that it is online: what was put off is tried now.
    Hurry,
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    /// HTTP's.
    pub status: u16,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u64>,
    /// All of it.
    pub body: Vec<u8>,
}

impl Answer {
    fn is_ok(&self) -> bool {
        self.status == 200
    }

    fn code(&self) -> Option<Code> {
        Code::from_document(self.status, &self.body)
    }
}

/// What the host has to do, in this order.
#[derive(Debug)]
pub enum Effect {
    /// Make a request; answer with [`Event::Answer`] or [`Event::Failed`].
    Send(Send),
    /// Give a request up; no event is wanted.
    Cancel(CallId),
    /// Apply pieces to the document, call [`Engine::applied`], and commit its writes together with what was applied.
    Apply(Step, Vec<Piece>),
    /// Commit these writes; answer with [`Event::Stored`] or [`Event::NotStored`]. Transactions are committed in this order.
    Store(Step, Vec<Write>),
    /// Answer with [`Event::Collected`].
    Collect(HashSet<ChangeHash>),
    /// Answer with [`Event::Snapshot`].
    Snapshot,
    /// Send [`Event::Woke`] at this time. A later one replaces it.
    Wake(Millis),
}

/// A request to make.
#[derive(Debug)]
pub struct Send {
    /// Names it.
    pub call: CallId,
    /// What to send.
    pub request: Request,
    /// Give up after so many milliseconds.
    pub timeout: Millis,
    /// The request should outlive the page (`fetch` with `keepalive`).
    pub keepalive: bool,
}

/// Something from the log, opened.
#[derive(Debug)]
pub struct Piece {
    /// Its place; for a document, what it covers.
    pub seq: Seq,
    /// To be merged. Nothing local is ever discarded.
    pub content: Content,
}

/// What became of a piece.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Its bytes could be read. A change that waits for another one counts as applied.
    pub applied: bool,
    /// The changes that it contained. Needed only while [`Status::healing`]; may be empty otherwise.
    pub changes: Vec<ChangeHash>,
}

enum Pending {
    Local(Vec<(OutboxKey, Parcel)>),
    Merged { gone: Vec<OutboxKey>, new: Vec<(OutboxKey, Parcel)> },
    Pushed { gone: Vec<OutboxKey>, cursor: Cursor },
    Pulled(Box<Page>),
    Healed { gone: Vec<OutboxKey>, new: Vec<(OutboxKey, Parcel)> },
    Offered,
    Noted,
}

/// One device's sync with one vault.
pub struct Engine {
    keys: Keys,
    limits: Limits,
    chance: Chance,
    active: bool,
    hidden: bool,
    cursor: Cursor,
    /// Grows when the device starts over: what began before it no longer counts.
    generation: u64,
    outbox: BTreeMap<OutboxKey, Parcel>,
    /// Stored in the outbox, and no longer readable.
    rotten: Vec<OutboxKey>,
    quarantine: BTreeMap<Rid, Quarantined>,
    /// The document waits for nothing and nothing of it is damaged.
    complete: bool,
    seen: HashSet<ChangeHash>,
    /// What is in quarantine is to be tried once more.
    retries: bool,
    standing: Option<Standing>,
    /// The standing was asked for after the wait for one's turn at a snapshot: nobody was faster.
    is_fresh: bool,
    /// The next pull is to be answered at once.
    asks_anew: bool,
    invitation: Option<String>,
    vault_is_missing: bool,
    pushing: Pushing,
    pulling: Pulling,
    errand: Errand,
    push_lane: Lane,
    pull_lane: Lane,
    errand_lane: Lane,
    pending: BTreeMap<Step, Pending>,
    next: u64,
    effects: VecDeque<Effect>,
    wake: Option<Millis>,
    trouble: Option<Trouble>,
    last_synced: Option<Millis>,
}

impl Engine {
    /// From what the device has stored; nothing for a device that joins. `seed` is for delays only and need not be secret.
    pub fn new(keys: Keys, seed: u64, stored: impl IntoIterator<Item = (Key, Vec<u8>)>) -> Self {
        let mut engine = Self {
            keys,
            limits: Limits::default(),
            chance: Chance(seed),
            active: false,
            hidden: false,
            cursor: Cursor::default(),
            generation: 0,
            outbox: BTreeMap::new(),
            rotten: Vec::new(),
            quarantine: BTreeMap::new(),
            complete: false,
            seen: HashSet::new(),
            retries: false,
            standing: None,
            is_fresh: false,
            asks_anew: false,
            invitation: None,
            vault_is_missing: false,
            pushing: Pushing::Idle,
            pulling: Pulling::Idle,
            errand: Errand::None,
            push_lane: Lane::default(),
            pull_lane: Lane::default(),
            errand_lane: Lane::default(),
            pending: BTreeMap::new(),
            next: 0,
            effects: VecDeque::new(),
            wake: None,
            trouble: None,
            last_synced: None,
        };
        for (key, bytes) in stored {
            match key {
                // A cursor that cannot be read is none: the device starts over, which loses nothing.
                Key::Cursor => engine.cursor = Cursor::from_bytes(&bytes).unwrap_or_default(),
                Key::Outbox(key) => engine.take_in(key, &bytes),
                Key::Quarantine(rid) => {
                    if let Some(bad) = Quarantined::from_bytes(&bytes) {
                        engine.quarantine.insert(rid, bad);
                    }
                }
            }
        }
        if !engine.rotten.is_empty() {
            // The document still has what was in there: the server is asked what it lacks.
            engine.cursor.healing = true;
        }
        engine.cursor.restart_healing();
        engine.retries = engine.cursor.healing && !engine.quarantine.is_empty();
        engine
    }

    /// With other limits than the protocol's.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// For a server that asks for one; tried at the next attempt to create the vault.
    pub fn set_invitation(&mut self, code: String) {
        self.invitation = Some(code);
        self.errand_lane.hurry();
    }

    /// Tells whether the document is whole: no change waits for another one, nothing stored on the device is damaged. Until
    /// it is told so, a device neither offers nor acknowledges snapshots.
    pub fn set_complete(&mut self, complete: bool) {
        self.complete = complete;
    }

    /// Takes an event in. Then come the effects: [`Engine::effect`] until there is none.
    pub fn handle(&mut self, event: Event, now: Millis, entropy: Entropy<'_>) {
        match event {
            Event::Start => self.active = true,
            Event::Woke => self.wake = None,
            Event::Answer(call, answer) => self.answered(call, &answer, now),
            Event::Failed(call) => self.failed(call, now),
            Event::Stored(step) => self.stored(step, now),
            Event::NotStored(step) => self.not_stored(step, now),
            Event::Collected(changes) => self.collected(&changes, entropy),
            Event::Snapshot(document) => self.snapshot_made(document, now, entropy),
            Event::Outbox(key, bytes) => self.take_in(key, &bytes),
            Event::Reread => self.start_over(),
            Event::Hidden => {
                self.hidden = true;
                self.push_lane.hurry();
            }
            Event::Hurry => {
                self.hidden = false;
                self.push_lane.hurry();
                self.pull_lane.hurry();
                self.errand_lane.hurry();
            }
        }
        self.drive(now, entropy);
    }

    /// Whether an entry of the outbox is known: another tab may have ended before it could tell of one.
    pub fn has(&self, key: &OutboxKey) -> bool {
        self.outbox.contains_key(key) || self.rotten.contains(key)
    }

    /// The next thing to do.
    pub fn effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    fn drive(&mut self, now: Millis, entropy: Entropy<'_>) {
        if !self.active || self.trouble.is_some_and(Trouble::is_final) {
            return;
        }
        self.drive_errands(now);
        if !self.vault_is_missing {
            self.drive_pull(now);
            self.drive_push(now, entropy);
        }
        self.drive_wake(now);
    }

    fn drive_wake(&mut self, now: Millis) {
        let idle = [
            (self.pulling.is_idle(), self.pull_lane.not_before),
            (self.pushing.is_idle() && !self.outbox.is_empty(), self.push_lane.not_before),
            (self.errand.is_idle(), self.errand_lane.not_before),
        ];
        let due = idle.into_iter().filter(|(waits, at)| *waits && *at > now).map(|(_, at)| at).min();
        if let Some(at) = due.filter(|at| self.wake.is_none_or(|wake| *at < wake || wake <= now)) {
            self.wake = Some(at);
            self.effects.push_back(Effect::Wake(at));
        }
    }

    fn answered(&mut self, call: CallId, answer: &Answer, now: Millis) {
        if self.pulling.call() == Some(call) {
            self.pull_answered(answer, now);
        } else if self.pushing.call() == Some(call) {
            self.push_answered(answer, now);
        } else if self.errand.call() == Some(call) {
            self.errand_answered(answer, now);
        }
    }

    fn failed(&mut self, call: CallId, now: Millis) {
        if self.pulling.call() == Some(call) {
            self.pulling = Pulling::Idle;
            self.pull_lane.failed(now, None, &mut self.chance);
        } else if self.pushing.call() == Some(call) {
            self.pushing = Pushing::Idle;
            self.push_lane.failed(now, None, &mut self.chance);
        } else if self.errand.call() == Some(call) {
            self.errand = Errand::None;
            self.errand_lane.failed(now, None, &mut self.chance);
        } else {
            return;
        }
        self.trouble = Some(Trouble::NoConnection);
    }

    /// What every lane does with an answer that is not the one it hoped for.
    fn refused(&mut self, answer: &Answer) {
        match answer.code() {
            Some(Code::HistoryChanged) => self.start_over(),
            Some(Code::UnknownVault) if self.vault_is_missing => {}
            Some(Code::UnknownVault) => {
                self.vault_is_missing = true;
                self.errand_lane.hurry();
            }
            Some(code) => self.trouble = Some(Trouble::Refused(code)),
            None => self.trouble = Some(Trouble::NoConnection),
        }
        if answer.code() == Some(Code::VaultFull) {
            self.errand_lane.hurry();
        }
    }

    fn stored(&mut self, step: Step, now: Millis) {
        match self.pending.remove(&step) {
            Some(Pending::Local(parcels)) => self.outbox.extend(parcels),
            Some(Pending::Merged { gone, new }) => {
                gone.iter().for_each(|key| drop(self.outbox.remove(key)));
                self.outbox.extend(new);
                self.pushing = Pushing::Idle;
            }
            Some(Pending::Pushed { gone, cursor }) => {
                gone.iter().for_each(|key| drop(self.outbox.remove(key)));
                self.move_cursor(cursor);
            }
            Some(Pending::Pulled(page)) => self.page_stored(*page, now),
            Some(Pending::Healed { gone, new }) => self.healed(&gone, new, now),
            Some(Pending::Offered) => self.send_offer(),
            Some(Pending::Noted) | None => {}
        }
    }

    fn not_stored(&mut self, step: Step, now: Millis) {
        match self.pending.remove(&step) {
            Some(Pending::Merged { .. }) => {
                self.pushing = Pushing::Idle;
                self.push_lane.failed(now, None, &mut self.chance);
            }
            Some(Pending::Pulled(_) | Pending::Healed { .. }) => {
                self.pulling = Pulling::Idle;
                self.pull_lane.failed(now, None, &mut self.chance);
            }
            Some(Pending::Offered) => {
                self.errand = Errand::None;
                self.errand_lane.failed(now, None, &mut self.chance);
            }
            Some(Pending::Local(_) | Pending::Pushed { .. } | Pending::Noted) | None => {}
        }
    }

    fn store(&mut self, writes: Vec<Write>, pending: Pending) -> Step {
        let step = self.step(pending);
        self.effects.push_back(Effect::Store(step, writes));
        step
    }

    fn step(&mut self, pending: Pending) -> Step {
        self.next += 1;
        self.pending.insert(self.next, pending);
        self.next
    }

    fn send(&mut self, request: Request, timeout: Millis) -> CallId {
        self.next += 1;
        let timeout = timeout + (request.body.len() / SLOWEST) as Millis;
        let keepalive = self.hidden && request.body.len() < 60 << 10;
        self.effects.push_back(Effect::Send(Send { call: self.next, request, timeout, keepalive }));
        self.next
    }
}
