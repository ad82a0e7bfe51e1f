//! A lead that nobody acts on (domain §2: a need that was heard wants somebody who meets it). After a few days it
//! comes up with the single step that is next, the warmest first.

use chrono::NaiveDate;
use said::{
    Said,
    words::{
        offer as offers,
        step::CALL,
        today::{SKIP, SKIPPED},
        untouched as words,
    },
};

use super::{
    Particulars, Rule, USUAL,
    entry::{Entry, about_lead, of_lead},
};
use crate::{
    Id, Now,
    model::Model,
    practice::{
        happened,
        leads::{About, addressee, letters::To, step},
        quote::sentence,
        verdict::Verdicts,
        when::ago,
    },
    query::{Due, Offer},
    record::{Consent, Direction, Lead, Level, Progress, Recipient},
    time::add_days,
};

/// Days that a lead may lie, by its heat from 1 to 5; one that has none lies as long as one of 3.
const LIES: [i64; 5] = [7, 5, 3, 2, 1];

/// Where somebody was in contact, the next word is often theirs: so many days.
const LIES_IN_TALK: i64 = 10;

/// Once it was seen to, or put aside, it rests so many days.
const RESTS: i64 = 14;

/// A day has room for so many besides what is due anyway. That a lead lies there is no appointment: nobody chose its day.
pub(super) const UNTOUCHED: Particulars =
    Particulars { rank: |_| 6, most: 5, is_word: true, words: (words::DONE, SKIP, SKIPPED), ..USUAL };

/// The entry of an open lead of which nothing else is due. Before its day it is none: nobody chose that day, unless it was
/// put off to it.
pub(super) fn find(model: &Model, lead: &Lead, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    let blank = of_lead(model, lead, Rule::Untouched, about_lead(lead, "untouched"), now);
    let verdict = verdicts.about(&blank.about);
    let moved = last_move(model, lead, now);
    let since = moved.unwrap_or(now.today());
    let in_talk = lead.state() != Progress::New || lead.recipients.values().any(|of| of.passed_at.is_some());
    let lies = match heat(lead) {
        _ if in_talk => LIES_IN_TALK,
        _ if moved.is_none() => 0,
        heat => LIES[usize::from(heat) - 1],
    };
    let rested = verdict.settled_by(now).map(|at| add_days(at.day(now), RESTS));
    let on = add_days(since, lies).max(rested.unwrap_or(NaiveDate::MIN));
    let snoozed = verdict.snoozed(now);
    let on = snoozed.map_or(on, |until| until.max(on));
    if on > now.today() && snoozed.is_none() {
        return None;
    }
    let next = next(model, lead);
    let stands = match &next {
        Next::Pass(..) | Next::Step(..) | Next::Whom => Stands::Unasked,
        Next::Ask(..) => Stands::Passed,
        Next::Look => Stands::At(lead.state()),
    };
    let age = if moved.is_some() && since < now.today() { Some(ago(since, now)) } else { None };
    let need = sentence(&lead.need);
    let (ask, tell) = next.said();
    let why = match (stands, age) {
        (Stands::Unasked, Some(age)) => words::heard_of(age, &need, ask),
        (Stands::Unasked, None) => words::unasked(&need, ask),
        (Stands::Passed, age) => words::passed(age, &need, ask),
        (Stands::At(state), age) => words::stands_at(age, &need, ask, state.said()),
    };
    Some(Entry::on_its_day(Due {
        on,
        why,
        tell,
        // The warmest first, then what is nearest to a deal.
        weight: (5 - heat(lead)) * 3 + level(lead),
        ..blank
    }))
}

/// How it stands with it.
enum Stands {
    Unasked,
    Passed,
    At(Progress),
}

