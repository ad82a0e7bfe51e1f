//! A day with a time, as a browser's field writes it: where the person is, on that day.

use chrono::{FixedOffset, NaiveDateTime, Timelike};
use js_sys::Date;
use notebook::{
    Instant,
    time::{date_text, parse_date},
};

/// An instant as the field wants it: `2026-11-22T18:00`.
pub(crate) fn typed(at: &Instant) -> String {
    let minutes = Date::new(&(at.timestamp_millis() as f64).into()).get_timezone_offset();
    let here = offset(minutes).map_or(*at, |offset| at.with_timezone(&offset));
    format!("{}T{:02}:{:02}", date_text(here.date_naive()), here.hour(), here.minute())
}

/// The instant that the field shows.
pub(crate) fn read(typed: &str) -> Option<Instant> {
    let (date, time) = typed.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    let local: NaiveDateTime =
        parse_date(date)?.and_hms_opt(hour.parse().ok()?, minute.get(..2)?.parse().ok()?, 0)?;
    // The browser reads a time without an offset as local, by the rules of that day.
    let minutes = Date::new(&typed.into()).get_timezone_offset();
    local.and_local_timezone(offset(minutes)?).single()
}

/// From minutes west of UTC.
fn offset(minutes: f64) -> Option<FixedOffset> {
    FixedOffset::west_opt(minutes as i32 * 60)
}
