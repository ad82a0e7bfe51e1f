//! Folding: one spelling for what people write with and without capitals and accents.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use super::letters::{plain, silent, spelled};

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
        for small in part.to_lowercase() {
            match spelled(small) {
                Some(letters) => letters.chars().for_each(&mut *put),
                None => put(small),
            }
        }
    });
}
