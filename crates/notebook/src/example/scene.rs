//! The cast and the calendar: who is there, which groups and events, and what is to be written.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{Plan, draw::Draw};
use crate::{
    command::{Command, Edit},
    id::Id,
    order,
    record::{Record, Ref},
    time::{Instant, MONTHS, Now, add_days},
};

/// A person of the cast, as far as others speak of them.
pub(super) struct Cast {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) trade: usize,
    /// Days before today on which they were met.
    pub(super) met: i64,
}

/// An example notebook in the making.
pub(super) struct Scene {
    pub(super) plan: Plan,
    pub(super) now: Now,
    pub(super) draw: Draw,
    pub(super) cast: Vec<Cast>,
    pub(super) groups: Vec<Id>,
    /// Events with their day before today; the first is tonight.
    pub(super) events: Vec<(Id, i64)>,
    /// Telephone numbers that are taken, by their range: nobody shares one by accident.
    pub(super) numbers: BTreeSet<(&'static str, u64)>,
    steps: Vec<(Command, Now)>,
}

impl Scene {
    pub(super) fn new(plan: Plan, now: Now, draw: Draw) -> Self {
        let (cast, groups, events, numbers, steps) = Default::default();
        Self { plan, now, draw, cast, groups, events, numbers, steps }
    }

    /// The commands, oldest first.
    pub(super) fn steps(mut self) -> Vec<(Command, Now)> {
        order::by_key(&mut self.steps, |(_, at)| at.0);
        self.steps
    }

    pub(super) fn step(&mut self, at: Instant, command: Command) {
        self.steps.push((command, Now(at.min(self.now.0))));
    }

    /// Adds a record at a moment.
    pub(super) fn add<R: Record>(&mut self, at: Instant, record: &R) {
        let edits = record.pairs().into_iter().map(|(key, value)| Edit { key, value: Some(value) }).collect();
        self.step(at, Command::Add { record: Ref::new(R::KIND, record.id()), edits });
    }

    /// The day so many days before today (after it, if negative).
    pub(super) fn day(&self, before: i64) -> NaiveDate {
        add_days(self.now.today(), -before)
    }

    /// A time of that day, local, where the person is now.
    pub(super) fn at(&self, before: i64, hour: u32, minute: u32) -> Instant {
        let there = self.day(before).and_hms_opt(hour, minute, 0);
        let there = there.and_then(|there| Instant::at(there, self.now.offset()));
        there.unwrap_or(self.now.0 - TimeDelta::days(before))
    }

    /// Some time of the working day; on the present day, an hour or so ago.
    pub(super) fn sometime(&mut self, before: i64) -> Instant {
        let (hour, minute) = (self.draw.between(8, 19) as u32, self.draw.between(0, 11) as u32 * 5);
        let at = self.at(before, hour, minute);
        let latest = self.now.0 - TimeDelta::minutes(70);
        if at > latest { latest - TimeDelta::minutes(self.draw.between(0, 90)) } else { at }
    }

    /// Days before today, within the year, more of them lately.
    pub(super) fn lately(&mut self, from: i64, to: i64) -> i64 {
        let span = usize::try_from((to - from).max(0) + 1).unwrap_or(1);
        from + ((self.draw.below(span) + self.draw.below(span)) / 2) as i64 * i64::from(span > 1)
    }

    /// Somebody of the cast: a few much more often than others.
    pub(super) fn somebody(&mut self) -> usize {
        self.draw.often_small(self.cast.len())
    }

    /// A month by its name.
    pub(super) fn month(&self, before: i64) -> &'static str {
        MONTHS[self.day(before).month0() as usize]
    }
}
