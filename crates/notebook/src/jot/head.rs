//! Whom the jot is about: name, trade and company at its beginning.
//!
//! A name is one to four words (particles not counted) before the first comma, keyword or sigil.
//! Two or more capitals in a row are a name whatever follows. Otherwise the whole stretch has to be
//! short and free of the words of a sentence, so "remember to buy tickets" is none, while
//! "ana ruiz", "דוד לוי" and "田中" are. "Met", "lunch with" and their like before a name stay
//! plain. Behind the name: `, trade`, ` at company` (also `from`; `with` only behind a trade), a
//! third part with a capital is the company; so is a part that ends in `Ltd`, `S.L.`, `GmbH`.

use std::ops::Range;

use super::clause::{capitals, is_name_word, place, trimmed};
use super::lex::{Gap, Word};
use super::scan::squeeze;
use super::types::Meaning;
use super::words::{among, is_foreign, is_link, is_particle, is_sentence, phrase};

type Chip = (Range<usize>, Meaning);

const LEAD_INS: [&str; 7] = [
    "i/we? met/meet/saw/call/called/ask/email/emailed/visit/visited/ring/thank/invite/text with/up? with?",
    "i/we? spoke/speak/talked/talk/chatted/chat to/with",
    "had? a/the? lunch/coffee/dinner/breakfast/meeting/drinks/drink/call/chat with",
    "introduced/introduce to",
    "follow up with",
    "dear/hi/hello/hey",
    "this is",
];

const FORMS: &str = "ltd ltd. limited inc inc. llc llp plc gmbh ag kg sl s.l. s.l sa s.a. s.a slu sarl srl s.r.l. bv \
    b.v. nv oy ab as aps corp corp. co co. sons partners group";

/// The longest lead-in at `at`: the first word behind it.
pub(super) fn lead_in(words: &[Word], at: usize) -> usize {
    LEAD_INS.iter().find_map(|pattern| phrase(words, at, pattern)).map_or(at, |used| at + used)
}

/// Finds name, trade and company; `chips` are the ones found so far, `stops` where a clause without
/// a value begins.
pub(super) fn head(text: &str, words: &[Word], chips: &[Chip], stops: &[usize]) -> Vec<Chip> {
    let head = Head { text, words, chips, stops };
    let mut found = Vec::new();
    head.read(&mut found);
    found
}

/// The words of the name being typed at the end of the jot, if a name could be.
pub(super) fn unfinished<'a>(
    text: &'a str,
    words: &'a [Word<'a>],
    chips: &'a [Chip],
    stops: &'a [usize],
) -> Option<&'a [Word<'a>]> {
    let head = Head { text, words, chips, stops };
    let start = head.start();
    if head.stretch(start) < words.len() {
        return None;
    }
    let led = lead_in(words, start);
    let name = words.get(if led < words.len() { led } else { start }..)?;
    let fine = |word: &Word| is_name_word(word) && (is_particle(word) || !is_sentence(word));
    let counted = name.iter().filter(|word| !is_particle(word)).count();
    ((1..=4).contains(&counted) && name.iter().all(fine)).then_some(name)
}

struct Head<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    chips: &'a [Chip],
    stops: &'a [usize],
}

impl<'a> Head<'a> {
    fn chip_at(&self, i: usize) -> Option<&Chip> {
        let start = self.words.get(i)?.start;
        let at = self.chips.partition_point(|(range, _)| range.end <= start);
        self.chips.get(at).filter(|(range, _)| range.start <= start)
    }

