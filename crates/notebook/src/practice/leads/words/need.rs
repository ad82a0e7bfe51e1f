//! A need, said in a sentence. It was noted in a few words, or as it was heard: both have to read well.

use crate::practice::discretion::Letter;

/// First words that are small in the middle of a sentence, however the keyboard wrote them.
const SMALL: [&str; 44] = [
    "a",
    "an",
    "the",
    "any",
    "some",
    "somebody",
    "someone",
    "something",
    "anybody",
    "anyone",
    "help",
    "new",
    "good",
    "reliable",
    "another",
    "more",
    "advice",
    "his",
    "her",
    "their",
    "our",
    "my",
    "your",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "twenty",
    "several",
    "first",
    "second",
    "old",
    "small",
    "large",
    "cheap",
    "better",
    "to",
];

/// What people write before the need itself.
const BEFORE: [&str; 9] = [
    "is looking for ",
    "looking for ",
    "is searching for ",
    "searching for ",
    "needs ",
    "need ",
    "wants ",
    "want ",
    "would like ",
];

/// Words that say a need themselves, as a sentence, are longer than this many words at times, and no thing.
const MOST_WORDS: usize = 12;

/// A need as it was noted.
pub(super) enum Need {
    /// A thing, or something to do: “a bookkeeper”, “to sell the house”.
    Thing(String),
    /// Words that stand for themselves: “An office block is going up.”
    Words(String),
}

impl Need {
    /// `None` when nothing is noted.
    pub(super) fn of(words: &str) -> Option<Self> {
        let words = words.trim();
        let begins = |before: &&&str| {
            words.get(..before.len()).is_some_and(|start| start.eq_ignore_ascii_case(before))
        };
        let before = BEFORE.iter().find(begins).map_or(0, |before| before.len());
        let rest = words[before..].trim().trim_end_matches(['.', ' ']);
        let first = rest.split_whitespace().next()?;
        let small = first.to_lowercase();
        let is_small = SMALL.contains(&small.as_str());
        let is_plain = is_small || !first.chars().next().is_some_and(char::is_uppercase);
        let stands_alone = rest.contains(['\n', '!', '?', ':', ';'])
            || rest.contains(". ")
            || rest.split_whitespace().count() > MOST_WORDS;
        if stands_alone || (!is_plain && before == 0) {
            return Some(Self::Words(words.to_owned()));
        }
        Some(Self::Thing(if is_small { [&small, &rest[first.len()..]].concat() } else { rest.to_owned() }))
    }
}

/// Goes on after “you” or a name: “are looking for a bookkeeper”.
pub(super) fn looking<'a>(letter: Letter<'a>, verb: &'static str, thing: &str) -> Letter<'a> {
    let letter = letter.own(verb).own(" looking ");
    // “Looking to sell the house.”
    letter.own_if(!thing.starts_with("to "), "for ").told(thing)
}

/// Words that stand for themselves, as the end of a sentence.
pub(super) fn quoted<'a>(letter: Letter<'a>, words: &str) -> Letter<'a> {
    let words = words.trim();
    letter.own("“").told(words).own("”").own_if(!words.ends_with(['.', '!', '?', '…']), ".")
}

/// Words that end a sentence.
pub(super) fn ended<'a>(letter: Letter<'a>, words: &str) -> Letter<'a> {
    let words = words.trim();
    letter.told(words).own_if(!words.ends_with(['.', '!', '?', '…']), ".")
}

#[cfg(test)]
mod tests {
    use super::Need;

    #[test]
    fn a_thing_goes_on_in_a_sentence_and_what_is_a_sentence_stands_alone() {
        let thing = |words: &str| match Need::of(words) {
            Some(Need::Thing(thing)) => Some(thing),
            _ => None,
        };
        for (noted, is) in [
            ("a bookkeeper", "a bookkeeper"),
            ("A reliable bookkeeper.", "a reliable bookkeeper"),
            ("New website asap", "new website asap"),
            ("Looking for IT support", "IT support"),
            ("needs a plumber", "a plumber"),
            ("to sell the house", "to sell the house"),
            ("محاسب للمتجر", "محاسب للمتجر"),
        ] {
            assert_eq!(thing(noted).as_deref(), Some(is), "{noted}");
        }
        for noted in ["IT support", "An office block is going up. Copiers, desks?", "Copiers: twelve"] {
            assert!(matches!(Need::of(noted), Some(Need::Words(words)) if words == noted), "{noted}");
        }
        assert!(Need::of("  ").is_none());
    }
}