/// The single step that is next.
enum Next {
    /// Hand it to one of those it is for.
    Pass(About, String),
    /// Ask one of those who have it.
    Ask(About, String),
    /// What raises it by one level, and the message that asks for it, if somebody can be written to.
    Step(Said, Option<(About, String)>),
    /// Find somebody for it.
    Whom,
    /// It is being talked about: only the person knows.
    Look,
}

impl Next {
    /// As the end of the reason, and as the act.
    fn said(self) -> (Said, Option<Offer>) {
        let offer = |about, words: Said| Some(Offer { about, words });
        match self {
            Self::Pass(about, name) => (Said::nothing(), offer(about, offers::pass_it_on(&name))),
            Self::Ask(about, name) => (Said::nothing(), offer(about, offers::ask_how_of(&name))),
            Self::Step(words, Some((about, name))) => {
                let does = match about {
                    About::FirstContact => offers::write(&name),
                    _ => offers::ask(&name),
                };
                (words, offer(about, does))
            }
            Self::Step(words, None) => (words, None),
            Self::Whom => (words::WHO_COULD_HELP.into(), None),
            Self::Look => (words::WHAT_NEXT.into(), None),
        }
    }
}

fn next(model: &Model, lead: &Lead) -> Next {
    let to = |about: About| addressee(model, lead, about).map(|To { name, .. }| (about, name));
    let waits = |of: &Recipient| of.passed_at.is_none() && !over(of);
    let has_it = |of: &Recipient| of.passed_at.is_some() && !over(of);
    let first = |of: &dyn Fn(&Recipient) -> bool| -> Option<Id> {
        lead.recipients.iter().find(|(_, recipient)| of(recipient)).map(|(id, _)| *id)
    };
    if let Some((about, name)) = first(&waits).and_then(|id| to(About::Pass(id))) {
        return Next::Pass(about, name);
    }
    if let Some((about, name)) = first(&has_it).and_then(|id| to(About::Asking(id))) {
        return Next::Ask(about, name);
    }
    if lead.state() != Progress::New || lead.contacted_at.is_some() {
        return Next::Look;
    }
    let mine = lead.way() == Direction::ForMe;
    if !mine && lead.recipients.is_empty() && lead.consent.is_some() {
        return Next::Whom;
    }
    match step(model, lead) {
        Some(step) => {
            let about = match lead.consent {
                Some(Consent::Yes) if mine && lead.level_in_truth() == Level::Referral => {
                    to(About::Recommending).or_else(|| to(About::FirstContact))
                }
                Some(_) => None,
                None => to(About::Consent),
            };
            Next::Step(step.words, about)
        }
        // Nothing raises it any more: only the call itself is left.
        None if mine && lead.consent != Some(Consent::No) => match to(About::FirstContact) {
            Some((about, name)) => Next::Step(CALL.into(), Some((about, name))),
            None => Next::Look,
        },
        None => Next::Look,
    }
}

fn over(of: &Recipient) -> bool {
    of.progress.as_ref().is_some_and(Progress::is_end)
}

/// The day on which something last happened with it, by now; `None` when nothing has a date.
fn last_move(model: &Model, lead: &Lead, now: Now) -> Option<NaiveDate> {
    let theirs = lead.recipients.values().flat_map(|of| [of.passed_at, of.progress_at, of.thanked_at]);
    let own = [lead.received_at, lead.consent_at, lead.contacted_at, lead.met_at, lead.proposal_at];
    let touches = model.touches_with(lead.id).map(|touch| touch.at);
    let all = own.into_iter().chain(theirs).chain(touches).flatten();
    all.filter(|at| happened(*at, now)).max().map(|at| at.day(now).min(now.today()))
}

fn heat(lead: &Lead) -> u8 {
    lead.heat.and_then(|heat| u8::try_from(heat).ok()).filter(|heat| (1..=5).contains(heat)).unwrap_or(3)
}

fn level(lead: &Lead) -> u8 {
    match lead.level_in_truth() {
        Level::Presold => 0,
        Level::Referral => 1,
        _ => 2,
    }
}
