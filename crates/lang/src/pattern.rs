//! One arm of a sentence: words, arguments, and what is left out with an empty one.

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody's words, as they stand.
    Told,
    /// A name: it turns nothing but itself, whatever its script.
    Name,
    /// A whole number; arms and digits follow from it.
    Number,
    /// Another sentence, or a part of one.
    Said,
    /// Several of them, as one reads a list.
    List,
}

impl Kind {
    pub(crate) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "told" => Self::Told,
            "name" => Self::Name,
            "number" => Self::Number,
            "said" => Self::Said,
            "list" => Self::List,
            _ => return None,
        })
    }
}

/// A piece of an arm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The language's own words.
    Words(String),
    /// An argument by its name, and what it is where that is said.
    Argument(String, Option<Kind>),
    /// Left out when its arguments are empty.
    Group(Vec<Part>),
}

/// An arm, and for which form of the number it is; the only one has no form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    /// `one`, `other`, `0`; empty for the only one.
    pub form: String,
    /// What it says.
    pub pattern: Pattern,
}

/// What an arm says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pattern(pub Vec<Part>);

impl Pattern {
    /// Reads an arm.
    ///
    /// # Errors
    /// A sentence for whoever writes the file, when a bracket is not closed or an argument is not spelled as one.
    pub fn read(text: &str) -> Result<Self, String> {
        let (parts, rest) = parts(text, false)?;
        if rest.is_empty() { Ok(Self(parts)) } else { Err("a ] without its [".to_owned()) }
    }

    /// As it is written, without what its arguments are.
    #[must_use]
    pub fn spelled(&self) -> String {
        fn spell(parts: &[Part], out: &mut String) {
            for part in parts {
                match part {
                    Part::Words(words) => out.push_str(words),
                    Part::Argument(name, _) => out.extend(["{", name, "}"]),
                    Part::Group(group) => {
                        out.push('[');
                        spell(group, out);
                        out.push(']');
                    }
                }
            }
        }
        let mut out = String::new();
        spell(&self.0, &mut out);
        out
    }

    /// All arguments, in their order.
    pub fn arguments(&self) -> Vec<(&str, Option<Kind>)> {
        fn collect<'a>(parts: &'a [Part], out: &mut Vec<(&'a str, Option<Kind>)>) {
            for part in parts {
                match part {
                    Part::Words(_) => {}
                    Part::Argument(name, kind) => out.push((name, *kind)),
                    Part::Group(parts) => collect(parts, out),
                }
            }
        }
        let mut out = Vec::new();
        collect(&self.0, &mut out);
        out
    }
}

fn parts(mut text: &str, is_group: bool) -> Result<(Vec<Part>, &str), String> {
    let mut out = Vec::new();
    while let Some(at) = text.find(['{', '}', '[', ']']) {
        let (words, rest) = text.split_at(at);
        if !words.is_empty() {
            out.push(Part::Words(words.to_owned()));
        }
        let inner = &rest[1..];
        text = match &rest[..1] {
            "{" => {
                let (argument, behind) = inner.split_once('}').ok_or("a { without its }")?;
                out.push(argument_of(argument)?);
                behind
            }
            "[" if is_group => return Err("a [ inside of another".to_owned()),
            "[" => {
                let (group, behind) = parts(inner, true)?;
                let behind = behind.strip_prefix(']').ok_or("a [ without its ]")?;
                if !group.iter().any(|part| matches!(part, Part::Argument(..))) {
                    return Err("a [ ] without an argument: nothing says when it is left out".to_owned());
                }
                out.push(Part::Group(group));
                behind
            }
            "]" if is_group => return Ok((out, rest)),
            _ => return Err(format!("a {} that nothing opened", &rest[..1])),
        };
    }
    if !text.is_empty() {
        out.push(Part::Words(text.to_owned()));
    }
    Ok((out, ""))
}

fn argument_of(text: &str) -> Result<Part, String> {
    let (name, kind) = match text.split_once(':') {
        Some((name, word)) => {
            (name, Some(Kind::of(word).ok_or_else(|| format!("there is no kind of argument {word:?}"))?))
        }
        None if text == "n" => (text, Some(Kind::Number)),
        None => (text, None),
    };
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if is_name {
        Ok(Part::Argument(name.to_owned(), kind))
    } else {
        Err(format!("{name:?} is no name of an argument"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_arm_is_words_arguments_and_what_is_left_out_with_an_empty_one() {
        let read = Pattern::read("{who:name} told you[ {when:said}].").unwrap();
        assert_eq!(read.arguments(), [("who", Some(Kind::Name)), ("when", Some(Kind::Said))]);
        assert!(matches!(&read.0[..], [Part::Argument(..), Part::Words(_), Part::Group(_), Part::Words(_)]));
    }

    #[test]
    fn what_is_not_closed_or_not_known_is_said() {
        for text in ["a {b", "a }", "[a {b}", "a]", "[[{a}]]", "[a]", "{A:name}", "{a:colour}", "{}"] {
            assert!(Pattern::read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_it_is_read_or_refused(text in "[a-z{}\\[\\]: ]{0,24}") {
            let _ = Pattern::read(&text);
        }
    }
}
