//! The first call to a prospect (domain §2): one that is expected, and first contact within 24 hours of receiving a referral.

use said::{
    Said,
    words::{
        call as words,
        today::{SKIP, SKIPPED},
    },
};

use super::{
    Case, Particulars, Rule, USUAL,
    entry::{Entry, about_lead, need, of_lead},
};
use crate::{
    Civil, Now,
    command::Command,
    model::Model,
    practice::{
        happened,
        leads::{About, Deed, contact, standing::source_of},
        when::when,
    },
    query::{Contact, Due, Offer, Signal},
    record::{Direction, Kind, Lead, Progress, Recipient, Ref, TouchKind},
};

pub(super) const EXPECTATION: Particulars = Particulars {
    rank: |signal| if signal == Signal::Overdue { 0 } else { 2 },
    calendar: Some(words::IN_CALENDAR),
    thing: Some("/call"),
    words: (words::CALLED, SKIP, SKIPPED),
    done: called,
    ..USUAL
};

pub(super) const FIRST_CONTACT: Particulars = Particulars {
    rank: |signal| if signal == Signal::Overdue { 1 } else { 3 },
    calendar: Some(words::CONTACT_IN_CALENDAR),
    thing: Some("/call"),
    words: (words::IN_CONTACT, SKIP, SKIPPED),
    done: called,
    ..USUAL
};

/// The contact is made, and a call is logged with whoever it was.
fn called(case: &Case<'_>) -> Vec<Command> {
    let moved = Command::Lead { lead: case.entry.record.id, deed: Deed::Moved(Progress::Contacted) };
    [Some(moved), case.touch(&TouchKind::Call, "")].into_iter().flatten().collect()
}

/// Of the two the sooner one.
pub(super) fn find(model: &Model, lead: &Lead, now: Now) -> Option<Entry> {
    let contact = contact(model, lead, now);
    let mut entry = match &contact {
        Some(contact)
            if lead.expects_by.is_none_or(|by| contact.by < by.here(now))
                && lead.received_at.or(lead.consent_at).is_some()
                && !(lead.awaits_call() && lead.expects_by.is_none()) =>
        {
            first_contact(model, lead, contact, now)
        }
        _ if lead.awaits_call() => expected(model, lead, now),
        _ => return None,
    };
    entry.due.tell = contact.as_ref().and_then(|contact| tell(model, lead, contact));
    Some(entry)
}

/// What the source should hear while the contact is not made; once is enough.
fn tell(model: &Model, lead: &Lead, contact: &Contact) -> Option<Offer> {
    source_of(model, lead).filter(|_| contact.told_at.is_none())?;
    match (contact.is_late, contact.away_until) {
        (true, _) => Some(Offer { about: About::Late, words: words::TELL_SOURCE_WHY.into() }),
        (false, Some(_)) => Some(Offer { about: About::Away, words: words::TELL_SOURCE.into() }),
        (false, None) => None,
    }
}

/// The prospect was told that I call. A broken expectation makes the source look bad.
fn expected(model: &Model, lead: &Lead, now: Now) -> Entry {
    let received = || lead.received_at.filter(|at| happened(*at, now)).map(|at| at.day(now));
    let by = lead.expects_by.or(lead.due).map(|by| by.here(now));
    let by = by.unwrap_or_else(|| Civil::new(received().unwrap_or(now.today()), None));
    let on = by.day;
    // What I passed on is for others to call about, and for me to ask about.
    let callers = if lead.way() == Direction::ForMe { Vec::new() } else { callers(model, lead) };
    let told = source_of(model, lead).filter(|_| callers.is_empty()).unwrap_or_default();
    let why = if on < now.today() { words::was_expected } else { words::expected };
    let blank = of_lead(model, lead, Rule::Expectation, about_lead(lead, "call"), now);
    Entry::on_its_day(Due {
        // What others do is no touch of mine.
        person: blank.person.filter(|_| callers.is_empty()),
        on,
        at: by.minutes,
        signal: if by.is_over(now) { Signal::Overdue } else { Signal::Promise },
        why: why(callers, &need(lead), &told, when(on, now)),
        ..blank
    })
}

/// Whose call it is.
fn callers(model: &Model, lead: &Lead) -> Vec<Said> {
    let name = |recipient: &Recipient| match (recipient.person, recipient.group) {
        (Some(id), _) => model.title(Ref::new(Kind::Person, id)),
        (None, Some(id)) => model.title(Ref::new(Kind::Group, id)),
        (None, None) => recipient.name.clone(),
    };
    let names = lead.recipients.values().map(name).filter(|name| !name.is_empty());
    names.map(|name| Said::name(&name)).collect()
}

/// A referral that I received and have not answered yet.
fn first_contact(model: &Model, lead: &Lead, contact: &Contact, now: Now) -> Entry {
    let source = source_of(model, lead);
    // Under a clock that is ahead it was not received later than now.
    let since = lead.referral_since(now);
    let hours = since.map_or(0, |since| (now.0 - since).num_hours()).max(0);
    let is_later = lead.consent_at > lead.received_at;
    let age = match hours {
        _ if since.is_none() => words::OLD_UNKNOWN.into(),
        ..=47 if is_later => words::agreed_hours(hours),
        ..=47 => words::old_hours(hours),
        _ if is_later => words::agreed_days(hours / 24),
        _ => words::old_days(hours / 24),
    };
    let may_tell = source.is_some() && contact.told_at.is_none();
    let ask = match (contact.is_late, contact.away_until.is_some()) {
        (true, _) if may_tell => words::ASK_LATE_AND_TELL,
        (true, _) => words::ASK_LATE,
        (false, true) if may_tell => words::ASK_TELL_BEFORE,
        _ => words::ASK,
    };
    Entry {
        from: now.today(),
        due: Due {
            on: contact.by.day,
            at: contact.by.minutes,
            signal: if contact.is_late { Signal::Overdue } else { Signal::Plain },
            why: words::first_contact(age, ask, &need(lead), &source.unwrap_or_default()),
            ..of_lead(model, lead, Rule::FirstContact, about_lead(lead, "contact"), now)
        },
    }
}
