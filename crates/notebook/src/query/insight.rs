//! What follows from what is known about a person.

use super::{Hint, Ledger, Moment, Proposed};
use crate::{
    id::Id,
    practice::trust::Gate,
    record::{Letter, Stage},
};
use chrono::NaiveDate;
use said::Said;
use serde::{Deserialize, Serialize};

/// What follows from what is known about a person. None of it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Insight {
    /// About whom.
    pub person: Id,
    /// The stage of the relationship.
    pub stage: StageView,
    /// What is still closed of the trust gate.
    pub gate: Vec<Gate>,
    /// The five GAINS lists, and how fresh each is.
    pub gains: Vec<(Letter, Freshness)>,
    /// What went each way.
    pub ledger: Ledger,
    /// What we have in common, and for each other; I am the first.
    pub overlaps: Vec<Overlap>,
    /// To whom they could be introduced; they are the first.
    pub introductions: Vec<Introduction>,
    /// Whom they introduced to me.
    pub introduced: Vec<(Id, String)>,
    /// Who may be the same person.
    pub doubles: Vec<Proposed>,
    /// Gentle hints.
    pub hints: Vec<Hint>,
    /// When the next touch is due, and the ideal interval, days.
    pub next_touch: Option<(NaiveDate, i64)>,
    /// Last touch by which they had a word in it: when, what, and words.
    pub last_talk: Option<Moment>,
}

/// The stage of a relationship, as the evidence proposes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageView {
    /// The stage.
    pub proposed: Stage,
    /// What speaks for it.
    pub evidence: Vec<Said>,
    /// What is missing for the next one.
    pub missing: Vec<Said>,
}

/// How fresh a GAINS list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Nothing was ever written down.
    Missing,
    /// Last written down or confirmed so many days ago.
    Stale(i64),
    /// Kept fresh.
    Fresh,
}

/// Something that two people share, or have for each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overlap {
    /// What it is.
    pub shared: Shared,
    /// In words.
    pub words: String,
}

/// What two people can have in common, or for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// Both like it.
    Interest,
    /// Both belong to it.
    Network,
    /// Both have done it.
    Accomplishment,
    /// Both want it.
    Goal,
    /// Both can do it.
    Skill,
    /// Both look for such people.
    Market,
    /// The second can help with a goal of the first.
    HelpsFirst,
    /// The first can help with a goal of the second.
    HelpsSecond,
    /// The second is what the first looks for.
    WantedByFirst,
    /// The first is what the second looks for.
    WantedBySecond,
    /// Both live there.
    City,
}

/// Somebody to whom a person could be introduced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Introduction {
    /// To whom.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// Why.
    pub shared: Vec<Overlap>,
}
