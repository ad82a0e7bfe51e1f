//! What is searched for in whole words: “who knows a plumber in Bristol”, “accountants I have not spoken to since summer”.
//! Words that carry nothing are left out, and a time since which there was no word is a filter.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::{
    Id, Now,
    model::Model,
    practice::last_touch,
    record::{Kind, Ref},
    time::{DAYS, MONTHS, add_days, begins},
};

/// Words that tell nobody from another.
const EMPTY: [&str; 60] = [
    "a", "about", "an", "and", "any", "anybody", "anyone", "are", "around", "at", "can", "contact", "could",
    "do", "does", "find", "for", "from", "had", "has", "have", "help", "i", "i’ve", "i've", "in", "is",
    "know", "knows", "list", "looking", "me", "my", "near", "need", "needs", "of", "or", "people", "please",
    "show", "some", "somebody", "someone", "that", "the", "their", "there", "they", "those", "to", "want",
    "wants", "was", "we", "which", "who", "whom", "with", "works",
];

/// Words by which a time is one of silence.
const NOT: [&str; 10] =
    ["not", "never", "haven't", "haven’t", "hasn't", "hasn’t", "didn't", "didn’t", "nothing", "no"];

/// Seasons with the month in which they begin.
const SEASONS: [(&str, u32); 5] = [("spring", 3), ("summer", 6), ("autumn", 9), ("fall", 9), ("winter", 12)];

/// A search as it is carried out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The words that must be found.
    pub(super) words: String,
    /// Only people with whom there was no touch from this day on.
    pub(super) quiet_since: Option<NaiveDate>,
}

impl Asked {
    /// Of what was typed. A single word always stands as it is, and so do words of which nothing would be left.
    pub(super) fn of(text: &str, now: Now) -> Self {
        let all: Vec<&str> = text.split_whitespace().collect();
        let lower: Vec<String> =
            all.iter().map(|word| word.trim_end_matches([',', '?', '.', '!']).to_lowercase()).collect();
        if all.len() < 2 {
            return Self { words: text.to_owned(), quiet_since: None };
        }
        let silence = silence(&lower, now);
        let is_said = |n: usize| {
            // A name has a capital: An Nguyen is no article.
            let is_name = n > 0 && all[n].starts_with(char::is_uppercase) && all[n] != "I";
            let is_empty = EMPTY.contains(&lower[n].as_str()) && !is_name;
            let is_time = silence.as_ref().is_some_and(|(range, _)| range.contains(&n));
            !is_empty && !is_time
        };
        let kept: Vec<&str> = (0..all.len()).filter(|n| is_said(*n)).map(|n| all[n]).collect();
        let quiet_since = silence.map(|(_, since)| since);
        match kept.is_empty() && quiet_since.is_none() {
            true => Self { words: text.to_owned(), quiet_since },
            false => Self { words: kept.join(" "), quiet_since },
        }
    }

    /// Whether a record may be found at all.
    pub(super) fn may(&self, model: &Model, name: Ref, now: Now) -> bool {
        self.quiet_since.is_none() || (name.kind == Kind::Person && self.is_quiet(model, name.id, now))
    }

    /// Whether there was no touch with a person since then.
    pub(super) fn is_quiet(&self, model: &Model, person: Id, now: Now) -> bool {
        let Some(since) = self.quiet_since else { return true };
        last_touch(model, person, now).is_none_or(|at| at.day(now) < since)
    }
}

/// “not spoken to since summer”: which words say it, and the first day on which nothing happened.
fn silence(words: &[String], now: Now) -> Option<(std::ops::Range<usize>, NaiveDate)> {
    let since = words.iter().position(|word| word == "since")?;
    let not = words[..since].iter().rposition(|word| NOT.contains(&word.as_str()))?;
    let rest = &words[since + 1..];
    let skipped = rest.iter().take_while(|word| matches!(word.as_str(), "last" | "the")).count();
    let day = after(rest.get(skipped)?, now.today())?;
    Some((not..since + skipped + 2, day))
}

/// The first day after the last time that it was `word`, or its first day while it still is.
fn after(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let of = |names: &[&str]| {
        names.iter().position(|name| (word.len() == 3 || word.len() == name.len()) && begins(name, word))
    };
    let months = |first: u32, count: u32| {
        let begins = |year: i32| NaiveDate::from_ymd_opt(year, first, 1);
        let start =
            begins(today.year()).filter(|start| *start <= today).or_else(|| begins(today.year() - 1))?;
        let end = start.checked_add_months(chrono::Months::new(count))?;
        Some(if end <= today { end } else { start })
    };
    if let Some((_, first)) = SEASONS.iter().find(|(name, _)| *name == word) {
        return months(*first, 3);
    }
    if let Some(month) = of(&MONTHS) {
        return months(u32::try_from(month).ok()? + 1, 1);
    }
    if let Some(day) = of(&DAYS) {
        let back = (today.weekday().num_days_from_monday() + 7 - u32::try_from(day).ok()?) % 7;
        return Some(add_days(today, 1 - i64::from(back)));
    }
    match word {
        "yesterday" => Some(today),
        "week" => Some(today.week(Weekday::Mon).first_day()),
        "month" => today.with_day(1),
        "year" => NaiveDate::from_ymd_opt(today.year(), 1, 1),
        year if year.len() == 4 => {
            let year: i32 = year.parse().ok().filter(|year| *year <= today.year())?;
            let next = NaiveDate::from_ymd_opt(year, 12, 31)?.checked_add_days(Days::new(1))?;
            if next <= today { Some(next) } else { NaiveDate::from_ymd_opt(year, 1, 1) }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::Now;

    fn asked(text: &str) -> (String, Option<String>) {
        // Sunday, 22 November 2026.
        let asked = Asked::of(text, Now::from_millis(1_795_345_200_000, 60).unwrap());
        (asked.words, asked.quiet_since.map(|day| day.to_string()))
    }

    #[test]
    fn words_that_carry_nothing_are_left_out() {
        for (text, words) in [
            ("who knows a plumber", "plumber"),
            ("Who knows a plumber?", "plumber?"),
            ("plumber in bristol", "plumber bristol"),
            ("someone who needs an accountant", "accountant"),
            ("plumber", "plumber"),
            ("who", "who"),
            ("who is in", "who is in"),
            ("roof An", "roof An"),
            ("Ana An Nguyen", "Ana An Nguyen"),
            ("since summer", "since summer"),
        ] {
            assert_eq!(asked(text), (words.to_owned(), None), "{text}");
        }
    }

    #[test]
    fn a_time_of_silence_is_a_filter() {
        for (text, words, since) in [
            ("accountants I have not spoken to since summer", "accountants", "2026-09-01"),
            ("not met since june bath", "bath", "2026-07-01"),
            ("nobody I haven't called since autumn", "nobody", "2026-09-01"),
            ("clients not seen since last year", "clients", "2026-01-01"),
            ("not written since december", "", "2026-01-01"),
            ("not heard from since friday", "", "2026-11-21"),
            ("plumbers not called since 2024", "plumbers", "2025-01-01"),
        ] {
            assert_eq!(asked(text), (words.to_owned(), Some(since.to_owned())), "{text}");
        }
    }
}
