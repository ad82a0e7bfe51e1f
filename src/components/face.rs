//! A face: a person's initials in a circle.

use leptos::prelude::*;

/// The initials of a name: of the first and the last word, one for a name of one word or of
/// signs that are words by themselves; whole emoji and combined letters stay together.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(first_letter);
    let Some(first) = words.next() else { return "?".into() };
    if first.chars().next().is_some_and(stands_alone) {
        return first;
    }
    match words.next_back() {
        Some(last) => first + &last,
        None => first,
    }
}

/// The first letter or digit of a word with its marks; of a word without any, its first sign.
fn first_letter(word: &str) -> Option<String> {
    let start = word.find(|c: char| c.is_alphanumeric() || stands_alone(c)).unwrap_or(0);
    let mut signs = word[start..].chars();
    let mut letter: String = signs.next()?.to_uppercase().collect();
    let mut is_joined = false;
    for sign in signs {
        if !(is_joined || goes_on(sign)) {
            break;
        }
        is_joined = sign == '\u{200d}';
        letter.push(sign);
    }
    Some(letter)
}

/// Marks, skin tones, joiners and selectors that belong to the sign before.
fn goes_on(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{93e}'..='\u{94d}' | '\u{200d}'
        | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Chinese, Japanese and Korean signs and emoji: one says enough.
fn stands_alone(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27bf}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The face beside a name; `tone` is one of `accent`, `promise`, `overdue`, `big`, or nothing.
pub fn face_as(name: &str, tone: &str) -> AnyView {
    view! { <span class=format!("face {tone}") aria-hidden="true">{initials(name)}</span> }.into_any()
}

/// The face beside a name.
pub fn face(name: &str) -> AnyView {
    face_as(name, "")
}
