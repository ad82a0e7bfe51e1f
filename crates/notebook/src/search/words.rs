//! Tokens: the pieces of a text that can be found.
//!
//! A token is a run of letters and digits. In scripts without spaces every two neighbours are a
//! token, so that any part of a phrase is found. `O'Brien` is `obrien` and also `brien`; `한지민` is also `지민` and `민`.
//! Pictures are words like those of scripts without spaces. Where nothing but other signs stands between two spaces, these
//! are a word; a query has it only when it has no other.

use std::ops::Range;

use super::fold::{fold, fold_char};
use super::letters::{apostrophe, is_sign, is_vowel_jamo, unspaced};

/// Longer tokens are cut: they are addresses and keys that nobody types to the end. The edit distance
/// also works on a word of 64 bits.
const LONGEST: usize = 48;

/// A piece of a text that can be found, and where it stands there (bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub range: Range<usize>,
}

/// The tokens of a text as they would be indexed.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    each_token(text, Reading::Entry, |text, range| found.push(Token { text: text.to_owned(), range }));
    found
}

/// An entry is read more generously than a query: all the tokens of a query must be in the entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Entry,
    Query,
}

/// Calls `each` with every token and its place.
pub(super) fn each_token(text: &str, reading: Reading, mut each: impl FnMut(&str, Range<usize>)) {
    let mut is_empty = true;
    each_word(text, reading, |token, range| {
        is_empty = false;
        each(token, range);
    });
    if is_empty || reading == Reading::Entry {
        each_mark(text, each);
    }
}

/// Words of signs that are none elsewhere: `&`, `!!!`.
fn each_mark(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let has_word = |chunk: &str| chunk.chars().any(char::is_alphanumeric);
    for chunk in text.split_whitespace().filter(|chunk| !has_word(chunk)) {
        let folded = fold(chunk);
        if folded.is_empty() || folded.chars().any(|c| c.is_alphanumeric() || is_sign(c) || c.is_whitespace())
        {
            continue;
        }
        let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
        let end = folded.char_indices().nth(LONGEST).map_or(folded.len(), |(end, _)| end);
        each(&folded[..end], start..start + chunk.len());
    }
}

fn each_word(text: &str, reading: Reading, mut each: impl FnMut(&str, Range<usize>)) {
    let mut run = Run::default();
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        let mut silent = true;
        fold_char(c, &mut |letter| {
            silent = false;
            match Class::of(letter) {
                Class::Apostrophe if run.open && !run.unspaced => run.apostrophe = true,
                Class::Apostrophe | Class::Gap => run.flush(reading, &mut each),
                class => {
                    let unspaced = class == Class::Unspaced;
                    if run.open && (run.unspaced != unspaced) {
                        run.flush(reading, &mut each);
                    }
                    run.push(letter, from..to, unspaced);
                }
            }
        });
        if silent && !run.apostrophe {
            run.stretch(to);
        }
    }
    run.flush(reading, &mut each);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Spaced,
    Unspaced,
    Apostrophe,
    Gap,
}

impl Class {
    fn of(letter: char) -> Self {
        match letter {
            'a'..='z' | '0'..='9' => Self::Spaced,
            _ if apostrophe(letter) => Self::Apostrophe,
            _ if is_sign(letter) => Self::Unspaced,
            _ if !letter.is_alphanumeric() => Self::Gap,
            _ if unspaced(letter) => Self::Unspaced,
            _ => Self::Spaced,
        }
    }
}

/// The letters that were read since the last gap.
#[derive(Default)]
struct Run {
    folded: String,
    letters: Vec<Letter>,
    open: bool,
    unspaced: bool,
    /// An apostrophe was just read: part of the word only if a letter follows.
    apostrophe: bool,
    /// Indexes into `letters` of those that follow an apostrophe.
    cuts: Vec<usize>,
}

struct Letter {
    /// Where its folded form begins.
    folded: usize,
    from: usize,
    to: usize,
}

impl Run {
    fn push(&mut self, letter: char, at: Range<usize>, unspaced: bool) {
        (self.open, self.unspaced) = (true, unspaced);
        if !unspaced && self.letters.len() == LONGEST {
            self.stretch(at.end);
            return;
        }
        if std::mem::take(&mut self.apostrophe) {
            self.cuts.push(self.letters.len());
        }
        self.letters.push(Letter { folded: self.folded.len(), from: at.start, to: at.end });
        self.folded.push(letter);
    }

    /// A character that folds to nothing belongs to the letter before it.
    fn stretch(&mut self, to: usize) {
        if let Some(last) = self.letters.last_mut() {
            last.to = to;
        }
    }

    fn flush(&mut self, reading: Reading, each: &mut impl FnMut(&str, Range<usize>)) {
        let count = self.letters.len();
        if self.unspaced {
            for at in 1..count {
                self.token(at - 1..at + 1, each);
            }
            if count == 1 || (count > 0 && reading == Reading::Entry) {
                self.token(count - 1..count, each);
            }
        } else if count > 0 {
            self.token(0..count, each);
            if reading == Reading::Entry {
                self.parts(each);
                self.syllables(each);
            }
        }
        self.folded.clear();
        self.letters.clear();
        self.cuts.clear();
        (self.open, self.apostrophe) = (false, false);
    }

    /// What stands between apostrophes, if it is more than a letter.
    fn parts(&self, each: &mut impl FnMut(&str, Range<usize>)) {
        if self.cuts.is_empty() {
            return;
        }
        let mut start = 0;
        for end in self.cuts.iter().copied().chain([self.letters.len()]) {
            if end - start > 1 {
                self.token(start..end, each);
            }
            start = end;
        }
    }

    /// What begins with a later syllable of a Korean word: a given name behind its family's.
    fn syllables(&self, each: &mut impl FnMut(&str, Range<usize>)) {
        let mut letters = self.folded.char_indices().enumerate().peekable();
        while let Some((nth, (_, letter))) = letters.next() {
            let is_vowel = letters.peek().is_some_and(|(_, (_, next))| is_vowel_jamo(*next));
            if nth > 0 && is_vowel && matches!(letter, '\u{1100}'..='\u{1112}') {
                self.token(nth..self.letters.len(), each);
            }
        }
    }

    fn token(&self, letters: Range<usize>, each: &mut impl FnMut(&str, Range<usize>)) {
        let end = self.letters.get(letters.end).map_or(self.folded.len(), |next| next.folded);
        let (first, last) = (&self.letters[letters.start], &self.letters[letters.end - 1]);
        each(&self.folded[first.folded..end], first.from..last.to);
    }
}
