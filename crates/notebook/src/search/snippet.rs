//! Cutting a long text down to the place that matches.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fold::fold_char;
use super::highlight::highlight;

/// A piece of a text and the byte ranges in it that match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    pub text: String,
    pub marks: Vec<Range<usize>>,
}

const ELLIPSIS: char = '…';
/// So far (characters) a cut moves to spare a word.
const SPARE: usize = 12;

/// The text, cut to at most `max_chars` characters around its first match, or its beginning if there is
/// none. An ellipsis stands for what was left out, and counts.
pub fn snippet(text: &str, query: &str, max_chars: usize) -> Snippet {
    let marks = highlight(text, query);
    // One more than needed, so that every character has an end.
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = places.len() - 1;
    if count <= max_chars {
        return Snippet { text: text.to_owned(), marks };
    }
    let room = max_chars.saturating_sub(2);
    let first = marks.first().map_or(0..0, |mark| {
        places.partition_point(|at| *at < mark.start)..places.partition_point(|at| *at < mark.end)
    });
    let cutter = Cutter { text, places: &places };
    let wanted = first.start.saturating_sub(room / 4).min(count - room);
    let start = cutter.start(wanted, first.start);
    let end = cutter.end((start + room).min(count), first.end.max(start));
    cutter.cut(start..end, &marks)
}

/// Cuts a text at characters.
struct Cutter<'a> {
    text: &'a str,
    places: &'a [usize],
}

impl Cutter<'_> {
    /// A good first character from `wanted` on, but not beyond `latest`.
    fn start(&self, wanted: usize, latest: usize) -> usize {
        if wanted == 0 {
            return 0;
        }
        let latest = latest.max(wanted);
        let spaced =
            (wanted..=latest.min(wanted + SPARE)).find(|at| self.is_space(at - 1) && !self.is_space(*at));
        spaced.unwrap_or_else(|| (wanted..latest).find(|at| !self.is_attached(*at)).unwrap_or(wanted))
    }

    /// A good end (exclusive) from `wanted` back, but not before `earliest`.
    fn end(&self, wanted: usize, earliest: usize) -> usize {
        if wanted + 1 >= self.places.len() {
            return wanted;
        }
        let earliest = earliest.min(wanted);
        let spaced = (earliest.max(wanted.saturating_sub(SPARE))..=wanted)
            .rev()
            .find(|at| self.is_space(*at) && *at > 0 && !self.is_space(at - 1));
        spaced
            .unwrap_or_else(|| (earliest..=wanted).rev().find(|at| !self.is_attached(*at)).unwrap_or(wanted))
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text[*self.places.get(at)?..].chars().next()
    }

    fn is_space(&self, at: usize) -> bool {
        self.char(at).is_some_and(char::is_whitespace)
    }

    /// Whether the character belongs to the one before it: an accent, or a part of an emoji.
    fn is_attached(&self, at: usize) -> bool {
        let mark = |c| {
            let mut silent = true;
            fold_char(c, &mut |_| silent = false);
            silent
        };
        self.char(at).is_some_and(mark) || at > 0 && self.char(at - 1) == Some('\u{200d}')
    }

    fn cut(&self, chars: Range<usize>, marks: &[Range<usize>]) -> Snippet {
        let (from, to) = (self.places[chars.start], self.places[chars.end]);
        let mut text = String::with_capacity(to - from + 2 * ELLIPSIS.len_utf8());
        if from > 0 {
            text.push(ELLIPSIS);
        }
        let shift = text.len();
        text.push_str(&self.text[from..to]);
        if to < self.text.len() {
            text.push(ELLIPSIS);
        }
        let inside = |mark: &Range<usize>| mark.start.max(from)..mark.end.min(to);
        let marks = marks.iter().map(inside).filter(|mark| mark.start < mark.end);
        Snippet {
            text,
            marks: marks.map(|mark| mark.start - from + shift..mark.end - from + shift).collect(),
        }
    }
}
