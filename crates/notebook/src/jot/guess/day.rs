//! Days and hours as they are said without a sign.

use chrono::{Datelike, Months, NaiveDate};

use super::cue::phrase;
use super::list::words;
use super::token::{Gap, Token};
use crate::Now;
use crate::jot::{Due, Habits};
use crate::time::{DAYS, MONTHS, add_days, begins};

/// A day that was said, and its tokens.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) tokens: std::ops::Range<usize>,
    pub(super) due: Due,
}

fn index(names: &[&str], word: &str) -> Option<usize> {
    let word = match word {
        "weds" => "wed",
        "thurs" | "thur" => "thu",
        "tues" => "tue",
        "sept" => "sep",
        word => word,
    };
    (word.len() >= 3).then(|| names.iter().position(|name| begins(name, word)))?
}

pub(super) fn weekday(t: &Token) -> Option<usize> {
    if t.low == "satur" || t.low == "sunny" || t.low == "month" {
        return None;
    }
    index(&DAYS, &t.low)
}

fn month(t: &Token) -> Option<u32> {
    index(&MONTHS, &t.low).map(|m| m as u32 + 1)
}

/// `one` to `twelve`, or figures.
pub(super) fn count(t: &Token) -> Option<u32> {
    const WORDS: &str =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
    let (mut low, n) = (t.low.as_str(), WORDS.split(' ').position(|w| w == t.low));
    if let Some(n) = n {
        return Some(n as u32 + 1);
    }
    for end in ["st", "nd", "rd", "th"] {
        low = low.strip_suffix(end).unwrap_or(low);
    }
    low.parse().ok().filter(|n| *n < 1000)
}

fn ordinal(t: &Token) -> Option<u32> {
    const WORDS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth \
        sixteenth seventeenth eighteenth nineteenth twentieth";
    if let Some(n) = WORDS.split_ascii_whitespace().position(|w| w == t.low) {
        return Some(n as u32 + 1);
    }
    let digits = t.low.trim_end_matches(|c: char| c.is_alphabetic());
    let end = &t.low[digits.len()..];
    if digits.is_empty() || !matches!(end, "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|n| (1..=31).contains(n))
}

/// Days from `today` to the next weekday `to`, 1 to 7.
fn until(today: NaiveDate, to: usize) -> i64 {
    let from = i64::from(today.weekday().num_days_from_monday());
    (to as i64 - from + 6).rem_euclid(7) + 1
}

/// The next such day and month, today included.
fn coming(today: NaiveDate, day: u32, month: u32) -> Option<NaiveDate> {
    (0..4).filter_map(|y| NaiveDate::from_ymd_opt(today.year() + y, month, day)).find(|d| *d >= today)
}

pub(super) struct Days<'a, 'b> {
    pub(super) all: &'a [Token<'b>],
    pub(super) habits: Habits<'a>,
    pub(super) now: Now,
}

