//! Follow-up dates after `!`, relative to the person's own day.
//!
//! A weekday is the next one strictly after today; with `next`, the one in next Monday's week.
//! Day and month without a year are the next such date, today included; of two numbers the first
//! is the day unless only the other order makes a date. `next week` is Monday, `next month` the
//! first, `tonight` today at 19:00. A time alone is today's, or tomorrow's if it has passed.

use chrono::{Datelike, Months, NaiveDate};

use super::lex::{Gap, Word};
use super::types::Due;
use super::words::among;
use crate::Now;
use crate::time::{add_days, parse_date};

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads the date and time at the front of `words`, whose first stood after `!`; with the number
/// of words it took.
pub(super) fn due(words: &[Word], now: Now) -> Option<(Due, usize)> {
    let today = now.today();
    let first = lower(words, 0)?;
    if let Some((time, used)) = time(words, 0) {
        let passed = time <= Due::clock(now);
        return Some((Due { date: add_days(today, i64::from(passed)), time: Some(time) }, used));
    }
    let (date, used) = date(words, &first, today)?;
    let at = used + usize::from(lower(words, used).is_some_and(|word| word == "at"));
    if let Some((time, more)) = time(words, at) {
        return Some((Due { date, time: Some(time) }, at + more));
    }
    let time = (first == "tonight").then_some((19, 0));
    Some((Due { date, time }, used))
}

/// The `at`-th word in lower case, if it follows softly (or after a dotted date) and is short.
fn lower(words: &[Word], at: usize) -> Option<String> {
    let word = words.get(at)?;
    let dotted =
        at == 1 && word.gap == Gap::End && words[0].text.contains('.') && word.start == words[0].end + 2;
    let follows = at == 0 || word.soft() || (dotted && word.sigil.is_none());
    (follows && (1..=12).contains(&word.text.len())).then(|| word.text.to_ascii_lowercase())
}

fn index(names: &[&str], word: &str) -> Option<usize> {
    let word = if word == "weds" { "wed" } else { word };
    (word.len() >= 3).then(|| names.iter().position(|name| name.starts_with(word) || *name == word))?
}

/// Days from `today` to the next weekday `to` (0 is Monday), 1 to 7.
fn until(today: NaiveDate, to: usize) -> i64 {
    let from = i64::from(today.weekday().num_days_from_monday());
    (to as i64 - from + 6).rem_euclid(7) + 1
}

fn date(words: &[Word], first: &str, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    if let Some(date) = parse_date(first).or_else(|| numeric(first, today)) {
        return Some((date, 1));
    }
    if among(first, "today tonight") {
        return Some((today, 1));
    }
    if among(first, "tomorrow tmrw tmr tom") {
        return Some((add_days(today, 1), 1));
    }
    if let Some(day) = index(&DAYS, first) {
        return Some((add_days(today, until(today, day)), 1));
    }
    let second = lower(words, 1).unwrap_or_default();
    if first == "next" {
        let monday = add_days(today, until(today, 0));
        return match second.as_str() {
            "week" => Some((monday, 2)),
            "month" => Some((today.with_day(1)?.checked_add_months(Months::new(1))?, 2)),
            _ => Some((add_days(monday, index(&DAYS, &second)? as i64), 2)),
        };
    }
    if let Some(month) = index(&MONTHS, first) {
        let day = number(&second)?;
        return Some((coming(day.0, month as u32 + 1, today)?, 2));
    }
    let (count, unit) = number(first)?;
    let (unit, used) =
        if unit.is_empty() || among(unit, "st nd rd th") { (second.as_str(), 2) } else { (unit, 1) };
    if let Some(month) = index(&MONTHS, unit) {
        return Some((coming(count, month as u32 + 1, today)?, used));
    }
    let date = match unit {
        "d" | "day" | "days" => today.checked_add_days(chrono::Days::new(count.into()))?,
        "w" | "week" | "weeks" => today.checked_add_days(chrono::Days::new(u64::from(count) * 7))?,
        "m" | "month" | "months" => today.checked_add_months(Months::new(count))?,
        "y" | "year" | "years" => today.checked_add_months(Months::new(count * 12))?,
        _ => return None,
    };
    (date.year() <= 9999).then_some((date, used))
}

/// A number of at most three digits and what is written behind it.
fn number(word: &str) -> Option<(u32, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    if end > 3 {
        return None;
    }
    Some((word[..end].parse().ok()?, &word[end..]))
}

/// The next such day, today included; looks far enough ahead for a 29 February.
fn coming(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    (0..=8).find_map(|years| {
        NaiveDate::from_ymd_opt(today.year() + years, month, day).filter(|date| *date >= today)
    })
}

/// `24/12`, `24.12.2026`, `24-12-26`.
fn numeric(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let separator = word.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = word.split(separator);
    let mut next = || parts.next().map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4));
    let (a, b, year) = (next()??, next()??, next());
    if next().is_some() {
        return None;
    }
    let on = |day, month| match year {
        None if separator == '-' => None,
        None => coming(day, month, today),
        Some(year) => {
            let year = year?;
            NaiveDate::from_ymd_opt(if year < 100 { year as i32 + 2000 } else { year as i32 }, month, day)
        }
    };
    on(a, b).or_else(|| on(b, a))
}

/// `9am`, `9 am`, `9:30pm`, `14:30`, `14h`, `14h30`, `noon`.
fn time(words: &[Word], at: usize) -> Option<((u8, u8), usize)> {
    let word = lower(words, at)?;
    if word == "noon" {
        return Some(((12, 0), 1));
    }
    let (hour, mut rest) = number(&word)?;
    let (mut minute, mut exact) = (0, false);
    if let Some(behind) = rest.strip_prefix([':', 'h']) {
        let hours = rest.starts_with('h') && behind.is_empty();
        let digits = behind.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        (minute, rest) = match digits {
            Some(digits) => (digits.parse().ok()?, behind.get(2..)?),
            None if hours => (0, ""),
            None => return None,
        };
        exact = true;
    }
    let second = if rest.is_empty() { lower(words, at + 1) } else { None };
    let (half, used) = match (rest, second.as_deref()) {
        ("am" | "pm", _) => (rest, 1),
        ("", Some(half @ ("am" | "pm"))) => (half, 2),
        ("", _) if exact => ("", 1),
        _ => return None,
    };
    let hour = match half {
        "" => hour,
        _ if !(1..=12).contains(&hour) => return None,
        "am" => hour % 12,
        _ => hour % 12 + 12,
    };
    (hour < 24 && minute < 60).then_some(((u8::try_from(hour).ok()?, minute), used))
}
