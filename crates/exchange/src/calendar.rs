//! What is due as a calendar (RFC 5545): events, because calendars of all makers show them.

use chrono::{Days, FixedOffset, NaiveDate, NaiveDateTime};
use notebook::{
    Instant, Now,
    query::{CalendarEntry, CalendarView},
    time::{date_text, instant_text},
};

use crate::line::{line, text};

/// The media type of the file.
pub const KIND: &str = "text/calendar;charset=utf-8";

/// A call takes a quarter of an hour in the calendar.
const LENGTH: &str = "PT15M";
/// What has an hour is announced so long before, what has a day at nine in the morning of it.
const BEFORE: &str = "-PT10M";
const IN_THE_MORNING: &str = "PT9H";

/// The first second of 2026, Unix: sequence numbers count from here.
const SEQUENCE_FROM: i64 = 1_767_225_600;

/// Entries as a calendar file. What has an hour is written as an instant in UTC, so that it is the same moment on
/// every device; the rest fills whole days. `offset` says what the person's clocks will be away from UTC when they
/// show that. What is overdue is for today. The same thing has the same UID in every export and a higher sequence
/// number than before, so a calendar moves it; what is gone is cancelled.
#[must_use]
pub fn of(view: &CalendarView, now: Now, offset: impl Fn(NaiveDateTime) -> FixedOffset) -> String {
    let mut out = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Rapport//Rapport//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        line(&mut out, name, value);
    }
    for entry in &view.entries {
        begin(&mut out, &entry.thing, now);
        event(&mut out, entry, now, &offset);
        line(&mut out, "END", "VEVENT");
    }
    for thing in &view.gone {
        begin(&mut out, thing, now);
        whole_day(&mut out, now.today());
        line(&mut out, "SUMMARY", "Done");
        line(&mut out, "STATUS", "CANCELLED");
        line(&mut out, "END", "VEVENT");
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn begin(out: &mut String, thing: &str, now: Now) {
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &uid(thing));
    line(out, "DTSTAMP", &utc(now.0));
    line(out, "SEQUENCE", &(now.unix_seconds() - SEQUENCE_FROM).clamp(0, i32::MAX.into()).to_string());
}

fn event(out: &mut String, entry: &CalendarEntry, now: Now, offset: &impl Fn(NaiveDateTime) -> FixedOffset) {
    // The moment, unless it is over or only a day is known.
    let local = entry.at.local();
    let starts = local.and_then(|local| Instant::at(local, offset(local))).filter(|at| *at >= now.0);
    match starts {
        Some(at) => {
            line(out, "DTSTART", &utc(at));
            line(out, "DURATION", LENGTH);
        }
        None => whole_day(out, entry.at.day.max(now.today())),
    }
    line(out, "SUMMARY", &text(entry.title.text().trim()));
    line(out, "DESCRIPTION", &text(entry.words.text().trim()));
    line(out, "STATUS", "CONFIRMED");
    line(out, "CLASS", "PRIVATE");
    line(out, "BEGIN", "VALARM");
    line(out, "ACTION", "DISPLAY");
    line(out, "DESCRIPTION", &text(entry.title.text().trim()));
    line(out, "TRIGGER", if starts.is_some() { BEFORE } else { IN_THE_MORNING });
    line(out, "END", "VALARM");
}

fn whole_day(out: &mut String, on: NaiveDate) {
    line(out, "DTSTART;VALUE=DATE", &day(on));
    line(out, "DTEND;VALUE=DATE", &day(on.checked_add_days(Days::new(1)).unwrap_or(on)));
    // A day with a note on it is not a busy day.
    line(out, "TRANSP", "TRANSPARENT");
}

/// Only letters, digits and `-`: a thing's name holds slashes.
fn uid(thing: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() || sign == '_' { sign } else { '-' };
    let mut uid: String = thing.chars().map(plain).collect();
    uid.push_str("@rapport");
    uid
}

/// `20261122`.
fn day(date: NaiveDate) -> String {
    date_text(date).replace('-', "")
}

/// `20261122T110000Z`.
fn utc(at: Instant) -> String {
    let text = instant_text(&Now::from_millis(at.millis(), 0).map_or(at, |utc| utc.0));
    let (seconds, _) = text.split_once('.').unwrap_or((&text, ""));
    seconds.replace(['-', ':'], "") + "Z"
}
