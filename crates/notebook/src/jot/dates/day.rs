//! Days: by name, by number, by distance.
//!
//! A weekday is the next one strictly after today; with `next`, the one in the person's next week. Day and month without
//! a year are the next such date, today included; of two numbers the person's own order decides unless only the other
//! one makes a date. `next week` is its first day, `next month` the first. A weekday beside a date has to agree with it.

use chrono::{Datelike, Months, NaiveDate};

use super::super::words::among;
use super::{Gap, Reader, number};
use crate::time::{DAYS, MONTHS, add_days, begins, next_week, parse_date};

/// How far from now something is planned at most, years.
const FURTHEST: u32 = 10;

fn index(names: &[&str], word: &str) -> Option<usize> {
    let word = if word == "weds" { "wed" } else { word };
    (word.len() >= 3).then(|| names.iter().position(|name| begins(name, word)))?
}

/// Days after Monday.
pub(super) fn weekday(word: &str) -> Option<usize> {
    index(&DAYS, word)
}

pub(super) fn month(word: &str) -> Option<u32> {
    index(&MONTHS, word).map(|month| month as u32 + 1)
}

/// `Dec`, `Mon`: behind them a full stop ends no sentence.
pub(super) fn is_shortened(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let known = DAYS.iter().chain(&MONTHS).any(|name| name.eq_ignore_ascii_case(&lower));
    !known && (weekday(&lower).is_some() || month(&lower).is_some())
}

/// Days from `today` to the next weekday `to` (0 is Monday), 1 to 7.
fn until(today: NaiveDate, to: usize) -> i64 {
    let from = i64::from(today.weekday().num_days_from_monday());
    (to as i64 - from + 6).rem_euclid(7) + 1
}

