//! Days and times in the words of the drafts.

use chrono::{Datelike, NaiveDate};

use crate::{
    Civil,
    time::{DAYS, MONTHS},
};

/// A day in full: Friday, 27 November.
pub(super) fn day(date: NaiveDate) -> String {
    let weekday = DAYS[date.weekday().num_days_from_monday() as usize];
    [weekday, ", ", &date.day().to_string(), " ", MONTHS[date.month0() as usize]].concat()
}

/// A day, with its time when there is one.
pub(super) fn moment(at: Civil) -> String {
    match at.minutes {
        Some(minutes) => format!("{}, {:02}:{:02}", day(at.day), minutes / 60, minutes % 60),
        None => day(at.day),
    }
}