impl Days<'_, '_> {
    fn get(&self, at: usize) -> Option<&Token<'_>> {
        self.all.get(at).filter(|t| !t.taken)
    }

    fn soft(&self, at: usize) -> Option<&Token<'_>> {
        self.get(at).filter(|t| t.gap <= Gap::Slash)
    }

    /// Every day in the jot, in order.
    pub(super) fn all(&self) -> Vec<Said> {
        let mut found: Vec<Said> = Vec::new();
        let mut at = 0;
        while at < self.all.len() {
            if self.all[at].marked {
                at += 1 + self.all[at + 1..].iter().take_while(|t| t.gap < Gap::Stop).count();
                continue;
            }
            match self.whole(at) {
                Some(said) => {
                    at = said.tokens.end;
                    found.push(said);
                }
                None => at += 1,
            }
        }
        found
    }

    fn whole(&self, at: usize) -> Option<Said> {
        let today = self.now.today();
        // The hour first: `after 4 tmrw`, `2pm friday`.
        if let Some((time, used, cued)) = self.time(at) {
            let mut next = at + used;
            if self.soft(next).is_some_and(|t| t.one_of(words!("on this"))) {
                next += 1;
            }
            if let Some((date, more)) = self.day(next) {
                return Some(Said { tokens: at..next + more, due: Due { date, time: Some(time) } });
            }
            if cued == Cued::Exact && !self.all.iter().enumerate().any(|(i, _)| self.day(i).is_some()) {
                let date = add_days(today, i64::from(time <= Due::clock(self.now)));
                return Some(Said { tokens: at..at + used, due: Due { date, time: Some(time) } });
            }
            return None;
        }
        let (date, used) = self.day(at)?;
        let mut end = at + used;
        let mut time = None;
        let mut look = end;
        // `tmrw am`, `friday morning at ten`.
        if self.get(look).is_some_and(|t| {
            t.gap <= Gap::Comma
                && t.one_of(words!("morning afternoon evening night am pm arvo lunchtime lunch noon"))
        }) {
            if self.all[look].low == "noon" {
                time = Some((12, 0));
            }
            look += 1;
            end = look;
        }
        if time.is_none()
            && let Some((found, more, _)) = self.time(look)
        {
            time = Some(found);
            end = look + more;
        } else if time.is_none()
            && let Some(t) = self.get(look)
            && t.gap <= Gap::Comma
            && let Some((found, more, Cued::Exact)) = self.time_at(look, true)
        {
            time = Some(found);
            end = look + more;
        }
        // `thurs 10`.
        if time.is_none()
            && weekday(&self.all[at]).is_some()
            && used == 1
            && let Some(t) = self.soft(look)
            && let Ok(hour @ 1..=12) = t.low.parse::<u8>()
            && self.get(look + 1).is_none_or(|next| next.gap > Gap::Slash)
        {
            time = Some((if hour < 8 { hour + 12 } else { hour }, 0));
            end = look + 1;
        }
        if time.is_none() {
            // `12/3 8:30`, `3/12 lunch w/ aoife, 12.30`: one exact hour somewhere behind it.
            let hour = (end..self.all.len().min(end + 14)).find_map(|i| {
                let t = &self.all[i];
                (t.low.contains([':', '.']) || t.low.ends_with("am") || t.low.ends_with("pm"))
                    .then(|| self.time_at(i, true))
                    .flatten()
            });
            if let Some((found, _, Cued::Exact)) = hour {
                time = Some(found);
            }
        }
        Some(Said { tokens: at..end, due: Due { date, time } })
    }

    /// An hour at `at`, with what leads to it: `after 4`, `at half three`.
    fn time(&self, at: usize) -> Option<((u8, u8), usize, Cued)> {
        let t = self.get(at)?;
        if t.one_of(words!("at after from around about before by till until @ any")) || t.low == "between" {
            let mut skip = 1;
            while self.soft(at + skip).is_some_and(|t| t.one_of(words!("about around say time after from"))) {
                skip += 1;
            }
            self.soft(at + skip)?;
            let (time, used, cued) = self.time_at(at + skip, true)?;
            return Some((time, used + skip, cued));
        }
        self.time_at(at, false).filter(|(_, _, cued)| *cued == Cued::Exact)
    }

    fn time_at(&self, at: usize, led: bool) -> Option<((u8, u8), usize, Cued)> {
        let t = self.get(at)?;
        if t.low == "noon" || t.low == "midday" {
            return Some(((12, 0), 1, Cued::Exact));
        }
        if t.low == "half" || t.low == "quarter" && led {
            let mut used = 1;
            let to = self.soft(at + 1).is_some_and(|t| t.one_of(words!("to")));
            if self.soft(at + 1).is_some_and(|t| t.one_of(words!("past to"))) {
                used += 1;
            }
            let hour = self.soft(at + used).and_then(count).filter(|n| (1..=12).contains(n))?;
            let minute = if t.low == "half" { 30 } else { 15 };
            let (hour, minute) = if to { (hour + 11, 60 - minute) } else { (hour, minute) };
            let (hour, more) = self.halved(at + used, hour % 12)?;
            return Some(((hour, minute), used + 1 + more, Cued::Exact));
        }
        let low = t.low.as_str();
        let (body, half) = ["am", "pm", "a.m", "p.m"]
            .iter()
            .find_map(|h| low.strip_suffix(h).map(|b| (b, Some(h.starts_with('p')))))
            .unwrap_or((low, None));
        let (hour, minute) = match body.split_once([':', '.']) {
            Some((h, m)) if m.len() == 2 => (h.parse::<u32>().ok()?, m.parse::<u32>().ok()?),
            Some(_) => return None,
            None => {
                (if body.chars().all(|c| c.is_ascii_digit()) { body.parse().ok()? } else { count(t)? }, 0)
            }
        };
        if t.low.ends_with("th") || t.low.ends_with("st") || t.low.ends_with("nd") || t.low.ends_with("rd") {
            return None;
        }
        if hour > 23 || minute > 59 {
            return None;
        }
        let exact = body.contains([':', '.']);
        if let Some(pm) = half {
            return (hour <= 12).then(|| {
                (
                    (u8::try_from(hour % 12 + if pm { 12 } else { 0 }).unwrap_or(0), minute as u8),
                    1,
                    Cued::Exact,
                )
            });
        }
        let next = self.soft(at + 1);
        if next.is_some_and(|n| n.one_of(words!("am pm a.m p.m"))) {
            let pm = next.is_some_and(|n| n.low.starts_with('p'));
            return (hour <= 12).then(|| {
                (
                    (u8::try_from(hour % 12 + if pm { 12 } else { 0 }).unwrap_or(0), minute as u8),
                    2,
                    Cued::Exact,
                )
            });
        }
        if next.is_some_and(|n| n.one_of(words!("o'clock oclock ish"))) {
            let hour = if hour < 8 { hour + 12 } else { hour };
            return Some(((hour as u8, minute as u8), 2, Cued::Exact));
        }
        if !(exact || led && hour > 0) {
            return None;
        }
        // A count of things is no hour.
        if !exact && next.is_some_and(|n| n.known == super::lexicon::Known::Common && !n.one_of(words!("on tmrw tomorrow today and re about is suits works ok okay fine if for or to so please pls then he she i they it's works latest at in this next mon tue tues wed thu thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday"))) {
            return None;
        }
        if t.low.chars().filter(char::is_ascii_digit).count() > 2 && !exact {
            return None;
        }
        let hour = if hour < 8 && !(exact && t.low.starts_with('0')) { hour + 12 } else { hour };
        let sure = exact && (t.low.contains(':') || led);
        Some(((hour as u8, minute as u8), 1, if sure { Cued::Exact } else { Cued::Led }))
    }

    fn halved(&self, at: usize, hour: u32) -> Option<(u8, usize)> {
        let next = self.soft(at + 1);
        let pm = next.is_some_and(|n| n.one_of(words!("pm")));
        let am = next.is_some_and(|n| n.one_of(words!("am")));
        let hour = if pm || !am && hour < 8 { hour + 12 } else { hour };
        Some((hour as u8, usize::from(pm || am)))
    }

    /// The day that begins at `at`, and how many tokens it takes.
    fn day(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let t = self.get(at)?;
        let today = self.now.today();
        let like = |p: &str| phrase(self.all, at, p);
        // `end of day friday`, `close of play tomorrow`.
        if let Some(used) = like("end/close of the? day/play/business").or_else(|| like("cop/eod")) {
            if let Some((date, more)) = self.soft(at + used).and_then(|_| self.day(at + used)) {
                return Some((date, used + more));
            }
            return Some((today, used));
        }
        if let Some(used) = like("this time next week").or_else(|| like("a? week today")) {
            return Some((add_days(today, 7), used));
        }
        if t.one_of(words!("today tonight tonite")) {
            return Some((today, 1));
        }
        if let Some(used) = like("this morning/afternoon/evening/arvo") {
            return Some((today, used));
        }
        if let Some(used) = like("the? day after tomorrow") {
            return Some((add_days(today, 2), used));
        }
        if t.one_of(words!("tomorrow tmrw tmr tomoz tomo 2moro 2morrow tomorow tommorow tmw tomorro tmoro")) {
            let week = like("* week").is_some();
            return Some((add_days(today, if week { 8 } else { 1 }), if week { 2 } else { 1 }));
        }
        if let Some(used) = like("end of the? week") {
            return Some((add_days(today, until(add_days(today, -1), 4) - 1), used));
        }
        if let Some(used) = like("end of the? month") {
            let first = today.with_day(1)?;
            return Some((add_days(first.checked_add_months(Months::new(1))?, -1), used));
        }
        if t.one_of(words!("eow")) {
            return Some((add_days(today, until(add_days(today, -1), 4) - 1), 1));
        }
        if t.one_of(words!("eod")) {
            return Some((today, 1));
        }
        if let Some(used) = like("next week") {
            // `next week weds`.
            if let Some(day) = self.soft(at + used).and_then(weekday) {
                return Some((
                    add_days(
                        today,
                        until(today, 6) - 6 + 7 + day as i64 - if until(today, 6) == 7 { 7 } else { 0 },
                    ),
                    used + 1,
                ));
            }
            return Some((add_days(today, until(today, 0)), used));
        }
        if let Some(used) = like("next month") {
            return Some((today.with_day(1)?.checked_add_months(Months::new(1))?, used));
        }
        if let Some(used) = like("this? weekend") {
            return Some((add_days(today, until(add_days(today, -1), 5) - 1), used));
        }
        // `a week on monday`, `a week friday`, `friday week`.
        if let Some(used) = like("a? week on? *")
            && let Some(day) = self.all.get(at + used - 1).and_then(weekday)
        {
            return Some((add_days(today, until(today, day) + 7), used));
        }
        if (t.one_of(words!("in a an couple two three few"))
            || count(t).is_some()
            || t.one_of(words!("fortnight")))
            && let Some(found) = self.distance(at)
        {
            return Some(found);
        }
        if t.one_of(words!("next this coming first")) {
            let mut skip = 1;
            if like("first thing").is_some() {
                skip = 2;
            }
            while self.soft(at + skip).is_some_and(|t| t.one_of(words!("on this next coming thing"))) {
                skip += 1;
            }
            if t.low == "first" && skip == 1 {
                return self.date(at);
            }
            if t.low == "first" && self.soft(at + skip).is_some() {
                return self.day(at + skip).map(|(d, u)| (d, u + skip));
            }
            let day = self.soft(at + skip).and_then(weekday)?;
            let mut days = until(today, day);
            if t.low == "next" && days < 7 - i64::from(today.weekday().num_days_from_monday()) {
                days += 7;
            }
            return Some((add_days(today, days), skip + 1));
        }
        if let Some(day) = weekday(t) {
            if !self.is_day(at, day) {
                return None;
            }
            let week = self.soft(at + 1).is_some_and(|n| n.low == "week")
                && !self.soft(at + 2).is_some_and(|n| n.one_of(words!("after")));
            let (mut date, mut used) = (add_days(today, until(today, day)), 1);
            if week {
                return Some((add_days(date, 7), 2));
            }
            if phrase(self.all, at + 1, "next week").is_some() {
                let monday = add_days(today, until(today, 0));
                return Some((add_days(monday, day as i64), 3));
            }
            // `fri 4th`, `Tuesday 1 December`.
            let mut look = at + 1;
            if self.soft(look).is_some_and(|n| n.low == "the") {
                look += 1;
            }
            if self.get(look).is_some_and(|n| n.gap <= Gap::Comma)
                && let Some((other, more)) = self.date(look)
                && other.weekday().num_days_from_monday() as usize == day
            {
                date = other;
                used = look + more - at;
            }
            return Some((date, used));
        }
        self.date(at)
    }

    /// `sat next to him`, `sun`, `mon`: a weekday and not something else.
    fn is_day(&self, at: usize, day: usize) -> bool {
        let t = &self.all[at];
        let next = self.soft(at + 1);
        let before = at.checked_sub(1).map(|p| &self.all[p]).filter(|_| t.gap == Gap::Soft);
        match (day, t.low.as_str()) {
            (5, "sat") => {
                !(next.is_some_and(|n| {
                    n.one_of(words!("next beside with by down on there opposite behind near across"))
                }) || before.is_some_and(|b| b.one_of(words!("i we she he who they and just"))))
            }
            (6, "sun") => !before.is_some_and(|b| b.one_of(words!("the"))),
            (2, "wed") => !before.is_some_and(|b| b.one_of(words!("to getting get"))),
            _ => true,
        }
    }

    /// `in 2 weeks`, `a fortnight`, `in a couple of days`.
    fn distance(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let today = self.now.today();
        let led = self.all[at].low == "in";
        let mut i = at + usize::from(led);
        let n;
        if self.soft(i).is_some_and(|t| t.low == "fortnight")
            && (led || i == 0 || self.all[i - 1].one_of(words!("a")))
        {
            return Some((add_days(today, 14), i + 1 - at));
        }
        if let Some(used) = phrase(self.all, i, "a couple of? days/weeks/months")
            .or_else(|| phrase(self.all, i, "couple of? days/weeks/months"))
        {
            i += used - 1;
            n = 2;
        } else if self.soft(i).is_some_and(|t| t.one_of(words!("a an one"))) {
            n = 1;
            i += 1;
        } else {
            n = i64::from(count(self.get(i)?)?);
            i += 1;
        }
        let unit = self.soft(i)?;
        let late = self.soft(i + 1).is_some_and(|t| t.one_of(words!("time")));
        if !led
            && !late
            && !self.all.get(at.checked_sub(1)?).is_some_and(|t| {
                t.one_of(words!("within wait after"))
                    || t.low == "for" && at > 1 && self.all[at - 2].one_of(words!("not away busy off"))
            })
        {
            return None;
        }
        let date = match unit.low.as_str() {
            "day" | "days" => add_days(today, n),
            "week" | "weeks" | "wk" | "wks" => add_days(today, 7 * n),
            "fortnight" => add_days(today, 14),
            "month" | "months" if n <= 12 => today.checked_add_months(Months::new(u32::try_from(n).ok()?))?,
            _ => return None,
        };
        Some((date, i + 1 + usize::from(late) - at))
    }

    /// `3/12`, `Dec 4th`, `the 11th of december`, `4 Dec`.
    fn date(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let today = self.now.today();
        let t = self.get(at)?;
        if let Some(m) = month(t)
            && (t.low.len() > 2)
        {
            let mut i = at + 1;
            if self.soft(i).is_some_and(|n| n.low == "the") {
                i += 1;
            }
            let n = self.soft(i)?;
            let day = ordinal(n).or_else(|| n.low.parse().ok().filter(|n| (1..=31).contains(n)))?;
            return Some((coming(today, day, m)?, i + 1 - at));
        }
        let led = usize::from(t.low == "the");
        let n = self.get(at + led)?;
        // `the twenty first`.
        if let Some(tens) = ["twenty", "thirty"].iter().position(|tens| *tens == n.low)
            && let Some(one) = self.soft(at + led + 1).and_then(ordinal).filter(|one| *one < 10)
            && (led == 1 || at > 0 && self.all[at - 1].one_of(words!("on by")))
        {
            let day = 20 + 10 * u32::try_from(tens).unwrap_or(0) + one;
            let this = today.with_day(day).filter(|d| *d > today);
            let next = || today.with_day(1)?.checked_add_months(Months::new(1))?.with_day(day);
            return Some((this.or_else(next)?, led + 2));
        }
        let day = ordinal(n).or_else(|| n.low.parse().ok().filter(|n| (1..=31).contains(n)));
        if let Some(day) = day {
            let mut i = at + led + 1;
            if self.soft(i).is_some_and(|n| n.low == "of") {
                i += 1;
            }
            if let Some(m) = self.soft(i).and_then(month) {
                return Some((coming(today, day, m)?, i + 1 - at));
            }
            // `on the fourth`, `on tenth`.
            let spoken = !n.is_number()
                && at > 0
                && self.all[at - 1].one_of(words!("on by before until till for from"))
                && !self.soft(i).is_some_and(|n| {
                    n.one_of(words!("floor time year one birthday anniversary thing week half of quarter"))
                });
            if spoken {
                let this = today.with_day(day).filter(|d| *d > today);
                let next = || today.with_day(1)?.checked_add_months(Months::new(1))?.with_day(day);
                return Some((this.or_else(next)?, led + 1));
            }
            if n.low.ends_with("th")
                || n.low.ends_with("st")
                || n.low.ends_with("nd")
                || n.low.ends_with("rd")
            {
                let numeric = n.is_number();
                let is_day = led == 1
                    || at > 0 && self.all[at - 1].one_of(words!("on by before"))
                    || at > 0 && weekday(&self.all[at - 1]).is_some();
                if numeric
                    && is_day
                    && !self.soft(i).is_some_and(|n| {
                        n.one_of(words!("floor time year one birthday anniversary street avenue ave st"))
                    })
                {
                    let this = today.with_day(day).filter(|d| *d > today);
                    let next = || today.with_day(1)?.checked_add_months(Months::new(1))?.with_day(day);
                    return Some((this.or_else(next)?, led + 1));
                }
            }
        }
        if led == 1 {
            return None;
        }
        let mut parts = t.text.split(['/', '.']);
        let sign = t.text.contains('/');
        if !sign {
            return None;
        }
        let (a, b, c) =
            (parts.next()?.parse::<u32>().ok()?, parts.next()?.parse::<u32>().ok()?, parts.next());
        let (day, m) = if self.habits.month_first && a <= 12 || b > 12 { (b, a) } else { (a, b) };
        if let Some(year) = c {
            let year: i32 = year.parse().ok()?;
            let year = if year < 100 { 2000 + year } else { year };
            return Some((NaiveDate::from_ymd_opt(year, m, day).filter(|d| *d >= today)?, 1));
        }
        Some((coming(today, day, m)?, 1))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cued {
    /// `3pm`, `12:30`.
    Exact,
    /// `after 4`.
    Led,
}
