//! What the person decided about entries of Today. Decisions are records with identities of their own, and
//! what several of them come to does not depend on their order or on how often one is seen: two copies of
//! a notebook agree after a merge.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    Id, Instant, Now,
    model::Model,
    record::{Decision, DecisionKind},
    time::add_days,
};

/// The longest snooze that is believed, days: one that goes further was written under a wrong clock.
const LONGEST_SNOOZE: i64 = 100;

/// What all decisions about one entry come to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Verdict {
    /// Done or skipped, last when.
    settled: Option<Instant>,
    /// Not before this day, and when that was decided.
    snoozed: Option<(NaiveDate, Instant)>,
}

impl Verdict {
    fn take(&mut self, decision: &Decision) {
        let Some(at) = decision.at else { return };
        match (&decision.kind, decision.until) {
            (Some(DecisionKind::Done | DecisionKind::Skipped), _) => {
                self.settled = self.settled.max(Some(at));
            }
            // The day that was chosen, wherever the person is by then.
            (Some(DecisionKind::Snoozed), Some(until)) => {
                self.snoozed = self.snoozed.max(Some((until.written_day(), at)));
            }
            _ => {}
        }
    }

    /// Done or skipped, whenever: for what happens once.
    pub(crate) fn is_settled(&self) -> bool {
        self.settled.is_some()
    }

    /// When it was last done or skipped, by now: for what comes again.
    pub(crate) fn settled_by(&self, now: Now) -> Option<Instant> {
        self.settled.filter(|at| super::happened(*at, now))
    }

    /// The day to which it was snoozed, over or still to come.
    pub(crate) fn snoozed(&self, now: Now) -> Option<NaiveDate> {
        let (until, _) = self.snoozed?;
        (until <= add_days(now.today(), LONGEST_SNOOZE)).then_some(until)
    }

    /// The same, unless something happened since that was decided.
    pub(crate) fn snoozed_since(&self, last: Option<Instant>, now: Now) -> Option<NaiveDate> {
        let (_, at) = self.snoozed?;
        self.snoozed(now).filter(|_| last.is_none_or(|last| last <= at))
    }
}

/// The decisions of a notebook, by what they are about.
pub(crate) struct Verdicts<'a> {
    all: FxHashMap<&'a str, Verdict>,
    /// The people of whose meeting something was decided.
    met: FxHashSet<Id>,
}

impl<'a> Verdicts<'a> {
    /// Of all decisions that are not in the bin.
    pub(crate) fn of(model: &'a Model) -> Self {
        let (mut all, mut met) = (FxHashMap::<&str, Verdict>::default(), FxHashSet::default());
        for decision in model.decisions.values().filter(|decision| decision.removed_at.is_none()) {
            all.entry(&decision.about).or_default().take(decision);
            let of = decision.about.strip_prefix("people/").and_then(|rest| rest.split_once("/met/"));
            met.extend(of.and_then(|(id, _)| id.parse::<Id>().ok()));
        }
        Self { all, met }
    }

    /// What was decided about one entry.
    pub(crate) fn about(&self, about: &str) -> Verdict {
        self.all.get(about).copied().unwrap_or_default()
    }

    /// Whether anything was decided about a step after meeting this person: one that was put off comes back
    /// however long ago the meeting was.
    pub(crate) fn speak_of_meeting(&self, person: Id) -> bool {
        self.met.contains(&person)
    }
}
