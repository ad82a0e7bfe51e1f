//! Telephone numbers: a shape that some country writes, in a place where nothing else is meant.
//!
//! With a country code the country says how many digits follow; with a leading zero or an area in brackets the shape
//! suffices. Other digits are a number only in the groups of a national form, and not where a quantity, a date, a span
//! of years, a range, an amount or a mark of an account is as likely. Behind `tel` or its like any digits are one.

mod around;
mod forms;
mod groups;

use std::ops::Range;

use super::types::Meaning;
use around::{Before, before, counts, extension, is_other};
use groups::{Group, groups, written};

/// The number that begins at `start`; `taken` is the end of the chip before it.
pub(super) fn phone(text: &str, start: usize, taken: usize) -> Option<(Meaning, Range<usize>)> {
    let rest = &text[start..];
    if rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("tel:")) {
        let (end, from) = (labelled(text, start + 4)?, start + 4);
        return Some((Meaning::Phone(written(&text[from..end])), from..end));
    }
    let end = end(text, start, before(text, start, taken), 1)?;
    let end = extension(text, end).unwrap_or(end);
    Some((Meaning::Phone(written(&text[start..end])), start..end))
}

/// Whether a number begins at `start`.
pub(super) fn is_phone(text: &str, start: usize) -> bool {
    end(text, start, Before::Nothing, 1).is_some()
}

/// Where the number that begins at `start` ends. `depth` more numbers are looked for behind it.
fn end(text: &str, start: usize, before: Before, depth: u8) -> Option<usize> {
    let rest = &text[start..];
    let head: String = rest.chars().take_while(|c| "(+＋ ".contains(*c)).collect();
    let plus = head.contains(['+', '＋']);
    if !matches!(head.as_str(), "" | "+" | "＋" | "(" | "(+" | "+(" | "+ ") {
        return None;
    }
    let all = groups(text, start + head.len());
    let first = all.first()?;
    if before == Before::Label {
        return end(text, start, Before::Nothing, depth).or_else(|| labelled(text, start));
    }
    let bracket = head.contains('(') && !plus && all.len() > 1;
    let is_marked = before == Before::Account || before == Before::Figure;
    let fits = |count: usize| {
        let groups = &all[..count];
        if groups::opens(&text[start..groups[count - 1].end]) {
            false
        } else if plus {
            forms::abroad(groups, 0)
        } else if is_marked {
            false
        } else if first.digits.starts_with("00") {
            forms::abroad(groups, 2)
        } else if first.digits.starts_with('0') {
            forms::trunk(groups)
        } else if forms::is_long_distance(groups) {
            forms::area(&groups[1..])
        } else if bracket {
            forms::area(groups)
        } else {
            let counted =
                || before == Before::Amount || forms::is_round(groups) || counts(text, groups[count - 1].end);
            forms::national(groups) && !(forms::is_weak(groups) && counted())
        }
    };
    let cuts: Vec<usize> =
        (1..=all.len()).filter(|&count| fits(count) && ends(text, &all, count, depth)).collect();
    let last = *cuts.last()?;
    // `06 12 34 56 78 300 000 €`: where the amount begins, nobody can say.
    let priced = |&&count: &&usize| {
        all.get(count).is_some_and(|next| next.is_apart() && around::is_amount(text, next.start))
    };
    if cuts.iter().filter(priced).nth(1).is_some() {
        return None;
    }
    let parted = |&&count: &&usize| {
        all.get(count)
            .is_some_and(|next| next.is_apart() && is_other(text, next.start) && !counts(text, next.end))
    };
    let count = match cuts.iter().find(parted) {
        Some(&count) => count,
        // `06 12 34 56 78 guests`: one number, or a shorter one and a count.
        None if counts(text, all[last - 1].end) && all[last - 1].is_apart() && cuts.len() > 1 => return None,
        None => last,
    };
    Some(all[count - 1].end)
}

/// Whether a number of so many groups stops there: nothing is glued to it, and what follows is something else.
fn ends(text: &str, all: &[Group], count: usize, depth: u8) -> bool {
    let end = all[count - 1].end;
    if let Some(next) = all.get(count) {
        return next.is_apart()
            && (is_other(text, next.start)
                || depth > 0 && self::end(text, next.start, Before::Nothing, depth - 1).is_some());
    }
    !around::is_glued(text, end)
}

/// Where the digits end that a word before them calls a number.
fn labelled(text: &str, start: usize) -> Option<usize> {
    let lead = text[start..].chars().take_while(|c| "(+＋ ".contains(*c)).map(char::len_utf8).sum::<usize>();
    let all = groups(text, start + lead);
    let sum = |count: usize| all[..count].iter().map(Group::length).sum::<usize>();
    let fine = |&count: &usize| {
        !counts(text, all[count - 1].end)
            && (5..=15).contains(&sum(count))
            && !groups::opens(&text[start..all[count - 1].end])
            && ends(text, &all, count, 1)
    };
    let count = (1..=all.len()).rev().find(fine)?;
    Some(all[count - 1].end)
}
