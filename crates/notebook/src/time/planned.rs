//! A time that lies ahead: what the clock on the wall will show, whatever its offset from UTC is by then.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Instant, Now, date_text, instant_text, parse_date, parse_instant};

/// A civil date, with a time of day when there is one, where the reader is. Without a time of day it is the
/// whole day, and comes after every hour of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Civil {
    /// The day.
    pub day: NaiveDate,
    /// Minutes after midnight.
    pub minutes: Option<u16>,
}

impl Civil {
    /// A day, and the minutes after its midnight.
    #[must_use]
    pub const fn new(day: NaiveDate, minutes: Option<u16>) -> Self {
        Self { day, minutes }
    }

    /// Whether it has passed where the reader is: its minute, or its whole day.
    #[must_use]
    pub fn is_over(self, reader: Now) -> bool {
        match self.local() {
            Some(local) => local < reader.local(),
            None => self.day < reader.today(),
        }
    }

    /// What the clock on the wall shows then; `None` without a time of day.
    #[must_use]
    pub fn local(self) -> Option<NaiveDateTime> {
        let minutes = u32::from(self.minutes?);
        self.day.and_hms_opt(minutes / 60, minutes % 60, 0)
    }
}

impl PartialOrd for Civil {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Civil {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |of: &Self| (of.day, of.minutes.unwrap_or(u16::MAX));
        key(self).cmp(&key(other))
    }
}

/// A day, or a day with a time, that was planned. Stored as a civil date with minutes, `2027-03-28T09:00` or
/// `2027-03-28`: nine o'clock on Sunday is nine o'clock, whatever happens to the clocks in the night before.
/// Earlier versions stored an instant with the offset of the day on which it was written; that is kept as it is
/// and read as it was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned(Kept);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Civil(Civil),
    Instant(Instant),
}

/// Clocks are put forward and back by an hour at most, minutes: so much between two offsets may be the season,
/// more is another place.
const SEASON: i32 = 60;

impl Planned {
    /// A day, and the minutes after its midnight.
    #[must_use]
    pub const fn new(day: NaiveDate, minutes: Option<u16>) -> Self {
        Self(Kept::Civil(Civil::new(day, minutes)))
    }

    /// What it means where the reader is. An instant of an earlier version that was written where the reader
    /// is shows the hour that was written; one that was written far away is that moment here.
    #[must_use]
    pub fn here(self, reader: Now) -> Civil {
        match self.0 {
            Kept::Civil(civil) => civil,
            Kept::Instant(at) => {
                let apart = at.offset().local_minus_utc() - reader.offset().local_minus_utc();
                let writer = if apart.abs() <= SEASON * 60 { Now(at) } else { reader };
                at.here(writer)
            }
        }
    }

    /// The day that was written, wherever the reader is: for what was chosen as a date.
    #[must_use]
    pub fn written_day(self) -> NaiveDate {
        match self.0 {
            Kept::Civil(civil) => civil.day,
            Kept::Instant(at) => at.written_day(),
        }
    }

    /// As it is stored.
    #[must_use]
    pub fn text(self) -> String {
        match self.0 {
            Kept::Civil(Civil { day, minutes: None }) => date_text(day),
            Kept::Civil(Civil { day, minutes: Some(minutes) }) => {
                format!("{}T{:02}:{:02}", date_text(day), minutes / 60, minutes % 60)
            }
            Kept::Instant(at) => instant_text(&at),
        }
    }

    /// Reads what [`Self::text`] wrote, and any RFC 3339 instant.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((day, time)) = text.split_once('T') else {
            return parse_date(text).map(|day| Self::new(day, None));
        };
        if time.len() > 5 {
            return parse_instant(text).map(|at| Self(Kept::Instant(at)));
        }
        let (hour, minute) = time.split_once(':')?;
        let number = |digits: &str, below: u16| {
            let is_plain = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
            digits.parse::<u16>().ok().filter(|number| is_plain && *number < below)
        };
        Some(Self::new(parse_date(day)?, Some(number(hour, 24)? * 60 + number(minute, 60)?)))
    }
}

impl From<NaiveDate> for Planned {
    fn from(day: NaiveDate) -> Self {
        Self::new(day, None)
    }
}

