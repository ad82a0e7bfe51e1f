//! A language that nobody speaks: English with other letters, longer, in brackets that no sentence has. Whatever a page shows without
//! them was forgotten, and what does not fit here will not fit in a language of longer words.

use crate::file::Language;
use crate::pattern::{Part, Pattern};

/// The brackets.
pub const BRACKETS: [char; 2] = ['⟦', '⟧'];

/// English in this language.
#[must_use]
pub fn pseudo(english: &Language) -> Language {
    let mut said = english.clone();
    for arm in said.sentences.iter_mut().flat_map(|sentence| &mut sentence.arms) {
        let long = arm.pattern.spelled().len() / 3;
        let [open, close] = BRACKETS;
        let mut parts = vec![Part::Words(open.to_string())];
        parts.extend(std::mem::take(&mut arm.pattern).0.into_iter().map(disguised));
        parts.push(Part::Words(["·".repeat(long), close.to_string()].concat()));
        arm.pattern = Pattern(parts);
    }
    said
}

fn disguised(part: Part) -> Part {
    match part {
        Part::Words(words) => Part::Words(words.chars().map(accented).collect()),
        Part::Group(group) => Part::Group(group.into_iter().map(disguised).collect()),
        Part::Argument(..) => part,
    }
}

const fn accented(letter: char) -> char {
    match letter {
        'a' => 'á',
        'e' => 'ê',
        'i' => 'ï',
        'o' => 'ö',
        'u' => 'ü',
        'c' => 'ç',
        'n' => 'ñ',
        's' => 'š',
        'y' => 'ý',
        'A' => 'Å',
        'E' => 'É',
        'I' => 'Î',
        'O' => 'Ø',
        'U' => 'Ú',
        'N' => 'Ñ',
        'S' => 'Š',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, read};

    #[test]
    fn it_says_the_same_with_the_same_arguments_and_is_longer() {
        let english = read(
            "[a]\nb = \"Ask {who:name}[ about {what:told}].\"\nc = { one = \"1 jot\", other = \"{n} jots\" }",
        )
        .unwrap();
        let said = pseudo(&english);
        assert!(check(&english, &said).is_empty());
        let spelled: Vec<String> =
            said.sentences.iter().flat_map(|of| &of.arms).map(|arm| arm.pattern.spelled()).collect();
        assert_eq!(spelled[0], "⟦Åšk {who}[ áböüt {what}].········⟧");
        assert!(spelled.iter().all(|words| words.starts_with('⟦') && words.ends_with('⟧')));
    }
}
