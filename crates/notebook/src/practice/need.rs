//! What leads ask for now (domain §2): a call that is expected, first contact within 24 hours of receiving a
//! referral, and what I planned myself. One entry for a lead, the most pressing one.

use super::{
    due::Entry,
    happened,
    leads::{About, contact, standing::source_of},
    said::{list, sentence, when},
    untouched,
    verdict::Verdicts,
};
use crate::{
    Civil, Now, Planned, isolated,
    model::{Model, title_of_lead},
    query::{Contact, Due, Offer, Rule, Signal},
    record::{Direction, Kind, Lead, Recipient, Ref},
};

pub(crate) fn entry(model: &Model, lead: &Lead, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    if lead.removed_at.is_some() || lead.is_closed() {
        return None;
    }
    let contact = contact(model, lead, now);
    let entry = match &contact {
        // Of the two the sooner one counts.
        Some(contact)
            if lead.expects_by.is_none_or(|by| contact.by < by.here(now))
                && lead.received_at.or(lead.consent_at).is_some() =>
        {
            if lead.awaits_call() && lead.expects_by.is_none() {
                Some(expected(model, lead, now))
            } else {
                Some(first_contact(model, lead, contact, now))
            }
        }
        _ => lead.awaits_call().then(|| expected(model, lead, now)),
    };
    let entry = entry.map(|mut entry| {
        entry.due.tell = contact.as_ref().and_then(|contact| tell(model, lead, contact));
        entry
    });
    // What is skipped leaves what I planned besides; and when nothing else speaks for it, that it lies there.
    let decided = |entry: Entry| {
        let verdict = verdicts.about(&entry.due.about);
        entry.decided(verdict, now)
    };
    let planned = || lead.due.and_then(|due| decided(planned(model, lead, due, now)));
    entry.and_then(decided).or_else(planned).or_else(|| {
        let blank = Due { about: about(lead, untouched::KEY), ..blank(model, lead, now) };
        let verdict = verdicts.about(&blank.about);
        untouched::entry(model, lead, verdict, blank, now)
    })
}

/// What the source should hear while the contact is not made; once is enough.
fn tell(model: &Model, lead: &Lead, contact: &Contact) -> Option<Offer> {
    source_of(model, lead).filter(|_| contact.told_at.is_none())?;
    match (contact.is_late, contact.away_until) {
        (true, _) => Some(Offer { about: About::Late, words: "Tell the source why".to_owned() }),
        (false, Some(_)) => Some(Offer { about: About::Away, words: "Tell the source".to_owned() }),
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
    let callers = if lead.way() == Direction::ForMe { String::new() } else { callers(model, lead) };
    let told = match source_of(model, lead) {
        Some(source) if callers.is_empty() => format!(" {} told them you would.", isolated(&source)),
        _ => String::new(),
    };
    let is = if on < now.today() { "was" } else { "is" };
    let blank = blank(model, lead, now);
    Entry::on_its_day(Due {
        // What others do is no touch of mine.
        person: blank.person.filter(|_| callers.is_empty()),
        on,
        at: by.minutes,
        signal: if by.is_over(now) { Signal::Overdue } else { Signal::Promise },
        why: format!("A call {is} expected{}{callers}.{told}{}", when(on, now), need(lead)),
        rule: Rule::Expectation,
        about: about(lead, "call"),
        ..blank
    })
}

/// Whose call it is, as the end of a sentence.
fn callers(model: &Model, lead: &Lead) -> String {
    let name = |recipient: &Recipient| match (recipient.person, recipient.group) {
        (Some(id), _) => model.title(Ref::new(Kind::Person, id)),
        (None, Some(id)) => model.title(Ref::new(Kind::Group, id)),
        (None, None) => recipient.name.clone(),
    };
    let names: Vec<String> = lead.recipients.values().map(name).filter(|name| !name.is_empty()).collect();
    let names: Vec<_> = names.iter().map(|name| isolated(name)).collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    if names.is_empty() { String::new() } else { [", from ", &list(&names)].concat() }
}

/// A referral that I received and have not answered yet.
fn first_contact(model: &Model, lead: &Lead, contact: &Contact, now: Now) -> Entry {
    let source = source_of(model, lead);
    let from = source.as_ref().map_or(String::new(), |source| format!(" from {}", isolated(source)));
    // Under a clock that is ahead it was not received later than now.
    let since = lead.referral_since(now);
    let hours = since.map_or(0, |since| (now.0 - since).num_hours());
    let is_later = lead.consent_at > lead.received_at;
    let age = match hours {
        _ if since.is_none() => "came in when the clock was wrong".to_owned(),
        ..=0 if is_later => "was agreed to just now".to_owned(),
        ..=0 => "just came in".to_owned(),
        1 if is_later => "was agreed to an hour ago".to_owned(),
        1 => "is an hour old".to_owned(),
        2..=47 if is_later => format!("was agreed to {hours} hours ago"),
        2..=47 => format!("is {hours} hours old"),
        _ if is_later => format!("was agreed to {} days ago", hours / 24),
        _ => format!("is {} days old", hours / 24),
    };
    let may_tell = source.is_some() && contact.told_at.is_none();
    let ask = match (contact.is_late, contact.away_until.is_some()) {
        (true, _) if may_tell => "First contact was wanted within 24 hours: call, and tell the source why.",
        (true, _) => "First contact was wanted within 24 hours.",
        (false, true) if may_tell => "You are away when first contact is due: tell the source before.",
        _ => "First contact is wanted within 24 hours.",
    };
    Entry {
        from: now.today(),
        due: Due {
            on: contact.by.day,
            at: contact.by.minutes,
            signal: if contact.is_late { Signal::Overdue } else { Signal::Plain },
            why: format!("This referral{from} {age}. {ask}{}", need(lead)),
            rule: Rule::FirstContact,
            about: about(lead, "contact"),
            ..blank(model, lead, now)
        },
    }
}

/// The day on which I wanted to follow up.
fn planned(model: &Model, lead: &Lead, due: Planned, now: Now) -> Entry {
    let due = due.here(now);
    let on = due.day;
    Entry::on_its_day(Due {
        on,
        at: due.minutes,
        signal: if due.is_over(now) { Signal::Overdue } else { Signal::Plain },
        why: format!("You wanted to follow up{}.{}", when(on, now), need(lead)),
        // Another day is another plan.
        about: format!("{}/{on}", about(lead, "due")),
        ..blank(model, lead, now)
    })
}

fn blank(model: &Model, lead: &Lead, now: Now) -> Due {
    let prospect = lead.prospect.and_then(|id| model.people.get(&id));
    let title = prospect.map_or(lead.prospect_name.as_str(), |person| person.display_name());
    let title = if title.is_empty() { title_of_lead(lead) } else { title };
    Due {
        record: Ref::new(Kind::Lead, lead.id),
        person: prospect.map(|person| person.id),
        title: title.to_owned(),
        on: now.today(),
        at: None,
        signal: Signal::Plain,
        why: String::new(),
        rule: Rule::Planned,
        about: String::new(),
        said: String::new(),
        tell: None,
        weight: 0,
    }
}

fn about(lead: &Lead, what: &str) -> String {
    format!("{}/{what}", Ref::new(Kind::Lead, lead.id))
}

fn need(lead: &Lead) -> String {
    if lead.need.is_empty() { String::new() } else { format!(" {}.", sentence(&lead.need)) }
}
