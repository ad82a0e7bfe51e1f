//! The rules of the practice: pure functions of the read model and the moment. Nothing that they say is
//! stored; what is stored are the person's decisions about it.

pub(crate) mod brief;
pub(crate) mod called;
pub(crate) mod discretion;
pub(crate) mod double;
pub(crate) mod gains;
pub mod leads;
pub(crate) mod ledger;
pub(crate) mod overlap;
pub(crate) mod quote;
pub(crate) mod restraint;
pub(crate) mod stage;
pub(crate) mod today;
pub(crate) mod trust;
pub(crate) mod verdict;
pub(crate) mod when;

use chrono::TimeDelta;

use crate::{
    Id, Instant, Now,
    model::Model,
    record::{Kind, PromiseState, Ref, Touch},
};

/// How far another device's clock may be ahead before what it wrote counts as not yet happened.
const CLOCK_SLACK: TimeDelta = TimeDelta::days(1);

/// Whether something happened by now. What a wrong clock dated into the far future did not: it would
/// silence every rule until then.
pub(crate) fn happened(at: Instant, now: Now) -> bool {
    at.checked_add(-CLOCK_SLACK).is_some_and(|at| at <= now.0)
}

/// The same of a moment in Unix milliseconds.
pub(crate) fn happened_at(millis: i64, now: Now) -> bool {
    millis <= now.millis().saturating_add(CLOCK_SLACK.num_milliseconds())
}

/// What belongs to a person or a lead, last first; what a wrong clock dated stands behind everything that
/// happened by now.
pub(crate) fn timeline(model: &Model, of: Id, now: Now) -> impl Iterator<Item = (i64, Ref)> {
    let ahead = model.timeline(of).take_while(|(at, _)| !happened_at(*at, now)).count();
    model.timeline(of).skip(ahead).chain(model.timeline(of).take(ahead))
}

/// When there was last a touch with a person.
pub(crate) fn last_touch(model: &Model, person: Id, now: Now) -> Option<Instant> {
    touches(model, person, now).next().map(|(_, at)| at)
}

/// The touches with a person that happened by now, last first.
pub(crate) fn touches(model: &Model, person: Id, now: Now) -> impl Iterator<Item = (&Touch, Instant)> {
    model.touches_with(person).filter_map(move |touch| {
        let at = touch.at?;
        happened(at, now).then_some((touch, at))
    })
}

/// When I last turned to a person or they to me: the last touch, or the last promise of mine that I kept.
pub(crate) fn last_word(model: &Model, person: Id, now: Now) -> Option<Instant> {
    kept(model, person, now).chain(touches(model, person, now).next().map(|(_, at)| at)).max()
}

/// When promises of mine to a person were kept.
pub(crate) fn kept(model: &Model, person: Id, now: Now) -> impl Iterator<Item = Instant> {
    let promises = model.timeline(person).filter(|(_, name)| name.kind == Kind::Promise);
    let promises = promises.filter_map(|(_, name)| model.promises.get(&name.id));
    let mine = promises.filter(|promise| {
        promise.removed_at.is_none() && promise.state == Some(PromiseState::Kept) && !promise.is_theirs()
    });
    mine.filter_map(|promise| promise.settled_at).filter(move |at| happened(*at, now))
}
