//! What makes two names, and two words of a set, the same; and in which order names stand.
//!
//! One key for names ([`name_key`]), used by completion, proposals, doubles and recipients; one for words of sets
//! ([`word_key`]), used by tags, filters and counts; one order ([`sort_key`]). The search folds as names do.

use std::collections::BTreeSet;

use super::{
    fold::{decomposed, fold, fold_char},
    letters::{apostrophe, composed, dash, plain, silent},
};

/// A name as it is compared: without capitals, accents, apostrophes and marks of direction; whatever parts its words is one
/// space. `O’Dea`, `O'Dea` and `ODEA` are one, `Anne-Marie` and `Anne Marie` are. A name of signs only is its signs.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars() {
        fold_char(c, &mut |letter| {
            if apostrophe(letter) {
                return;
            }
            if parts(letter) {
                gap = true;
                return;
            }
            if std::mem::take(&mut gap) && !key.is_empty() {
                key.push(' ');
            }
            key.push(letter);
        });
    }
    if key.is_empty() { fold(name).trim().to_owned() } else { key }
}

/// Whether a name, or any word of it, begins with what is being typed; both as [`name_key`]s.
#[must_use]
pub fn begins(name: &str, typed: &str) -> bool {
    name.starts_with(typed) || (!typed.is_empty() && name.split(' ').any(|word| word.starts_with(typed)))
}

/// What parts the words of a name: spaces, dashes, dots, commas; not signs that say something, such as `+`, `€` or a fox.
fn parts(c: char) -> bool {
    c.is_whitespace()
        || dash(c)
        || matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '_'
                | '/'
                | '('
                | ')'
                | '['
                | ']'
                | '"'
                | '·'
                | '•'
                | '・'
                | '･'
                | '‧'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '、'
                | '،'
                | '־'
        )
}

/// A word of a set as it is compared: capitals, composition and typographical variants do not count, accents do: `VIP` and
/// `vip` are one tag, `café` is one however its accent is stored, `peña` and `pena` are two.
#[must_use]
pub fn word_key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    let mut gap = false;
    let signs = word.chars().filter(|c| !silent(*c)).map(plain);
    for c in decomposed(signs) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !key.is_empty() {
            key.push(' ');
        }
        match c {
            _ if apostrophe(c) => key.push('\''),
            _ if dash(c) => key.push('-'),
            'ß' | 'ẞ' => key.push_str("ss"),
            'ς' => key.push('σ'),
            'ſ' => key.push('s'),
            'ﬀ'..='ﬆ' => key.push_str(&fold(c.encode_utf8(&mut [0; 4]))),
            _ => key.extend(c.to_lowercase()),
        }
    }
    // What is small may be decomposed further: İ.
    if key.is_ascii() { key } else { decomposed(key.chars()).into_iter().collect() }
}

/// Leaves one of the words that are the same; sets of old notebooks hold them in several forms.
pub fn once(words: &mut BTreeSet<String>) {
    let mut seen = BTreeSet::new();
    words.retain(|word| seen.insert(word_key(word)));
}

/// Letters that do not stand in the order of their numbers, as dictionaries have them (CLDR root).
const ALPHABETS: [&str; 2] = [
    "абвгґғдђѓеєжзѕиіїйјкқлљмнњңоөпрстћќуўүұфхһцчџшщъыьѣэюя",
    "ءآأؤإئاٱبپتٹثجچحخدڈذرڑزژسشصضطظعغفڤقكکگلمنںهھةەوىيیے",
];

/// Where names stand in a list: letter by letter as in a dictionary, whatever their script; capitals, accents and signs
/// between the letters do not count.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for small in composed(name.chars().filter(|c| !silent(*c)).map(plain).flat_map(char::to_lowercase)) {
        if let Some(placed) = placed(small) {
            key.push(placed);
        } else if matches!(small, '\u{ac00}'..='\u{d7a3}') {
            // Syllables are in order, their letters are not.
            key.push(small);
        } else {
            fold_char(small, &mut |letter| {
                if letter.is_alphanumeric() {
                    key.push(placed(letter).unwrap_or(letter));
                } else if parts(letter) && !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
            });
        }
    }
    key.truncate(key.trim_end().len());
    if key.is_empty() { fold(name).trim().to_owned() } else { key }
}

/// A letter by its place among those of its script: Ukrainian І stands behind З.
fn placed(letter: char) -> Option<char> {
    let (first, alphabet) = match letter as u32 {
        0x400..=0x52f => (0x400, ALPHABETS[0]),
        0x620..=0x6d5 => (0x600, ALPHABETS[1]),
        _ => return None,
    };
    let place = alphabet.chars().position(|known| known == letter)?;
    char::from_u32(first + place as u32)
}
