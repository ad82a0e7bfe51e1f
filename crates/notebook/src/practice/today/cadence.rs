//! Cadence (domain §3): an ideal and a longest interval between touches, for a person, a tag or a group.
//! Any touch resets it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use said::{
    Said,
    words::{
        cadence as words,
        today::{SKIP, SKIPPED},
    },
};

use super::{
    Particulars, Rule, USUAL,
    entry::{Entry, of_person},
};
use crate::{
    Id, Now,
    model::Model,
    practice::{
        last_word,
        verdict::{Verdict, Verdicts},
    },
    record::{Person, TouchKind},
    search::word_key,
    time::add_days,
};

/// Keeping in touch has no deadline: so many a day are enough, and the others move up.
pub(super) const CADENCE: Particulars = Particulars {
    rank: |_| 8,
    most: 7,
    is_word: true,
    calendar: Some(words::IN_CALENDAR),
    words: (words::DONE, SKIP, SKIPPED),
    done: |case| case.touch(&TouchKind::Message, "").into_iter().collect(),
    ..USUAL
};

/// The next touch with somebody, by `last`.
pub(super) fn find(
    model: &Model,
    person: &Person,
    intervals: &Intervals<'_>,
    (verdicts, now, last): (&Verdicts<'_>, Now, NaiveDate),
) -> Option<Entry> {
    let interval = intervals.for_person(person)?;
    let about = about(person.id);
    let (on, touched) = next(model, person, &interval, verdicts.about(&about), now);
    if on > last {
        return None;
    }
    let why = why(touched, &interval, now);
    Some(Entry::on_its_day(of_person(person, on, Rule::Cadence, about, why)))
}

/// How often to be in touch, days.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Interval<'a> {
    pub(crate) ideal: i64,
    pub(crate) longest: Option<i64>,
    /// The tag or group that it is for; empty for the person's own.
    pub(crate) of: &'a str,
}

impl<'a> Interval<'a> {
    fn new(ideal: Option<i64>, longest: Option<i64>, of: &'a str) -> Option<Self> {
        let ideal = ideal.or(longest).filter(|days| *days > 0)?;
        Some(Self { ideal, longest: longest.filter(|days| *days >= ideal), of })
    }
}

/// The intervals of tags, and of groups by their id as text.
pub(crate) struct Intervals<'a> {
    tags: BTreeMap<String, Interval<'a>>,
    groups: BTreeMap<String, Interval<'a>>,
}

impl<'a> Intervals<'a> {
    pub(crate) fn of(model: &'a Model) -> Self {
        let tags = model.me.cadences.values().filter_map(|cadence| {
            let interval = Interval::new(cadence.ideal, cadence.longest, &cadence.tag)?;
            Some((word_key(&cadence.tag), interval))
        });
        let groups = model.groups.values().filter(|group| group.removed_at.is_none()).filter_map(|group| {
            let interval = Interval::new(group.cadence_ideal, group.cadence_longest, &group.name)?;
            Some((group.id.to_string(), interval))
        });
        Self { tags: tags.collect(), groups: groups.collect() }
    }

    /// A person's own interval; else the shortest of their tags' and groups'.
    pub(crate) fn for_person(&self, person: &'a Person) -> Option<Interval<'a>> {
        let own = Interval::new(person.cadence_ideal, person.cadence_longest, "");
        if own.is_some() || (self.tags.is_empty() && self.groups.is_empty()) {
            return own;
        }
        let tags = person.tags.iter().filter_map(|tag| self.tags.get(&word_key(tag)));
        let groups = person.groups.iter().filter_map(|group| self.groups.get(group));
        tags.chain(groups).min_by_key(|interval| (interval.ideal, interval.longest, interval.of)).cloned()
    }
}

/// The name under which a person's cadence is decided about.
pub(crate) fn about(person: Id) -> String {
    format!("people/{person}/cadence")
}

/// When the next touch is due, and the day of the last one.
pub(crate) fn next(
    model: &Model,
    person: &Person,
    interval: &Interval<'_>,
    verdict: Verdict,
    now: Now,
) -> (NaiveDate, Option<NaiveDate>) {
    let last = last_word(model, person.id, now);
    // Done without a touch, or skipped: the next one is an interval away.
    let base = last.max(verdict.settled_by(now));
    let since = base.map(|at| at.day(now)).or(person.met_on.filter(|met| *met <= now.today()));
    let on = since.map_or(now.today(), |since| add_days(since, interval.ideal));
    let on = verdict.snoozed_since(last, now).map_or(on, |until| until.max(on));
    (on, last.map(|at| at.day(now)))
}

/// Why a touch is due.
fn why(last: Option<NaiveDate>, interval: &Interval<'_>, now: Now) -> Said {
    let Some(last) = last else {
        return words::never(interval.ideal, interval.of);
    };
    let days = (now.today() - last).num_days();
    match interval.longest {
        Some(longest) if days > longest => words::longest(longest, days, interval.of),
        _ if days <= 1 => words::every(interval.ideal, interval.of),
        _ => words::last(interval.ideal, days, interval.of),
    }
}
