//! Dates as a person says them: in the language of the app, in the reader's order where that is theirs.

use said::words::when as say;
use std::{cell::RefCell, collections::BTreeMap};

use chrono::{Datelike, NaiveDate, NaiveTime};
use js_sys::{Date, Function, Intl, Object, Reflect};
use notebook::{Civil, Instant};

use crate::browser::{clock, intl::language};

/// A day as near as it is: today, yesterday, Thursday, 3 Oct, 3 Oct 2024.
pub fn day(date: NaiveDate) -> String {
    let today = clock::now().today();
    match (date - today).num_days() {
        days @ -1..=1 => relative(days as f64, "day"),
        -6..=6 => format_day(date, &[("weekday", "long")]),
        _ if date.year() == today.year() => format_day(date, &[("day", "numeric"), ("month", "short")]),
        _ => dated(date),
    }
}

/// A day with its year: 22 Nov 2026.
pub fn dated(date: NaiveDate) -> String {
    format_day(date, &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

/// A day in full: Thursday, 20 November.
pub fn full_day(date: NaiveDate) -> String {
    format_day(date, &[("weekday", "long"), ("day", "numeric"), ("month", "long")])
}

/// A day for the margin: 19 Nov; with the year when it is another one.
pub fn short_day(date: NaiveDate) -> String {
    if date.year() == clock::now().today().year() {
        return format_day(date, &[("day", "numeric"), ("month", "short")]);
    }
    format_day(date, &[("day", "numeric"), ("month", "short"), ("year", "2-digit")])
}

/// How long ago, as short as it goes: today, yesterday, 3 d, 5 w, 7 mo, 2 y.
pub fn ago(at: &Instant) -> String {
    let days = (clock::now().today() - local(at).0).num_days();
    match days {
        ..=1 => day(local(at).0),
        2..=13 => say::days_short(days).text(),
        14..=59 => say::weeks_short(days / 7).text(),
        60..=729 => say::months_short(days / 30).text(),
        _ => say::years_short(days / 365).text(),
    }
}

/// The time of day: 14:02, or 2:02 pm where that is said.
pub fn time(at: &Instant) -> String {
    let (date, minutes) = local(at);
    time_of(date, minutes)
}

/// The time of day at this many minutes after midnight.
pub fn clock_time(minutes: u16) -> String {
    time_of(clock::now().today(), minutes.into())
}

/// Day and time: yesterday 18:42.
pub fn moment(at: &Instant) -> String {
    format!("{} {}", day(local(at).0), time(at))
}

/// A day that lies ahead, with its hour when there is one: tomorrow 09:00.
pub fn civil(at: Civil) -> String {
    match at.minutes {
        Some(minutes) => format!("{} {}", day(at.day), clock_time(minutes)),
        None => day(at.day),
    }
}

/// The time of day; with the day, if that is another one.
pub fn near(at: &Instant) -> String {
    if local(at).0 == clock::now().today() { time(at) } else { moment(at) }
}

/// The civil date of an instant where the person is now.
pub fn date_of(at: &Instant) -> NaiveDate {
    local(at).0
}

/// With a capital letter, for the start of a line.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn local(at: &Instant) -> (NaiveDate, u32) {
    let here = at.here(clock::now());
    (here.day, here.minutes.unwrap_or_default().into())
}

fn time_of(date: NaiveDate, minutes: u32) -> String {
    format_date(date, minutes, &[("hour", "numeric"), ("minute", "2-digit")])
}

fn format_day(date: NaiveDate, options: &[(&str, &str)]) -> String {
    format_date(date, 720, options)
}

/// A civil date and time; neither needs to know a time zone, hence UTC on both sides.
fn format_date(date: NaiveDate, minutes: u32, options: &[(&str, &str)]) -> String {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or_default();
    let millis = date.and_time(time).and_utc().timestamp_millis();
    let text = formatter(options).call1(&Object::new(), &Date::new(&(millis as f64).into()));
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

thread_local! {
    /// Making a formatter takes longer than everything else about an entry of a list.
    static FORMATTERS: RefCell<BTreeMap<String, Function>> = const { RefCell::new(BTreeMap::new()) };
    static RELATIVE: Intl::RelativeTimeFormat =
        Intl::RelativeTimeFormat::new(&language(), &object(&[("numeric", "auto")]));
}

fn formatter(options: &[(&str, &str)]) -> Function {
    let key: String = options.iter().flat_map(|(key, value)| [*key, "=", *value, " "]).collect();
    FORMATTERS.with_borrow_mut(|known| {
        let make = || {
            let options = object(options);
            let _ = Reflect::set(&options, &"timeZone".into(), &"UTC".into());
            Intl::DateTimeFormat::new(&language(), &options).format()
        };
        known.entry(key).or_insert_with(make).clone()
    })
}

fn relative(amount: f64, unit: &str) -> String {
    RELATIVE.with(|said| said.format(amount, unit).into())
}

fn object(options: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in options {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}