impl Serialize for Planned {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Planned {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no planned time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now(text: &str) -> Now {
        Now(parse_instant(text).unwrap())
    }

    proptest! {
        #[test]
        fn a_planned_time_reads_back_from_its_text(days in 0i64..80_000, minutes in proptest::option::of(0u16..1440)) {
            let day = super::super::add_days(parse_date("1900-01-01").unwrap(), days);
            let planned = Planned::new(day, minutes);
            prop_assert_eq!(Planned::parse(&planned.text()), Some(planned));
        }

        #[test]
        fn a_planned_time_is_the_same_on_the_wall_wherever_it_is_read(
            days in 0i64..80_000, minutes in 0u16..1440, offset in -720i32..840,
        ) {
            let day = super::super::add_days(parse_date("1900-01-01").unwrap(), days);
            let reader = Now::from_millis(1_795_345_200_000, offset).unwrap();
            prop_assert_eq!(Planned::new(day, Some(minutes)).here(reader), Civil::new(day, Some(minutes)));
        }
    }

    #[test]
    fn no_other_words_are_a_planned_time() {
        for text in [
            "",
            "T",
            "T09:00",
            "2027-03-28T",
            "2027-03-28T9:00",
            "2027-03-28T24:00",
            "2027-03-28T09:60",
            "2027-03-28T+9:00",
            "2027-02-30T09:00",
            "2027-3-28",
            "2027-03-28 09:00",
            "2027-03-28T09:00:00",
        ] {
            assert_eq!(Planned::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_instant_of_an_earlier_version_is_read_as_it_was_meant() {
        for (stored, reader, day, minutes) in [
            // Written on Saturday in Madrid for Sunday, when the clocks go forward.
            ("2027-03-28T09:00:00.000+01:00", "2027-03-27T11:00:00+01:00", "2027-03-28", 540),
            ("2027-03-28T09:00:00.000+01:00", "2027-03-28T08:00:00+02:00", "2027-03-28", 540),
            // In autumn, when they go back.
            ("2027-10-31T09:00:00.000+02:00", "2027-10-31T08:00:00+01:00", "2027-10-31", 540),
            // Midnight does not become another day.
            ("2027-03-29T00:00:00.000+01:00", "2027-03-28T08:00:00+02:00", "2027-03-29", 0),
            ("2027-10-31T23:30:00.000+02:00", "2027-10-31T08:00:00+01:00", "2027-10-31", 1410),
            // Half an hour of season is one too.
            ("2027-04-04T09:00:00.000+11:00", "2027-04-04T08:00:00+10:30", "2027-04-04", 540),
            // Written on the other side of the world it is a moment.
            ("2026-12-01T20:00:00.000-08:00", "2026-11-30T11:00:00+01:00", "2026-12-02", 300),
            ("2026-12-02T05:00:00.000+13:00", "2026-11-30T11:00:00-10:00", "2026-12-01", 360),
            ("2026-12-01T09:00:00.000+05:30", "2026-11-30T11:00:00+01:00", "2026-12-01", 270),
            ("2026-12-01T03:00:00.000+09:00", "2026-11-30T11:00:00+00:00", "2026-11-30", 1080),
        ] {
            let planned = Planned::parse(stored).unwrap();
            let wanted = Civil::new(parse_date(day).unwrap(), Some(minutes));
            assert_eq!(planned.here(now(reader)), wanted, "{stored} read at {reader}");
            assert_eq!(planned.text(), stored, "it is kept as it is");
        }
    }

    #[test]
    fn what_has_an_hour_is_over_a_moment_later_and_a_day_when_it_has_ended() {
        let reader = now("2026-11-27T17:00:00+01:00");
        let day = |text, minutes| Civil::new(parse_date(text).unwrap(), minutes);
        for (civil, is_over) in [
            (day("2026-11-27", Some(1019)), true),
            (day("2026-11-27", Some(1020)), false),
            (day("2026-11-27", None), false),
            (day("2026-11-26", None), true),
            (day("2026-11-26", Some(1200)), true),
            (day("2026-11-28", Some(0)), false),
        ] {
            assert_eq!(civil.is_over(reader), is_over, "{civil:?}");
        }
        assert!(day("2026-11-27", Some(1439)) < day("2026-11-27", None), "a day ends with its last hour");
    }
}
