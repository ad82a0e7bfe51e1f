//! Entries of Today: their order (domain §3), and what a decision does to them.

use chrono::NaiveDate;

use super::verdict::Verdict;
use crate::{
    Now,
    query::{Due, Rule, Signal},
    record::Ref,
};

/// An entry with the day from which it is brought up: a deadline may lie behind that.
pub(crate) struct Entry {
    pub(crate) due: Due,
    pub(crate) from: NaiveDate,
}

impl Entry {
    /// Brought up on the day it is due.
    pub(crate) fn on_its_day(due: Due) -> Self {
        Self { from: due.on, due }
    }

    /// As decided: gone when it is settled, later when it is snoozed.
    pub(crate) fn decided(mut self, verdict: Verdict, now: Now) -> Option<Self> {
        if verdict.is_settled() {
            return None;
        }
        if let Some(until) = verdict.snoozed(now).filter(|until| *until > self.from) {
            self.from = until;
            // While it rests it is shown on the day it comes back.
            if until > now.today() {
                (self.due.on, self.due.at) = (until, None);
            }
        }
        Some(self)
    }
}

/// Broken expectations (a call that was expected, a referral that waited longer than a day), then promises,
/// then referrals without first contact, what I planned, leads that nobody acts on, 24/7/30, cadence, stale GAINS; within each the
/// oldest first, then by name.
pub(crate) fn rank(due: &Due) -> (u8, u8, Signal, NaiveDate, u16, &str, Ref) {
    let class = match (due.rule, due.signal) {
        (Rule::Expectation, Signal::Overdue) => 0,
        (Rule::FirstContact, Signal::Overdue) => 1,
        (Rule::Expectation | Rule::Promise, _) => 2,
        (Rule::FirstContact, _) => 3,
        (Rule::Planned, _) => 4,
        (Rule::Untouched, _) => 5,
        (Rule::Note | Rule::Connect | Rule::OneToOne, _) => 6,
        (Rule::Cadence, _) => 7,
        (Rule::Gains, _) => 8,
    };
    (class, due.weight, due.signal, due.on, due.at.unwrap_or(u16::MAX), &due.title, due.record)
}
