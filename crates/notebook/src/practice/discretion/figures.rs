//! Numbers that must not be told: telephone numbers of hidden people, amounts of money.

use std::ops::Range;

use crate::{
    record::Money,
    search::{digit, fold},
};

/// Digits by which two telephone numbers are the same, whatever stands before them.
const TAIL: usize = 7;
/// Fewer digits are no telephone number.
const LEAST: usize = 5;

/// The last digits of a telephone number, if it is long enough to be one.
pub(super) fn tail(number: &str) -> Option<String> {
    let digits = digits(number);
    (digits.len() >= LEAST).then(|| digits[digits.len().saturating_sub(TAIL)..].to_owned())
}

/// The digits of an amount as they may be written: with and without the minor unit.
pub(super) fn of_money(money: &Money) -> [String; 2] {
    let text = money.to_string();
    let whole = text.split(['.', ' ']).next().unwrap_or_default();
    let amount = text.split(' ').next().unwrap_or_default();
    [digits(whole), digits(amount)]
}

fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// Where numbers stand that must not be told: those that end in one of `tails`, and with `amounts` every
/// sum of money.
pub(super) fn found(text: &str, tails: &[String], amounts: Option<&[String]>) -> Vec<Range<usize>> {
    if tails.is_empty() && amounts.is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for run in runs(text) {
        let digits = digits(&text[run.clone()]);
        let is_phone = digits.len() >= LEAST && tails.iter().any(|tail| digits.contains(tail.as_str()));
        if is_phone {
            let plus = usize::from(text[..run.start].ends_with('+'));
            found.push(run.start - plus..run.end);
        } else if let Some(amounts) = amounts {
            let bare = digits.trim_start_matches('0');
            let is_known = bare.len() > 2 && amounts.iter().any(|amount| amount == bare);
            let with_unit = beside(text, &run);
            if is_known || with_unit != run {
                found.push(with_unit);
            }
        }
    }
    found
}

/// Digits with what may stand between them, from the first digit (or a plus) to the last.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut gap = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if digit(c).is_some() {
            open = Some(open.map_or(at, |run| run.start)..end);
            gap = 0;
        } else if matches!(
            c,
            ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '-' | '–' | '/' | '(' | ')' | '\'' | '’'
        ) && gap < 3
        {
            gap += 1;
        } else if !fold(c.encode_utf8(&mut [0; 4])).is_empty() {
            runs.extend(open.take());
            gap = 0;
        }
    }
    runs.extend(open);
    runs
}

/// The number with the currency beside it; the number alone when there is none.
fn beside(text: &str, run: &Range<usize>) -> Range<usize> {
    let (before, after) = (&text[..run.start], &text[run.end..]);
    let behind = after.trim_start();
    let word: String = behind.chars().take_while(|c| c.is_alphabetic()).collect();
    let sign = behind.chars().next().filter(|c| is_currency(*c));
    let end = match sign {
        Some(sign) => Some(sign.len_utf8()),
        None => is_unit(&word).then_some(word.len()),
    };
    if let Some(length) = end {
        return run.start..text.len() - behind.len() + length;
    }
    let ahead = before.trim_end();
    let word: String = ahead.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let word: String = word.chars().rev().collect();
    match ahead.chars().next_back().filter(|c| is_currency(*c)) {
        Some(sign) => ahead.len() - sign.len_utf8()..run.end,
        None if is_unit(&word) => ahead.len() - word.len()..run.end,
        None => run.clone(),
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¢' | '€' | '\u{20a0}'..='\u{20cf}' | '¤' | '元' | '円' | '원' | '﷼')
}

/// A currency's code or name, or thousands.
fn is_unit(word: &str) -> bool {
    let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let small = word.to_ascii_lowercase();
    let names =
        ["k", "euro", "dollar", "pound", "yen", "franc", "quid", "buck", "grand", "thousand", "million"];
    is_code || names.contains(&small.as_str()) || names.contains(&small.trim_end_matches('s'))
}
