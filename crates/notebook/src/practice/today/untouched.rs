//! A lead that nobody acts on (domain §2: a need that was heard wants somebody who meets it). After a few days it
//! comes up with the single step that is next, the warmest first.

use chrono::NaiveDate;

use super::{
    Particulars, Rule, USUAL,
    entry::{Entry, about_lead, of_lead},
};
use crate::{
    Id, Now, isolated,
    model::Model,
    practice::{
        happened,
        leads::{About, addressee, letters::To, step},
        said::{ago, sentence},
        verdict::Verdicts,
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
    Particulars { rank: |_| 6, most: 5, is_word: true, words: ("Acted on it", "Skip", "Skipped"), ..USUAL };

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
    let age = if moved.is_some() && since < now.today() { ago(since, now) } else { String::new() };
    let need = sentence(&lead.need);
    let need = if need.is_empty() { String::new() } else { format!("{need}. ") };
    let stands = match (&next, lead.state()) {
        (Next::Pass(..) | Next::Step(..) | Next::Whom, _) => match since < now.today() && moved.is_some() {
            true => format!("Heard of{age}, and nobody has been asked yet."),
            false => "Nobody has been asked yet.".to_owned(),
        },
        (Next::Ask(..), _) => format!("You passed it on{age}."),
        (Next::Look, state) => format!("It is at “{}”{}.", shown(&state), since_words(&age)),
    };
    let (words, tell) = next.said();
    Some(Entry::on_its_day(Due {
        on,
        why: format!("{need}{stands}{words}"),
        tell,
        // The warmest first, then what is nearest to a deal.
        weight: (5 - heat(lead)) * 3 + level(lead),
        ..blank
    }))
}

/// The single step that is next.
enum Next {
    /// Hand it to one of those it is for.
    Pass(About, String),
    /// Ask one of those who have it.
    Ask(About, String),
    /// What raises it by one level, and the message that asks for it, if somebody can be written to.
    Step(String, Option<(About, String)>),
    /// Find somebody for it.
    Whom,
    /// It is being talked about: only the person knows.
    Look,
}

impl Next {
    /// As the end of the reason, and as the act.
    fn said(self) -> (String, Option<Offer>) {
        let offer = |about, words: String| Some(Offer { about, words });
        match self {
            Self::Pass(about, name) => (String::new(), offer(about, format!("Pass it on to {name}"))),
            Self::Ask(about, name) => (String::new(), offer(about, format!("Ask {name} how it went"))),
            Self::Step(words, Some((about, name))) => {
                let does = match about {
                    About::FirstContact => format!("Write to {name}"),
                    _ => format!("Ask {name}"),
                };
                (format!(" {words}"), offer(about, does))
            }
            Self::Step(words, None) => (format!(" {words}"), None),
            Self::Whom => (" Who could help?".to_owned(), None),
            Self::Look => (" What is the next step?".to_owned(), None),
        }
    }
}

fn next(model: &Model, lead: &Lead) -> Next {
    let to = |about: About| {
        addressee(model, lead, about).map(|To { name, .. }| (about, isolated(&name).into_owned()))
    };
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
            Some((about, name)) => Next::Step("The next step is the call.".to_owned(), Some((about, name))),
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

fn shown(state: &Progress) -> String {
    sentence(&state.word().replace('_', " "))
}

fn since_words(age: &str) -> String {
    if age.is_empty() { String::new() } else { format!(", last moved{age}") }
}