    fn free(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|word| {
            word.sigil.is_none() && self.chip_at(i).is_none() && !self.stops.contains(&word.outer)
        })
    }

    /// The end of the words that follow softly from `from` on; short stretches suffice.
    fn stretch(&self, from: usize) -> usize {
        let more = (from + 1..from + 24).take_while(|&i| self.free(i) && self.words[i].gap == Gap::Soft);
        if self.free(from) { from + 1 + more.count() } else { from }
    }

    fn slice(&self, range: Range<usize>) -> &'a [Word<'a>] {
        self.words.get(range).unwrap_or_default()
    }

    fn push(&self, found: &mut Vec<Chip>, range: Range<usize>, meaning: fn(String) -> Meaning) {
        if let [first, .., last] | [first @ last] = self.slice(range) {
            let bytes = first.start..last.end;
            found.push((bytes.clone(), meaning(squeeze(&self.text[bytes]))));
        }
    }

    /// The preposition that introduces a company.
    fn preposition(&self, range: Range<usize>, known: &str) -> Option<usize> {
        range.clone().find(|&i| among(self.words[i].text, known))
    }

    /// The first word that could be a name's: behind bullets and chips other than a need.
    fn start(&self) -> usize {
        let mut start = 0;
        let apart = |word: &Word| word.sigil.is_none() && !word.text.chars().any(char::is_alphanumeric);
        while let Some(word) = self.words.get(start) {
            let skip = match self.chip_at(start) {
                Some((_, meaning)) => !matches!(meaning, Meaning::Need(_)),
                None => apart(word) && self.free(start),
            };
            if !skip {
                break;
            }
            start += 1;
        }
        start
    }

    fn read(&self, found: &mut Vec<Chip>) -> Option<()> {
        let start = self.start();
        let announced = start > 0 && self.chip_at(start - 1).is_some();
        let end = self.stretch(start);
        let name = match lead_in(self.slice(0..end), start) {
            led if led > start && led < end && self.words[led].soft() => self.name(led, end, true),
            _ => self.name(start, end, announced && !self.words.get(start)?.small()),
        }?;
        if announced && self.words.get(name.start)?.small() {
            return None;
        }
        self.push(found, name.clone(), Meaning::Name);
        self.behind(found, &name, end);
        Some(())
    }

    /// The name that begins at `at`; `sure` if what came before says that a name follows.
    fn name(&self, at: usize, end: usize, sure: bool) -> Option<Range<usize>> {
        let stop = self.preposition(at..end, "at from").unwrap_or(end);
        let words = self.slice(at..stop);
        let first = words.first().filter(|word| !is_sentence(word) && is_name_word(word))?;
        let (run, counted) = capitals(words);
        if counted >= 2 || (counted == 1 && sure) {
            return Some(at..at + run);
        }
        let after = self.text[words.last()?.end..].chars().next();
        let weak = stop < end && !first.capital() && words.len() < 2;
        let plain = words.iter().filter(|word| !is_particle(word)).count();
        let names = words.iter().all(|word| is_name_word(word) && (is_particle(word) || !is_sentence(word)));
        if names && (1..=3).contains(&plain) && !weak && !matches!(after, Some('!' | '?')) {
            let last = trimmed(words, words.len(), is_particle).max(1);
            return Some(at..at + last);
        }
        let says = "says said works runs owns knows asked asks told tells has";
        (counted == 1 && words.get(run).is_some_and(|next| among(next.text, says))).then_some(at..at + run)
    }

    /// Trade and company behind the name, which was found in a stretch that goes on to `end`.
    fn behind(&self, found: &mut Vec<Chip>, name: &Range<usize>, end: usize) {
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
        if self.follows(next) {
            self.part(found, next);
        }
    }

    /// A new part begins at `at`, behind a comma or its like.
    fn follows(&self, at: usize) -> bool {
        self.free(at) && matches!(self.words[at].gap, Gap::Comma | Gap::Colon)
    }

    fn part(&self, found: &mut Vec<Chip>, at: usize) {
        let end = self.stretch(at);
        if self.formed(at..end) {
            return self.push(found, at..end, Meaning::Company);
        }
        let stop = self.preposition(at..end, "at from with").unwrap_or(end);
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

    /// Ends in a legal form.
    fn formed(&self, range: Range<usize>) -> bool {
        match self.slice(range) {
            [_, .., last] if last.text.len() > 1 => among(last.text, FORMS),
            _ => false,
        }
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
