//! What screens get to know about leads.

use said::{Said, Word};
use serde::{Deserialize, Serialize};

use super::{About, Deed};
use crate::{
    id::Id,
    query::LeadRow,
    record::{Progress, Ref},
    time::{Civil, Instant},
};

/// The single step that would raise a lead by one level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What to do.
    pub words: Said,
    /// What can be said once it is done.
    pub does: Word,
    /// What that changes.
    pub deed: Deed,
}

/// How it stands with the first contact, while it is not made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// By when the prospect wants to hear from me.
    pub by: Civil,
    /// That has passed.
    pub is_late: bool,
    /// When I last told the source about it.
    pub told_at: Option<Instant>,
    /// The last day of the time away into which it falls: the source should know before.
    pub away_until: Option<chrono::NaiveDate>,
}

/// One sentence of the story of a deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The sentence.
    pub words: Said,
    /// Whose page tells more.
    pub opens: Option<Ref>,
    /// When that was.
    pub at: Option<Instant>,
}

/// A message that follows from a lead.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offer {
    /// What it is about.
    pub about: About,
    /// What it does, in a few words.
    pub words: Said,
}

/// A message as it may leave the device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LetterView {
    /// Whose name is on it.
    pub to: String,
    /// Who that is in the notebook.
    pub person: Option<Id>,
    /// How they like to be treated.
    pub manner: Vec<Said>,
    /// What to think of before it goes out.
    pub warning: Vec<Said>,
    /// The subject of an email.
    pub subject: String,
    /// The words, without anything that must stay hidden.
    pub words: String,
    /// Something was left out of the words that were asked about.
    pub hides: bool,
    /// The words that were asked about; `None` for the draft.
    pub asked: Option<String>,
    /// Links that carry these words, the preferred one first.
    pub ways: Vec<Way>,
    /// They like a messenger best: the share sheet comes first.
    pub shares_first: bool,
}

/// A way to send a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// What the device does with it.
    pub kind: WayKind,
    /// The link.
    pub href: String,
    /// The number as it is written, when a field holds several; else nothing.
    pub number: String,
}

/// What the device does with a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayKind {
    /// Calls.
    Call,
    /// Writes a text message.
    Text,
    /// Writes an email.
    Email,
}

/// The leads in one state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The state.
    pub progress: Progress,
    /// How many there are.
    pub total: usize,
    /// The most urgent of them.
    pub rows: Vec<LeadRow>,
}
