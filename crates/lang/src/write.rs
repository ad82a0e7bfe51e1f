//! What the app is built with: a table of lines for each language, and a constructor for each sentence.

use crate::check::check_measure;
use crate::file::{Language, Sentence};
use crate::pattern::{Kind, Part};
use std::fmt::Write as _;

/// The lines of a language, one a sentence in the order of English: those of the first part of the window, and the others.
///
/// A line is what is said; arguments are `{0}`, `{1}` in the order of their names. Where a number decides, it begins with a tab and
/// the number's place, and has tab, form, tab, words for each arm. A new line within is `\u{b}`.
#[must_use]
pub fn table(english: &Language, language: &Language) -> (String, String) {
    let (mut first, mut places) = (String::new(), String::new());
    for (at, measure) in english.sentences.iter().enumerate() {
        let said =
            language.sentences.iter().find(|sentence| sentence.name() == measure.name()).unwrap_or(measure);
        let out = if at < english.firsts() { &mut first } else { &mut places };
        line(measure, said, out);
        out.push('\n');
    }
    (first, places)
}

fn line(measure: &Sentence, said: &Sentence, out: &mut String) {
    let names: Vec<&str> = measure.arguments().into_iter().map(|(name, _)| name).collect();
    if let (Some(at), true) =
        (names.iter().position(|name| *name == "n"), said.arms.iter().any(|arm| !arm.form.is_empty()))
    {
        let _ = write!(out, "\t{at}");
    }
    for arm in &said.arms {
        if !arm.form.is_empty() {
            let _ = write!(out, "\t{}\t", arm.form);
        }
        parts(&arm.pattern.0, &names, out);
    }
}

fn parts(parts: &[Part], names: &[&str], out: &mut String) {
    for part in parts {
        match part {
            Part::Words(words) => out.push_str(&words.replace('\n', "\u{b}")),
            Part::Argument(name, _) => {
                let at = names.iter().position(|known| known == name).unwrap_or_default();
                let _ = write!(out, "{{{at}}}");
            }
            Part::Group(group) => {
                out.push('[');
                self::parts(group, names, out);
                out.push(']');
            }
        }
    }
}

/// A number that is another one when there are other sentences, or others of them have arguments: the lines of one build say nothing
/// in another.
#[must_use]
pub fn shape(english: &Language) -> u64 {
    // FNV-1a.
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let names =
        english.sentences.iter().map(|sentence| format!("{}{:?}", sentence.name(), sentence.arguments()));
    names.flat_map(String::into_bytes).fold(0xcbf2_9ce4_8422_2325, hash)
}

/// A module for each section with a constant or a function for each of its sentences.
///
/// # Errors
/// Everything that is wrong with English, a line each.
pub fn constructors(english: &Language) -> Result<String, Vec<String>> {
    let faults = check_measure(english);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut out = format!(
        "/// Sentences of the first part of the window.\npub const FIRSTS: usize = {};\n",
        english.firsts()
    );
    let _ = writeln!(
        out,
        "/// What the first line of every other language says.\npub(crate) const SHAPE: &str = \"{:x}\";",
        shape(english)
    );
    let _ = writeln!(out, "/// All sentences.\npub const ALL: usize = {};", english.sentences.len());
    let mut place = "";
    for (at, sentence) in english.sentences.iter().enumerate() {
        if sentence.place != place {
            if !place.is_empty() {
                out.push_str("}\n");
            }
            place = &sentence.place;
            let _ = writeln!(
                out,
                "/// Words of `{place}`.\npub mod {place} {{\n#[allow(unused_imports, reason = \"a section without arguments\")]\nuse crate::{{Count, Said, Word}};"
            );
        }
        constructor(at, sentence, &mut out);
    }
    if !place.is_empty() {
        out.push_str("}\n");
    }
    let _ = writeln!(
        out,
        "/// Names, and the kinds of their arguments (capital where they can be left out), for tests that say every sentence.\npub const SHAPES: &[(&str, &str)] = &["
    );
    for sentence in &english.sentences {
        let kinds: String = sentence
            .arguments()
            .iter()
            .map(|(name, kind)| letter(*kind, sentence.can_do_without(name)))
            .collect();
        let _ = writeln!(out, "({:?}, {kinds:?}),", sentence.name());
    }
    out.push_str("];\n");
    Ok(out)
}

