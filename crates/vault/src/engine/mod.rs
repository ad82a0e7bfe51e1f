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
mod limits;
mod outbox;
mod pull;
mod push;
mod quarantine;
mod state;
mod status;
mod steps;
mod talk;

pub use limits::Limits;
pub use outbox::Local;
pub use quarantine::{Quarantined, Reason};
pub use state::{Key, OutboxKey, Write};
pub use status::{Status, Trouble};
pub use talk::{Answer, Effect, Event, Outcome, Piece, Send};

use crate::wire::{Code, Request, Rid, Seq, Standing};
use crate::{Entropy, Keys};
use backoff::{Chance, Lane};
use errands::Errand;
use outbox::Parcel;
use pull::Pulling;
use push::Pushing;
use state::Cursor;
use std::collections::{BTreeMap, HashSet, VecDeque};
use steps::Pending;

/// Milliseconds since 1970.
pub type Millis = u64;
/// Names a request that is under way.
pub type CallId = u64;
/// Names a transaction that is under way.
pub type Step = u64;
/// Names a change of the document; the host chooses how.
pub type ChangeHash = [u8; 32];

/// So many bytes a millisecond at least are expected of a connection.
const SLOWEST: usize = 16;

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
    /// Where the log ended when the document was last compared with it because of records that nobody can read.
    compared: Option<Seq>,
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
            compared: None,
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
            Event::Answer(call, answer) => self.answered(call, &answer, now, entropy),
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
                self.outbox.values_mut().for_each(|parcel| parcel.again = 0);
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
        let refused =
            self.outbox.values().filter(|parcel| parcel.acknowledged.is_none()).map(|parcel| parcel.again);
        let refused = refused.filter(|again| *again > now).min();
        let idle = [
            (self.pulling.is_idle(), self.pull_lane.not_before),
            (self.pushing.is_idle() && !self.outbox.is_empty(), self.push_lane.not_before),
            (self.errand.is_idle(), self.errand_lane.not_before),
            (self.pushing.is_idle() && refused.is_some(), refused.unwrap_or(0)),
        ];
        let due = idle.into_iter().filter(|(waits, at)| *waits && *at > now).map(|(_, at)| at).min();
        if let Some(at) = due.filter(|at| self.wake.is_none_or(|wake| *at < wake || wake <= now)) {
            self.wake = Some(at);
            self.effects.push_back(Effect::Wake(at));
        }
    }

    fn answered(&mut self, call: CallId, answer: &Answer, now: Millis, entropy: Entropy<'_>) {
        if self.pulling.call() == Some(call) {
            self.pull_answered(answer, now);
        } else if self.pushing.call() == Some(call) {
            self.push_answered(answer, now, entropy);
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

    fn send(&mut self, request: Request, timeout: Millis) -> CallId {
        self.next += 1;
        let timeout = timeout + (request.body.len() / SLOWEST) as Millis;
        let keepalive = self.hidden && request.body.len() < 60 << 10;
        self.effects.push_back(Effect::Send(Send { call: self.next, request, timeout, keepalive }));
        self.next
    }
}
