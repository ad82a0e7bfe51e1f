//! Times of day, and hours and minutes from now.

use super::super::words::among;
use super::{Reader, number};

impl Reader<'_> {
    /// `9am`, `9 am`, `9.30pm`, `14:30`, `14h`, `14h30`, `noon`. Beside a weekday also `17.30`, where no day of a
    /// month can be meant.
    pub(super) fn time(self, at: usize, beside_weekday: bool) -> Option<((u8, u8), usize)> {
        let word = if at == 0 { self.word(0) } else { self.loose(at) }?;
        if word == "noon" {
            return Some(((12, 0), 1));
        }
        let (hour, rest) =
            number(&word).filter(|_| word.bytes().take_while(u8::is_ascii_digit).count() <= 2)?;
        let (sign, minute, rest) = minutes(rest)?;
        let second = if rest.is_empty() { self.word(at + 1) } else { None };
        let (half, used) = match (half(rest), second.as_deref().and_then(half)) {
            (Some(half), _) => (Some(half), 1),
            (None, Some(half)) => (Some(half), 2),
            _ => (None, 1),
        };
        if let Some(half) = half {
            let pm = half == 'p';
            let hour = (1..=12).contains(&hour).then_some(hour % 12 + if pm { 12 } else { 0 })?;
            return clock(hour, minute.unwrap_or(0)).map(|time| (time, used));
        }
        let exact = match (sign, minute) {
            // `2h` is two hours from now, `14h` is two o'clock; in between is neither.
            ('h', None) => rest.is_empty() && (13..24).contains(&hour),
            ('h', Some(_)) => rest.is_empty() && hour >= 7,
            (':', Some(_)) => rest.is_empty() || rest == "h",
            ('.', Some(minute)) => {
                beside_weekday && (rest.is_empty() || rest == "h") && (minute == 0 || minute > 12)
            }
            _ => false,
        };
        if !exact {
            return None;
        }
        let named = rest.is_empty() && second.as_deref().is_some_and(|word| among(word, "h hrs hours uhr"));
        clock(hour, minute.unwrap_or(0)).map(|time| (time, 1 + usize::from(named)))
    }

    /// `2h`, `90 minutes`, `in an hour`: minutes from now, and the words it takes.
    pub(super) fn hours_away(self, at: usize) -> Option<(i64, usize)> {
        let skip = usize::from(self.word(at)? == "in");
        let (count, unit, used) = self.counted(at + skip)?;
        let minutes = match unit.as_str() {
            // Others may be o'clock.
            "h" if skip == 0 && used == 1 && !(matches!(count, 1..=6) || count % 24 == 0) => return None,
            "h" | "hr" | "hrs" | "hour" | "hours" => i64::from(count) * 60,
            "m" if !(matches!(count, 15..=55 | 90) && count % 5 == 0) => return None,
            "m" | "min" | "mins" | "minute" | "minutes" => i64::from(count),
            _ => return None,
        };
        (count > 0).then_some((minutes, used + skip))
    }
}

/// What parts the hour from the minute, the minute, and what stands behind it.
fn minutes(rest: &str) -> Option<(char, Option<u32>, &str)> {
    let Some(sign) = rest.chars().next().filter(|c| matches!(c, ':' | '.' | 'h')) else {
        return Some((' ', None, rest));
    };
    let behind = &rest[1..];
    match behind.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())) {
        Some(digits) => Some((sign, Some(digits.parse().ok()?), &behind[2..])),
        None if sign == 'h' => Some((sign, None, behind)),
        None => None,
    }
}

/// Before or after noon.
fn half(word: &str) -> Option<char> {
    match word {
        "am" | "a.m" | "a.m." => Some('a'),
        "pm" | "p.m" | "p.m." => Some('p'),
        _ => None,
    }
}

fn clock(hour: u32, minute: u32) -> Option<(u8, u8)> {
    (hour < 24 && minute < 60).then_some((u8::try_from(hour).ok()?, u8::try_from(minute).ok()?))
}
