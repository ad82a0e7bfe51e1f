//! What stands before and behind digits.

use super::super::lex::{is_unseen, is_word_char};
use super::super::words::{among, is_plain_word};
use super::groups::{Group, blank, groups};
use crate::search::digit;

/// What stands before a number and says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    /// `tel`, `mobile`.
    Label,
    /// `order`, `IBAN`: a mark of something else.
    Account,
    /// `about`, `EUR`: a quantity.
    Amount,
    /// Other digits.
    Figure,
}

const LABELS: &str = "tel telephone phone mobile mob cell cellphone whatsapp fax landline ph móvil tlf telf";
const ACCOUNTS: &str = "no nos nr num order invoice ref reference account acct iban bic vat policy id pin code \
    serial ticket model part isbn ean sku ssn passport zip postcode room flat case file booking reservation licence \
    license plate lot box siret siren nif cif abn tracking item version v";
const AMOUNTS: &str = "about around approx appr approximately roughly over under nearly almost only worth costs cost \
    budget turnover revenue needs need wants order for between least most than x times of eur euro euros \
    usd gbp chf cad aud jpy sek nok dkk pln inr";
/// Of a phone's place or kind, behind it.
const PLACES: &str = "home work office mobile cell direct private evenings mornings weekends days ext";
const UNITS: &str = "people children men women staff feet kg km cm mm ml m2 m² sqm sqft g t l k m bn mio million thousand \
    eur euro usd gbp chf cad aud jpy sek nok dkk pln inr percent pct";

/// Behind a day, or an hour.
const MONTHS: &str = "january february march april may june july august september october november december jan feb mar \
    apr jun jul aug sep sept oct nov dec am pm";

/// Bytes looked at before a number.
const NEAR: usize = 40;

/// What stands before `start`; `taken` is the end of the chip before it.
pub(super) fn before(text: &str, start: usize, taken: usize) -> Before {
    let mut from = start.saturating_sub(NEAR).max(taken.min(start));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text[from..start].trim_end_matches(|c: char| blank(c) || is_unseen(c) || c == '(');
    let colon = near.trim_end_matches([':', '.', '#']);
    let word = colon.rsplit(|c: char| c.is_whitespace() || "(,;\"".contains(c)).next().unwrap_or_default();
    let figure = near.trim_end_matches(')').chars().next_back().is_some_and(|c| digit(c).is_some());
    match () {
        () if word.is_empty() => Before::Nothing,
        () if among(word, LABELS) => Before::Label,
        () if near.ends_with('#') || among(word, ACCOUNTS) => Before::Account,
        () if figure && !is_whole(text, from + colon.len() - word.len(), start) => Before::Figure,
        () if near.len() == colon.len() && among(word, AMOUNTS) => Before::Amount,
        () => Before::Nothing,
    }
}

/// A date, a year or a range that stands before a number and is none of it; also the last part of `26 11 2026`.
fn is_whole(text: &str, at: usize, start: usize) -> bool {
    let all = groups(text, at);
    // What goes on without a space belongs to it.
    let tight = all.iter().enumerate().take_while(|(nth, group)| *nth == 0 || !group.is_apart());
    if tight.last().is_some_and(|(_, last)| last.end > start) {
        return false;
    }
    is_other(text, at) || groups(text, at).first().is_some_and(Group::is_year)
}

/// A year, a date, a range, a time, a counted thing: what begins at `at` is no part of the number before it.
pub(super) fn is_other(text: &str, at: usize) -> bool {
    let all = groups(text, at);
    let Some(first) = all.first() else { return false };
    let tight = all.iter().skip(1).take_while(|group| !group.is_apart()).count();
    let chunk = &all[..=tight];
    let last = &chunk[tight];
    let spaced = matches!(&all[..], [a, b, c, ..] if c.is_year() && a.length() <= 2 && b.length() <= 2
        && a.value().is_some_and(|n| n <= 31) && b.value().is_some_and(|n| n <= 31));
    let glued = is_glued(text, last.end);
    let dated = tight > 0 && !first.digits.starts_with('0') && last.length() <= 4 && first.length() <= 4
        || (1..=2).contains(&tight) && chunk.iter().all(|group| group.length() <= 2 || group.is_year());
    let year = first.is_year() && tight == 0 && all.get(1).is_none_or(|next| next.length() != 4);
    let behind = text[last.end..].trim_start_matches(blank).split(|c: char| !c.is_alphabetic()).next();
    let named = first.length() <= 2 && behind.is_some_and(|word| among(word, MONTHS));
    year || spaced
        || glued
        || dated
        || named
        || is_amount(text, at)
        || counts(text, last.end) && !first.digits.starts_with('0')
}

