//! Leads: lists of them, and a lead's page.

use super::{Conflict, Contact, Link, Listed, Moment, Offer, Step};
use crate::{
    id::Id,
    record::{Direction, Lead, Money, Progress},
    time::{Civil, Instant},
};
use said::{Said, Word};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which leads are listed. Empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadFilter {
    /// Words to search for.
    pub text: String,
    /// Only in this state.
    pub progress: Option<Progress>,
    /// Only those that are still open (not won, lost or found not to fit).
    pub open: bool,
    /// Only those that went this way.
    pub direction: Option<Direction>,
}

/// A lead as a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadRow {
    /// The lead.
    pub id: Id,
    /// The need.
    pub need: String,
    /// Whose need it is.
    pub prospect: String,
    /// For whom it is, in words.
    pub recipients: String,
    /// State.
    pub progress: Progress,
    /// Lead or referral: never referral without consent (domain §2).
    pub level: String,
    /// The prospect expects a call.
    pub expects_call: bool,
    /// Follow up then, or a call is expected by then.
    pub due: Option<Civil>,
    /// Received or jotted when.
    pub received_at: Option<Instant>,
    /// By when I have to be in contact with the prospect for the first time, while I was not.
    pub contact_by: Option<Civil>,
    /// What came of it, or may.
    pub value: Option<Money>,
    /// Heat, 1 to 5.
    pub heat: Option<i64>,
}

/// Leads, and how many there are in each state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadsView {
    /// The leads.
    pub list: Listed<LeadRow>,
    /// How many there are in each state.
    pub states: Vec<(Progress, usize)>,
}

/// One lead's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadView {
    /// Everything recorded about it.
    pub lead: Lead,
    /// The names of other records that appear on the page.
    pub names: BTreeMap<String, String>,
    /// The jot it came from, in its own words.
    pub words: Option<String>,
    /// The step that would raise it by one level.
    pub step: Option<Step>,
    /// How it stands with the first contact, while it is not made.
    pub contact: Option<Contact>,
    /// The tier as groups count it.
    pub tier: Option<i64>,
    /// The messages that follow, the most urgent first.
    pub offers: Vec<Offer>,
    /// What to think of before it is passed to a recipient: a sentence for each who has not passed the gate.
    pub gate: BTreeMap<Id, Said>,
    /// How it came about, read backwards.
    pub story: Vec<Link>,
    /// Leads that came out of it.
    pub spin_offs: Vec<LeadRow>,
    /// What happened about it, last first.
    pub moments: Vec<Moment>,
    /// The lead on paper, or on a screen that others can see, line by line: label and words.
    pub sheet: Vec<(Word, Vec<Said>)>,
    /// This is the answer for a screen that others can see: it is not for editing.
    pub discreet: bool,
    /// Fields that were changed on two devices at once.
    pub conflicts: Vec<Conflict>,
    /// It is in the bin.
    pub removed: bool,
}
