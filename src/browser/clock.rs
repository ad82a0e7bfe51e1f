//! What time it is. The notebook and the keeper never ask a clock: the window tells them with every message.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Timelike};
use js_sys::Date;
use notebook::Now;

/// The moment, with the offset of the place where the person is.
#[must_use]
pub fn now() -> Now {
    let date = Date::new_0();
    // JavaScript counts minutes west of UTC; whole minutes in every zone of today.
    let offset = -date.get_timezone_offset() as i32;
    // A clock beyond the calendar's end reads as 1970: obviously wrong, and nothing stops working.
    Now::from_millis(date.get_time() as i64, offset)
        .unwrap_or_else(|| Now(DateTime::UNIX_EPOCH.fixed_offset().into()))
}

/// What the person's clocks are away from UTC when they show this.
#[must_use]
pub fn offset_at(local: NaiveDateTime) -> FixedOffset {
    let (day, time) = (local.date(), local.time());
    let date = Date::new_with_year_month_day_hr_min_sec(
        day.year() as u32,
        day.month0() as i32,
        day.day() as i32,
        time.hour() as i32,
        time.minute() as i32,
        time.second() as i32,
    );
    FixedOffset::west_opt(date.get_timezone_offset() as i32 * 60).unwrap_or_else(|| now().offset())
}
