//! What the person does: trade and company behind the name.
//!
//! `, trade`, ` at company` (also `from`; `with` only behind a trade). A third part with a capital is
//! the company; so is a part that ends in `Ltd`, `S.L.`, `GmbH`. Phones, addresses, links and tags may stand
//! between the name and the trade.

use std::ops::Range;

use super::clause::place;
use super::head::{Chip, Head};
use super::lex::{Gap, Word};
use super::types::Meaning;
use super::words::{among, is_foreign, is_link, is_title};

/// Legal forms of companies.
const FORMS: &str = "ltd ltd. limited inc inc. llc llp plc gmbh ag kg sl s.l. s.l sa s.a. s.a slu sarl srl s.r.l. bv \
    b.v. nv oy ab as aps corp corp. co co. sons partners group";

/// Ends in a legal form.
pub(super) fn is_formed(words: &[Word]) -> bool {
    match words {
        [_, .., last] if last.text.len() > 1 => among(last.text, FORMS),
        _ => false,
    }
}

impl Head<'_> {
    /// Trade and company behind the name, which was found in a stretch that goes on to `end`.
    pub(super) fn behind(&self, found: &mut Vec<Chip>, name: &Range<usize>, end: usize) {
        let stop = self.preposition(name.end..end, "at from");
        if let Some(stop) = stop {
            let between = self.slice(name.end..stop);
            let works = between.iter().all(|word| among(word.text, "works working is"));
            let strict =
                self.words[stop].text.eq_ignore_ascii_case("from") && !self.words[name.start].small();
            let fits = self.words.get(stop + 1).is_some_and(|word| !strict || !word.small());
            let traded = !works && self.trade(found, name.end..stop);
            if fits && (works || traded) {
                self.company(found, stop + 1..end);
            }
        }
        let mut next = end;
        while let Some((_, Meaning::Phone(_) | Meaning::Email(_) | Meaning::Link(_) | Meaning::Tag(_))) =
            self.chip_at(next)
        {
            next += 1;
        }
        // `, MBA` is neither trade nor company.
        while self.follows(next) && self.slice(next..self.stretch(next)).iter().all(is_title) {
            next = self.stretch(next);
        }
        if self.follows(next) && !self.is_turned(name, next) {
            self.part(found, next);
        }
    }

    /// `Smith, John`: one word, then one with a capital, may be a name the other way round.
    fn is_turned(&self, name: &Range<usize>, at: usize) -> bool {
        let part = self.slice(at..self.stretch(at));
        name.len() == 1 && part.len() == 1 && part[0].capital() && !self.words[name.start].small()
    }

    /// A new part begins at `at`, behind a comma or its like.
    pub(super) fn follows(&self, at: usize) -> bool {
        self.free(at) && matches!(self.words[at].gap, Gap::Comma | Gap::Colon)
    }

    fn part(&self, found: &mut Vec<Chip>, at: usize) {
        let end = self.stretch(at);
        let stop = self.preposition(at..end, "at from with").unwrap_or(end);
        if stop == end && self.formed(at..end) {
            return self.push(found, at..end, Meaning::Company);
        }
        // `Acme, plumber`: a capital and then none is the other order, or another one.
        let is_other = |next: &Word| !next.capital() && next.small();
        if stop == end && self.words[at].capital() && self.follows(end) && is_other(&self.words[end]) {
            return;
        }
        if stop > at && !self.trade(found, at..stop) {
            return;
        }
        if stop < end {
            return self.company(found, stop + 1..end);
        }
        if self.follows(end) {
            let last = self.stretch(end);
            let words = self.slice(end..last);
            let fine = words.len() <= 5 && !words.iter().any(is_foreign) && !is_link(&words[0]);
            let named = words[0].capital() || self.formed(end..last);
            if fine && named && !found.iter().any(|(_, meaning)| matches!(meaning, Meaning::Company(_))) {
                self.push(found, end..last, Meaning::Company);
            }
        }
    }

    fn formed(&self, range: Range<usize>) -> bool {
        is_formed(self.slice(range))
    }

    fn trade(&self, found: &mut Vec<Chip>, range: Range<usize>) -> bool {
        let mut words = self.slice(range.clone());
        let article = usize::from(words.first().is_some_and(|word| among(word.text, "a an the")));
        words = &words[article..];
        let cut = words.iter().position(|word| among(word.text, "who that working based living near in"));
        words = &words[..cut.unwrap_or(words.len())];
        let lettered = |word: &Word| word.text.chars().next().is_some_and(char::is_alphabetic);
        let fine = (1..=5).contains(&words.len())
            && !words.iter().any(is_foreign)
            && words.first().is_some_and(|word| lettered(word) && !is_link(word))
            && words.last().is_some_and(|word| !is_link(word));
        if fine {
            let from = range.start + article;
            self.push(found, from..from + words.len(), Meaning::Trade);
        }
        fine
    }

    fn company(&self, found: &mut Vec<Chip>, range: Range<usize>) {
        let words = self.slice(range.clone());
        let Some(first) = words.first() else { return };
        let article = is_link(first) && !first.capital() && !words.get(1).is_some_and(Word::capital);
        let digit = first.text.starts_with(|c: char| c.is_ascii_digit());
        if !article && !digit && !is_foreign(first) {
            self.push(found, range.start..range.start + place(words), Meaning::Company);
        }
    }
}
