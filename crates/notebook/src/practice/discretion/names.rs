//! Names that must not be told, however they are written.

use std::{collections::BTreeSet, ops::Range};

use super::scan::Scan;
use crate::search::fold;

/// Parts of names that say nothing by themselves.
const PARTICLES: [&str; 25] = [
    "al", "and", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "dr", "du", "el", "la",
    "le", "mr", "mrs", "ms", "prof", "the", "van", "von", "zu",
];

/// Letters that an ending may add to a name: Claras, Annies.
const ENDING: usize = 2;
/// Names shorter than this take no ending: Ann is not in “Anna’s”, but an s may follow.
const TAKES_ENDING: usize = 5;

/// Names as their folded letters.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: BTreeSet<Vec<char>>,
    /// Single words that others are called too.
    spared: BTreeSet<Vec<char>>,
    /// The first letters of the words of each name, in order.
    initials: BTreeSet<Vec<char>>,
}

fn letters(text: &str) -> Vec<char> {
    Scan::of(text).0.into_iter().map(|sign| sign.letter).collect()
}

/// Letters of a part that a sign nobody sees cuts off, so that it is a word by itself and not a fragment.
const LEAST_CUT_OFF: usize = 3;

/// The words of a name, and the parts of those with a hyphen or an apostrophe in them, as they are written. A joiner
/// between letters makes no words: a part that it cuts off counts from [`LEAST_CUT_OFF`] letters.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let is_seen = |c: char| !c.is_alphanumeric() && !fold(c.encode_utf8(&mut [0; 4])).is_empty();
    let parts = name.split(is_seen);
    let cut = name.split(|c: char| !c.is_alphanumeric());
    let cut = cut.filter(|part| part.chars().count() >= LEAST_CUT_OFF);
    name.split_whitespace().chain(parts).chain(cut).filter(|word| word.chars().any(char::is_alphanumeric))
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// A name of which every word gives somebody away.
    pub(super) fn add(&mut self, name: &str) {
        self.add_whole(name);
        // Of the letters as they are written: one that is spelled with two stays one.
        let is_word = |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).count() > 1;
        let is_particle = |word: &Vec<char>| PARTICLES.contains(&word.iter().collect::<String>().as_str());
        self.all.extend(words(name).filter(is_word).map(letters).filter(|word| !is_particle(word)));
    }

    /// A name that gives somebody away as a whole: a company, an address.
    pub(super) fn add_whole(&mut self, name: &str) {
        let name = letters(name);
        if !name.is_empty() {
            self.all.insert(name);
        }
    }

    /// Words that may be said by themselves: another one is called so too.
    pub(super) fn spare(&mut self, name: &str) {
        self.spared.extend(words(name).map(letters).chain([letters(name)]));
    }

    /// The names of both; what one of them spares is spared no longer when the other hides it.
    pub(super) fn join(&mut self, other: Self) {
        self.spared.retain(|word| !other.all.contains(word) || other.spared.contains(word));
        let spared = other.spared.into_iter().filter(|word| !self.all.contains(word));
        self.spared.extend(spared.collect::<Vec<_>>());
        self.all.extend(other.all);
        self.initials.extend(other.initials);
    }

    /// The first letters of a name of several words, which can tell as well: A. R.
    pub(super) fn add_initials(&mut self, name: &str) {
        let first: Vec<char> =
            name.split_whitespace().filter_map(|word| letters(word).first().copied()).collect();
        if first.len() > 1 {
            self.initials.insert(first);
        }
    }

    /// Where initials stand: all of a name, in capitals (A. R., AR), or one beside a name that is hidden.
    fn initials_in(&self, scan: &Scan, text: &str, hidden: &[Range<usize>]) -> Vec<Range<usize>> {
        let is_capital = |at: usize| {
            let sign = &scan.0[at];
            let own = text.get(sign.start..sign.end).and_then(|own| own.chars().next());
            own.is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
        };
        let mut found = Vec::new();
        for all in &self.initials {
            for at in 0..scan.0.len().saturating_sub(all.len() - 1) {
                let signs = &scan.0[at..at + all.len()];
                let fits = signs.iter().zip(all).all(|(sign, c)| sign.letter == *c);
                let are_alone = (1..all.len()).all(|nth| signs[nth].begins == signs[1].begins);
                if fits
                    && signs[0].begins
                    && are_alone
                    && scan.is_edge(at + all.len())
                    && (at..at + all.len()).all(is_capital)
                {
                    found.push(signs[0].start..signs[all.len() - 1].end);
                }
            }
            // Ana R., A. Ruiz.
            for at in
                (0..scan.0.len()).filter(|at| scan.0[*at].begins && scan.is_edge(at + 1) && is_capital(*at))
            {
                let sign = &scan.0[at];
                let is_beside = |range: &Range<usize>| {
                    let gap = if range.end <= sign.start {
                        text.get(range.end..sign.start)
                    } else {
                        text.get(sign.end..range.start)
                    };
                    gap.is_some_and(|gap| gap.chars().all(|c| matches!(c, ' ' | '.' | '\u{a0}' | '\u{202f}')))
                };
                if all.contains(&sign.letter) && hidden.iter().any(is_beside) {
                    found.push(sign.start..sign.end);
                }
            }
        }
        found
    }

    /// Where the names stand.
    pub(super) fn found(&self, scan: &Scan, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for name in self.all.difference(&self.spared) {
            let is_loose = is_loose(name);
            for at in 0..scan.0.len().saturating_sub(name.len() - 1) {
                if !is_loose && !scan.0[at].begins {
                    continue;
                }
                let fits = scan.0[at..at + name.len()].iter().zip(name).all(|(sign, c)| sign.letter == *c);
                let end = if fits { end(scan, at + name.len(), name, is_loose) } else { None };
                if let Some(end) = end {
                    found.push(scan.0[at].start..scan.0[end - 1].end);
                }
            }
        }
        let initials = self.initials_in(scan, text, &found);
        found.extend(initials);
        found
    }
}

/// Where a name that was found ends, with its ending; `None` when it is only the beginning of another word.
fn end(scan: &Scan, end: usize, name: &[char], is_loose: bool) -> Option<usize> {
    if is_loose {
        return Some(end);
    }
    let most = if name.len() >= TAKES_ENDING { ENDING } else { 0 };
    let plain = (end..=end + most).find(|end| scan.is_edge(*end));
    let has_s = || scan.0.get(end).is_some_and(|sign| sign.letter == 's') && scan.is_edge(end + 1);
    plain.or_else(|| (name.len() > 2 && has_s()).then_some(end + 1)).map(|end| end.min(scan.0.len()))
}

/// Whether words of this script grow together with others: no spaces, or prefixes and particles written on.
fn is_loose(name: &[char]) -> bool {
    let loose = |c: &char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    };
    let least =
        if name.iter().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{1100}'..='\u{11ff}')) { 3 } else { 2 };
    name.len() >= least && name.iter().all(loose)
}
