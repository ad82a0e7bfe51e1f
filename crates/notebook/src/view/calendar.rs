//! Today, and everything that has a day, for a calendar outside. Calendars are shared and shown on locked screens:
//! nobody is named who wants to stay hidden, and no title holds words that were told.

use std::collections::BTreeSet;

use said::{Said, words::calendar as words};

use super::discreet::Discreet;
use crate::{
    Civil, Id, Now, Value,
    command::Edit,
    model::Model,
    practice::today::found_until,
    query::{CalendarEntry, CalendarView, Due, Rule},
    record::{Kind, Me},
    time::{add_days, date_text},
};

/// Days ahead of which a calendar is told.
const AHEAD: i64 = 366;
/// What is gone from the calendar is said so again for so many days: a file may not have been taken.
const SAID_AGAIN: i64 = 60;

pub(super) fn calendar(model: &Model, now: Now) -> CalendarView {
    let mut entries: Vec<CalendarEntry> = Vec::new();
    let mut things = BTreeSet::new();
    let found = found_until(model, add_days(now.today(), AHEAD), now).into_iter();
    for mut due in found.filter(|due| due.rule.particulars().calendar.is_some()) {
        due.veil(model, now);
        let thing = thing(&due);
        if things.insert(thing.clone()) {
            entries.push(CalendarEntry {
                thing,
                at: Civil::new(due.on, due.at),
                title: title(model, &due),
                words: due.why,
            });
        }
    }
    let mut gone = Vec::new();
    let mut given = Vec::new();
    let last = add_days(now.today(), -SAID_AGAIN);
    for (item, of) in &model.me.calendar {
        match of.on {
            _ if things.contains(&of.thing) => {}
            Some(on) if on >= last => gone.push(of.thing.clone()),
            _ => given.extend(["thing", "on"].map(|part| Edit::clear(key(*item, part)))),
        }
    }
    given.extend(things.iter().flat_map(|thing| gave(&model.me, thing, now)));
    CalendarView { entries, gone, given }
}

/// That a thing is in the calendar, as of today.
fn gave(me: &Me, thing: &str, now: Now) -> Vec<Edit> {
    let Some(item) = item(thing) else { return Vec::new() };
    if me.calendar.get(&item).is_some_and(|of| of.thing == thing && of.on == Some(now.today())) {
        return Vec::new();
    }
    vec![
        Edit::set(key(item, "thing"), Value::str(thing)),
        Edit::set(key(item, "on"), Value::Str(date_text(now.today()))),
    ]
}

fn key(item: Id, part: &str) -> String {
    format!("calendar/{item}/{part}")
}

/// The item of a thing: the same on every device.
fn item(thing: &str) -> Option<Id> {
    let mut parts = thing.split('/').skip(1);
    let record: Id = parts.next()?.parse().ok()?;
    let what = parts.fold(0u64, |sum, part| {
        part.bytes().fold(sum, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
    });
    Some(record.derive(what))
}

/// What an entry is, whatever its day: a promise that is moved is the same promise. The first call to a prospect is
/// one thing, expected or not.
fn thing(due: &Due) -> String {
    match due.rule.particulars().thing {
        Some(what) => format!("{}{what}", due.record),
        None => due.about.clone(),
    }
}

/// What to do, with whom: the name of somebody in the notebook, or of a prospect as far as that is no need.
fn title(model: &Model, due: &Due) -> Said {
    let lead = model.leads.get(&due.record.id).filter(|_| due.record.kind == Kind::Lead);
    let is_named = match lead {
        Some(lead) => {
            lead.prospect.is_some_and(|id| model.people.contains_key(&id)) || !lead.prospect_name.is_empty()
        }
        None => due.person.is_some(),
    };
    let does = match due.rule {
        // Others call, and I ask them.
        Rule::Expectation if due.person.is_none() && is_named => Some(words::CALL_EXPECTED),
        rule => rule.particulars().calendar,
    };
    let does = does.map_or_else(Said::nothing, Said::from);
    match (is_named, lead.is_some()) {
        (true, _) => words::entry(does, Said::name(&due.title)),
        (false, true) => words::entry(does, words::A_LEAD),
        (false, false) => does,
    }
}
