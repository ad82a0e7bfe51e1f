//! What went each way between me and somebody (domain §2). Referrals are not a debt account: both ways stand
//! beside each other over long periods, and nothing is set off against anything.

use std::collections::BTreeMap;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::happened;
use crate::{
    Id, Instant, Now,
    model::Model,
    record::{Direction, Lead, Level, Money, Progress, Recipient},
};

/// What went one way.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Referrals: the prospect agreed to be contacted.
    pub referrals: usize,
    /// Mere leads.
    pub leads: usize,
    /// How many of both were won.
    pub won: usize,
    /// What came of them as far as that is known: one amount for each currency.
    pub closed: Vec<Money>,
}

/// What went each way.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ways {
    /// They told me.
    pub from: Flow,
    /// I passed on to them.
    pub to: Flow,
}

/// What went each way over the years.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// In all.
    pub all: Ways,
    /// This year and every other in which something went, the latest first; empty when nothing ever did.
    pub years: Vec<(i32, Ways)>,
}

impl Recipient {
    /// Whether the lead went to them: before that it is only meant for them.
    #[must_use]
    pub fn has_it(&self) -> bool {
        self.passed_at.is_some() || self.progress.is_some()
    }
}

/// The ledger with a person, of the leads that `may` be told of.
pub(crate) fn ledger(model: &Model, person: Id, may: impl Fn(&Lead) -> bool, now: Now) -> Ledger {
    let mut all = Ways::default();
    let mut years: BTreeMap<i32, Ways> = BTreeMap::new();
    for lead in model.leads_of(person).filter(|lead| may(lead)) {
        let to = lead.recipients.values().find(|to| to.person == Some(person) && to.has_it());
        let from = (lead.source == Some(person)).then(|| (lead.received_at, came_of(lead)));
        let to = to.map(|to| (to.passed_at.or(to.progress_at).or(lead.received_at), came_to(lead, to)));
        for (is_from, (at, came)) in from.map(|from| (true, from)).into_iter().chain(to.map(|to| (false, to)))
        {
            // What a clock far ahead dated has not happened yet.
            if at.is_some_and(|at: Instant| !happened(at, now)) {
                continue;
            }
            all.way(is_from).add(lead, &came);
            if let Some(at) = at {
                years.entry(at.day(now).year()).or_default().way(is_from).add(lead, &came);
            }
        }
    }
    if all != Ways::default() {
        years.entry(now.today().year()).or_default();
    }
    Ledger { all, years: years.into_iter().rev().collect() }
}

impl Ways {
    fn way(&mut self, is_from: bool) -> &mut Flow {
        if is_from { &mut self.from } else { &mut self.to }
    }
}

/// Whether it was won, and the amounts.
type Came = (bool, Vec<Money>);

impl Flow {
    fn add(&mut self, lead: &Lead, (is_won, closed): &Came) {
        match lead.level_in_truth() {
            Level::Lead => self.leads += 1,
            _ => self.referrals += 1,
        }
        self.won += usize::from(*is_won);
        for money in closed {
            match self.closed.iter_mut().find(|known| known.currency == money.currency) {
                Some(known) => known.minor = known.minor.saturating_add(money.minor),
                None => self.closed.push(*money),
            }
        }
    }
}

/// What came of a lead that somebody told me: for me, or for those to whom it went on.
fn came_of(lead: &Lead) -> Came {
    let is_mine = lead.way() == Direction::ForMe;
    let others = || lead.recipients.values().filter(|_| !is_mine);
    let is_won = lead.state() == Progress::Won || others().any(|to| to.progress == Some(Progress::Won));
    let closed: Vec<Money> = others().filter_map(|to| to.closed).collect();
    let own = lead.value_closed.filter(|_| closed.is_empty());
    (is_won, own.into_iter().chain(closed).collect())
}

/// What came of it for one recipient; of a single one the lead itself may say it.
fn came_to(lead: &Lead, to: &Recipient) -> Came {
    let is_single = lead.recipients.len() == 1;
    let is_won = to.progress == Some(Progress::Won) || (is_single && lead.state() == Progress::Won);
    (is_won, to.closed.or(lead.value_closed.filter(|_| is_single)).into_iter().collect())
}
