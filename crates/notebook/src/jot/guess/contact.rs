//! Numbers and addresses that the stricter reader leaves: dictated ones, handles, short local numbers.

use std::ops::Range;

use super::super::{Habits, Meaning};
use super::Guess;
use super::list::words;
use super::spoken;
use super::token::{Gap, Token, tokens};

/// The tokens of the jot with everything taken that is a contact; those found here go to `out`.
pub(super) fn contacts<'a>(
    text: &'a str,
    said: &[Guess],
    habits: Habits,
    out: &mut Vec<Guess>,
) -> Vec<Token<'a>> {
    let is_contact =
        |meaning: &Meaning| matches!(meaning, Meaning::Phone(_) | Meaning::Email(_) | Meaning::Link(_));
    let contacts: Vec<_> =
        said.iter().filter(|(_, meaning)| is_contact(meaning)).map(|(range, _)| range.clone()).collect();
    let mut taken: Vec<_> = said.iter().map(|(range, _)| range.clone()).collect();
    for (range, handle) in handles(text, &contacts) {
        taken.push(range.clone());
        out.push((range, Meaning::Link(handle)));
    }
    let mut all = tokens(text, &taken);
    let mut take = |all: &mut Vec<Token>, range: Range<usize>, meaning: Meaning| {
        out.push((all[range.start].range.start..all[range.end - 1].range.end, meaning));
        all[range].iter_mut().for_each(|token| token.taken = true);
    };
    for (range, number) in grouped(&all, habits) {
        take(&mut all, range, Meaning::Phone(number));
    }
    for (range, address) in spoken::emails(&all) {
        take(&mut all, range, Meaning::Email(address));
    }
    for (range, number) in spoken::phones(&all) {
        take(&mut all, range, Meaning::Phone(number));
    }
    all
}

/// What stands before a handle.
const LED: [&str; 16] = [
    "dm",
    "insta",
    "instagram",
    "ig",
    "twitter",
    "x",
    "tiktok",
    "handle",
    "msg",
    "message",
    "him",
    "her",
    "on",
    "them",
    "threads",
    "telegram",
];

/// `@wharfgympete`: a handle where somebody is written to.
fn handles(text: &str, taken: &[Range<usize>]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let fine = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let rest = &text[at + 1..];
        let body = rest[..rest.find(|c| !fine(c)).unwrap_or(rest.len())].trim_end_matches('.');
        let apart = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        if !apart || body.chars().count() < 4 || taken.iter().any(|range| range.contains(&at)) {
            continue;
        }
        let before = text[..at]
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .trim_end_matches(':')
            .to_lowercase();
        if LED.contains(&before.as_str()) || body.contains('_') || body.chars().any(|c| c.is_ascii_digit()) {
            found.push((at..at + 1 + body.len(), format!("@{body}")));
        }
    }
    found
}

/// `512 555 0133`, `555-0147`, `new no 07700 900023`.
fn grouped(all: &[Token], habits: Habits) -> Vec<(Range<usize>, String)> {
    let north_american = habits.month_first;
    let digits = |t: &Token| {
        let fine = !t.taken && t.text.chars().all(|c| c.is_ascii_digit() || c == '-');
        fine.then(|| t.text.replace('-', "")).filter(|digits| !digits.is_empty())
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let near = |(i, t): &(usize, &Token)| *i == 0 || t.gap <= Gap::Slash || t.gap == Gap::Close;
        let run: Vec<String> =
            all[at..].iter().enumerate().take(4).take_while(near).map_while(|(_, t)| digits(t)).collect();
        let whole = run.concat();
        let first = run.first().map_or(0, String::len);
        let trunk = whole.starts_with('0') && (10..=11).contains(&whole.len()) && first >= 3;
        let long = north_american
            && whole.len() == 10
            && first != 4
            && run.len() <= 3
            && !whole.starts_with(['0', '1']);
        let local = north_american
            && all[at].text.split_once('-').is_some_and(|(a, b)| a.len() == 3 && b.len() == 4)
            && first == 7;
        // Elsewhere the stricter reader has said no.
        let called = at > 0
            && all[at].gap <= Gap::Comma
            && all[at - 1].one_of(words!("no number num code is on mob mobile cell tel ring call text at"));
        let apart = all[at].gap >= Gap::Stop;
        if (trunk || long) && called || long && apart {
            found.push((at..at + run.len(), whole));
            at += run.len();
        } else {
            if local {
                found.push((at..at + 1, all[at].text.to_owned()));
            }
            at += 1;
        }
    }
    found
}
