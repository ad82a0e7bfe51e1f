//! What somebody is called when one speaks to them: not the whole name that stands in an address.

use crate::record::Person;

/// Words before a name that are no part of it.
const TITLES: [&str; 16] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "herr",
    "frau",
    "señor",
    "señora",
    "madame",
    "monsieur",
];

/// First words that are no name without the next one.
const JOINED: [&str; 22] = [
    "abd", "abdul", "abdel", "abu", "umm", "ibn", "bin", "al", "el", "la", "le", "de", "van", "von", "san",
    "santa", "st", "عبد", "أبو", "ابو", "أم", "بن",
];

/// What somebody is who has no name yet: “the owner of the bakery”.
const DESCRIBING: [&str; 9] = ["the", "a", "an", "my", "our", "his", "her", "their", "somebody"];

impl Person {
    /// What to call them in a greeting: a short name that they go by, else their first name. `None` when nothing
    /// is known that one could call somebody.
    pub(crate) fn called(&self) -> Option<String> {
        let short = self.nicknames.iter().map(|name| name.trim()).find(|name| is_short(name));
        short.map(str::to_owned).or_else(|| called(&self.name))
    }
}

/// One word: several are another whole name, such as the one before a marriage.
fn is_short(name: &str) -> bool {
    !name.is_empty() && !name.contains(char::is_whitespace)
}

/// The same for somebody of whom only these words are known.
pub(crate) fn called(name: &str) -> Option<String> {
    // “Whitfield, Karen”: what is behind the comma comes first, unless it is a degree.
    let turned = name.split_once(',').filter(|(_, first)| first.trim().chars().any(char::is_lowercase));
    let name = match turned {
        Some((last, first)) if !first.contains('.') => [first, " ", last].concat(),
        Some((before, _)) => before.to_owned(),
        None => name.split(',').next().unwrap_or(name).to_owned(),
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain = |word: &str| word.trim_end_matches('.').to_lowercase();
    let title = words.iter().take_while(|word| TITLES.contains(&plain(word).as_str())).count();
    let (titles, names) = words.split_at(title);
    let whole = || Some(words.join(" "));
    match names {
        [] => None,
        [first, ..] if DESCRIBING.contains(first) => None,
        // Written to by an address or a number only.
        [first, ..] if !first.chars().any(char::is_alphabetic) || first.contains('@') => None,
        [only] if titles.is_empty() => Some((*only).to_owned()),
        // With the title it is how they are known.
        [_] => whole(),
        [first, ..] if JOINED.contains(&plain(first).as_str()) => whole(),
        [first, second, ..] if is_initial(first) => match is_initial(second) || names.len() == 2 {
            true => whole(),
            false => Some((*second).to_owned()),
        },
        // There the family's name comes first.
        [first, ..] if first.chars().any(is_eastern) => whole(),
        [first, ..] => Some((*first).to_owned()),
    }
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1 && !word.chars().any(is_eastern)
}

/// Han, kana, hangul.
const fn is_eastern(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::called;
    use crate::record::Person;

    #[test]
    fn somebody_is_called_by_their_first_name_as_it_is_written() {
        for (name, is) in [
            ("Karen Whitfield", "Karen"),
            ("Slamet", "Slamet"),
            ("ليلى حداد", "ليلى"),
            ("Þóra Jónsdóttir", "Þóra"),
            ("Mary-Jane O’Neill", "Mary-Jane"),
            ("Whitfield, Karen", "Karen"),
            ("Karen Whitfield, MBA", "Karen"),
            ("Karen Whitfield, Ph.D.", "Karen"),
            ("Dr. Anna Berg", "Anna"),
            ("Prof. Dr. Anna Berg", "Anna"),
            ("J. Robert Smith", "Robert"),
        ] {
            assert_eq!(called(name).as_deref(), Some(is), "{name}");
        }
    }

    #[test]
    fn where_a_first_name_cannot_be_told_the_whole_name_is_kept() {
        for name in
            ["田中 美咲", "Mr Whitfield", "Dr. Patel", "عبد الله حسن", "Abu Bakr", "J. Smith", "J. R. Smith"]
        {
            assert_eq!(called(name).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_is_no_name_calls_nobody() {
        for words in
            ["", "the owner of the bakery", "my neighbour", "+44 20 7946 0000", "ana@acme.example", "Dr."]
        {
            assert_eq!(called(words), None, "{words}");
        }
    }

    #[test]
    fn a_short_name_that_they_go_by_wins_and_an_earlier_name_does_not() {
        let person = |names: &[&str]| Person {
            name: "Robert Hale".into(),
            nicknames: names.iter().map(|&name| name.to_owned()).collect(),
            ..Person::default()
        };
        assert_eq!(person(&["Bob"]).called().as_deref(), Some("Bob"));
        assert_eq!(person(&["Robert Smith"]).called().as_deref(), Some("Robert"));
    }
}
