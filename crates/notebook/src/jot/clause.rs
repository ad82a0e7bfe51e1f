//! How far a clause goes.
//!
//! Every clause ends at the latest with a comma, the sentence, the line, or the next thing that
//! announces itself. A need takes all of that. A place takes up to six words and ends before a
//! word of a sentence ("she", "talked", "yesterday"). A member or source is one word, and more if
//! they look like one name: capitals (with `van`, `de la` between), or, begun without a capital,
//! all of up to three words as far as the clause can go. Whatever a name looks like, quotes hold
//! it together: `>"boat people of the north"`.

use super::lex::{Gap, Word};
use super::scan::{Clause, Found, What, squeeze};
use super::types::Meaning;
use super::words::{among, is_foreign, is_link, is_particle, is_sentence, is_surname};

/// The chip of the clause `found`, which must end before the byte `limit`.
pub(super) fn close(text: &str, words: &[Word], found: &Found, limit: usize) -> Option<(usize, Meaning)> {
    let What::Opens(clause, first) = found.what else { return None };
    let all = &words[first.min(words.len())..];
    let count = all
        .iter()
        .take_while(|word| word.outer < limit || word.start == found.range.end)
        .enumerate()
        .take_while(|(i, word)| match i {
            0 if clause == Clause::Need => word.sigil.is_none() && word.gap <= Gap::Colon,
            0 => true,
            _ => word.soft(),
        })
        .count();
    let all = &all[..count];
    let used = match clause {
        Clause::Need => need(all),
        Clause::Place => place(all),
        Clause::For | Clause::Source => member(all),
    };
    let (first, last) = (all.first()?, used.checked_sub(1).and_then(|at| all.get(at))?);
    let start = if clause == Clause::Need { first.outer } else { first.start };
    let end = closed(text, start, last.end, limit);
    Some((end, clause.meaning(squeeze(&text[start..end]))))
}

/// With the closing quote, if a quotation within the clause ends there.
fn closed(text: &str, start: usize, end: usize, limit: usize) -> usize {
    let next = text[end..limit.max(end)].chars().next();
    match next {
        Some(c @ ('"' | '”' | '»')) if text[start..end].contains(['"', '“', '„', '«']) => {
            end + c.len_utf8()
        }
        _ => end,
    }
}

fn need(words: &[Word]) -> usize {
    let hangs = |word: &Word| {
        among(word.text, "and who that which also but she he they & or + then is by on before until")
    };
    trimmed(words, words.len(), hangs)
}

pub(super) fn place(words: &[Word]) -> usize {
    let capitals = words.iter().take_while(|word| word.capital()).count();
    // `Wood Works Ltd`: within capitals a word is part of a name.
    let named = |i: usize, word: &Word| {
        i < capitals && (is_surname(word) || capitals > i + 1 || among(word.text, "works"))
    };
    let fits = |(i, word): &(usize, &Word)| !is_foreign(word) || named(*i, word);
    let end = words.iter().enumerate().take(6).skip(1).take_while(fits).count() + 1;
    trimmed(words, end.min(words.len()), is_link)
}

/// `end` without the words at the end that `hang` there.
pub(super) fn trimmed(words: &[Word], mut end: usize, hangs: impl Fn(&Word) -> bool) -> usize {
    while end > 0 && hangs(&words[end - 1]) {
        end -= 1;
    }
    end
}

fn member(words: &[Word]) -> usize {
    let capitals = capitals(words).0;
    let Some(first) = words.first() else { return 0 };
    if first.capital() || among(first.text, "chapter everyone all group") {
        return capitals.max(1);
    }
    let names = words.iter().skip(1).all(|word| !is_sentence(word) && is_name_word(word));
    if names && words.len() <= 3 { words.len() } else { capitals.max(1) }
}

/// Letters, with marks, apostrophes, hyphens and full stops between them.
pub(super) fn is_name_word(word: &Word) -> bool {
    let fine = |c: char| {
        (super::lex::is_word_char(c) && !c.is_numeric()) || matches!(c, '\'' | '’' | '-' | '‐' | '.' | '・')
    };
    let wide = |c: char| matches!(c, '\u{3040}'..='\u{9fff}');
    let most = if word.text.chars().next().is_some_and(wide) { 8 } else { 24 };
    let possessive = ["'s", "’s"].iter().any(|s| word.text.ends_with(s));
    word.text.chars().next().is_some_and(char::is_alphabetic)
        && !possessive
        && word.text.chars().take(most + 1).count() <= most
        && word.text.chars().all(fine)
}

/// The words at the front that are one capitalised name: how many, particles included, and how
/// many of them are not particles. None if there are more than four.
pub(super) fn capitals(words: &[Word]) -> (usize, usize) {
    let (mut end, mut counted) = (0, 0);
    for (i, word) in words.iter().enumerate() {
        if is_particle(word) && (i == 0 || end + 3 > i) {
            continue;
        }
        let large = word.capital() || (end > 0 && !word.small());
        if !large || !is_name_word(word) || (i > 0 && is_sentence(word)) || end + 4 < i {
            break;
        }
        (end, counted) = (i + 1, counted + 1);
    }
    if counted > 4 { (0, 0) } else { (end, counted) }
}
