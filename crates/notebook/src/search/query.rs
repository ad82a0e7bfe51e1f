//! A query, read once and then compared with many tokens.

use super::distance::Pattern;
use super::numbers::{Digits, SHORTEST_IN_QUERY, each_number};
use super::vocabulary::{Head, letter_set};
use super::words::{Reading, each_token};
use crate::order;

/// Who pastes a page into the search field gets an answer to its beginning.
const LONGEST: usize = 256;
const MOST_WORDS: usize = 16;
/// From these lengths on (characters) one or two typos are forgiven.
const ONE_TYPO: usize = 4;
const TWO_TYPOS: usize = 8;

/// What must all be found.
pub(super) struct Query {
    pub(super) words: Vec<Word>,
}

/// One word of a query.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) head: Head,
    pub(super) letters: u64,
    /// How many typos are forgiven.
    pub(super) most: u32,
    pattern: Option<Pattern>,
    /// The telephone number that this word is a group of. Finding the number is as good as finding the word.
    pub(super) digits: Option<Digits>,
}

/// How a token is like a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// 1 to 100, comparable among typos or among the others.
    pub(super) quality: u32,
    pub(super) typo: bool,
    /// How many characters of the token are alike; nothing if all are.
    pub(super) end: Option<u32>,
}

impl Query {
    pub(super) fn parse(query: &str) -> Self {
        let query = query.char_indices().nth(LONGEST).map_or(query, |(end, _)| &query[..end]);
        let mut numbers = Vec::new();
        each_number(query, SHORTEST_IN_QUERY, |number| {
            numbers.push((number.range.clone(), Digits::of(number)));
        });
        let mut words: Vec<Word> = Vec::new();
        each_token(query, Reading::Query, |text, range| {
            if words.len() == MOST_WORDS || words.iter().any(|word| word.text == text) {
                return;
            }
            let number = numbers.iter().find(|(at, _)| at.start <= range.start && range.end <= at.end);
            words.push(Word::new(text, number.map(|(_, digits)| digits.clone())));
        });
        // The longest are the rarest: later words have fewer entries to look at.
        order::by_key(&mut words, |word| std::cmp::Reverse(word.text.len()));
        Self { words }
    }
}

impl Word {
    fn new(text: &str, digits: Option<Digits>) -> Self {
        let most = match text.chars().count() {
            // A number with one digit changed is another number.
            _ if text.bytes().all(|byte| byte.is_ascii_digit()) => 0,
            TWO_TYPOS.. => 2,
            ONE_TYPO.. => 1,
            _ => 0,
        };
        Self {
            text: text.to_owned(),
            head: Head::of(text),
            letters: letter_set(text),
            most,
            pattern: (most > 0).then(|| Pattern::new(text, most)),
            digits,
        }
    }

    /// Whether and how a token is like this word: the same, begun by it, or either but for typos.
    pub(super) fn compare(&self, token: &str) -> Option<Likeness> {
        if token.starts_with(&self.text) {
            let quality = match (self.text.len(), token.len()) {
                (typed, whole) if typed == whole => 100,
                (typed, whole) => 60 + (20 * typed / whole) as u32,
            };
            let end = (quality < 100).then(|| self.text.chars().count() as u32);
            return Some(Likeness { quality, typo: false, end });
        }
        let near = self.pattern.as_ref()?.nearness(token)?;
        let quality = match (near.edits, near.whole) {
            (0 | 1, true) => 60,
            (0 | 1, false) => 45,
            (_, true) => 40,
            (_, false) => 30,
        };
        Some(Likeness { quality, typo: true, end: (!near.whole).then_some(near.end) })
    }
}
