//! What went each way between me and somebody (domain §2). Referrals are not a debt account: both ways stand
//! beside each other over long periods, and nothing is set off against anything.

use std::collections::BTreeMap;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{happened, leads::story::tier};
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
    /// How many of both came out of an earlier lead: tier 3 and more, as groups count.
    pub spin_offs: usize,
    /// How many of both were won.
    pub won: usize,
    /// How many of those brought a new customer, no returning one.
    pub new_customers: usize,
    /// What came of them as far as that is known: one amount for each currency.
    pub closed: Vec<Money>,
    /// What is still expected of those that are open, in the same way.
    pub expected: Vec<Money>,
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
            let is_spin_off = tier(model, lead) >= Some(3);
            all.way(is_from).add(lead, is_spin_off, &came);
            if let Some(at) = at {
                years.entry(at.day(now).year()).or_default().way(is_from).add(lead, is_spin_off, &came);
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

/// What became of a lead one way.
struct Came {
    is_won: bool,
    closed: Vec<Money>,
    expected: Option<Money>,
}

impl Flow {
    fn add(&mut self, lead: &Lead, is_spin_off: bool, came: &Came) {
        match lead.level_in_truth() {
            Level::Lead => self.leads += 1,
            _ => self.referrals += 1,
        }
        self.spin_offs += usize::from(is_spin_off);
        self.won += usize::from(came.is_won);
        self.new_customers += usize::from(came.is_won && lead.new_customer == Some(true));
        came.closed.iter().for_each(|money| count(&mut self.closed, *money));
        came.expected.iter().for_each(|money| count(&mut self.expected, *money));
    }
}

/// Each currency by itself.
fn count(all: &mut Vec<Money>, money: Money) {
    match all.iter_mut().find(|known| known.currency == money.currency) {
        Some(known) => known.minor = known.minor.saturating_add(money.minor),
        None => all.push(money),
    }
}

/// What came of a lead that somebody told me: for me, or for those to whom it went on.
fn came_of(lead: &Lead) -> Came {
    let is_mine = lead.way() == Direction::ForMe;
    let others = || lead.recipients.values().filter(|_| !is_mine);
    let is_won = lead.state() == Progress::Won || others().any(|to| to.progress == Some(Progress::Won));
    let closed: Vec<Money> = others().filter_map(|to| to.closed).collect();
    let own = lead.value_closed.filter(|_| closed.is_empty());
    let closed: Vec<Money> = own.into_iter().chain(closed).collect();
    let expected = lead.value_expected.filter(|_| closed.is_empty() && !is_won && !lead.is_closed());
    Came { is_won, closed, expected }
}

/// What came of it for one recipient; of a single one the lead itself may say it.
fn came_to(lead: &Lead, to: &Recipient) -> Came {
    let is_single = lead.recipients.len() == 1;
    let is_won = to.progress == Some(Progress::Won) || (is_single && lead.state() == Progress::Won);
    let closed = to.closed.or(lead.value_closed.filter(|_| is_single));
    let is_over = lead.is_closed() || to.progress.as_ref().is_some_and(Progress::is_end);
    let expected = lead.value_expected.filter(|_| is_single && closed.is_none() && !is_over);
    Came { is_won, closed: closed.into_iter().collect(), expected }
}
