//! What leads ask for now (domain §2): a call that is expected, first contact within 24 hours of receiving a
//! referral, and what I planned myself. One entry for a lead, the most pressing one.

use chrono::{NaiveDate, TimeDelta, Timelike};

use super::{
    due::Entry,
    said::{sentence, when},
    verdict::Verdicts,
};
use crate::{
    Instant, Now,
    model::{Model, title_of_lead},
    query::{Due, Rule, Signal},
    record::{Direction, Kind, Lead, LeadKind, Level, NameUse, Person, Progress, Ref},
    search::fold,
};

/// First contact is wanted within this time of receipt. Hours that pass, whatever the clocks are set to.
const FIRST_CONTACT: TimeDelta = TimeDelta::hours(24);

pub(crate) fn entry(model: &Model, lead: &Lead, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    if lead.removed_at.is_some() || lead.is_closed() {
        return None;
    }
    let is_waiting = lead.contacted_at.is_none() && lead.state() == Progress::New;
    let expected = (lead.expects_call == Some(true) && is_waiting).then(|| expected(model, lead, now));
    let first = expected.is_none().then(|| first_contact(model, lead, is_waiting, now)).flatten();
    let entry = expected.or(first).or_else(|| Some(planned(model, lead, lead.due?, now)))?;
    let verdict = verdicts.about(&entry.due.about);
    let is_planned = entry.due.rule == Rule::Planned;
    match (entry.decided(verdict, now), lead.due) {
        // What is skipped leaves what I planned besides.
        (None, Some(due)) if !is_planned => {
            let planned = planned(model, lead, due, now);
            let verdict = verdicts.about(&planned.due.about);
            planned.decided(verdict, now)
        }
        (entry, _) => entry,
    }
}

/// The prospect was told that I call. A broken expectation makes the source look bad.
fn expected(model: &Model, lead: &Lead, now: Now) -> Entry {
    let here = |at: Instant| at.with_timezone(now.0.offset());
    let by = lead.expects_by.or(lead.received_at).map(here);
    let (on, at) = match (by, lead.due) {
        (Some(by), _) if lead.expects_by.is_some() => (by.date_naive(), Some(minutes(&by))),
        (_, Some(due)) => (due, None),
        (by, None) => (by.map_or(now.today(), |by| by.date_naive()), None),
    };
    let late = if at.is_some() { by.is_some_and(|by| by < now.0) } else { on < now.today() };
    let told = match source(model, lead) {
        Some(source) => format!(" {source} told them you would."),
        None => String::new(),
    };
    let is = if on < now.today() { "was" } else { "is" };
    Entry::on_its_day(Due {
        on,
        at,
        signal: if late { Signal::Overdue } else { Signal::Promise },
        why: format!("A call {is} expected{}.{told}{}", when(on, now), need(model, lead)),
        rule: Rule::Expectation,
        about: about(lead, "call"),
        ..blank(model, lead, now)
    })
}

/// A referral that I received and have not answered yet.
fn first_contact(model: &Model, lead: &Lead, is_waiting: bool, now: Now) -> Option<Entry> {
    let is_mine = matches!(lead.direction, Some(Direction::ForMe))
        || (lead.direction.is_none() && lead.recipients.is_empty());
    if !is_waiting || !is_mine || lead.level_in_truth() == Level::Lead {
        return None;
    }
    // Under a clock that is ahead it was not received later than now.
    let received = lead.received_at?.min(now.0);
    let by = (received + FIRST_CONTACT).with_timezone(now.0.offset());
    let from = source(model, lead).map_or(String::new(), |source| format!(" from {source}"));
    let hours = (now.0 - received).num_hours();
    let age = match hours {
        ..=0 => "just came in".to_owned(),
        1 => "is an hour old".to_owned(),
        2..=47 => format!("is {hours} hours old"),
        _ => format!("is {} days old", hours / 24),
    };
    let is_late = by < now.0;
    let ask = match (is_late, is_away(model, by.date_naive()) || is_away(model, now.today())) {
        (true, _) if from.is_empty() => "First contact was wanted within 24 hours.",
        (true, _) => "First contact was wanted within 24 hours: call, and tell the source why.",
        (false, true) if !from.is_empty() => {
            "You are away when first contact is due: tell the source before."
        }
        _ => "First contact is wanted within 24 hours.",
    };
    Some(Entry {
        from: now.today(),
        due: Due {
            on: by.date_naive(),
            at: Some(minutes(&by)),
            signal: if is_late { Signal::Overdue } else { Signal::Plain },
            why: format!("This referral{from} {age}. {ask}{}", need(model, lead)),
            rule: Rule::FirstContact,
            about: about(lead, "contact"),
            ..blank(model, lead, now)
        },
    })
}

/// The day on which I wanted to follow up.
fn planned(model: &Model, lead: &Lead, on: NaiveDate, now: Now) -> Entry {
    Entry::on_its_day(Due {
        on,
        signal: if on < now.today() { Signal::Overdue } else { Signal::Plain },
        why: format!("You wanted to follow up{}.{}", when(on, now), need(model, lead)),
        // Another day is another plan.
        about: format!("{}/{on}", about(lead, "due")),
        ..blank(model, lead, now)
    })
}

fn blank(model: &Model, lead: &Lead, now: Now) -> Due {
    let prospect = lead.prospect.and_then(|id| model.people.get(&id));
    let title = prospect.map_or(lead.prospect_name.as_str(), |person| person.display_name());
    let title = if title.is_empty() { title_of_lead(lead) } else { title };
    let title = if gives_away(model, lead, title) { "A lead" } else { title };
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
    }
}

fn about(lead: &Lead, what: &str) -> String {
    format!("{}/{what}", Ref::new(Kind::Lead, lead.id))
}

fn need(model: &Model, lead: &Lead) -> String {
    let words = sentence(&lead.need);
    if words.is_empty() || gives_away(model, lead, &words) { String::new() } else { format!(" {words}.") }
}

/// Whether words name a source who is to stay hidden.
fn gives_away(model: &Model, lead: &Lead, words: &str) -> bool {
    let folded = fold(words);
    let known = lead.source.and_then(|id| model.people.get(&id)).map(Person::display_name);
    let names = known.into_iter().chain([lead.source_name.as_str()]);
    let mut parts = names.flat_map(str::split_whitespace).map(fold).filter(|part| part.chars().count() > 1);
    is_hidden(lead) && parts.any(|part| folded.split(|c: char| !c.is_alphanumeric()).any(|word| word == part))
}

/// Whether the source is to stay hidden.
fn is_hidden(lead: &Lead) -> bool {
    lead.name_use == Some(NameUse::No) || lead.kind == Some(LeadKind::NoName)
}

/// The source's name, unless the source is to stay hidden: Today is read over a shoulder, and goes into
/// calendars and notifications.
fn source<'a>(model: &'a Model, lead: &'a Lead) -> Option<&'a str> {
    if is_hidden(lead) {
        return None;
    }
    let person = lead.source.and_then(|id| model.people.get(&id)).map(Person::display_name);
    person.or(Some(lead.source_name.as_str())).filter(|name| !name.is_empty())
}

/// Whether I am away on that day (domain §2: then the source is told before the deadline, not after).
fn is_away(model: &Model, day: NaiveDate) -> bool {
    let away = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        from.or(to).is_some_and(|from| from <= day) && to.or(from).is_some_and(|to| day <= to)
    };
    model.me.away.values().any(|time| away(time.from, time.to))
}

fn minutes(at: &chrono::DateTime<chrono::FixedOffset>) -> u16 {
    (at.hour() * 60 + at.minute()) as u16
}
