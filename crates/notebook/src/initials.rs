//! The initials of a name, as a face shows them.

/// The first signs of the first and the last word of a name; one for a name of one word or of signs that are words by
/// themselves, `?` for no name. `cluster` says how many bytes of a text are its first sign as a reader sees it (an extended
/// grapheme cluster, UAX #29): a flag, a family, a letter with its marks stay whole.
#[must_use]
pub fn initials(name: &str, cluster: impl Fn(&str) -> usize) -> String {
    let signs = || name.split_whitespace().filter_map(|word| first_sign(word, &cluster));
    let mut words = signs();
    let Some((first, is_alone)) = words.next() else {
        let rest = name.trim();
        let sign = rest.get(..cluster(rest)).filter(|sign| sign.chars().any(|c| !is_unseen(c)));
        return sign.unwrap_or("?").to_owned();
    };
    match words.next_back() {
        Some((last, _)) if !is_alone => first + &last,
        _ => first,
    }
}

/// The first letter, digit or picture of a word, and whether it says enough; nothing for a word of other signs.
fn first_sign(word: &str, cluster: impl Fn(&str) -> usize) -> Option<(String, bool)> {
    let word = &word[word.find(|c: char| c.is_alphanumeric() || stands_alone(c))?..];
    let sign = word.get(..cluster(word)).filter(|sign| !sign.is_empty()).unwrap_or(word);
    let first = sign.chars().next()?;
    // The key `1️⃣` is a one.
    if sign.ends_with('\u{20e3}') {
        return Some((first.into(), true));
    }
    let rest = &sign[first.len_utf8()..];
    let mut large = first.to_uppercase();
    let letter = large.next().filter(|_| large.next().is_none()).unwrap_or(first);
    Some(([letter.encode_utf8(&mut [0; 4]), rest].concat(), stands_alone(first)))
}

/// Chinese, Japanese and Korean signs and pictures: one says enough.
const fn stands_alone(sign: char) -> bool {
    matches!(sign, '\u{2300}'..='\u{2bff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Joiners and marks of direction.
const fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn initials(name: &str) -> String {
        super::initials(name, |text| text.graphemes(true).next().map_or(0, str::len))
    }

    #[test]
    fn a_face_shows_whole_signs_of_the_first_and_the_last_word() {
        for (name, shown) in [
            ("Ana Ruiz", "AR"),
            ("ana maría ruiz", "AR"),
            ("Teo", "T"),
            ("", "?"),
            (" \u{202e} ", "?"),
            ("🇪🇸 Ana Ruiz", "🇪🇸"),
            ("🇪🇸🇫🇷 Exports", "🇪🇸"),
            ("1️⃣ First Ltd", "1"),
            ("1st Ltd", "1L"),
            ("👩‍🔧 Ana", "👩‍🔧"),
            ("👍🏽 Ben", "👍🏽"),
            ("🏴󠁧󠁢󠁳󠁣󠁴󠁿 Isla", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
            ("❤️ Flowers", "❤️"),
            ("Ana 🦊", "A🦊"),
            ("田中 太郎", "田"),
            ("김 민수", "김"),
            ("ｶﾞｲﾄﾞ ﾀﾅｶ", "ｶﾞ"),
            ("ليلى حداد", "لح"),
            ("E\u{301}mile Zola", "E\u{301}Z"),
            ("e\u{301}mile", "E\u{301}"),
            ("निशा कुमार", "निकु"),
            ("'Tom' (Thomas) — Hardy", "TH"),
            ("— Ana —", "A"),
            ("\u{202e}Ana", "A"),
            ("ßen", "ß"),
            ("& Sons", "S"),
            ("!!!", "!"),
        ] {
            assert_eq!(initials(name), shown, "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_name_a_face_shows_at_most_two_whole_signs_of_it(name in "[\\PC\u{200d}\u{fe0f}🇪🇸👩🏽]{0,12}") {
            let shown = initials(&name);
            prop_assert!((1..=2).contains(&shown.graphemes(true).count()), "{}", shown);
        }

        #[test]
        fn wherever_a_browser_ends_a_sign_nothing_breaks(name in "\\PC{0,12}", bytes in 0usize..30) {
            prop_assert!(!super::initials(&name, |_| bytes).is_empty());
        }
    }
}