/// A capital one for what can be left out.
fn letter(kind: Option<Kind>, is_optional: bool) -> char {
    let letter = match kind {
        Some(Kind::Told) | None => 't',
        Some(Kind::Name) => 'n',
        Some(Kind::Number) => '1',
        Some(Kind::Said) => 's',
        Some(Kind::List) => 'l',
    };
    if is_optional { letter.to_ascii_uppercase() } else { letter }
}

fn constructor(at: usize, sentence: &Sentence, out: &mut String) {
    let arguments = sentence.arguments();
    let doc = sentence.arms.last().map(|arm| ["`", &arm.pattern.spelled().replace('\n', " "), "`"].concat());
    let doc = doc.unwrap_or_default();
    let _ = writeln!(out, "#[doc = {doc:?}]");
    if arguments.is_empty() {
        let _ = writeln!(out, "pub const {}: Word = Word({at});", sentence.key.to_uppercase());
        return;
    }
    let (mut takes, mut gives) = (Vec::new(), Vec::new());
    for (name, kind) in arguments {
        let (take, give) = match kind {
            Some(Kind::Told) | None => ("&str", format!(".and_told({name})")),
            Some(Kind::Name) => ("&str", format!(".and_name({name})")),
            Some(Kind::Number) => ("impl Count", format!(".and_number({name}.count())")),
            Some(Kind::Said) => ("impl Into<Said>", format!(".and_said({name}.into())")),
            Some(Kind::List) => ("Vec<Said>", format!(".and_list({name})")),
        };
        takes.push(format!("{name}: {take}"));
        gives.push(give);
    }
    // A key that is a word of Rust.
    let key = if matches!(&*sentence.key, "for" | "in" | "where" | "type" | "move" | "match") {
        format!("r#{}", sentence.key)
    } else {
        sentence.key.clone()
    };
    let _ = writeln!(
        out,
        "#[must_use]\npub fn {key}({}) -> Said {{ Said::key({at}){} }}",
        takes.join(", "),
        gives.concat()
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const ENGLISH: &str = "first = [\"shell\"]\n[today]\nlate = \"Late[ since {when:said}]: {who:name}\"\n[shell]\nleft = { one = \"one left\", other = \"{n} left\" }\ntitle = \"Rapport\"";

    #[test]
    fn a_table_has_a_line_for_each_sentence_in_the_order_of_english() {
        let english = read(ENGLISH).unwrap();
        let german = "[shell]\ntitle = \"R\"\nleft = { other = \"noch {n}\", one = \"noch eine\" }\n[today]\nlate = \"{who} wartet[ seit {when}]\"";
        let (first, places) = table(&english, &read(german).unwrap());
        assert_eq!(first, "\t0\tone\tnoch eine\tother\tnoch {0}\nR\n");
        assert_eq!(places, "{1} wartet[ seit {0}]\n");
    }

    #[test]
    fn what_has_no_argument_is_a_constant_and_what_has_some_a_function_of_their_kinds() {
        let rust = constructors(&read(ENGLISH).unwrap()).unwrap();
        for part in [
            "pub const FIRSTS: usize = 2;",
            "pub const TITLE: Word = Word(1);",
            "pub fn left(n: impl Count) -> Said",
            "pub fn late(when: impl Into<Said>, who: &str) -> Said { Said::key(2).and_said(when.into()).and_name(who) }",
        ] {
            assert!(rust.contains(part), "{part}: {rust}");
        }
        assert!(constructors(&read("[a]\nb = \"{who}\"").unwrap()).is_err());
    }
}
