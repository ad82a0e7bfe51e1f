//! What wants attention, and why now.

use super::{Offer, Rule};
use crate::{id::Id, record::Ref};
use chrono::NaiveDate;
use said::{Said, Word};
use serde::{Deserialize, Serialize};

/// What wants attention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TodayView {
    /// Due now, most urgent first.
    pub due: Vec<Due>,
    /// How many more are due now.
    pub more_due: usize,
    /// Due within the next seven days, soonest first.
    pub soon: Vec<Due>,
    /// How many more are due within the next seven days.
    pub more_soon: usize,
    /// Entries that are due as well and are not in the list: more of one sort than a day has room for.
    pub waiting: usize,
    /// Gentle hints about how I go about it.
    pub hints: Vec<Hint>,
    /// The first day of the next week, as the person counts weeks.
    pub next_week: NaiveDate,
    /// Jots that wait to be sorted.
    pub inbox: usize,
    /// There is nothing in the notebook at all yet.
    pub empty: bool,
}

/// What restraint is about (domain §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restraint {
    /// Many new people and no second conversation.
    CardDealer,
    /// Pitching before any one-to-one.
    PrematureSolicitor,
    /// Four messages in a week without an answer.
    NewBestFriend,
}

/// A gentle hint: it warns, and never forbids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// What it is about.
    pub restraint: Restraint,
    /// The name under which it is decided about.
    pub about: String,
    /// The person it is about.
    pub person: Option<Id>,
    /// Their name, or what it is about.
    pub title: Said,
    /// Why, in a sentence.
    pub why: Said,
}

/// How loudly an entry speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Something expected did not happen in time.
    Overdue,
    /// A promise.
    Promise,
    /// Worth doing.
    Plain,
}

/// One entry of Today.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Due {
    /// The record behind it.
    pub record: Ref,
    /// The person it is about.
    pub person: Option<Id>,
    /// Their name, or the need when nobody is named.
    pub title: String,
    /// The day it is due.
    pub on: NaiveDate,
    /// The time of day it is due, minutes after midnight.
    pub at: Option<u16>,
    /// How loudly.
    pub signal: Signal,
    /// Why now, in one line.
    pub why: Said,
    /// The rule behind it.
    pub rule: Rule,
    /// The name under which it is decided about: [`crate::record::Decision::about`].
    pub about: String,
    /// What they need, and what they said, as far as it is noted; nothing when there is none. Words told in
    /// confidence may be among it: a discreet screen has none of it.
    pub said: Said,
    /// The message that is the next step, or that the source should hear besides.
    pub tell: Option<Offer>,
    /// Among the entries of one rule those with less come first.
    pub weight: u8,
    /// The word for having done it.
    pub done: Word,
    /// The word for leaving it.
    pub leave: Word,
    /// The word for having left it: skipped, not kept.
    pub left: Word,
}
