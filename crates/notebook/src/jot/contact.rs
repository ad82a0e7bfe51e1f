//! Phone numbers, e-mail addresses and links.
//!
//! A phone number has 6 to 15 digits (11 without a country code or a leading zero, so that two
//! numbers in a row stay two) and may hold spaces, dots, dashes, slashes and parentheses. Dates, prices,
//! grouped thousands and spans of years are none. A link needs a scheme, `www.`, or a lower-case
//! ending that is a known top-level domain or has two letters behind a name of at least two.

use std::ops::Range;

use super::lex::{Word, is_word_char};
use super::types::Meaning;
use super::words::among;

/// The contact that begins with `word`; with the bytes it takes.
pub(super) fn contact(text: &str, word: &Word) -> Option<(Meaning, Range<usize>)> {
    link(text, word).or_else(|| email(word)).or_else(|| {
        // A bracket before a number may belong to it.
        let bracket = word.start.checked_sub(1).filter(|&at| text.as_bytes()[at] == b'(');
        bracket.and_then(|at| phone(text, at)).or_else(|| phone(text, word.start))
    })
}

fn prefixed(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Without the punctuation at its end.
fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| !is_word_char(c) && !matches!(c, '/' | '=' | '-' | '_'))
}

pub(super) fn email(word: &Word) -> Option<(Meaning, Range<usize>)> {
    let skip = if prefixed(word.text, "mailto:") { 7 } else { 0 };
    let address = trimmed(&word.text[skip..]);
    let (local, domain) = address.split_once('@')?;
    let fine = |c: char| is_word_char(c) || "._%+-'".contains(c);
    if local.is_empty() || !local.chars().all(fine) || !is_host(domain) {
        return None;
    }
    Some((Meaning::Email(address.to_owned()), word.start..word.start + skip + address.len()))
}

/// Labels parted by dots, the last of at least two letters.
fn is_host(host: &str) -> bool {
    host.len() <= 253
        && host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| is_word_char(c) || matches!(c, '-' | '_'))
        })
        && host.rsplit('.').next().is_some_and(|top| {
            top.chars().nth(1).is_some() && (top.starts_with("xn--") || top.chars().all(is_letter))
        })
}

fn is_letter(c: char) -> bool {
    is_word_char(c) && !c.is_numeric()
}

const TOP_LEVEL: &str = "com net org info biz app dev shop store online site website club agency \
    studio design tech cloud pro name coop edu gov cat xyz group company consulting law legal \
    academy photo eus gal";

pub(super) fn link(text: &str, word: &Word) -> Option<(Meaning, Range<usize>)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| prefixed(word.text, scheme));
    let skip = scheme.map_or(0, str::len);
    let written = if scheme.is_some() {
        // With a scheme it goes on to the next white space, commas and brackets included.
        let rest = &text[word.start..];
        let ends = |&(at, c): &(usize, char)| c.is_whitespace() || "<>\"”»".contains(c) || at > 2000;
        let end = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
        trimmed(&rest[..end])
    } else {
        trimmed(word.text)
    };
    let address = written.get(skip..)?;
    let host_end = address.find(['/', '?', '#', ':']).unwrap_or(address.len());
    let host = &address[..host_end];
    if !(is_host(host) || scheme.is_some() && host.chars().any(char::is_alphanumeric)) {
        return None;
    }
    if scheme.is_none() && !prefixed(host, "www.") {
        let (name, top) = host.rsplit_once('.')?;
        let short = top.len() == 2 && name.split('.').next_back()?.chars().nth(1).is_some();
        let small = top.chars().all(|c| c.is_ascii_lowercase());
        if !small || !(short || among(top, TOP_LEVEL)) {
            return None;
        }
    }
    let value = if scheme.is_some() { written.to_owned() } else { ["https://", written].concat() };
    Some((Meaning::Link(value), word.start..word.start + written.len()))
}

/// A run of digits and the bytes that stood between it and the run before it.
struct Group<'a> {
    separator: &'a str,
    digits: &'a str,
    end: usize,
}

