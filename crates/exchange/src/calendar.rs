//! What is due as a calendar (RFC 5545): events, because calendars of all makers show them.

use chrono::{Days, FixedOffset, NaiveDate, NaiveDateTime};
use notebook::{
    Civil, Instant, Now,
    query::Due,
    time::{date_text, instant_text},
};

use crate::line::{line, text};

/// The media type of the file.
pub const KIND: &str = "text/calendar;charset=utf-8";

/// A call takes a quarter of an hour in the calendar.
const LENGTH: &str = "PT15M";

/// Entries of Today and of the days after as a calendar file. What has an hour is written as an instant in
/// UTC, so that it is the same moment on every device; the rest fills whole days. `offset` says what the
/// person's clocks will be away from UTC when they show that. What is overdue is for today. The same entry has the same UID in every export, so a calendar replaces it.
#[must_use]
pub fn of_due(entries: &[Due], now: Now, offset: impl Fn(NaiveDateTime) -> FixedOffset) -> String {
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
    let stamp = utc(now.0);
    for due in entries {
        event(&mut out, due, &stamp, now, &offset);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn event(out: &mut String, due: &Due, stamp: &str, now: Now, offset: &impl Fn(NaiveDateTime) -> FixedOffset) {
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &uid(&due.about));
    line(out, "DTSTAMP", stamp);
    match starts(due, now, offset) {
        Some(at) => {
            line(out, "DTSTART", &utc(at));
            line(out, "DURATION", LENGTH);
        }
        None => {
            let on = due.on.max(now.today());
            line(out, "DTSTART;VALUE=DATE", &day(on));
            line(out, "DTEND;VALUE=DATE", &day(on.checked_add_days(Days::new(1)).unwrap_or(on)));
            // A day with a note on it is not a busy day.
            line(out, "TRANSP", "TRANSPARENT");
        }
    }
    line(out, "SUMMARY", &text(due.title.trim()));
    line(out, "DESCRIPTION", &text(due.why.trim()));
    line(out, "CLASS", "PRIVATE");
    line(out, "END", "VEVENT");
}

/// The moment, unless it is over or only a day is known.
fn starts(due: &Due, now: Now, offset: &impl Fn(NaiveDateTime) -> FixedOffset) -> Option<Instant> {
    let local = Civil::new(due.on, due.at).local()?;
    Instant::at(local, offset(local)).filter(|at| *at >= now.0)
}

/// Only letters, digits and `-`: what an entry is decided about holds slashes.
fn uid(about: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() || sign == '_' { sign } else { '-' };
    let mut uid: String = about.chars().map(plain).collect();
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
