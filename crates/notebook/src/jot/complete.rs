//! Completing a name, place or tag under the cursor.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::head::unfinished;
use super::lex::{Word, is_word_char, lex};
use super::scan::{Clause, What, scan, squeeze};
use super::types::Meaning;
use super::words::is_foreign;

/// What is being typed at the cursor and could be completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completing {
    /// The bytes a choice replaces, without the sigil.
    pub range: Range<usize>,
    /// What kind of thing to offer.
    pub kind: CompletingKind,
    /// What has been typed of it; may be empty after a sigil.
    pub prefix: String,
}

/// What kind of thing is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletingKind {
    /// The person the jot is about.
    Name,
    /// `>`: a member or a group.
    For,
    /// `<`: who told me.
    Source,
    /// `@`: an event or a place.
    Place,
    /// `#`: a tag.
    Tag,
}

/// What could be completed at `cursor`, a byte offset (moved back to a character's start).
#[must_use]
pub fn completing(text: &str, cursor: usize) -> Option<Completing> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let before = &text[..cursor];
    let words = lex(before);
    let last = words.last()?;
    let tail = &before[last.end..];
    if !matches!(tail, "" | " " | "'" | "’") {
        return None;
    }
    let (kind, start, from) = at_end(before, &words, last, tail)?;
    let mut end = cursor;
    if tail != " " {
        let inside = |c: char| is_word_char(c) || matches!(c, '\'' | '’' | '-');
        end += text[cursor..].find(|c| !inside(c)).unwrap_or(text.len() - cursor);
    }
    let prefix = before[from..].trim_end().to_owned();
    Some(Completing { range: start..end, kind, prefix })
}

/// The kind of what is typed at the end of `before`, where it begins, and where it begins behind
/// its quote.
fn at_end(before: &str, words: &[Word], last: &Word, tail: &str) -> Option<(CompletingKind, usize, usize)> {
    if let Some(sigil) = last.sigil {
        let tag = sigil == '#' && last.text.chars().all(|c| is_word_char(c) || matches!(c, '-' | '_'));
        let kind = match sigil {
            '#' if tag => Some(CompletingKind::Tag),
            '@' => Some(CompletingKind::Place),
            '>' => Some(CompletingKind::For),
            '<' => Some(CompletingKind::Source),
            _ => None,
        };
        if tail.is_empty() && (tag || last.text.is_empty()) {
            return Some((kind?, last.outer + 1, last.start));
        }
    }
    let found = scan(before, words, None);
    if let Some(What::Opens(clause, first)) = found.last().map(|found| &found.what) {
        let (kind, most) = match clause {
            Clause::Place => (CompletingKind::Place, 6),
            Clause::For => (CompletingKind::For, 5),
            Clause::Source => (CompletingKind::Source, 5),
            Clause::Need => return None,
        };
        let value = words.get(*first..)?;
        if value.len() <= most && value.iter().skip(1).all(|word| word.soft() && !is_foreign(word)) {
            return Some((kind, value[0].outer + 1, value[0].start));
        }
    }
    let (chips, stops) = super::closed(before, words, &found);
    let name = unfinished(before, words, &chips, &stops)?.first()?.start;
    Some((CompletingKind::Name, name, name))
}

/// Puts `chosen` where `completing` is; gives the new text and the cursor as a byte offset.
///
/// Of the ways to write it the lightest is taken that reads back as `chosen`: as it is, or in
/// quotes. A comma closes it at the end of the jot, so that the next words are not taken for more
/// of it; a tag needs only a space.
#[must_use]
pub fn complete(text: &str, completing: &Completing, chosen: &str) -> (String, usize) {
    let Range { start, end } = completing.range;
    let (Some(before), Some(after)) = (text.get(..start), text.get(end.max(start)..)) else {
        return (text.to_owned(), text.len());
    };
    let chosen = squeeze(chosen);
    let rest = after.trim_start_matches([' ', '"', '”', '»']);
    let closers: &[&str] = match rest.chars().next() {
        _ if completing.kind == CompletingKind::Tag => &[" "],
        None => &[", "],
        Some(',' | ';' | '.' | ')' | '\n' | '\r' | '،' | '、' | '，') => &[""],
        Some(_) => &[" ", ", "],
    };
    let quotes: &[(&str, &str)] = match completing.kind {
        CompletingKind::Name | CompletingKind::Tag => &[("", "")],
        _ => &[("", ""), ("\"", "\""), ("“", "”"), ("«", "»")],
    };
    let mut first = None;
    for (open, close) in quotes {
        for closer in closers {
            let head = [before, open, &chosen, close, closer].concat();
            let written = ([&head, rest].concat(), head.len());
            if reads(&written.0, start, completing.kind, &chosen) {
                return written;
            }
            first.get_or_insert(written);
        }
    }
    first.unwrap_or_else(|| (text.to_owned(), text.len()))
}

/// The chip at `start` says `chosen`.
fn reads(text: &str, start: usize, kind: CompletingKind, chosen: &str) -> bool {
    let sigil = usize::from(kind != CompletingKind::Name);
    super::read(text, None).iter().any(|(range, meaning)| {
        range.start + sigil == start
            && match (kind, meaning) {
                (CompletingKind::Name, Meaning::Name(value))
                | (CompletingKind::For, Meaning::For(value))
                | (CompletingKind::Source, Meaning::Source(value))
                | (CompletingKind::Place, Meaning::Place(value))
                | (CompletingKind::Tag, Meaning::Tag(value)) => value == chosen,
                _ => false,
            }
    })
}
