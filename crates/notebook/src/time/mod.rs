//! Time as the notebook sees it: it never asks a clock, it is told.

use std::ops::{Add, Sub};

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};
use serde::{Deserialize, Serialize};

pub(crate) use names::{DAYS, MONTHS, begins};
pub use planned::{Civil, Planned};

mod names;
mod planned;

/// A moment with the offset of the place where it was written down; stored as RFC 3339. Which day it fell on
/// depends on who asks, so the day is asked for with the reader's [`Now`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(DateTime<FixedOffset>);

impl Instant {
    /// The moment at which a clock shows this, at this offset from UTC.
    #[must_use]
    pub fn at(local: NaiveDateTime, offset: FixedOffset) -> Option<Self> {
        local.and_local_timezone(offset).single().map(Self)
    }

    /// The civil date for somebody who reads this here and now.
    #[must_use]
    pub fn day(self, reader: Now) -> NaiveDate {
        self.local(reader).date()
    }

    /// The civil date and time for somebody who reads this here and now.
    #[must_use]
    pub fn here(self, reader: Now) -> Civil {
        let local = self.local(reader);
        Civil::new(local.date(), Some(minutes_of(&local)))
    }

    /// The civil date where it was written down: for what was chosen as a date, and for what happened to
    /// the writer there.
    #[must_use]
    pub fn written_day(self) -> NaiveDate {
        self.0.date_naive()
    }

    /// Milliseconds since 1970 UTC.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The moment so much later; `None` outside the calendar.
    #[must_use]
    pub fn checked_add(self, span: TimeDelta) -> Option<Self> {
        self.0.checked_add_signed(span).map(Self)
    }

    /// The offset of the place where it was written down, from UTC.
    #[must_use]
    pub fn offset(self) -> FixedOffset {
        *self.0.offset()
    }

    fn local(self, reader: Now) -> NaiveDateTime {
        self.0.with_timezone(&reader.offset()).naive_local()
    }
}

impl From<DateTime<FixedOffset>> for Instant {
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self(at)
    }
}

impl Add<TimeDelta> for Instant {
    type Output = Self;

    fn add(self, span: TimeDelta) -> Self {
        Self(self.0 + span)
    }
}

impl Sub<TimeDelta> for Instant {
    type Output = Self;

    fn sub(self, span: TimeDelta) -> Self {
        Self(self.0 - span)
    }
}

impl Sub for Instant {
    type Output = TimeDelta;

    fn sub(self, earlier: Self) -> TimeDelta {
        self.0 - earlier.0
    }
}

/// Minutes after midnight.
fn minutes_of(at: &impl Timelike) -> u16 {
    u16::try_from(at.hour() * 60 + at.minute()).unwrap_or_default()
}

/// What time it is for the person: the moment and the local offset. Comes in with every call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now(pub Instant);

impl Now {
    /// From milliseconds since 1970 UTC and minutes east of UTC; `None` outside chrono's range.
    #[must_use]
    pub fn from_millis(millis: i64, offset_minutes: i32) -> Option<Self> {
        let offset = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
        Some(Self(Instant(DateTime::from_timestamp_millis(millis)?.with_timezone(&offset))))
    }

    /// The civil date where the person is.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.local().date()
    }

    /// What the clock on the wall shows where the person is.
    #[must_use]
    pub fn local(&self) -> NaiveDateTime {
        self.0.0.naive_local()
    }

    /// Where the person is, as an offset from UTC.
    #[must_use]
    pub fn offset(&self) -> FixedOffset {
        self.0.offset()
    }

    /// Seconds since 1970 UTC, for a change's time stamp.
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        self.0.0.timestamp()
    }

    /// Milliseconds since 1970 UTC.
    #[must_use]
    pub fn millis(&self) -> i64 {
        self.0.millis()
    }

    /// The instant `days` from now, at the same local time.
    #[must_use]
    pub fn plus_days(&self, days: i64) -> Self {
        Self(self.0 + TimeDelta::days(days))
    }
}

/// An instant as it is stored: RFC 3339 with offset, milliseconds.
#[must_use]
pub fn instant_text(at: &Instant) -> String {
    // By hand: chrono's format machinery would add its weight to the window for one format.
    let (date, time, offset) = (at.0.date_naive(), at.0.time(), at.offset().local_minus_utc());
    let sign = if offset < 0 { '-' } else { '+' };
    let offset = offset.abs() / 60;
    format!(
        "{}T{:02}:{:02}:{:02}.{:03}{sign}{:02}:{:02}",
        date_text(date),
        time.hour(),
        time.minute(),
        time.second(),
        (time.nanosecond() / 1_000_000).min(999),
        offset / 60,
        offset % 60,
    )
}

/// A civil date as it is stored: `2026-11-22`.
#[must_use]
pub fn date_text(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Reads what [`instant_text`] wrote, and any other RFC 3339 instant.
#[must_use]
pub fn parse_instant(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc3339(text).ok().map(Instant)
}

/// Reads what [`date_text`] wrote.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The date `days` after `date` (before, if negative); the same date if that leaves the calendar.
#[must_use]
pub fn add_days(date: NaiveDate, days: i64) -> NaiveDate {
    let step = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(step) } else { date.checked_add_days(step) };
    moved.unwrap_or(date)
}

/// The first day of the week after this one; weeks begin on Monday unless `starts` says `sunday` or
/// `saturday`.
#[must_use]
pub fn next_week(today: NaiveDate, starts: &str) -> NaiveDate {
    let first = match starts {
        "sunday" => Weekday::Sun,
        "saturday" => Weekday::Sat,
        _ => Weekday::Mon,
    };
    add_days(today, 7 - i64::from(today.weekday().days_since(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_instant_reads_back_from_its_text(millis in -2_000_000_000_000i64..4_000_000_000_000, offset in -840i32..840) {
            let now = Now::from_millis(millis, offset).unwrap();
            prop_assert_eq!(parse_instant(&instant_text(&now.0)), Some(now.0));
        }

        #[test]
        fn a_date_reads_back_from_its_text(days in 0u64..80_000) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + Days::new(days);
            prop_assert_eq!(parse_date(&date_text(date)), Some(date));
        }
    }

    #[test]
    fn the_next_week_begins_where_the_persons_weeks_begin() {
        let day = |text| parse_date(text).unwrap();
        for (today, starts, next) in [
            ("2026-11-22", "monday", "2026-11-23"),
            ("2026-11-22", "", "2026-11-23"),
            ("2026-11-22", "sunday", "2026-11-29"),
            ("2026-11-21", "sunday", "2026-11-22"),
            ("2026-11-23", "monday", "2026-11-30"),
            ("2026-11-22", "saturday", "2026-11-28"),
        ] {
            assert_eq!(next_week(day(today), starts), day(next), "{today} {starts}");
        }
    }
}