/// The runs of digits from `start` on that can make up one number: at most `most` digits.
fn groups(text: &str, start: usize, most: usize) -> Vec<Group<'_>> {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let (mut found, mut total, mut pos) = (Vec::new(), 0, start);
    loop {
        let from = pos;
        while pos < from + 4 && matches!(bytes.get(pos), Some(b' ' | b'.' | b'-' | b'/' | b'(' | b')')) {
            pos += 1;
        }
        let digits = pos;
        while pos < digits + 20 && digit(pos) {
            pos += 1;
        }
        total += pos - digits;
        if pos == digits || total > most {
            return found;
        }
        let separator = text.get(from..digits).unwrap_or_default();
        found.push(Group { separator, digits: &text[digits..pos], end: pos });
    }
}

fn phone(text: &str, start: usize) -> Option<(Meaning, Range<usize>)> {
    let rest = &text[start..];
    if prefixed(rest, "tel:") {
        return phone(text, start + 4);
    }
    let plus = rest.starts_with('+') || rest.starts_with("(+");
    let first = rest.bytes().take(3).position(|b| b.is_ascii_digit())?;
    if !matches!(&rest[..first], "" | "+" | "(" | "(+" | "+(" | "+ ") {
        return None;
    }
    let from = start + first;
    let most = match rest.as_bytes()[first] {
        _ if plus => 15,
        b'0' => 14,
        _ => 11,
    };
    let mut groups = groups(text, from, most);
    let follows = |end: usize| text[end..].trim_start_matches(' ').chars().next();
    while let Some(last) = groups.last() {
        let glued = text[last.end..].chars().next().is_some_and(|c| is_word_char(c) || "%€$£:@".contains(c));
        let counted = last.separator == " "
            && last.digits.len() < 3
            && follows(last.end).is_some_and(char::is_alphabetic);
        if !(glued || counted && groups.len() > 1 && is_enough(&groups[..groups.len() - 1])) {
            break;
        }
        if last.separator != " " || groups.len() == 1 {
            return None;
        }
        groups.pop();
    }
    let end = groups.last()?.end;
    if !is_enough(&groups) || (!plus && (is_date(&groups) || is_amount(&groups, &text[end..]))) {
        return None;
    }
    let written = &text[start..end];
    // A bracket opened before the number belongs to it only if it closes within it.
    if written.contains('(') && !written.contains(')') {
        return None;
    }
    Some((Meaning::Phone(written.to_owned()), start..end))
}

fn is_enough(groups: &[Group]) -> bool {
    groups.iter().map(|group| group.digits.len()).sum::<usize>() >= 6
}

/// `24/12/2026`, `24.12.26`, `2026-12-24`, `2019-2026`.
fn is_date(groups: &[Group]) -> bool {
    let year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let upto =
        |digits: &str, most: u32| digits.len() <= 2 && digits.parse().is_ok_and(|n: u32| n >= 1 && n <= most);
    match groups {
        [a, b] => year(a.digits) && year(b.digits),
        [a, b, c, rest @ ..] => {
            let same = b.separator == c.separator && matches!(b.separator, "/" | "." | "-");
            let apart = rest.first().is_none_or(|next| next.separator != c.separator);
            let day_month =
                upto(a.digits, 31) && upto(b.digits, 31) && (upto(a.digits, 12) || upto(b.digits, 12));
            let last_year = year(c.digits) || c.digits.len() == 2;
            same && apart
                && (day_month && last_year || year(a.digits) && upto(b.digits, 12) && upto(c.digits, 31))
        }
        _ => false,
    }
}

/// `1.250.000`, `250.000`, `300 000 €`.
fn is_amount(groups: &[Group], after: &str) -> bool {
    let thousands = match groups {
        [_] => false,
        [first, rest @ ..] => {
            let dots = rest.iter().all(|group| group.separator == "." && group.digits.len() == 3);
            dots && (first.digits.len() < 3 || groups.len() == 2)
        }
        [] => false,
    };
    let after = after.trim_start();
    let unit = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    thousands
        || after.starts_with(['€', '$', '£', '%', '¥', '₹'])
        || among(unit, "eur euro euros usd dollars gbp pounds chf k m mio million")
}
