//! Follow-up dates after `!`, relative to the person's own day.
//!
//! A date is a day, a time of day, or both in either order, with a comma, `at` or `on` between them. A time alone
//! is today's, or tomorrow's if it has passed; hours and minutes from now are a moment of their own. What directly
//! follows and belongs to a date (a year, an hour, a second day, a span, a zone) is taken in, or there is no date at
//! all: half a date is a wrong one.

mod day;
mod time;

use chrono::TimeDelta;

use super::habits::Habits;
use super::lex::{Gap, Word};
use super::types::Due;
use super::words::among;
use crate::Now;
use crate::time::add_days;

/// Reads the date and time at the front of `words`, whose first stood after `!`; with the number
/// of words it took.
pub(super) fn due(text: &str, words: &[Word], habits: Habits, now: Now) -> Option<(Due, usize)> {
    let reader = Reader { text, words, habits, now };
    let (due, used) = reader.whole()?;
    (!reader.goes_on(used)).then_some((due, used))
}

/// The words behind one `!`.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    habits: Habits<'a>,
    now: Now,
}

/// Words between a date and what may be more of it.
const JOINING: &str = "at on to till until til through thru or and & by from after before of in this next last every \
    each the either not";

/// The longest word of a date, bytes.
const LONGEST: usize = 12;

impl Reader<'_> {
    fn whole(self) -> Option<(Due, usize)> {
        if let Some((minutes, used)) = self.hours_away(0) {
            let at = self.now.local() + TimeDelta::minutes(minutes);
            return Some((Due::at(at), used));
        }
        if let Some((time, used)) = self.time(0, false) {
            let at = self.link(used);
            if let Some((date, more)) = self.day(at) {
                return Some((Due { date, time: Some(time) }, at + more));
            }
            let passed = time <= Due::clock(self.now);
            let date = add_days(self.now.today(), i64::from(passed));
            return Some((Due { date, time: Some(time) }, used));
        }
        let (date, mut used) = self.day(0)?;
        let mut evening = self.word(used - 1).as_deref() == Some("tonight");
        if let Some(part) = self.word(used).filter(|word| among(word, "morning afternoon evening")) {
            used += 1;
            evening = part == "evening";
        }
        let at = self.link(used);
        let weekday = self.word(0).is_some_and(|word| day::weekday(&word).is_some());
        if let Some((time, more)) = self.time(at, weekday) {
            return Some((Due { date, time: Some(time) }, at + more));
        }
        Some((Due { date, time: evening.then_some((19, 0)) }, used))
    }

    /// The `at`-th word in lower case without its full stop, if it goes on from the one before and is short.
    fn word(self, at: usize) -> Option<String> {
        let word = self.words.get(at)?;
        let follows = at == 0 || (word.sigil.is_none() && self.gap(at) == Gap::Soft);
        (follows && (1..=LONGEST).contains(&word.text.len()))
            .then(|| word.text.trim_end_matches('.').to_ascii_lowercase())
            .filter(|word| !word.is_empty())
    }

    /// What parts the `at`-th word from the one before: the full stop of `Dec. 2027` and `24.12. 9am` parts nothing.
    fn gap(self, at: usize) -> Gap {
        let Some(word) = self.words.get(at) else { return Gap::End };
        let Some(before) = at.checked_sub(1).and_then(|before| self.words.get(before)) else {
            return word.gap;
        };
        let short = before.text.contains('.') || day::is_shortened(before.text);
        let between = self.text.get(before.end..word.outer).unwrap_or_default();
        let dotted = between.strip_prefix('.').is_some_and(|rest| !rest.contains(['\n', '\r', '.']));
        if word.gap == Gap::End && short && dotted && between[1..].trim().is_empty() {
            return Gap::Soft;
        }
        word.gap
    }

    /// Behind the comma, `at`, `on` or `@` between a day and a time.
    fn link(self, at: usize) -> usize {
        let alone = |word: &&Word| word.sigil == Some('@') && word.text.is_empty() && word.gap == Gap::Soft;
        let between = self.words.get(at).filter(alone).is_some()
            || self.loose(at).is_some_and(|word| among(&word, "at on"));
        at + usize::from(between)
    }

    /// The `at`-th word as [`Reader::word`], also behind a comma or a dash and touched by an `@`.
    fn loose(self, at: usize) -> Option<String> {
        let word = self.words.get(at)?;
        let near = at == 0 || matches!(self.gap(at), Gap::Soft | Gap::Comma);
        let plain = at == 0 || matches!(word.sigil, None | Some('@'));
        (near && plain && (1..=LONGEST).contains(&word.text.len()))
            .then(|| word.text.trim_end_matches('.').to_ascii_lowercase())
    }

    /// Whether what stands at `at` belongs to the date before it and was not understood.
    fn goes_on(self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let gap = self.gap(at);
        if gap > Gap::Comma {
            return false;
        }
        if word.sigil.is_some() {
            return word.sigil == Some('@') && self.is_timely(at, true);
        }
        if gap == Gap::Soft && self.is_of_a_date(at) {
            return true;
        }
        let joining = self.words[at..].iter().take(3).take_while(|word| among(word.text, JOINING)).count();
        self.is_timely(at + joining, joining == 0 && gap == Gap::Soft)
    }

    /// A word that says more about a day or an hour.
    fn is_of_a_date(self, at: usize) -> bool {
        let text = self.words[at].text;
        let zone = text.len() <= 5 && !text.chars().any(char::is_lowercase);
        among(
            text,
            "ago week weeks weekend night midnight midday am pm a.m. p.m. a.m p.m utc gmt cet cest eod eow est edt cst cdt mst mdt pst pdt bst aest aedt \
             morning afternoon evening oclock o'clock sharpish fortnight",
        ) || zone && among(text, "et pt mt ct ist jst z msk hst")
            || text.starts_with("UTC")
            || text.starts_with("GMT")
    }

    /// The `at`-th word is itself a day, an hour, or a number that could be one.
    fn is_timely(self, at: usize, soft: bool) -> bool {
        let Some(word) = self.words.get(at).filter(|word| !matches!(word.gap, Gap::End)) else {
            return false;
        };
        let lower = word.text.trim_end_matches('.').to_ascii_lowercase();
        if day::weekday(&lower).is_some()
            || among(&lower, "today tonight tomorrow noon midnight midday week weeks weekend month year")
        {
            return true;
        }
        let numbered = |at: usize| {
            self.words.get(at).is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))
        };
        if day::month(&lower).is_some() && lower != "may" && lower != "march" && lower != "mar" {
            return true;
        }
        if !numbered(at) {
            return false;
        }
        if super::phone::is_phone(self.text, word.start) {
            return false;
        }
        let digits = lower.find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len());
        if digits > 4 {
            return false;
        }
        // A count of things behind a comma is none of the date's.
        soft || digits < lower.len()
            || !self.words.get(at + 1).is_some_and(|next| {
                day::month(&next.text.to_ascii_lowercase()).is_none()
                    && next.gap == Gap::Soft
                    && next.sigil.is_none()
                    && next.text.starts_with(char::is_alphabetic)
            })
    }
}

/// A number of at most three digits and what is written behind it.
fn number(word: &str) -> Option<(u32, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    if end > 3 {
        return None;
    }
    Some((word[..end].parse().ok()?, &word[end..]))
}
