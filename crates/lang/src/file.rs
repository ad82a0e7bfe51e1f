//! A language file as a list of sentences.

use crate::pattern::{Arm, Kind, Part, Pattern};
use toml::{Table, Value};

/// One sentence of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The section that it stands in.
    pub place: String,
    /// Its key there.
    pub key: String,
    /// What it says; several where a number decides.
    pub arms: Vec<Arm>,
}

impl Sentence {
    /// Section and key.
    pub fn name(&self) -> String {
        [&self.place, ".", &self.key].concat()
    }

    /// Its arguments in the order of their names, each with what it is as far as this language says so.
    pub fn arguments(&self) -> Vec<(&str, Option<Kind>)> {
        let mut all: Vec<_> = self.arms.iter().flat_map(|arm| arm.pattern.arguments()).collect();
        // Where it is said what it is comes first, and stays.
        all.sort_by_key(|(name, kind)| (*name, kind.is_none()));
        all.dedup_by_key(|(name, _)| *name);
        all
    }
}

impl Sentence {
    /// Whether it stands without an argument: nowhere is that outside of a group.
    pub(crate) fn can_do_without(&self, argument: &str) -> bool {
        let is_bare = |part: &Part| matches!(part, Part::Argument(name, _) if name == argument);
        !self.arms.iter().any(|arm| arm.pattern.0.iter().any(is_bare))
    }
}

/// A language: the sections whose words are needed before any place is there, and all sentences in the order of their names, those
/// of the first part before the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Language {
    /// Sections of the first part of the window.
    pub first: Vec<String>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
}

impl Language {
    /// How many sentences belong to the first part of the window.
    pub fn firsts(&self) -> usize {
        self.sentences.iter().filter(|sentence| self.first.contains(&sentence.place)).count()
    }
}

/// Reads a language file.
///
/// # Errors
/// Everything that is wrong with it, a line each, for whoever writes it.
pub fn read(text: &str) -> Result<Language, Vec<String>> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| vec![error.to_string()])?;
    let (mut out, mut faults) = (Language::default(), Vec::new());
    for (place, section) in &table {
        match section {
            Value::Table(section) => {
                for (key, value) in section {
                    match arms(value) {
                        Ok(_) if !is_word(key) || !is_word(place) => {
                            faults.push(format!("{place}.{key}: a key is small letters, digits and _"));
                        }
                        Ok(arms) => {
                            out.sentences.push(Sentence { place: place.clone(), key: key.clone(), arms });
                        }
                        Err(why) => faults.push(format!("{place}.{key}: {why}")),
                    }
                }
            }
            Value::Array(names) if place == "first" => {
                out.first = names.iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect();
            }
            _ => faults.push(format!("{place}: neither a section nor the list of the first ones")),
        }
    }
    let rank = |sentence: &Sentence| {
        (!out.first.contains(&sentence.place), sentence.place.clone(), sentence.key.clone())
    };
    out.sentences.sort_by_cached_key(rank);
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

fn is_word(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The forms of plurals that languages have (CLDR).
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn arms(value: &Value) -> Result<Vec<Arm>, String> {
    let arm = |form: &str, text: &str| {
        if text.contains(['\t', '\u{b}']) {
            return Err("a tab, which stands between arms".to_owned());
        }
        Ok(Arm { form: form.to_owned(), pattern: Pattern::read(text)? })
    };
    match value {
        Value::String(text) => Ok(vec![arm("", text)?]),
        Value::Table(table) => {
            let mut arms = Vec::new();
            for (form, text) in table {
                if !FORMS.contains(&form.as_str()) && form.parse::<i64>().is_err() {
                    return Err(format!("{form:?} is no form of a number"));
                }
                arms.push(arm(form, text.as_str().ok_or("an arm is a text")?)?);
            }
            if !table.contains_key("other") {
                return Err("no arm `other`: whatever a number is, something is said".to_owned());
            }
            Ok(arms)
        }
        _ => Err("a sentence is a text, or a table of arms".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_the_first_part_come_before_the_others() {
        let read =
            read("first = [\"shell\"]\n[more]\na = \"A\"\n[shell]\nb = \"B\"\na = \"{n} left\"").unwrap();
        let names: Vec<String> = read.sentences.iter().map(Sentence::name).collect();
        assert_eq!(names, ["shell.a", "shell.b", "more.a"]);
        assert_eq!(read.firsts(), 2);
    }

    #[test]
    fn arms_are_read_with_their_forms_and_need_an_other() {
        let one = "[a]\nb = { one = \"1 jot\", \"0\" = \"none\", other = \"{n} jots of {who:name}\" }";
        let read = read(one).unwrap();
        assert_eq!(read.sentences[0].arms.len(), 3);
        assert_eq!(read.sentences[0].arguments(), [("n", Some(Kind::Number)), ("who", Some(Kind::Name))]);
        for text in [
            "[a]\nb = { one = \"1 jot\" }",
            "[a]\nb = { some = \"x\", other = \"y\" }",
            "[a]\nB = \"x\"",
            "[a]\nb = 3",
            "a = 3",
        ] {
            assert!(super::read(text).is_err(), "{text}");
        }
    }
}
