//! One person's contacts are not another's.
//!
//! A jot is about one person, but people paste tables, cards and lists. Numbers and addresses belong to whoever is named
//! before them. When somebody else seems to be named behind a contact, what comes after that stays plain.

use std::ops::Range;

use super::clause::{capitals, is_name_word};
use super::lex::{Gap, Word};
use super::types::Meaning;
use super::words::{is_label, is_sentence};
use super::work::is_formed;

type Chip = (Range<usize>, Meaning);

/// Which kind of contact a chip is.
fn contact(meaning: &Meaning) -> Option<usize> {
    match meaning {
        Meaning::Phone(_) => Some(0),
        Meaning::Email(_) => Some(1),
        Meaning::Link(_) => Some(2),
        _ => None,
    }
}

/// Takes out the contacts that may be somebody else's. `chips` are in the order of the text.
pub(super) fn keep_one_persons(text: &str, words: &[Word], chips: &mut Vec<Chip>) {
    if chips.iter().filter(|(_, meaning)| contact(meaning).is_some()).nth(1).is_none() {
        return;
    }
    let name = chips.iter().find(|(_, meaning)| matches!(meaning, Meaning::Name(_))).map(|(at, _)| at.start);
    let first = chips.iter().find(|(_, meaning)| contact(meaning).is_some()).map(|(at, _)| at.start);
    let Some(from) = others(text, words, chips) else { return };
    // Whose the first one is, nobody knows when it stands before the name.
    let unknown = name > first;
    chips.retain(|(_, meaning)| !(unknown && contact(meaning).is_some()));
    chips.retain(|(range, meaning)| range.start < from || contact(meaning).is_none() && !is_work(meaning));
}

/// What may also be the name of somebody else.
fn is_work(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Trade(_) | Meaning::Company(_))
}

/// Where the contacts of somebody else begin.
fn others(text: &str, words: &[Word], chips: &[Chip]) -> Option<usize> {
    let mut seen = [false; 3];
    // Somebody may have been named since the last contact.
    let mut maybe = false;
    let mut next = chips.iter().filter(|(_, meaning)| !is_work(meaning)).peekable();
    let mut skip = 0;
    let last = chips.iter().rfind(|(_, meaning)| contact(meaning).is_some())?.0.start;
    for (i, word) in words.iter().enumerate() {
        if word.start > last {
            return None;
        }
        while next.next_if(|(range, _)| range.end <= word.start).is_some() {}
        if let Some((range, meaning)) = next.peek().filter(|(range, _)| range.start <= word.start) {
            let Some(kind) = contact(meaning) else {
                maybe |= matches!(meaning, Meaning::Name(_)) && seen != [false; 3];
                continue;
            };
            // Its first word only.
            if word.start > range.start && i > 0 && words[i - 1].start >= range.start {
                continue;
            }
            if seen[kind] && (maybe || is_named_before(words, i, chips)) {
                return Some(range.start);
            }
            seen[kind] = true;
            continue;
        }
        if i < skip || seen == [false; 3] || is_label(word.text) {
            continue;
        }
        let is_first = i > 0 && text[words[i - 1].end..word.start].contains(['\n', '\r']);
        let free = next.peek().map_or(text.len(), |(range, _)| range.start);
        let near = words[i..].iter().take(8).take_while(|word| word.start < free).count();
        let (run, counted) = capitals(soft(&words[i..i + near]));
        if counted >= 2 && !is_formed(&words[i..i + run]) {
            let behind = words.get(i + run).filter(|word| matches!(word.gap, Gap::Soft | Gap::Colon));
            let touched = behind.is_some_and(|word| {
                next.peek()
                    .is_some_and(|(range, meaning)| range.start <= word.start && contact(meaning).is_some())
            });
            let named = is_first || touched;
            if named {
                return Some(word.start);
            }
            maybe = true;
            skip = i + run;
        } else if is_first && word.text.chars().any(char::is_alphabetic) {
            maybe = true;
        }
    }
    None
}

/// The words up to the next that does not follow softly.
fn soft<'a, 'b>(words: &'b [Word<'a>]) -> &'b [Word<'a>] {
    let more = words.iter().skip(1).take_while(|word| word.soft()).count();
    &words[..words.len().min(more + 1)]
}

/// A name's word, no label, stands directly before the `i`-th word, outside of the chips.
fn is_named_before(words: &[Word], i: usize, chips: &[Chip]) -> bool {
    let Some(before) = i.checked_sub(1).and_then(|at| words.get(at)) else { return false };
    let at = chips.partition_point(|(range, _)| range.end <= before.start);
    let is_free = chips.get(at).is_none_or(|(range, _)| range.start > before.start);
    words[i].gap <= Gap::Colon
        && is_free
        && is_name_word(before)
        && !is_label(before.text)
        && !is_sentence(before)
}
