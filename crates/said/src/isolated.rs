//! Names in sentences: whichever way they are written, only they are turned.

use std::borrow::Cow;

/// First strong isolate, and its end (UAX #9).
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A name as it stands in a sentence. One that could turn what stands around it (letters that are written from the right,
/// marks of direction) stands between two marks that cannot be seen; every other one is as it is.
#[must_use]
pub fn isolated(name: &str) -> Cow<'_, str> {
    if !name.chars().any(|c| turns(c) || ends_line(c)) {
        return Cow::Borrowed(name);
    }
    let [open, close] = ISOLATE;
    // Isolates of its own could end ours; what else it opens ends with ours.
    let own = name.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}'));
    let line = own.map(|c| if ends_line(c) { ' ' } else { c });
    Cow::Owned(std::iter::once(open).chain(line).chain(std::iter::once(close)).collect())
}

/// A direction ends with its paragraph, and an isolate with it.
const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2029}')
}

/// Marks of direction, and the scripts from the right: Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and their like.
const fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::isolated;
    use proptest::prelude::*;
    use unicode_bidi::{BidiInfo, Level};

    /// Whether everything around the name is read from the left.
    fn stays(name: &str) -> bool {
        let [before, behind] = ["Ask ", " (2) whether they agree, at 17:30."];
        let sentence = [before, &isolated(name), behind].concat();
        let info = BidiInfo::new(&sentence, Some(Level::ltr()));
        let around = (0..before.len()).chain(sentence.len() - behind.len()..sentence.len());
        info.paragraphs.len() == 1 && around.into_iter().all(|at| info.levels[at] == Level::ltr())
    }

    #[test]
    fn a_name_turns_nothing_but_itself() {
        for name in [
            "Ana Ruiz",
            "\u{202e}Ana Ruiz",
            "Ana \u{202b}Ruiz",
            "\u{2067}\u{202e}Ana",
            "Ana\u{2069}\u{202e}",
            "ليلى حداد",
            "שלום כהן",
            "Ana ليلى",
            "שלום\u{2029}\u{202e}Ana",
        ] {
            assert!(stays(name), "{name:?}");
        }
        assert_eq!(isolated("José Núñez 2"), "José Núñez 2");
        assert_eq!(isolated("田中🦊"), "田中🦊");
        assert_eq!(isolated("שלום"), "\u{2068}שלום\u{2069}");
    }

    proptest! {
        #[test]
        fn whatever_a_name_is_the_sentence_around_it_reads_on(
            name in "([a-z ]|[\u{5d0}-\u{5ea}\u{627}-\u{64a}0-9٠-٩]|[\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{61c}]|\\PC){1,16}"
        ) {
            prop_assert!(stays(&name), "{:?}", name);
        }
    }
}
