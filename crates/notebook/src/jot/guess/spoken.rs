//! Numbers and addresses that were dictated.

use std::ops::Range;

use super::list::words;
use super::token::{Gap, Token};

fn digit(t: &Token) -> Option<&'static str> {
    Some(match t.low.as_str() {
        "oh" | "o" | "zero" | "nought" | "naught" | "nil" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" | "niner" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "thirteen" => "13",
        "fourteen" => "14",
        "fifteen" => "15",
        "sixteen" => "16",
        "seventeen" => "17",
        "eighteen" => "18",
        "nineteen" => "19",
        _ => return None,
    })
}

fn tens(t: &Token) -> Option<&'static str> {
    Some(match t.low.as_str() {
        "twenty" => "2",
        "thirty" => "3",
        "forty" => "4",
        "fifty" => "5",
        "sixty" => "6",
        "seventy" => "7",
        "eighty" => "8",
        "ninety" => "9",
        _ => return None,
    })
}

/// Dictated phone numbers: seven digits or more.
pub(super) fn phones(all: &[Token]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let (end, digits) = run(all, at);
        let count = digits.chars().filter(char::is_ascii_digit).count();
        if (7..=15).contains(&count) && !all[at..end].iter().all(Token::is_number) {
            found.push((at..end, digits));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn run(all: &[Token], at: usize) -> (usize, String) {
    let mut i = at;
    let mut out = String::new();
    while let Some(t) = all.get(i).filter(|t| !t.taken && (i == at || t.gap <= Gap::Comma)) {
        if (t.low == "double" || t.low == "triple" || t.low == "treble")
            && let Some(d) = all.get(i + 1).and_then(digit)
            && d.len() == 1
        {
            out.push_str(&d.repeat(if t.low == "double" { 2 } else { 3 }));
            i += 2;
            continue;
        }
        if let Some(d) = digit(t) {
            out.push_str(d);
            i += 1;
            if all.get(i).is_some_and(|n| n.low == "hundred") {
                out.push_str("00");
                i += 1;
                if all.get(i).is_some_and(|n| n.low == "and")
                    && all.get(i + 1).is_some_and(|n| digit(n).is_some() || tens(n).is_some())
                {
                    out.truncate(out.len() - 2);
                    let next = all.get(i + 1);
                    if let Some(d) = next.and_then(digit) {
                        out.push_str(if d.len() == 1 { "0" } else { "" });
                        out.push_str(d);
                        i += 2;
                    } else if let Some(d) = next.and_then(tens) {
                        out.push_str(d);
                        i += 2;
                        if let Some(d) = all.get(i).and_then(digit).filter(|d| d.len() == 1) {
                            out.push_str(d);
                            i += 1;
                        } else {
                            out.push('0');
                        }
                    }
                }
            } else if all.get(i).is_some_and(|n| n.low == "thousand") {
                out.push_str("000");
                i += 1;
            }
            continue;
        }
        if let Some(d) = tens(t) {
            out.push_str(d);
            i += 1;
            match all.get(i).and_then(digit).filter(|d| d.len() == 1 && *d != "0") {
                Some(d) => {
                    out.push_str(d);
                    i += 1;
                }
                None => out.push('0'),
            }
            continue;
        }
        if t.is_number() && t.low.chars().all(|c| c.is_ascii_digit()) {
            out.push_str(&t.low);
            i += 1;
            continue;
        }
        if t.low == "plus" && i == at {
            out.push('+');
            i += 1;
            continue;
        }
        break;
    }
    (i, out)
}

/// Dictated addresses: `karen dot doyle at brightwater dot example`.
pub(super) fn emails(all: &[Token]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for at in 0..all.len() {
        let t = &all[at];
        if t.low != "at" || !t.soft() || at == 0 {
            continue;
        }
        let word = |i: usize| {
            all.get(i).filter(|t| !t.taken && t.gap == Gap::Soft && (t.is_word() || t.is_number()))
        };
        let is_dot = |i: usize| all.get(i).is_some_and(|t| t.one_of(words!("dot")) && t.soft());
        // Behind it a host with at least one dot.
        let Some(first) = word(at + 1) else { continue };
        let mut host = first.low.clone();
        let mut end = at + 2;
        while all.get(end).is_some_and(|t| t.soft() && t.is_word() && !t.one_of(words!("dot")))
            && is_dot(end + 1)
            && !host.contains('.')
        {
            host.push_str(&all[end].low);
            end += 1;
        }
        while is_dot(end) && word(end + 1).is_some() {
            host.push('.');
            host.push_str(&all[end + 1].low);
            end += 2;
        }
        if !host.contains('.') {
            continue;
        }
        let mut start = at - 1;
        while start >= 2 && all[start - 1].one_of(words!("dot underscore dash hyphen")) {
            start -= 2;
        }
        if start > 0
            && all[start].soft()
            && all[start - 1].text.chars().count() == 1
            && all[start - 1].is_word()
            && !all[start - 1].one_of(words!("a i"))
        {
            start -= 1;
        }
        let mut local = String::new();
        for t in &all[start..at] {
            match t.low.as_str() {
                "dot" => local.push('.'),
                "underscore" => local.push('_'),
                "dash" | "hyphen" => local.push('-'),
                low => local.push_str(low),
            }
        }
        found.push((start..end, format!("{local}@{host}")));
    }
    found
}
