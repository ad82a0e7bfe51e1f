//! What the engine and its host say to each other.

use super::{CallId, ChangeHash, Millis, OutboxKey, Step, Write};
use crate::Content;
use crate::wire::{Code, Request, Seq};
use std::collections::HashSet;

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
    pub(super) fn is_ok(&self) -> bool {
        self.status == 200
    }

    pub(super) fn code(&self) -> Option<Code> {
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
