//! Jots that wait to be sorted, and what helps with it.

use crate::{
    id::Id,
    jot::Parsed,
    record::{Jot, Ref},
    time::Instant,
};
use said::Said;
use serde::{Deserialize, Serialize};

/// A jot as a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JotRow {
    /// The jot.
    pub jot: Jot,
    /// What is understood from it, relative to when it was written.
    pub parsed: Parsed,
}

/// A jot with what triage proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JotView {
    /// The jot.
    pub jot: Jot,
    /// What is understood from it, relative to when it was written.
    pub parsed: Parsed,
    /// Known people whom the jot may be about, likeliest first.
    pub people: Vec<Proposed>,
    /// For each name of a recipient or source: whom it may stand for.
    pub named: Vec<(String, Vec<Proposed>)>,
    /// Records that came out of it already, with their titles.
    pub became: Vec<(Ref, String)>,
    /// The next jot in the inbox.
    pub next: Option<Id>,
    /// How many jots wait.
    pub waiting: usize,
}

/// Somebody whom a name may stand for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposed {
    /// The person or group.
    pub who: Ref,
    /// Their name.
    pub name: String,
    /// Trade and company in one line, or the kind of group.
    pub about: Said,
    /// Why they are proposed: same phone, same name …
    pub why: Said,
    /// The same number, address or name, and not one that is like it.
    pub is_same: bool,
}

/// An event as a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    /// The event.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// When it begins.
    pub starts: Option<Instant>,
    /// When it ends.
    pub ends: Option<Instant>,
}

/// A known name that goes on from a prefix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// The name to insert.
    pub name: String,
    /// Who or what it is, in a few words.
    pub about: String,
}
