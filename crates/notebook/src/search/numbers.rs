//! Telephone numbers: runs of digits that people group as they like, found by any part of them.

use std::ops::Range;

use super::letters::plain;

/// Fewer digits in a text are an amount or a year, and found as a token.
pub(super) const SHORTEST_IN_TEXT: usize = 7;
/// So many digits must be typed before they are looked for within numbers.
pub(super) const SHORTEST_IN_QUERY: usize = 3;
/// Two or three numbers in a row may run together; no more.
const LONGEST: usize = 40;
/// So many signs can stand between two digits, as in `(0) 12`.
const WIDEST_GAP: usize = 3;

/// A run of digits in a text.
#[derive(Default)]
pub(super) struct Number {
    /// ASCII digits without leading zeros, which depend on where one calls from.
    pub(super) digits: Vec<u8>,
    /// How many leading zeros there were.
    pub(super) zeros: usize,
    /// Where each of `digits` stands in the text.
    pub(super) places: Vec<Range<usize>>,
    /// The whole run.
    pub(super) range: Range<usize>,
    groups: Vec<u8>,
}

/// Calls `each` with every run of at least `shortest` digits.
pub(super) fn each_number(text: &str, shortest: usize, mut each: impl FnMut(&Number)) {
    if text.bytes().filter(|byte| byte.is_ascii_digit() || !byte.is_ascii()).nth(shortest - 1).is_none() {
        return;
    }
    let mut number = Number::default();
    let mut gap = 0;
    for (from, c) in text.char_indices() {
        let at = from..from + c.len_utf8();
        match plain(c) {
            // The zero of `+44 (0)20` is for those who leave out the country.
            '0' if gap > 0 && text[..from].ends_with('(') && text[at.end..].starts_with(')') => gap = 1,
            digit @ '0'..='9' => {
                if number.length() == LONGEST {
                    number.finish(shortest, &mut each);
                }
                number.push(digit, at, gap > 0);
                gap = 0;
            }
            ' ' | '-' | '\u{2010}'..='\u{2013}' | '.' | '/' | '(' | ')' if gap < WIDEST_GAP => gap += 1,
            _ => {
                number.finish(shortest, &mut each);
                gap = 0;
            }
        }
    }
    number.finish(shortest, &mut each);
}

impl Number {
    /// All its digits, with leading zeros.
    fn length(&self) -> usize {
        self.zeros + self.digits.len()
    }

    fn push(&mut self, digit: char, at: Range<usize>, new_group: bool) {
        if self.length() == 0 {
            self.range = at.clone();
        }
        self.range.end = at.end;
        match self.groups.last_mut() {
            Some(group) if !new_group => *group += 1,
            _ => self.groups.push(1),
        }
        if digit == '0' && self.digits.is_empty() {
            self.zeros += 1;
        } else {
            self.digits.push(digit as u8);
            self.places.push(at);
        }
    }

    fn finish(&mut self, shortest: usize, each: &mut impl FnMut(&Self)) {
        if self.length() >= shortest && !self.is_date() {
            each(self);
        }
        self.digits.clear();
        self.places.clear();
        self.groups.clear();
        self.zeros = 0;
    }

    /// `2026-11-22` and `22.11.2026` are no telephone numbers.
    fn is_date(&self) -> bool {
        matches!(self.groups[..], [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4])
    }
}

/// Digits being looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    typed: Vec<u8>,
    zeros: usize,
}

impl Digits {
    pub(super) fn of(number: &Number) -> Self {
        let mut typed = vec![b'0'; number.zeros];
        typed.extend(&number.digits);
        Self { typed, zeros: number.zeros }
    }

    /// Where they are found in a number's digits: as typed; or without the zeros one dials at home; or
    /// the number is written without the country that was typed. Says whether it was as typed.
    pub(super) fn find(&self, digits: &[u8]) -> Option<(Range<usize>, bool)> {
        if let Some(found) = position(digits, &self.typed) {
            return Some((found, true));
        }
        let stripped = &self.typed[self.zeros..];
        if self.zeros > 0
            && stripped.len() >= 2
            && let Some(found) = position(digits, stripped)
        {
            return Some((found, false));
        }
        let same_end = digits.len() >= SHORTEST_IN_TEXT && self.typed.ends_with(digits);
        same_end.then_some((0..digits.len(), false))
    }
}

fn position(digits: &[u8], part: &[u8]) -> Option<Range<usize>> {
    let first = *part.first()?;
    let last_start = digits.len().checked_sub(part.len())?;
    (0..=last_start)
        .find(|start| digits[*start] == first && digits[*start..].starts_with(part))
        .map(|start| start..start + part.len())
}