/// `300 000 €`: groups of three from `at` up to a currency.
pub(super) fn is_amount(text: &str, at: usize) -> bool {
    let all = groups(text, at);
    let thousands = all.iter().skip(1).take_while(|group| group.separator == " " && group.length() == 3);
    let signs = ['€', '$', '£', '¥', '₹', '₩'];
    let has_sign = |last: &Group| text[last.end..].trim_start_matches(blank).starts_with(signs);
    all.first().is_some_and(|first| first.length() <= 3) && thousands.last().is_some_and(has_sign)
}

/// Something touches the digits that end at `end` and makes another thing of them.
pub(super) fn is_glued(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars().filter(|c| !is_unseen(*c));
    match rest.next() {
        Some(c) if is_word_char(c) || "%€$£¥₹@#°_+&=*²".contains(c) => extension(text, end).is_none(),
        Some(c @ (':' | ',' | '.' | '-' | '/' | '\'' | '’')) => {
            rest.next().is_some_and(|next| digit(next).is_some() || (c == '-' && next.is_alphabetic()))
        }
        // `300 000 €`
        Some(c) if blank(c) => {
            rest.find(|c| !blank(*c)).is_some_and(|c| "%€$£¥₹".contains(c))
                && rest.next().is_none_or(|next| digit(next).is_none())
        }
        _ => false,
    }
}

/// Things are counted behind `end`: a plural or a unit among the next words.
pub(super) fn counts(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    if !rest.starts_with(blank) {
        return false;
    }
    let ends = |&(nth, (_, c)): &(usize, (usize, char))| nth == 60 || "\n\r,;(\t".contains(c);
    let near = rest.char_indices().enumerate().find(ends).map_or(rest, |(_, (at, _))| &rest[..at]);
    let mut words = near.split_whitespace().take(4).peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(['.', '!', '?', ':']);
        if among(bare, UNITS) {
            // `EUR 12000` is what comes behind it.
            return words.peek().is_none_or(|next| next.chars().next().and_then(digit).is_none());
        }
        let is_word = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        if !is_word || bare.is_empty() || !is_plain_word(bare) || among(bare, LABELS) || among(bare, PLACES) {
            return false;
        }
        if !bare.starts_with(char::is_lowercase) {
            return false;
        }
        if bare.len() > 3 && bare.ends_with('s') && !bare.ends_with("ss") && !bare.ends_with("'s") {
            return true;
        }
        if bare.len() < word.len() {
            return false;
        }
    }
    false
}

/// Where the extension behind a number ends: `ext. 12`, `x12`.
pub(super) fn extension(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let mut at = rest.len() - rest.trim_start_matches([' ', '\u{a0}', ',', ';']).len();
    if at > 3 {
        return None;
    }
    let word = ["extension", "ext.", "ext", "x"]
        .into_iter()
        .find(|word| rest.get(at..at + word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))?;
    let is_glued = at == 0 && word == "x";
    at += word.len();
    at += rest[at..].len() - rest[at..].trim_start_matches([' ', '\u{a0}', '=', ':', '.']).len();
    let digits = rest[at..].bytes().take(7).take_while(u8::is_ascii_digit).count();
    let behind = rest[at + digits..].chars().next();
    if is_glued && digits > 2 && is_short_alone(&text[..end]) {
        return None;
    }
    ((1..=6).contains(&digits) && !behind.is_some_and(is_word_char)).then_some(end + at + digits)
}

/// Ends in a few digits by themselves: with an `x` and more behind them they are a size, `1080x1920`.
fn is_short_alone(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.len() - before.len() <= 4 && before.chars().next_back().is_none_or(char::is_whitespace)
}
