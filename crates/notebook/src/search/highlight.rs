//! Showing where a text matches a query.

use std::ops::Range;

use super::fold::fold_char;
use super::letters::apostrophe;
use super::numbers::{Digits, SHORTEST_IN_QUERY, each_number};
use super::query::{Query, Word};
use super::words::{Token, tokens};

/// The byte ranges of a text that match a query, under the same rules as the index, in order and apart
/// from each other. Of a token that is only begun, only the beginning. A typo is shown for words that do
/// not stand in the text as they were typed.
pub fn highlight(text: &str, query: &str) -> Vec<Range<usize>> {
    let query = Query::parse(query);
    if query.words.is_empty() {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut marks: Vec<_> = query.words.iter().flat_map(|word| word_marks(text, &tokens, word)).collect();
    marks.sort_unstable_by_key(|mark| (mark.start, mark.end));
    marks.dedup_by(|next, kept| {
        let touching = next.start <= kept.end;
        if touching {
            kept.end = kept.end.max(next.end);
        }
        touching
    });
    marks
}

/// Whether every word of a query is found in a text, under the same rules as in the index.
pub fn has_all(text: &str, query: &str) -> bool {
    let tokens = tokens(text);
    Query::parse(query).words.iter().all(|word| !word_marks(text, &tokens, word).is_empty())
}

fn word_marks(text: &str, tokens: &[Token], word: &Word) -> Vec<Range<usize>> {
    let (mut literal, mut typos) = (Vec::new(), Vec::new());
    for token in tokens {
        let Some(likeness) = word.compare(&token.text) else { continue };
        let end = likeness.end.map_or(token.range.end, |letters| beginning(text, &token.range, letters));
        let marks = if likeness.typo { &mut typos } else { &mut literal };
        marks.push(token.range.start..end);
    }
    if let Some(digits) = &word.digits {
        literal.extend(number_marks(text, digits));
    }
    if literal.is_empty() { typos } else { literal }
}

/// Where the first letters of a token end in the text, with their accents.
fn beginning(text: &str, token: &Range<usize>, letters: u32) -> usize {
    let mut left = letters;
    for (at, c) in text[token.clone()].char_indices() {
        let mut folded = 0;
        fold_char(c, &mut |letter| folded += u32::from(!apostrophe(letter)));
        if left == 0 && folded > 0 {
            return token.start + at;
        }
        left = left.saturating_sub(folded);
    }
    token.end
}

fn number_marks(text: &str, digits: &Digits) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    each_number(text, SHORTEST_IN_QUERY, |number| {
        if let Some((found, _)) = digits.find(&number.digits) {
            marks.push(number.places[found.start].start..number.places[found.end - 1].end);
        }
    });
    marks
}
