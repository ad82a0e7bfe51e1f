//! Whom the jot is about: the name at its beginning.
//!
//! A name is one to four words (particles not counted) before the first comma, keyword or sigil.
//! Two or more capitals in a row are a name whatever follows. Otherwise the whole stretch has to be
//! short and free of the words of a sentence, so "remember to buy tickets" is none, while
//! "ana ruiz", "דוד לוי" and "田中" are. "Met", "lunch with" and their like before a name stay
//! plain. Two people at once ("Tom & Ann") are left to triage.

use std::ops::Range;

use super::clause::{capitals, is_name_word, trimmed};
use super::lex::{Gap, Word};
use super::scan::squeeze;
use super::types::Meaning;
use super::words::{among, is_column, is_generation, is_given, is_particle, is_sentence, is_surname, phrase};

pub(super) type Chip = (Range<usize>, Meaning);

const LEAD_INS: [&str; 7] = [
    "i/we? met/meet/saw/call/called/ask/email/emailed/visit/visited/ring/thank/invite/text with/up? with?",
    "i/we? spoke/speak/talked/talk/chatted/chat to/with",
    "had? a/the? lunch/coffee/dinner/breakfast/meeting/drinks/drink/call/chat with",
    "introduced/introduce to",
    "follow up with",
    "dear/hi/hello/hey",
    "this is",
];

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
    let (first, last) = (name.first()?, name.len() - 1);
    if first.quote.is_some()
        || (start > 0 && head.chip_at(start - 1).is_some() && first.small() && first.soft())
    {
        return None;
    }
    // The last word is still growing: "an" may become "Ana".
    let fine = |(i, word): (usize, &Word)| {
        is_name_word(word) && (i == last || is_particle(word) || !is_sentence(word))
    };
    let counted = name.iter().filter(|word| !is_particle(word)).count();
    (counted <= 4 && name.iter().enumerate().all(fine)).then_some(name)
}

pub(super) struct Head<'a> {
    text: &'a str,
    pub(super) words: &'a [Word<'a>],
    chips: &'a [Chip],
    stops: &'a [usize],
}

impl<'a> Head<'a> {
    pub(super) fn chip_at(&self, i: usize) -> Option<&Chip> {
        let start = self.words.get(i)?.start;
        let at = self.chips.partition_point(|(range, _)| range.end <= start);
        self.chips.get(at).filter(|(range, _)| range.start <= start)
    }

    pub(super) fn free(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|word| {
            word.sigil.is_none() && self.chip_at(i).is_none() && !self.stops.contains(&word.outer)
        })
    }

    /// The end of the words that follow softly from `from` on; short stretches suffice.
    pub(super) fn stretch(&self, from: usize) -> usize {
        let more = (from + 1..from + 24).take_while(|&i| self.free(i) && self.words[i].gap == Gap::Soft);
        if self.free(from) { from + 1 + more.count() } else { from }
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a [Word<'a>] {
        self.words.get(range).unwrap_or_default()
    }

    pub(super) fn push(&self, found: &mut Vec<Chip>, range: Range<usize>, meaning: fn(String) -> Meaning) {
        if let [first, .., last] | [first @ last] = self.slice(range) {
            let bytes = first.start..last.end;
            found.push((bytes.clone(), meaning(squeeze(&self.text[bytes]))));
        }
    }

    /// The preposition that introduces a company.
    pub(super) fn preposition(&self, range: Range<usize>, known: &str) -> Option<usize> {
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
        let mut end = self.stretch(start);
        let mut name = match lead_in(self.slice(0..end), start) {
            led if led > start && led < end && self.words[led].soft() => self.name(led, end, true),
            _ => self.name(start, end, announced && !self.words.get(start)?.small()),
        }?;
        if announced && self.words.get(name.start)?.small() {
            return None;
        }
        if name.len() == 1 && is_column(&self.words[name.start]) {
            return None;
        }
        // `John Smith, Jr.`
        let more = self.stretch(end);
        let generation = self.slice(end..more);
        if name.end == end
            && !generation.is_empty()
            && generation.iter().all(is_generation)
            && self.follows(end)
        {
            (name.end, end) = (more, more);
        }
        self.push(found, name.clone(), Meaning::Name);
        self.behind(found, &name, end);
        Some(())
    }

    /// The name that begins at `at`; `sure` if what came before says that a name follows.
    fn name(&self, at: usize, end: usize, sure: bool) -> Option<Range<usize>> {
        let stop = self.preposition(at..end, "at from").unwrap_or(end);
        let words = self.slice(at..stop);
        let first = words.first().filter(|word| word.quote.is_none() && is_name_word(word))?;
        let (mut run, mut counted) = capitals(words);
        // `Mary Read`: a word that is a name only at the end of one.
        if counted > 0 && run + 1 == words.len() && is_surname(&words[run]) {
            (run, counted) = (run + 1, counted + 1);
        }
        if is_sentence(first) && !(is_given(first) && counted >= 2 && run == words.len()) {
            return None;
        }
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
        let rest = self.slice(at + run..stop);
        let spoken = rest.first().is_some_and(|next| among(next.text, says))
            || rest.iter().all(|word| among(word.text, "is also still really currently just"));
        (counted == 1 && spoken).then_some(at..at + run)
    }
}
