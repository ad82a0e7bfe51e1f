//! Finding what announces itself: contacts, quotations, sigils and keywords.
//!
//! Keywords do not count when denied or said of oneself: "not presold", "I need a coffee",
//! "no need to hurry". Words in quotes are a need, except within a need already begun.

use std::ops::Range;

use super::contact::{contact, email};
use super::dates::due;
use super::habits::Habits;
use super::lex::{Gap, Word, is_word_char, quoted};
use super::link::link;
use super::types::Meaning;
use super::words::{among, denied, phrase};
use crate::{Now, record::NameUse};

/// What a keyword or sigil opens; how far it goes depends on what comes behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    Need,
    Place,
    For,
    Source,
}

impl Clause {
    pub(super) fn meaning(self, value: String) -> Meaning {
        match self {
            Self::Need => Meaning::Need(value),
            Self::Place => Meaning::Place(value),
            Self::For => Meaning::For(value),
            Self::Source => Meaning::Source(value),
        }
    }
}

/// A whole chip, or the beginning of a clause whose value starts with the word given.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    Chip(Meaning),
    Opens(Clause, usize),
}

/// Something found, and the bytes it takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// Everything found, in the order of the text, without overlaps.
pub(super) fn scan(text: &str, words: &[Word], now: Option<(Now, Habits)>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let (mut taken, mut from, mut needing) = (0, 0, false);
    // The end of the last whole chip.
    let mut done = 0;
    for (i, word) in words.iter().enumerate() {
        if word.start < taken || word.outer < taken {
            from = i + 1;
            continue;
        }
        needing &= word.gap == Gap::Soft;
        let found = match word.sigil {
            Some(sigil) => by_sigil(text, words, i, sigil, now),
            None => by_quote(text, word, needing)
                .or_else(|| contact(text, word, done).map(|(meaning, range)| chip(range, meaning)))
                .or_else(|| by_keyword(text, words, i, from)),
        };
        if let Some(found) = found {
            needing = matches!(found.what, What::Opens(Clause::Need, _));
            if matches!(found.what, What::Chip(_)) {
                done = found.range.end;
            }
            taken = found.range.end.max(word.outer + 1);
            from = i + 1;
            all.push(found);
        }
    }
    all
}

fn chip(range: Range<usize>, meaning: Meaning) -> Found {
    Found { range, what: What::Chip(meaning) }
}

fn by_quote(text: &str, word: &Word, needing: bool) -> Option<Found> {
    let quote = word.quote.filter(|_| !needing)?;
    let (inner, end) = quoted(text, quote)?;
    // A link or a mail in quotes is what it is.
    if !inner.contains(char::is_whitespace) && (inner.contains("://") || inner.contains('@')) {
        return None;
    }
    Some(chip(quote.0..end, Meaning::Need(inner.to_owned())))
}

fn by_sigil(text: &str, words: &[Word], i: usize, sigil: char, now: Option<(Now, Habits)>) -> Option<Found> {
    let word = &words[i];
    let clause = match sigil {
        '#' => return tag(word),
        '!' => {
            let (now, habits) = now?;
            let (due, used) = due(text, &words[i..], habits, now)?;
            let last = &words[i + used - 1];
            let dot = last.text.contains('.') && text[last.end..].starts_with('.');
            return Some(chip(word.outer..last.end + usize::from(dot), Meaning::Due(due)));
        }
        '@' => Clause::Place,
        '>' => Clause::For,
        _ => Clause::Source,
    };
    if let Some((inner, end)) = word.quote.and_then(|quote| quoted(text, quote)) {
        return Some(chip(word.outer..end, clause.meaning(squeeze(inner))));
    }
    if sigil == '<'
        && let Some((meaning, range)) =
            email(word).or_else(|| link(text, word).filter(|_| word.text.contains("://")))
    {
        return Some(chip(range, meaning));
    }
    let fits = if clause == Clause::Place {
        word.text.chars().next().is_some_and(is_word_char) && word.text.chars().any(char::is_alphabetic)
    } else {
        word.text.chars().next().is_some_and(char::is_alphabetic)
    };
    fits.then_some(Found { range: word.outer..word.start, what: What::Opens(clause, i) })
}

/// `#boats`: letters and digits of any script, `-` and `_`; at least one letter, so `#1` is none.
fn tag(word: &Word) -> Option<Found> {
    let fine = |c: char| is_word_char(c) || matches!(c, '-' | '_');
    let end = word.text.find(|c| !fine(c)).unwrap_or(word.text.len());
    let tag = &word.text[..end];
    let named = word.quote.is_none() && tag.chars().any(char::is_alphabetic);
    named.then(|| chip(word.outer..word.start + end, Meaning::Tag(tag.to_owned())))
}

fn by_keyword(text: &str, words: &[Word], i: usize, from: usize) -> Option<Found> {
    let said = |used: usize, meaning| Some(chip(words[i].outer..words[i + used - 1].end, meaning));
    let like = |pattern| phrase(words, i, pattern);
    if let Some(used) =
        like("do/can/could/may/should/must? not/don't/dont/never/can't/cannot/mustn't use my name")
    {
        return said(used, Meaning::NameUse(NameUse::No));
    }
    if let Some(used) = like("no name/names")
        && like("no name/names yet/given/tag/tags/for/on").is_none()
    {
        return said(used, Meaning::NameUse(NameUse::No));
    }
    if let Some(used) = like("you? can/may? use my name") {
        return said(used, Meaning::NameUse(if denied(words, i, from) { NameUse::No } else { NameUse::Yes }));
    }
    if denied(words, i, from) {
        return None;
    }
    if let Some(used) = like("expects/expect/expecting/expected a/my/your/our/the? call") {
        return said(used, Meaning::ExpectsCall);
    }
    if let Some(used) = like("presold/pre-sold") {
        return said(used, Meaning::Presold);
    }
    if let Some(used) = like("agreed") {
        return said(used, Meaning::Agreed);
    }
    let used =
        like("needs/wants").or_else(|| like("looking for")).or_else(|| like("in need of")).or_else(|| {
            let noun =
                i > from && among(words[i - 1].text, "the a any this that in my your his her their our");
            like("need").filter(|_| !noun)
        })?;
    let first = i + used;
    if let Some(word) = words.get(first)
        && word.sigil.is_none()
        && word.gap <= Gap::Colon
        && let Some((inner, end)) = word.quote.and_then(|quote| quoted(text, quote))
    {
        return Some(chip(words[i].outer..end, Meaning::Need(inner.to_owned())));
    }
    let range = words[i].outer..words[first - 1].end;
    Some(Found { range, what: What::Opens(Clause::Need, first) })
}

/// Single spaces between the words.
pub(super) fn squeeze(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut joined = words.next().unwrap_or_default().to_owned();
    for word in words {
        joined.push(' ');
        joined.push_str(word);
    }
    joined
}
