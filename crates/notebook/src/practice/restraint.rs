//! Restraint (domain §3): desperation is not referable. Gentle hints, never a count of failures, and none
//! of them forbids anything.

use chrono::{NaiveDate, TimeDelta};
use said::{Said, words::hint as words};

use super::{touches, verdict::Verdicts};
use crate::{
    Now,
    model::Model,
    query::{Hint, Restraint},
    record::{Lead, Person, Progress, Side, Touch, TouchKind},
    time::add_days,
};

/// New people met within so many days are looked at …
const LATELY: i64 = 45;
/// … when there are so many of them …
const MANY_NEW: usize = 8;
/// … of whom at least one in so many should have been spoken with again.
const SPOKEN_AGAIN: usize = 5;
/// Somebody met today has had no time for a second conversation.
const NOT_YET: i64 = 3;

/// So many messages …
const MESSAGES: usize = 4;
/// … within a week without an answer are too many.
const WEEK: TimeDelta = TimeDelta::days(7);

/// A hint that was understood rests for so many days.
const RESTS: i64 = 30;

/// A proposal is spoken of for so many days.
const PROPOSED_LATELY: TimeDelta = TimeDelta::days(30);

/// The card dealer's network is a mile wide and an inch deep: counts people met lately.
#[derive(Default)]
pub(crate) struct Breadth {
    met: usize,
    again: usize,
}

impl Breadth {
    /// Counts somebody who was met on that day.
    pub(crate) fn count(&mut self, model: &Model, person: &Person, met: NaiveDate, now: Now) {
        let (first, last) = (add_days(now.today(), -LATELY), add_days(now.today(), -NOT_YET));
        if met < first || met > last {
            return;
        }
        self.met += 1;
        let mut later = touches(model, person.id, now).take_while(|(_, at)| at.day(now) > met);
        self.again += usize::from(later.any(|(touch, _)| is_conversation(touch)));
    }

    pub(crate) fn hint(&self) -> Option<Hint> {
        (self.met >= MANY_NEW && self.again * SPOKEN_AGAIN < self.met).then(|| Hint {
            restraint: Restraint::CardDealer,
            about: "restraint/card-dealer".into(),
            person: None,
            title: words::CARD_DEALER_TITLE.into(),
            why: words::card_dealer(words::card_dealer_again(self.again), self.met),
        })
    }
}

/// The new best friend: four messages or notes within a week, and no answer. A gift, an introduction or a
/// connection asks for none.
pub(crate) fn new_best_friend(model: &Model, person: &Person, now: Now) -> Option<Hint> {
    let since = now.0 - WEEK;
    let unanswered =
        touches(model, person.id, now).take_while(|(touch, at)| *at > since && !is_conversation(touch));
    let is_message = |touch: &Touch| matches!(touch.kind, Some(TouchKind::Message | TouchKind::Note));
    let mine = unanswered.filter(|(touch, _)| is_message(touch)).count();
    (mine >= MESSAGES).then(|| Hint {
        restraint: Restraint::NewBestFriend,
        about: format!("people/{}/restraint/new-best-friend", person.id),
        person: Some(person.id),
        title: Said::name(person.display_name()),
        why: words::new_best_friend(mine),
    })
}

/// Whether they had a word in it: then it was an answer.
pub(crate) fn is_conversation(touch: &Touch) -> bool {
    let both = matches!(touch.kind, Some(TouchKind::Met | TouchKind::Call | TouchKind::OneToOne));
    both || touch.by == Some(Side::Them)
}

/// The premature solicitor: a proposal before anybody sat down together.
pub(crate) fn premature_solicitor(model: &Model, lead: &Lead, now: Now) -> Option<Hint> {
    let at = lead.proposal_at.or(lead.received_at.filter(|_| lead.progress == Some(Progress::Proposal)))?;
    if lead.removed_at.is_some() || lead.met_at.is_some_and(|met| met <= at) {
        return None;
    }
    if !super::happened(at, now) || now.0 - at >= PROPOSED_LATELY {
        return None;
    }
    let person = lead.prospect.and_then(|id| model.people.get(&id))?;
    let mut before = touches(model, person.id, now).filter(|(_, when)| *when <= at);
    (!before.any(|(touch, _)| touch.kind == Some(TouchKind::OneToOne))).then(|| Hint {
        restraint: Restraint::PrematureSolicitor,
        about: format!("people/{}/restraint/premature-solicitor", person.id),
        person: Some(person.id),
        title: Said::name(person.display_name()),
        why: words::PREMATURE_SOLICITOR.into(),
    })
}

/// Whether a hint was understood lately.
pub(crate) fn rests(hint: &Hint, verdicts: &Verdicts<'_>, now: Now) -> bool {
    let understood = verdicts.about(&hint.about).settled_by(now);
    understood.is_some_and(|at| now.today() < add_days(at.day(now), RESTS))
}

/// What concerns one person.
pub(crate) fn hints(model: &Model, person: &Person, verdicts: &Verdicts<'_>, now: Now) -> Vec<Hint> {
    let early = model.leads_of(person.id).filter(|lead| lead.prospect == Some(person.id));
    let early = early.filter_map(|lead| premature_solicitor(model, lead, now)).next();
    let all = new_best_friend(model, person, now).into_iter().chain(early);
    all.filter(|hint| !rests(hint, verdicts, now)).collect()
}
