//! Phrases: a few words in a row, with alternatives.

use std::sync::OnceLock;

use super::list::sign;
use super::token::{Gap, Token};

/// Some phrases that say the same, found by their first or their last word: a jot is read at every keystroke.
pub(super) struct Cues {
    phrases: &'static [&'static str],
    index: OnceLock<Index>,
}

/// The phrases by the word they begin with, and by the word they end with.
struct Index {
    firsts: Entries,
    lasts: Entries,
}

/// Numbers of phrases by the sign of a word.
struct Entries {
    by_sign: Vec<(u8, u16)>,
    mask: [u64; 4],
    /// Those that any word will do for.
    any: Vec<u16>,
}

/// Phrases written where they are looked for.
macro_rules! cues {
    ($($phrase:expr),+ $(,)?) => {{
        static CUES: $crate::jot::guess::cue::Cues = $crate::jot::guess::cue::Cues::new(&[$($phrase),+]);
        &CUES
    }};
}
pub(super) use cues;

impl Cues {
    /// Words parted by spaces, `/` between alternatives, `?` behind an optional one, `*` for any one word.
    pub(super) const fn new(phrases: &'static [&'static str]) -> Self {
        Self { phrases, index: OnceLock::new() }
    }

    /// How many tokens from `at` on the first of the phrases takes that fits.
    #[inline(never)]
    pub(super) fn at(&self, all: &[Token], at: usize) -> Option<usize> {
        let index = self.index.get_or_init(|| Index::of(self.phrases));
        index
            .firsts
            .under(all.get(at)?)
            .find_map(|number| phrase(all, at, self.phrases.get(usize::from(number))?))
    }

    /// Where one of the phrases begins that ends right before `at`.
    #[inline(never)]
    pub(super) fn before(&self, all: &[Token], at: usize) -> Option<usize> {
        if at == 0 || all[at].gap > Gap::Slash {
            return None;
        }
        let index = self.index.get_or_init(|| Index::of(self.phrases));
        let all = &all[..at];
        let fits = |number: u16| {
            let pattern = self.phrases.get(usize::from(number))?;
            (at.saturating_sub(6)..at).find(|&from| phrase(all, from, pattern) == Some(at - from))
        };
        index.lasts.under(&all[at - 1]).filter_map(fits).min()
    }
}

impl Index {
    fn of(phrases: &'static [&'static str]) -> Self {
        let mut index = Self { firsts: Entries::none(), lasts: Entries::none() };
        for (number, phrase) in (0u16..).zip(phrases) {
            let parts: Vec<&str> = phrase.split(' ').collect();
            index.firsts.enter(parts.iter().copied(), number);
            index.lasts.enter(parts.iter().rev().copied(), number);
        }
        index.firsts.by_sign.sort_unstable();
        index.lasts.by_sign.sort_unstable();
        index
    }
}

impl Entries {
    const fn none() -> Self {
        Self { by_sign: Vec::new(), mask: [0; 4], any: Vec::new() }
    }

    /// Enters a phrase under the words it may begin with: of an optional part those of the next as well.
    fn enter<'a>(&mut self, parts: impl Iterator<Item = &'a str>, number: u16) {
        for part in parts {
            let optional = part.strip_suffix('?');
            for word in optional.unwrap_or(part).split('/') {
                if word == "*" {
                    self.any.push(number);
                    continue;
                }
                let sign = sign(word.strip_suffix("'s").unwrap_or(word).as_bytes());
                self.mask[usize::from(sign >> 6)] |= 1 << (sign & 63);
                self.by_sign.push((sign, number));
            }
            if optional.is_none() {
                break;
            }
        }
    }

    /// The phrases that may stand at a token, in their order.
    fn under(&self, token: &Token) -> impl Iterator<Item = u16> {
        let sign = token.sign;
        let is_here = self.mask[usize::from(sign >> 6)] >> (sign & 63) & 1 == 1;
        let from = if is_here {
            self.by_sign.partition_point(|(known, _)| *known < sign)
        } else {
            self.by_sign.len()
        };
        let mut own = self.by_sign[from..]
            .iter()
            .take_while(move |(known, _)| *known == sign)
            .map(|(_, n)| *n)
            .peekable();
        let mut any = self.any.iter().copied().peekable();
        std::iter::from_fn(move || match (any.peek(), own.peek()) {
            (Some(a), Some(o)) if a <= o => any.next(),
            (_, Some(_)) => own.next(),
            _ => any.next(),
        })
    }
}

/// How many tokens from `at` on match `pattern`. All but the first follow softly.
#[inline(never)]
pub(super) fn phrase(all: &[Token], at: usize, pattern: &str) -> Option<usize> {
    let mut next = at;
    for part in pattern.split(' ') {
        let (alternatives, optional) = match part.strip_suffix('?') {
            Some(alternatives) => (alternatives, true),
            None => (part, false),
        };
        let fits = all.get(next).is_some_and(|token| {
            !token.taken
                && (next == at || token.gap <= Gap::Slash)
                && alternatives.split('/').any(|word| fits_word(token, word))
        });
        if fits {
            next += 1;
        } else if !optional {
            return None;
        }
    }
    (next > at).then_some(next - at)
}

/// `he's` is the word with its ending, `*` any word.
fn fits_word(token: &Token, word: &str) -> bool {
    word == "*"
        || word == token.low
        || word.strip_suffix("'s").is_some_and(|stem| token.owns && stem == token.low)
}
