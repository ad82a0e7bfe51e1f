//! When something is or was, as a part of the sentences that explain an entry.

use chrono::NaiveDate;
use said::{Said, words::when as words};

use crate::Now;

/// A day in relation to today; nothing when it is further ahead than a week.
pub(crate) fn when(day: NaiveDate, now: Now) -> Said {
    let days = (day - now.today()).num_days();
    match days {
        0 => words::TODAY.into(),
        1 => words::TOMORROW.into(),
        -1 => words::YESTERDAY.into(),
        2..=7 => words::in_days(days),
        ..-1 => words::ago_days(-days),
        _ => Said::nothing(),
    }
}

/// How long ago a day is.
pub(crate) fn ago(day: NaiveDate, now: Now) -> Said {
    when(day.min(now.today()), now)
}
