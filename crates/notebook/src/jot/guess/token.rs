//! A jot as tokens: its words in lower case, what parts them, and what kind of word each is.

use std::ops::Range;

use super::lexicon::{self, Known};
use super::list::{Words, sign, words};

/// What stands between a token and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// White space, or nothing.
    Soft,
    /// A slash.
    Slash,
    /// A colon.
    Colon,
    Comma,
    /// A dash between spaces.
    Dash,
    /// A bracket opens.
    Open,
    /// A bracket closes.
    Close,
    /// The end of a sentence.
    Stop,
    /// The end of a line, and the beginning of the jot.
    Line,
}

/// One word, number or joining sign.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    /// As written, without a possessive `'s`.
    pub(super) text: &'a str,
    /// In lower case, marks taken off, apostrophes straight.
    pub(super) low: String,
    /// Its bytes in the jot, with a possessive `'s`.
    pub(super) range: Range<usize>,
    /// Before it.
    pub(super) gap: Gap,
    /// It had `'s`: somebody's, or "is".
    pub(super) owns: bool,
    /// A `!` touches it: whoever wrote it meant a date, and the stricter reader has looked.
    pub(super) marked: bool,
    /// Part of what announced itself: a number, a mail, `>Ben`.
    pub(super) taken: bool,
    pub(super) known: Known,
    /// [`sign`] of `low`.
    pub(super) sign: u8,
}

impl Token<'_> {
    pub(super) fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Two or more letters, all of them capitals.
    pub(super) fn shouted(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
            && !self.text.chars().any(char::is_lowercase)
    }

    pub(super) fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphabetic)
    }

    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    pub(super) fn soft(&self) -> bool {
        self.gap == Gap::Soft
    }

    #[inline(never)]
    pub(super) fn one_of(&self, list: &Words) -> bool {
        list.have(&self.low, self.sign)
    }
}

/// In lower case, without marks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | '`' => out.push('\''),
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ů' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'š' | 'ś' | 'ş' => out.push('s'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ğ' => out.push('g'),
            '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
    out
}

/// Cuts a jot. `taken` are the bytes of what was said plainly, in order.
pub(super) fn tokens<'a>(text: &'a str, taken: &[Range<usize>]) -> Vec<Token<'a>> {
    let mut all: Vec<Token> = Vec::new();
    let mut gap = Gap::Line;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
    let sign = |i: usize| chars.get(i).map_or(' ', |(_, c)| *c);
    let mut i = 0;
    while i < chars.len() {
        let c = sign(i);
        if c.is_alphanumeric() || matches!(c, '£' | '$' | '€' | '₹') {
            let start = i;
            i += 1;
            while i < chars.len() {
                let c = sign(i);
                let before = sign(i - 1);
                let digits = before.is_ascii_digit() && sign(i + 1).is_ascii_digit();
                let joins = match c {
                    c if super::super::lex::is_word_char(c) => true,
                    '.' => {
                        digits
                            || before.is_alphanumeric() && sign(i + 1).is_lowercase()
                            || single(&text[at(start)..at(i)]) && sign(i + 1).is_alphabetic()
                    }
                    ':' | ',' => digits,
                    '/' => digits || at(i) == at(start) + 1 && before == 'w',
                    '-' | '‐' => sign(i + 1).is_alphanumeric() && before.is_alphanumeric(),
                    '\'' | '’' => sign(i + 1).is_alphabetic() && before.is_alphabetic(),
                    _ => false,
                };
                if !joins {
                    break;
                }
                i += 1;
            }
            let range = at(start)..at(i);
            push(&mut all, text, range, gap, taken);
            gap = Gap::Soft;
            continue;
        }
        let spaced = (i == 0 || sign(i - 1).is_whitespace()) && sign(i + 1).is_whitespace();
        match c {
            '@' if spaced => {
                push(&mut all, text, at(i)..at(i + 1), gap, taken);
                gap = Gap::Soft;
            }
            '&' | '+' => {
                push(&mut all, text, at(i)..at(i + 1), gap, taken);
                gap = Gap::Soft;
            }
            '\n' | '\r' => gap = Gap::Line,
            '.' | '!' | '?' | '…' | '。' | ';' => {
                let title = all.last().is_some_and(|t| {
                    gap == Gap::Soft
                        && at(i) == t.range.end
                        && (t.one_of(words!("dr mr mrs ms rev capt prof st jr sr cllr col sgt retd no approx max min incl excl est st ft mt nr"))
                            || c == '.' && t.text.chars().count() == 1 && t.capital())
                });
                if !title {
                    gap = gap.max(Gap::Stop);
                }
            }
            ',' | '،' | '|' | '·' | '•' => gap = gap.max(Gap::Comma),
            ':' => gap = gap.max(Gap::Colon),
            '/' => gap = gap.max(Gap::Slash),
            '–' | '—' => gap = gap.max(Gap::Dash),
            '-' if spaced || i == 0 || sign(i + 1).is_whitespace() || sign(i - 1).is_whitespace() => {
                gap = gap.max(Gap::Dash);
            }
            '(' | '[' | '{' => gap = gap.max(Gap::Open),
            ')' | ']' | '}' => gap = gap.max(Gap::Close),
            '→' => gap = gap.max(Gap::Dash),
            // A picture parts sentences.
            c if u32::from(c) >= 0x2600 => gap = gap.max(Gap::Stop),
            _ => {}
        }
        i += 1;
    }
    let mut next = false;
    all.retain_mut(|t| {
        if std::mem::take(&mut next) {
            t.gap = t.gap.max(Gap::Comma);
        }
        next = FILLERS.contains(&t.low.as_str());
        !next
    });
    all
}

/// `e`, `e.g`: letters with full stops between them.
fn single(text: &str) -> bool {
    text.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// What one says while thinking.
const FILLERS: [&str; 8] = ["um", "uh", "erm", "er", "em", "umm", "hmm", "ehm"];

fn push<'a>(all: &mut Vec<Token<'a>>, text: &'a str, range: Range<usize>, gap: Gap, taken: &[Range<usize>]) {
    let whole = &text[range.clone()];
    let cut = ["'s", "’s", "'S", "’S"].iter().find_map(|s| whole.strip_suffix(s));
    let word = cut.filter(|w| !w.is_empty()).unwrap_or(whole);
    let low = plain(word.trim_end_matches('/'));
    let is_taken = taken.iter().any(|t| t.start <= range.start && range.start < t.end);

    let sign = sign(low.as_bytes());
    let known = lexicon::known(&low, sign);
    let marked = text[..range.start].ends_with('!');
    all.push(Token {
        text: word,
        low,
        range,
        gap,
        owns: cut.is_some(),
        marked,
        taken: is_taken,
        known,
        sign,
    });
}
