//! Entries of Today: their order (domain §3), and what a decision does to them.

use chrono::NaiveDate;

use said::Said;

use super::Rule;
use crate::{
    Id, Now,
    model::{Model, title_of_lead},
    practice::{quote::sentence, verdict::Verdict},
    query::{Due, Signal},
    record::{Kind, Lead, Person, Ref},
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
/// then referrals without first contact, what I planned, was it real, leads that nobody acts on, 24/7/30, cadence, stale
/// GAINS; within each the oldest first, then by name.
pub(crate) fn rank(due: &Due) -> (u8, u8, Signal, NaiveDate, u16, &str, Ref) {
    let class = (due.rule.particulars().rank)(due.signal);
    (class, due.weight, due.signal, due.on, due.at.unwrap_or(u16::MAX), &due.title, due.record)
}

/// An entry that says whom or what it is about, and nothing else yet. The words for settling it are its rule's.
pub(crate) fn blank(record: Ref, person: Option<Id>, title: String, rule: Rule, on: NaiveDate) -> Due {
    let (done, leave, left) = rule.particulars().words;
    Due {
        record,
        person,
        title,
        on,
        at: None,
        signal: Signal::Plain,
        why: Said::nothing(),
        rule,
        about: String::new(),
        said: Said::nothing(),
        tell: None,
        weight: 0,
        done,
        leave,
        left,
    }
}

/// An entry about a person.
pub(crate) fn of_person(person: &Person, on: NaiveDate, rule: Rule, about: String, why: Said) -> Due {
    let (record, title) = (Ref::new(Kind::Person, person.id), person.display_name().to_owned());
    Due { about, why, ..blank(record, Some(person.id), title, rule, on) }
}

/// An entry about a lead; its title is whoever needs something.
pub(crate) fn of_lead(model: &Model, lead: &Lead, rule: Rule, about: String, now: Now) -> Due {
    let prospect = lead.prospect.and_then(|id| model.people.get(&id));
    let title = prospect.map_or(lead.prospect_name.as_str(), |person| person.display_name());
    let title = if title.is_empty() { title_of_lead(lead) } else { title };
    let (record, person) = (Ref::new(Kind::Lead, lead.id), prospect.map(|person| person.id));
    Due { about, ..blank(record, person, title.to_owned(), rule, now.today()) }
}

/// The name under which something about a lead is decided about.
pub(crate) fn about_lead(lead: &Lead, what: &str) -> String {
    format!("{}/{what}", Ref::new(Kind::Lead, lead.id))
}

/// What is needed, as it stands at the end of a sentence; empty when nothing is noted.
pub(crate) fn need(lead: &Lead) -> String {
    sentence(&lead.need)
}
