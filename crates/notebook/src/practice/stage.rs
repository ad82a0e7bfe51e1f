//! The stage of a relationship (domain §1), proposed from evidence: visibility, then credibility, then
//! profitability. Steps cannot be skipped, and a client who never refers stays at credibility. The
//! person's own judgement goes before the proposal.

use said::{Said, words::stage as words};

use super::{happened, happened_at, touches};
use crate::{
    Now,
    model::Model,
    query::StageView,
    record::{Direction, Kind, Lead, Level, Person, Progress, PromiseState, Stage, TouchKind},
};

/// What speaks for a stage, counted.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    kept: usize,
    broken: usize,
    one_to_ones: usize,
    /// They bought from me.
    won: usize,
    /// Referrals from them.
    from: usize,
    /// Referrals to them.
    to: usize,
}

/// The stage that the evidence proposes, the evidence, and what is missing for the next one.
/// Leads that `may` not be told of do not count.
pub(crate) fn propose(model: &Model, person: &Person, may: impl Fn(&Lead) -> bool, now: Now) -> StageView {
    let counted = count(model, person, may, now);
    let is_client = counted.won > 0;
    let keeps_word = counted.kept > 0 && counted.kept > counted.broken;
    let is_credible = is_client || (keeps_word && counted.one_to_ones > 0);
    let is_mutual = counted.from > 0 && counted.to > 0;
    let proposed = match (is_credible, is_mutual) {
        (false, _) => Stage::Visibility,
        (true, false) => Stage::Credibility,
        (true, true) => Stage::Profitability,
    };
    let missing = match proposed {
        Stage::Visibility => {
            let keep = match (counted.kept, keeps_word) {
                (0, _) => Some(words::NEEDS_KEPT),
                (_, false) => Some(words::NEEDS_MORE_KEPT),
                _ => None,
            };
            let sit = (counted.one_to_ones == 0).then_some(words::NEEDS_ONE_TO_ONE);
            [keep, sit].into_iter().flatten().map(Said::from).collect()
        }
        Stage::Credibility => {
            let from = (counted.from == 0).then_some(words::NEEDS_FROM);
            let to = (counted.to == 0).then_some(words::NEEDS_TO);
            [to, from].into_iter().flatten().map(Said::from).collect()
        }
        _ => Vec::new(),
    };
    StageView { proposed, evidence: told(&counted), missing }
}

fn told(counted: &Counted) -> Vec<Said> {
    let lines = [
        (counted.kept, words::kept as fn(usize) -> Said),
        (counted.broken, words::broken),
        (counted.one_to_ones, words::one_to_ones),
        (counted.won, words::won),
        (counted.from, words::from),
        (counted.to, words::to),
    ];
    lines.into_iter().filter(|(n, _)| *n > 0).map(|(n, line)| line(n)).collect()
}

fn count(model: &Model, person: &Person, may: impl Fn(&Lead) -> bool, now: Now) -> Counted {
    let mut counted = Counted::default();
    for (_, name) in model.timeline(person.id).filter(|(at, _)| happened_at(*at, now)) {
        match name.kind {
            Kind::Promise => {
                let Some(promise) = model.promises.get(&name.id) else { continue };
                // What they promised me says something of their word, not of mine.
                match &promise.state {
                    _ if promise.is_theirs() => {}
                    _ if promise.settled_at.is_some_and(|at| !happened(at, now)) => {}
                    Some(PromiseState::Kept) => counted.kept += 1,
                    Some(PromiseState::Broken) => counted.broken += 1,
                    _ => {}
                }
            }
            Kind::Lead => {
                if let Some(lead) = model.leads.get(&name.id).filter(|lead| may(lead)) {
                    counted.lead(lead, person);
                }
            }
            _ => {}
        }
    }
    let one_to_one = |kind: &Option<TouchKind>| *kind == Some(TouchKind::OneToOne);
    counted.one_to_ones = touches(model, person.id, now).filter(|(touch, _)| one_to_one(&touch.kind)).count();
    counted
}

impl Counted {
    fn lead(&mut self, lead: &Lead, person: &Person) {
        let is_referral = lead.level_in_truth() != Level::Lead;
        let is_deal = lead.way() == Direction::ForMe && lead.state() == Progress::Won;
        self.won += usize::from(is_deal && lead.prospect == Some(person.id));
        self.from += usize::from(is_referral && lead.source == Some(person.id));
        let mut recipients = lead.recipients.values();
        let to = recipients.any(|recipient| recipient.person == Some(person.id) && recipient.has_it());
        self.to += usize::from(is_referral && to);
    }
}
