//! What is due and what is soon: one pass over promises, leads and people, and what holds between the rules.

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::{
    Intervals, Rule, cadence, call,
    entry::{Entry, rank},
    follow_up, planned, promise, reality, stale, untouched,
};
use crate::{
    Now,
    model::Model,
    order,
    practice::{
        restraint::{self, Breadth},
        verdict::Verdicts,
    },
    query::{Due, Hint},
    record::{Lead, Person},
    time::add_days,
};

/// Days ahead that are shown below what is due.
const SOON_DAYS: i64 = 7;

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) due: Vec<Due>,
    pub(crate) soon: Vec<Due>,
    pub(crate) hints: Vec<Hint>,
    /// Entries that are due as well, and for which the day has no room.
    pub(crate) waiting: usize,
}

/// Everything that is due, and what is planned until a day: for people a week ahead, as in Today.
pub(crate) fn found_until(model: &Model, last: NaiveDate, now: Now) -> Vec<Due> {
    let Found { mut due, soon, .. } = find(model, last, now).kept();
    due.extend(soon);
    due
}

/// The last day of what is shown below what is due.
pub(crate) fn soon_until(now: Now) -> NaiveDate {
    add_days(now.today(), SOON_DAYS)
}

/// One pass over promises, leads and people; `last` is the last day of what is soon.
pub(crate) fn find(model: &Model, last: NaiveDate, now: Now) -> Found {
    let verdicts = Verdicts::of(model);
    let mut found = Found::default();
    for promise in model.promises.values() {
        found.enter(promise::find(model, promise, &verdicts, now), now, last);
    }
    for lead in model.leads.values() {
        found.enter(of_lead(model, lead, &verdicts, now), now, last);
        found.hints.extend(restraint::premature_solicitor(model, lead, now));
    }
    people(model, &verdicts, now, soon_until(now), &mut found);
    found.hints.retain(|hint| !restraint::rests(hint, &verdicts, now));
    order::by(&mut found.hints, |a, b| (a.restraint, &a.about).cmp(&(b.restraint, &b.about)));
    found.hints.dedup_by(|a, b| a.about == b.about);
    order::by(&mut found.due, |a, b| rank(a).cmp(&rank(b)));
    found
}

/// One entry for a lead, the most pressing one. What is skipped leaves what I planned besides; and when nothing else
/// speaks for it, that it lies there.
fn of_lead(model: &Model, lead: &Lead, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    if lead.removed_at.is_some() || lead.is_closed() {
        return None;
    }
    let decided = |entry: Entry| {
        let verdict = verdicts.about(&entry.due.about);
        entry.decided(verdict, now)
    };
    let called = call::find(model, lead, now).and_then(decided);
    called
        .or_else(|| planned::find(model, lead, now).and_then(decided))
        .or_else(|| reality::find(model, lead, verdicts, now).filter(|entry| entry.from <= now.today()))
        .or_else(|| untouched::find(model, lead, verdicts, now))
}

/// 24/7/30, cadence and stale GAINS. Somebody who has not answered four messages is left in peace.
fn people(model: &Model, verdicts: &Verdicts<'_>, now: Now, last: NaiveDate, found: &mut Found) {
    let intervals = Intervals::of(model);
    let mut breadth = Breadth::default();
    for person in model.people.values().filter(|person| person.removed_at.is_none()) {
        let hint = restraint::new_best_friend(model, person, now);
        let is_left_in_peace = hint.is_some();
        found.hints.extend(hint);
        let met = follow_up::met_on(model, person, now);
        if let Some(met) = met {
            breadth.count(model, person, met, now);
        }
        if !is_left_in_peace {
            of_person(model, person, met, &intervals, (verdicts, now, last), found);
        }
    }
    found.hints.extend(breadth.hint());
}

fn of_person(
    model: &Model,
    person: &Person,
    met: Option<NaiveDate>,
    intervals: &Intervals<'_>,
    (verdicts, now, last): (&Verdicts<'_>, Now, NaiveDate),
    found: &mut Found,
) {
    // One thing at a time.
    let step = met.and_then(|met| follow_up::find(model, person, met, verdicts, now, last));
    if step.is_some() {
        return found.enter(step, now, last);
    }
    found.enter(cadence::find(model, person, intervals, (verdicts, now, last)), now, last);
    found.enter(stale::find(person, verdicts, now), now, last);
}

impl Found {
    fn enter(&mut self, entry: Option<Entry>, now: Now, last: NaiveDate) {
        let Some(Entry { due, from }) = entry.filter(|entry| entry.from <= last) else { return };
        if from <= now.today() { self.due.push(due) } else { self.soon.push(due) }
    }

    /// Nobody twice for one thing: where something of somebody's is due anyway, a word to them is no entry of its
    /// own, and of several leads of theirs that lie there the first speaks.
    pub(crate) fn once_each(mut self) -> Self {
        let is_word = |rule: Rule| rule.particulars().is_word;
        // They are in order: whatever comes first is the reason to speak. What lies ahead is one thing a day.
        let mut spoken = FxHashSet::default();
        self.due.retain(|due| due.person.is_none_or(|person| spoken.insert(person)) || !is_word(due.rule));
        let mut spoken = FxHashSet::default();
        order::by(&mut self.soon, |a, b| (a.on, rank(a)).cmp(&(b.on, rank(b))));
        self.soon.retain(|due| {
            due.person.is_none_or(|person| spoken.insert((person, due.on))) || !is_word(due.rule)
        });
        self
    }

    /// What a day has room for.
    pub(crate) fn kept(mut self) -> Self {
        for rule in Rule::ALL {
            self.keep(*rule, rule.particulars().most);
        }
        self
    }

    /// Keeps the most urgent of a rule; they are in order.
    fn keep(&mut self, rule: Rule, most: usize) {
        let (all, mut of) = (self.due.len(), 0);
        self.due.retain(|due| {
            of += usize::from(due.rule == rule);
            due.rule != rule || of <= most
        });
        self.waiting += all - self.due.len();
    }
}
