//! Folding: one spelling for what people write with and without capitals and accents.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use super::letters::{ending_jamo, kana, plain, silent, spelled};

/// The text in small letters without accents: `Łukasz Müller` becomes `lukasz muller`. Everything that
/// is not a letter stays. Good for sorting and for comparing names; folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |letter| folded.push(letter));
    }
    folded
}

/// Folds one character: into none (a mark), one, or several. Marks are those with a combining class;
/// vowel signs of Indian scripts have none and stay.
pub(super) fn fold_char(c: char, put: &mut impl FnMut(char)) {
    if c.is_ascii() {
        put(c.to_ascii_lowercase());
        return;
    }
    if silent(c) {
        return;
    }
    decompose_canonical(plain(c), |part| {
        if canonical_combining_class(part) != 0 {
            return;
        }
        for small in kana(part).to_lowercase() {
            match spelled(small).or_else(|| ending_jamo(small)) {
                Some(letters) => letters.chars().for_each(&mut *put),
                None => put(small),
            }
        }
    });
}

/// Signs with their marks apart and in the canonical order (Unicode, NFD). The crate's own iterator carries the compatibility
/// tables along.
pub(super) fn decomposed(signs: impl Iterator<Item = char>) -> Vec<char> {
    let mut apart = Vec::new();
    signs.for_each(|c| decompose_canonical(c, |part| apart.push(part)));
    let is_mark = |c: &char| canonical_combining_class(*c) != 0;
    for marks in apart.chunk_by_mut(|one, next| is_mark(one) && is_mark(next)) {
        marks.sort_by_key(|mark| canonical_combining_class(*mark));
    }
    apart
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    proptest! {
        #[test]
        fn marks_stand_apart_as_unicode_has_them(text in "(\\PC|[\u{300}-\u{34e}\u{591}-\u{5c7}가-힣ắǖй]){0,16}") {
            let apart = super::decomposed(text.chars());
            prop_assert_eq!(apart.into_iter().collect::<String>(), text.nfd().collect::<String>());
        }
    }
}