impl Reader<'_> {
    /// The day that is written from `at` on, and how many words it takes.
    pub(super) fn day(self, at: usize) -> Option<(NaiveDate, usize)> {
        let first = if at == 0 { self.word(0) } else { self.loose(at) }?;
        let today = self.now.today();
        if at > 0 && self.words.get(at)?.sigil.is_some() {
            return None;
        }
        if among(&first, "today tonight") {
            return Some((today, 1));
        }
        if among(&first, "tomorrow tmrw tmr tom") {
            return Some((add_days(today, 1), 1));
        }
        if let Some(day) = weekday(&first) {
            return self.around_weekday(at, day);
        }
        if first == "next" {
            let (date, used) = self.next(at)?;
            return Some((date, used));
        }
        if first == "in" {
            return self.distance(at + 1).map(|(date, used)| (date, used + 1));
        }
        if first == "the" {
            return self.date(at + 1).map(|(date, used)| (date, used + 1));
        }
        self.date(at).or_else(|| self.distance(at))
    }

    /// `fri`, `fri next week`, `fri, 27 nov`.
    fn around_weekday(self, at: usize, day: usize) -> Option<(NaiveDate, usize)> {
        let coming = add_days(self.now.today(), until(self.now.today(), day));
        let (second, third) = (self.word(at + 1), self.word(at + 2));
        if second.as_deref() == Some("next") && third.as_deref() == Some("week") {
            return Some((self.within_next_week(day), 3));
        }
        let dated = self.loose(at + 1).and_then(|_| self.date(at + 1));
        let Some((date, used)) = dated else { return Some((coming, 1)) };
        // `fri 9.30` may be an hour; `fri 1/12` is a date.
        if self.time(at + 1, true).is_some() {
            return if weekday_of(date) == day { None } else { Some((coming, 1)) };
        }
        (weekday_of(date) == day).then_some((date, used + 1))
    }

    fn within_next_week(self, day: usize) -> NaiveDate {
        let first = next_week(self.now.today(), self.habits.week_starts);
        let from = first.weekday().num_days_from_monday() as usize;
        add_days(first, (day + 7 - from) as i64 % 7)
    }

    /// `next week`, `next week fri`, `next month`, `next fri`.
    fn next(self, at: usize) -> Option<(NaiveDate, usize)> {
        let today = self.now.today();
        match self.word(at + 1)?.as_str() {
            "week" => {
                let on = usize::from(self.word(at + 2).as_deref() == Some("on"));
                let day = self.loose(at + 2 + on).and_then(|word| weekday(&word));
                Some(match day {
                    Some(day) => (self.within_next_week(day), 3 + on),
                    None => (next_week(today, self.habits.week_starts), 2),
                })
            }
            "month" => Some((today.with_day(1)?.checked_add_months(Months::new(1))?, 2)),
            day => Some((self.within_next_week(weekday(day)?), 2)),
        }
    }

    /// A day of a month in words or numbers, and its year if one is written.
    fn date(self, at: usize) -> Option<(NaiveDate, usize)> {
        let first = self.loose(at)?;
        if let Some(date) = iso(&first) {
            return Some((date, 1));
        }
        if let Some((a, b, year)) = numbers(&first) {
            let (year, used) = match year {
                Some(year) => (Some(year), 1),
                None => self.year(at + 1).map_or((None, 1), |year| (Some(year), 2)),
            };
            // `9.30` is as likely an hour.
            if first.contains('.') && year.is_none() && b > 12 {
                return None;
            }
            let (day, month) = if self.habits.month_first { (b, a) } else { (a, b) };
            let date = self.on(day, month, year).or_else(|| self.on(month, day, year))?;
            return Some((date, used));
        }
        let (day, month, mut used) = match month(&first) {
            Some(month) => (ordinal(&self.word(at + 1)?)?, month, 2),
            None => {
                let split = first.find(char::is_alphabetic).unwrap_or(first.len());
                match month(&first[split..]) {
                    Some(month) => (number(&first[..split])?.0, month, 1),
                    None => {
                        let of = usize::from(self.word(at + 1)? == "of");
                        (ordinal(&first)?, month(&self.word(at + 1 + of)?)?, 2 + of)
                    }
                }
            }
        };
        let year = self.year(at + used);
        used += usize::from(year.is_some());
        Some((self.on(day, month, year)?, used))
    }

    /// A year of its own: `2027`, `'27`, also behind a comma.
    fn year(self, at: usize) -> Option<i32> {
        let word = self.words.get(at).filter(|word| word.sigil.is_none())?;
        let digits = |length| word.text.len() == length && word.text.bytes().all(|b| b.is_ascii_digit());
        if matches!(self.gap(at), Gap::Soft | Gap::Comma) && digits(4) {
            return word.text.parse().ok().filter(|year| (1900..2200).contains(year));
        }
        let marked = self.text[..word.start].ends_with(['\'', '’']);
        (self.gap(at) == Gap::Soft && digits(2) && marked)
            .then(|| Some(2000 + word.text.parse::<i32>().ok()?))?
    }

    /// The day of that month in `year`, else the next one, today included; far enough ahead for a 29 February.
    fn on(self, day: u32, month: u32, year: Option<i32>) -> Option<NaiveDate> {
        let today = self.now.today();
        match year {
            // Two digits that lie behind us are more likely something else.
            Some(year) if year < 100 => {
                NaiveDate::from_ymd_opt(2000 + year, month, day).filter(|date| *date >= today)
            }
            Some(year) => NaiveDate::from_ymd_opt(year, month, day),
            None => (0..=8).find_map(|years| {
                NaiveDate::from_ymd_opt(today.year() + years, month, day).filter(|date| *date >= today)
            }),
        }
    }

    /// `3d`, `2 weeks`, `a month`: days, weeks, months, years from today.
    fn distance(self, at: usize) -> Option<(NaiveDate, usize)> {
        let (count, unit, used) = self.counted(at)?;
        let today = self.now.today();
        let date = match unit.as_str() {
            "d" | "day" | "days" => today.checked_add_days(chrono::Days::new(count.into()))?,
            "w" | "wk" | "wks" | "week" | "weeks" => {
                today.checked_add_days(chrono::Days::new(u64::from(count) * 7))?
            }
            // One letter for months and minutes: only what is usual in months.
            "m" if !matches!(count, 1..=4 | 6 | 9 | 12) => return None,
            "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => {
                today.checked_add_months(Months::new(count))?
            }
            "y" | "yr" | "yrs" | "year" | "years" => today.checked_add_months(Months::new(count * 12))?,
            _ => return None,
        };
        (date <= today.checked_add_months(Months::new(FURTHEST * 12))?).then_some((date, used))
    }

    /// A count with its unit: `3d`, `3 days`, `a week`; with the words it takes.
    pub(super) fn counted(self, at: usize) -> Option<(u32, String, usize)> {
        let first = self.word(at)?;
        if among(&first, "a an one") && self.word(at.checked_sub(1)?)? == "in" {
            return Some((1, self.word(at + 1)?, 2));
        }
        let (count, unit) = number(&first)?;
        if unit.is_empty() { Some((count, self.word(at + 1)?, 2)) } else { Some((count, unit.to_owned(), 1)) }
    }
}

fn weekday_of(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// `24`, `24th`.
fn ordinal(word: &str) -> Option<u32> {
    let (day, behind) = number(word)?;
    (behind.is_empty() || among(behind, "st nd rd th")).then_some(day)
}

/// `2026-12-24`, also with slashes and full stops: the year comes first in one way only.
fn iso(word: &str) -> Option<NaiveDate> {
    let separator = word.get(4..5).filter(|sign| matches!(*sign, "-" | "/" | "."))?;
    let parts: Vec<&str> = word.split(separator).collect();
    let [year, month, day] = parts[..] else { return None };
    let pad = |part: &str| if part.len() == 1 { ["0", part].concat() } else { part.to_owned() };
    parse_date(&[year, "-", &pad(month), "-", &pad(day)].concat())
}

/// `24/12`, `24.12.2026`, `24-12-26`: two numbers in an order that is the person's, and the year.
fn numbers(word: &str) -> Option<(u32, u32, Option<i32>)> {
    let separator = word.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = word.split(separator);
    let small = |part: &str| part.parse().ok().filter(|_| (1..=2).contains(&part.len()));
    let (a, b) = (small(parts.next()?)?, small(parts.next()?)?);
    let year = match parts.next() {
        // `24-12` may be anything.
        None if separator == '-' => return None,
        None => None,
        Some(year) if matches!(year.len(), 2 | 4) => Some(year.parse().ok()?),
        Some(_) => return None,
    };
    parts.next().is_none().then_some((a, b, year))
}
