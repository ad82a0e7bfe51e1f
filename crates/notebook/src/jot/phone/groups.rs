//! Runs of digits and what parts them.

use super::super::lex::is_unseen;
use crate::search::digit;

/// So many runs of digits make up a number at most.
const MOST: usize = 8;
/// Signs between two runs at most.
const WIDEST: usize = 4;
/// Digits in one run at most: more are something else.
const LONGEST: usize = 20;

/// A run of digits and the signs that stood between it and the run before it, without unseen marks.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) separator: String,
    /// ASCII digits.
    pub(super) digits: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Group {
    pub(super) fn length(&self) -> usize {
        self.digits.len()
    }

    /// White space parts it from the run before.
    pub(super) fn is_apart(&self) -> bool {
        self.separator.contains(' ')
    }

    /// Its value; `None` if it is too long.
    pub(super) fn value(&self) -> Option<u64> {
        self.digits.parse().ok()
    }

    /// A year of our time.
    pub(super) fn is_year(&self) -> bool {
        self.length() == 4 && self.value().is_some_and(|year| (1900..2100).contains(&year))
    }
}

/// A space that a number may hold, as ASCII.
pub(super) fn blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
}

/// The sign between two runs as one of a few.
fn sign(c: char) -> Option<char> {
    match c {
        c if blank(c) => Some(' '),
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => Some('-'),
        '.' | '/' | '(' | ')' => Some(c),
        _ => None,
    }
}

/// The runs of digits from `start` on that could make up one number.
pub(super) fn groups(text: &str, start: usize) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut pos = start;
    while found.len() < MOST {
        let (mut separator, mut at) = (String::new(), pos);
        let mut chars = text[pos..].chars();
        let mut next = chars.next();
        while let Some(c) =
            next.filter(|c| separator.len() <= WIDEST && (is_unseen(*c) || sign(*c).is_some()))
        {
            separator.extend(sign(c));
            at += c.len_utf8();
            if at > pos + 24 {
                return found;
            }
            next = chars.next();
        }
        if separator.len() > WIDEST || !parts(&separator, found.len()) {
            return found;
        }
        let (mut digits, from) = (String::new(), at);
        while let Some(plain) = next.and_then(digit).filter(|_| digits.len() < LONGEST) {
            digits.push(plain);
            at += next.map_or(0, char::len_utf8);
            next = chars.next();
        }
        if digits.is_empty() || (!found.is_empty() && separator.is_empty()) {
            return found;
        }
        found.push(Group { separator, digits, start: from, end: at });
        pos = at;
    }
    found
}

/// Whether the signs may stand within a number, behind `count` runs.
fn parts(separator: &str, count: usize) -> bool {
    let trimmed = separator.trim();
    match trimmed {
        "" => count == 0 || separator.len() <= 2,
        "-" | "/" if separator != trimmed => count == 1 && separator.len() == 3,
        "-" | "/" | "(" | ")" | ")-" | ")(" | "-(" | ")/" | ") (" => true,
        "." => separator == ".",
        _ => false,
    }
}

/// A bracket is opened and not closed, or closed and not opened.
pub(super) fn opens(written: &str) -> bool {
    let mut open = 0i32;
    for c in written.chars() {
        open += i32::from(c == '(') - i32::from(c == ')');
        if !(0..=1).contains(&open) {
            return true;
        }
    }
    open != 0
}

/// A number as it was written, without unseen marks, with plain spaces and digits.
pub(super) fn written(text: &str) -> String {
    let plain = |c: char| match c {
        c if blank(c) => ' ',
        '＋' => '+',
        c => digit(c).unwrap_or(c),
    };
    text.trim().chars().filter(|c| !is_unseen(*c)).map(plain).collect::<String>().trim().to_owned()
}
