//! The parts of a name for an address book (RFC 2426 §3.1.2): what is the family's comes first there.

/// A name in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) family: String,
    pub(crate) given: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

const BEFORE: &str = "dr prof mr mrs ms mx sir dame rev fr herr frau don doña ing";
const AFTER: &str = "jr sr ii iii iv phd md esq mba obe";
/// Small words that belong to the family's name.
const PARTICLES: &str = "van von der den de del della di da do dos das du la le el al bin ibn ben zu zum zur ter ten af av st y e i";

/// The parts of a name as it is written. Of several words the last is the family's, with the small words before it; where the
/// family comes first (Chinese, Japanese, Korean) the first is. A comma says it: `Núñez, José`. One word is a given name.
pub(crate) fn parts(name: &str) -> Parts {
    let mut parts = Parts::default();
    let (first, rest) = name.split_once(',').unwrap_or((name, ""));
    let is_turned =
        !rest.trim().is_empty() && !rest.split([' ', ',']).all(|word| word.is_empty() || among(word, AFTER));
    let mut words: Vec<&str> = if is_turned { rest } else { name }
        .split([' ', ',', '\u{a0}', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    let titles = words.iter().take_while(|word| among(word, BEFORE)).count();
    if titles < words.len() {
        parts.before = words.drain(..titles).collect::<Vec<_>>().join(" ");
    }
    let degrees = words.iter().rev().take_while(|word| among(word, AFTER)).count();
    if degrees < words.len() {
        parts.after = words.split_off(words.len() - degrees).join(" ");
    }
    if is_turned {
        first.trim().clone_into(&mut parts.family);
    } else if words.len() > 1 && words[0].chars().all(family_first) {
        words.remove(0).clone_into(&mut parts.family);
    } else if words.len() > 1 {
        let particles = words[1..words.len() - 1].iter().rev().take_while(|word| is_particle(word)).count();
        parts.family = words.split_off(words.len() - 1 - particles).join(" ");
    }
    parts.given = words.join(" ");
    parts
}

fn among(word: &str, list: &str) -> bool {
    let bare = word.replace('.', "").to_lowercase();
    list.split(' ').any(|known| known == bare)
}

fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase) && among(word, PARTICLES)
}

/// Han, kana, Hangul.
const fn family_first(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{Parts, parts};

    #[test]
    fn the_familys_part_of_a_name_is_found() {
        for (name, family, given, before, after) in [
            ("José Núñez", "Núñez", "José", "", ""),
            ("Ana María Ruiz", "Ruiz", "Ana María", "", ""),
            ("Jan van der Berg", "van der Berg", "Jan", "", ""),
            ("Van Morrison", "Morrison", "Van", "", ""),
            ("Núñez, José", "Núñez", "José", "", ""),
            ("Núñez García, José", "Núñez García", "José", "", ""),
            ("Dr. Ana Ruiz", "Ruiz", "Ana", "Dr.", ""),
            ("John Smith, Jr.", "Smith", "John", "", "Jr."),
            ("John Smith PhD", "Smith", "John", "", "PhD"),
            ("김 민수", "김", "민수", "", ""),
            ("田中 太郎", "田中", "太郎", "", ""),
            ("田中太郎", "", "田中太郎", "", ""),
            ("Cher", "", "Cher", "", ""),
            ("Андрій Їжакевич", "Їжакевич", "Андрій", "", ""),
            ("Dr", "", "Dr", "", ""),
            ("", "", "", "", ""),
        ] {
            let [family, given, before, after] = [family, given, before, after].map(str::to_owned);
            assert_eq!(parts(name), Parts { family, given, before, after }, "{name}");
        }
    }
}
