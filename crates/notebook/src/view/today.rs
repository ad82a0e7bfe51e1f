//! Today: what was promised and what is expected, with one line of why now (domain §3).

use chrono::{NaiveDate, Timelike};

use crate::{
    Now,
    model::{Model, title_of_lead},
    query::{Due, Signal, TodayView},
    record::{Kind, Lead, Person, Progress, Promise, Ref},
    time::{Instant, add_days},
};

/// Days ahead that are shown below what is due.
const SOON_DAYS: i64 = 7;

pub(super) fn today(model: &Model, now: Now) -> TodayView {
    let (mut due, mut soon) = (Vec::new(), Vec::new());
    let (today, last) = (now.today(), add_days(now.today(), SOON_DAYS));
    for entry in entries(model, now) {
        if entry.on <= today {
            due.push(entry);
        } else if entry.on <= last {
            soon.push(entry);
        }
    }
    due.sort_by_key(rank);
    soon.sort_by_key(|entry| (entry.on, entry.at, rank(entry)));
    let empty = model.people.is_empty() && model.jots.is_empty() && model.leads.is_empty();
    TodayView { due, soon, inbox: model.inbox.len(), empty }
}

/// What is due now: the number on the app's badge.
pub(crate) fn due(model: &Model, now: Now) -> Vec<Due> {
    entries(model, now).filter(|entry| entry.on <= now.today()).collect()
}

/// Broken expectations first, then promises, then the rest; within each the oldest first.
fn rank(entry: &Due) -> (Signal, NaiveDate, u16, Ref) {
    (entry.signal, entry.on, entry.at.unwrap_or(u16::MAX), entry.record)
}

fn entries(model: &Model, now: Now) -> impl Iterator<Item = Due> {
    let leads = model.leads.values().filter_map(move |lead| of_lead(model, lead, now));
    let promises = model.promises.values().filter_map(move |promise| of_promise(model, promise, now));
    leads.chain(promises)
}

fn of_lead(model: &Model, lead: &Lead, now: Now) -> Option<Due> {
    if lead.removed_at.is_some() || lead.is_closed() {
        return None;
    }
    let prospect = lead.prospect.and_then(|id| model.people.get(&id));
    let title = prospect.map_or(lead.prospect_name.as_str(), |person| person.display_name());
    let title = if title.is_empty() { title_of_lead(lead) } else { title }.to_owned();
    let base = Due {
        record: Ref::new(Kind::Lead, lead.id),
        person: prospect.map(|person| person.id),
        title,
        on: now.today(),
        at: None,
        signal: Signal::Plain,
        why: String::new(),
    };
    let need = if lead.need.is_empty() { String::new() } else { format!(" {}.", sentence(&lead.need)) };
    let waiting = lead.contacted_at.is_none() && lead.state() == Progress::New;
    if lead.expects_call == Some(true) && waiting {
        let here = |at: Instant| at.with_timezone(now.0.offset());
        let by = lead.expects_by.or(lead.received_at).map(here);
        let (on, at) = match (by, lead.due) {
            (Some(by), _) if lead.expects_by.is_some() => (by.date_naive(), Some(minutes(&by))),
            (_, Some(due)) => (due, None),
            (by, None) => (by.map_or(now.today(), |by| by.date_naive()), None),
        };
        let late = if at.is_some() { by.is_some_and(|by| by < now.0) } else { on < now.today() };
        let told = match source_of(model, lead) {
            Some(source) => format!(" {source} told them you would."),
            None => String::new(),
        };
        let is = if on < now.today() { "was" } else { "is" };
        return Some(Due {
            on,
            at,
            signal: if late { Signal::Overdue } else { Signal::Promise },
            why: format!("A call {is} expected{}.{told}{need}", when(on, now)),
            ..base
        });
    }
    let on = lead.due?;
    let signal = if on < now.today() { Signal::Overdue } else { Signal::Plain };
    Some(Due { on, signal, why: format!("You wanted to follow up{}.{need}", when(on, now)), ..base })
}

fn of_promise(model: &Model, promise: &Promise, now: Now) -> Option<Due> {
    if promise.removed_at.is_some() || promise.state.is_some() {
        return None;
    }
    let on = promise.due?;
    let due = if on < now.today() { "and it was due" } else { "due" };
    let person = promise.person.and_then(|id| model.people.get(&id));
    Some(Due {
        record: Ref::new(Kind::Promise, promise.id),
        person: person.map(|person| person.id),
        title: person.map_or("A promise", |person| person.display_name()).to_owned(),
        on,
        at: None,
        signal: if on < now.today() { Signal::Overdue } else { Signal::Promise },
        why: format!("You promised this, {due}{}: {}", when(on, now), promise.words.trim()),
    })
}

fn source_of<'a>(model: &'a Model, lead: &'a Lead) -> Option<&'a str> {
    let person = lead.source.and_then(|id| model.people.get(&id)).map(Person::display_name);
    person.or(Some(lead.source_name.as_str())).filter(|name| !name.is_empty())
}

fn minutes(at: &chrono::DateTime<chrono::FixedOffset>) -> u16 {
    (at.hour() * 60 + at.minute()) as u16
}

/// Words that begin with a capital letter and end without a full stop.
fn sentence(words: &str) -> String {
    let words = words.trim().trim_end_matches('.');
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A day in relation to today.
fn when(day: NaiveDate, now: Now) -> String {
    let days = (day - now.today()).num_days();
    match days {
        0 => " today".into(),
        1 => " tomorrow".into(),
        -1 => " yesterday".into(),
        2..=SOON_DAYS => format!(" in {days} days"),
        ..-1 => format!(" {} days ago", -days),
        _ => String::new(),
    }
}
