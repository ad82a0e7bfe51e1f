//! Today: one ranked list of what wants attention, with one line of why now (domain §3).

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use crate::{
    Now,
    model::Model,
    order,
    practice::{
        cadence::{self, Intervals},
        due::{Entry, rank},
        follow_up, gains, need, promise,
        restraint::{self, Breadth},
        verdict::Verdicts,
    },
    query::{Due, Hint, Rule, Signal, TodayView},
    record::{Kind, Person, Ref},
    time::{add_days, next_week},
};

/// Days ahead that are shown below what is due.
const SOON_DAYS: i64 = 7;

/// Keeping in touch has no deadline: so many a day are enough, and the others move up.
const MOST_CADENCE: usize = 7;
/// Leads that nobody acted on: what a day has room for besides what is due anyway.
const MOST_UNTOUCHED: usize = 5;
/// GAINS are asked for at one-to-ones, and those are few.
const MOST_GAINS: usize = 3;
/// Hints are to be understood, not worked off.
const MOST_HINTS: usize = 3;

/// `most` limits what is due and what is due soon, each.
pub(super) fn today(model: &Model, most: usize, now: Now) -> TodayView {
    let Found { mut due, mut soon, mut hints, waiting } =
        find(model, soon_until(now), now).once_each().kept();
    let [more_due, more_soon] = [&mut due, &mut soon].map(|list| {
        let more = list.len().saturating_sub(most);
        list.truncate(most);
        more
    });
    hints.truncate(MOST_HINTS);
    let empty = model.people.is_empty() && model.jots.is_empty() && model.leads.is_empty();
    let next_week = next_week(now.today(), &model.me.week_starts);
    TodayView { due, more_due, soon, more_soon, waiting, hints, next_week, inbox: model.inbox.len(), empty }
}

/// How many entries are due now: the number on the app's badge.
pub(crate) fn due(model: &Model, now: Now) -> usize {
    find(model, soon_until(now), now).once_each().kept().due.len()
}

/// Everything that is due, and what is planned until a day: for people a week ahead, as in Today.
pub(super) fn found_until(model: &Model, last: NaiveDate, now: Now) -> Vec<Due> {
    let Found { mut due, soon, .. } = find(model, last, now).kept();
    due.extend(soon);
    due
}

/// The last day of what is shown below what is due.
fn soon_until(now: Now) -> NaiveDate {
    add_days(now.today(), SOON_DAYS)
}

#[derive(Default)]
struct Found {
    due: Vec<Due>,
    soon: Vec<Due>,
    hints: Vec<Hint>,
    waiting: usize,
}

/// One pass over promises, leads and people; `last` is the last day of what is soon.
fn find(model: &Model, last: NaiveDate, now: Now) -> Found {
    let verdicts = Verdicts::of(model);
    let mut found = Found::default();
    for promise in model.promises.values() {
        found.enter(promise::entry(model, promise, &verdicts, now), now, last);
    }
    for lead in model.leads.values() {
        found.enter(need::entry(model, lead, &verdicts, now), now, last);
        found.hints.extend(restraint::premature_solicitor(model, lead, now));
    }
    people(model, &verdicts, now, soon_until(now), &mut found);
    found.hints.retain(|hint| !restraint::rests(hint, &verdicts, now));
    order::by(&mut found.hints, |a, b| (a.restraint, &a.about).cmp(&(b.restraint, &b.about)));
    found.hints.dedup_by(|a, b| a.about == b.about);
    order::by(&mut found.due, |a, b| rank(a).cmp(&rank(b)));
    found
}

impl Found {
    fn enter(&mut self, entry: Option<Entry>, now: Now, last: NaiveDate) {
        match entry {
            Some(entry) if entry.from <= now.today() => self.due.push(entry.due),
            Some(entry) if entry.from <= last => self.soon.push(entry.due),
            _ => {}
        }
    }

    /// Nobody twice for one thing: where something of somebody's is due anyway, a word to them is no entry of its
    /// own, and of several leads of theirs that lie there the first speaks.
    fn once_each(mut self) -> Self {
        let is_word = |rule: Rule| {
            matches!(
                rule,
                Rule::Untouched | Rule::Note | Rule::Connect | Rule::OneToOne | Rule::Cadence | Rule::Gains
            )
        };
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
    fn kept(mut self) -> Self {
        self.keep(Rule::Untouched, MOST_UNTOUCHED);
        self.keep(Rule::Cadence, MOST_CADENCE);
        self.keep(Rule::Gains, MOST_GAINS);
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
        if is_left_in_peace {
            continue;
        }
        if let Some(met) = met {
            // One thing at a time.
            if let Some(step) = follow_up::step(model, person, met, verdicts, now, last) {
                let due = of_person(person, step.on, step.rule, step.about, step.why);
                let due = Due { said: step.said, ..due };
                found.enter(Some(Entry::on_its_day(due)), now, last);
                continue;
            }
        }
        if let Some(interval) = intervals.for_person(person) {
            let about = cadence::about(person.id);
            let verdict = verdicts.about(&about);
            let (on, touched) = cadence::next(model, person, &interval, verdict, now);
            if on <= last {
                let why = cadence::why(touched, &interval, now);
                let due = of_person(person, on, Rule::Cadence, about, why);
                found.enter(Some(Entry::on_its_day(due)), now, last);
            }
        }
        if gains::exchanges(person) {
            found.enter(stale_gains(person, verdicts, now), now, last);
        }
    }
    found.hints.extend(breadth.hint());
}

fn stale_gains(person: &Person, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    let (on, why) = gains::stale(person, now)?;
    let about = format!("people/{}/gains", person.id);
    let verdict = verdicts.about(&about);
    // They are kept fresh a few times a year: once asked, they rest.
    let rests = verdict.settled_by(now).map(|at| add_days(at.day(now), gains::FRESH_DAYS));
    let from = rests.max(verdict.snoozed(now)).unwrap_or(on);
    let due = of_person(person, on.max(from), Rule::Gains, about, why);
    Some(Entry::on_its_day(due))
}

fn of_person(person: &Person, on: NaiveDate, rule: Rule, about: String, why: String) -> Due {
    Due {
        record: Ref::new(Kind::Person, person.id),
        person: Some(person.id),
        title: person.display_name().to_owned(),
        on,
        at: None,
        signal: Signal::Plain,
        why,
        rule,
        about,
        said: String::new(),
        tell: None,
        weight: 0,
    }
}
