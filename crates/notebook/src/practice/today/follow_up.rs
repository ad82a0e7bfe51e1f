//! 24/7/30 after meeting somebody new (domain §3): within 24 hours a personal note, within 7 days connect
//! where they like to be connected, within 30 days ask for a one-to-one. No selling in any of the three.

use chrono::NaiveDate;
use said::{
    Said,
    words::{
        follow_up as words,
        today::{SKIP, SKIPPED},
    },
};

use super::{
    Particulars, Rule, USUAL,
    entry::{Entry, of_person},
};
use crate::{
    Now,
    model::Model,
    practice::{kept, quote, touches, verdict::Verdicts, when::when},
    query::Due,
    record::{Channel, Kind, Lead, Person, Side, Touch, TouchKind},
    time::add_days,
};

pub(super) const NOTE: Particulars = Particulars {
    rank: |_| 7,
    is_word: true,
    calendar: Some(words::NOTE_IN_CALENDAR),
    words: (words::WROTE, SKIP, SKIPPED),
    done: |case| case.touch(&TouchKind::Note, "").into_iter().collect(),
    ..USUAL
};

pub(super) const CONNECT: Particulars = Particulars {
    calendar: Some(words::CONNECT_IN_CALENDAR),
    words: (words::CONNECTED, SKIP, SKIPPED),
    done: |case| case.touch(&TouchKind::Connected, "").into_iter().collect(),
    ..NOTE
};

pub(super) const ONE_TO_ONE: Particulars = Particulars {
    calendar: Some(words::ASK_IN_CALENDAR),
    words: (words::ASKED, SKIP, SKIPPED),
    done: |case| {
        let asked = case.touch(&TouchKind::Message, "Asked for a one-to-one");
        asked.into_iter().chain([case.decide("done", None)]).collect()
    },
    ..NOTE
};

/// One of the three: its rule, the name under which it is decided about, the day it is due, and the day
/// from which it is not brought up any more, both counted from the meeting.
type Step = (Rule, &'static str, i64, i64);

/// A note that was not written within a week gives way to connecting, and so on: nothing piles up.
const STEPS: [Step; 3] =
    [(Rule::Note, "24h", 1, 7), (Rule::Connect, "7d", 7, 30), (Rule::OneToOne, "30d", 30, 60)];

/// A step that was snoozed is brought up for so many days from then on.
const AFTER_SNOOZE: i64 = 7;

/// The day on which we met: as noted, or that of the first meeting that was logged.
pub(super) fn met_on(model: &Model, person: &Person, now: Now) -> Option<NaiveDate> {
    person.met_on.or_else(|| {
        let first = model.first_touch(person.id).filter(|touch| touch.kind == Some(TouchKind::Met));
        Some(first?.at?.day(now))
    })
}

/// The step that is due now; else the next one, if that is due by `last`.
pub(super) fn find(
    model: &Model,
    person: &Person,
    met: NaiveDate,
    verdicts: &Verdicts<'_>,
    now: Now,
    last: NaiveDate,
) -> Option<Entry> {
    let today = now.today();
    let is_past = add_days(met, STEPS[2].3) <= today;
    if met > today || (is_past && !verdicts.speak_of_meeting(person.id)) {
        return None;
    }
    let since: Vec<&Touch> = touches(model, person.id, now)
        .take_while(|(_, at)| at.day(now) >= met)
        .map(|(touch, _)| touch)
        .collect();
    // Whatever I did for them since is more than a note.
    let kept_word = kept(model, person.id, now).any(|at| at.day(now) >= met);
    let (mut due, mut next) = (None, None);
    for (rule, key, from, until) in STEPS {
        let about = format!("people/{}/met/{key}", person.id);
        let verdict = verdicts.about(&about);
        if verdict.is_settled()
            || since.iter().any(|touch| fulfils(touch, rule))
            || (rule == Rule::Note && kept_word)
        {
            continue;
        }
        let (mut on, mut end) = (add_days(met, from), add_days(met, until));
        if let Some(snoozed) = verdict.snoozed(now) {
            on = on.max(snoozed);
            end = end.max(add_days(on, AFTER_SNOOZE));
        }
        if today >= end {
            continue;
        }
        let said = if rule == Rule::Note { said_of(model, person, now) } else { Said::nothing() };
        let step = Due { said, ..of_person(person, on, rule, about, why(person, rule, met, now)) };
        if on <= today {
            due = Some(step);
        } else if on <= last && next.is_none() {
            next = Some(step);
        }
    }
    due.or(next).map(Entry::on_its_day)
}

/// Whether a touch since the meeting is the step, or more than that.
fn fulfils(touch: &Touch, rule: Rule) -> bool {
    match (rule, &touch.kind) {
        (_, Some(TouchKind::OneToOne)) => true,
        (Rule::Connect, Some(TouchKind::Connected)) => true,
        // Whatever I sent or said to them after the meeting itself.
        (Rule::Note, Some(kind)) => *kind != TouchKind::Met && touch.by != Some(Side::Them),
        _ => false,
    }
}

fn why(person: &Person, rule: Rule, met: NaiveDate, now: Now) -> Said {
    let met = match person.met_at.trim() {
        "" => words::met(when(met, now)),
        at if at.contains(' ') => words::met_there(at, when(met, now)),
        at => words::met_at(at, when(met, now)),
    };
    match rule {
        Rule::Note => words::note(met),
        Rule::Connect => words::connect(best(person), met),
        _ => words::one_to_one(met),
    }
}

/// How they like to be reached.
fn best(person: &Person) -> Said {
    match &person.channel {
        Some(Channel::Messenger) if !person.messenger.is_empty() => words::on_messenger(&person.messenger),
        Some(Channel::Call) => words::BY_PHONE.into(),
        Some(Channel::Text) => words::BY_TEXT.into(),
        Some(Channel::Email) => words::BY_EMAIL.into(),
        Some(Channel::InPerson) => words::IN_PERSON.into(),
        _ => Said::nothing(),
    }
}

/// What they need and what they said, for a note that is about them; empty when nothing is noted.
fn said_of(model: &Model, person: &Person, now: Now) -> Said {
    let theirs =
        |lead: &&Lead| lead.prospect == Some(person.id) && lead.removed_at.is_none() && !lead.is_closed();
    let need = model.leads_of(person.id).filter(theirs).map(|lead| quote::sentence(&lead.need));
    let need = need.into_iter().find(|need| !need.is_empty());
    let talked =
        touches(model, person.id, now).map(|(touch, _)| touch.words.trim()).find(|words| !words.is_empty());
    let noted = person.note.0.lines().map(str::trim).find(|line| !line.is_empty());
    // As it was jotted, when nothing was made of it but a name.
    let jotted = || {
        let jots = model.timeline(person.id).filter(|(_, name)| name.kind == Kind::Jot);
        jots.filter_map(|(_, name)| model.jots.get(&name.id))
            .map(|jot| jot.text.trim())
            .find(|text| !text.is_empty())
    };
    let told = talked.or(noted).or_else(|| if need.is_none() { jotted() } else { None });
    match (need, told.map(quote::short)) {
        (Some(need), Some(told)) => words::need_and_said(&need, &told),
        (Some(need), None) => words::need(&need),
        (None, Some(told)) => words::said(&told),
        (None, None) => Said::nothing(),
    }
}
