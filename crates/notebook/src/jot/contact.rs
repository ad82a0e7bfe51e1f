//! Contacts: phone numbers, links and e-mail addresses.

use std::ops::Range;

use super::lex::{Word, is_word_char};
use super::link::{is_host, link, trimmed};
use super::phone::phone;
use super::types::Meaning;

/// The contact that begins with `word`, with the bytes it takes; `taken` is the end of the chip before it.
pub(super) fn contact(text: &str, word: &Word, taken: usize) -> Option<(Meaning, Range<usize>)> {
    link(text, word).or_else(|| email(word)).or_else(|| {
        // A bracket before a number may belong to it.
        let bracket = word.start.checked_sub(1).filter(|&at| text.as_bytes()[at] == b'(');
        bracket.and_then(|at| phone(text, at, taken)).or_else(|| phone(text, word.start, taken))
    })
}

/// Signs of a local part besides letters and digits (RFC 5322, atoms), without those that part words.
const LOCAL: &str = "._%+-'&#*=?^!$~/";

pub(super) fn email(word: &Word) -> Option<(Meaning, Range<usize>)> {
    let is_uri = word.text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("mailto:"));
    let skip = if is_uri { 7 } else { 0 };
    let whole = trimmed(&word.text[skip..]);
    // Behind `mailto:` a subject may follow.
    let address = if is_uri { whole.split('?').next().unwrap_or(whole) } else { whole };
    let (local, domain) = address.split_once('@')?;
    let fine = |c: char| is_word_char(c) || LOCAL.contains(c);
    let dotted = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || dotted || !local.chars().all(fine) || !is_host(domain) {
        return None;
    }
    Some((Meaning::Email(address.to_owned()), word.start..word.start + skip + whole.len()))
}
