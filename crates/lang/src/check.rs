//! Whether a language says what English says, with the same arguments.

use crate::file::{Language, Sentence};
use crate::pattern::Kind;
use std::collections::BTreeMap;

/// The faults of English beside itself: arguments of which nobody says what they are, or that an arm loses.
pub(crate) fn check_measure(english: &Language) -> Vec<String> {
    let mut faults = Vec::new();
    for place in &english.first {
        if !english.sentences.iter().any(|sentence| sentence.place == *place) {
            faults.push(format!("first: there is no section {place}"));
        }
    }
    for sentence in &english.sentences {
        for (name, kind) in sentence.arguments() {
            if kind.is_none() {
                faults.push(format!("{}: nothing says what {{{name}}} is", sentence.name()));
            }
        }
    }
    faults.extend(check(english, english));
    faults
}

/// What a language lacks, has too much, or says with other arguments than English: a line each.
pub fn check(english: &Language, other: &Language) -> Vec<String> {
    let by_name: BTreeMap<String, &Sentence> =
        other.sentences.iter().map(|sentence| (sentence.name(), sentence)).collect();
    let mut faults = Vec::new();
    for measure in &english.sentences {
        match by_name.get(&measure.name()) {
            Some(sentence) => compare(measure, sentence, &mut faults),
            None => faults.push(format!("{} is missing", measure.name())),
        }
    }
    let known: BTreeMap<String, ()> =
        english.sentences.iter().map(|sentence| (sentence.name(), ())).collect();
    faults.extend(
        by_name
            .keys()
            .filter(|name| !known.contains_key(*name))
            .map(|name| format!("{name} is not in English")),
    );
    faults
}

fn compare(measure: &Sentence, sentence: &Sentence, faults: &mut Vec<String>) {
    let wanted: BTreeMap<&str, Option<Kind>> = measure.arguments().into_iter().collect();
    let name = sentence.name();
    if sentence.arms.iter().any(|arm| !arm.form.is_empty()) && wanted.get("n") != Some(&Some(Kind::Number)) {
        faults.push(format!("{name} has arms, and no number {{n}} decides"));
    }
    for arm in &sentence.arms {
        let has: BTreeMap<&str, Option<Kind>> = arm.pattern.arguments().into_iter().collect();
        for (argument, kind) in &has {
            match wanted.get(argument) {
                None => faults.push(format!("{name} has an argument {{{argument}}} that English has not")),
                Some(wanted) if kind.is_some() && kind != wanted => {
                    faults.push(format!("{name} has another kind of {{{argument}}} than English"));
                }
                Some(_) => {}
            }
        }
        for (argument, kind) in &wanted {
            // An arm that stands for one number may say it in words.
            let is_in_words =
                *kind == Some(Kind::Number) && !matches!(&*arm.form, "" | "other" | "few" | "many");
            if !has.contains_key(argument) && !is_in_words {
                faults.push(format!(
                    "{name} loses {{{argument}}}{}",
                    if arm.form.is_empty() { String::new() } else { format!(" in `{}`", arm.form) }
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn faults(other: &str) -> Vec<String> {
        let english = "[a]\nb = \"{who:name} waits\"\nc = { one = \"1 jot\", other = \"{n} jots\" }";
        let english = read(english).unwrap();
        assert!(check_measure(&english).is_empty());
        check(&english, &read(other).unwrap())
    }

    #[test]
    fn a_language_with_every_key_and_every_argument_is_taken() {
        let german =
            "[a]\nb = \"Auf Sie wartet {who}\"\nc = { one = \"eine Notiz\", other = \"{n} Notizen\" }";
        assert!(faults(german).is_empty());
        // A language without forms of plurals, and one with more of them.
        assert!(faults("[a]\nb = \"{who}\"\nc = \"{n}\"").is_empty());
        assert!(faults("[a]\nb = \"{who}\"\nc = { one = \"1\", few = \"{n}\", other = \"{n}\" }").is_empty());
    }

    #[test]
    fn a_missing_key_an_unknown_one_and_other_arguments_are_faults() {
        for (text, fault) in [
            ("[a]\nb = \"{who}\"", "a.c is missing"),
            ("[a]\nb = \"{who}\"\nc = \"{n}\"\nd = \"x\"", "a.d is not in English"),
            ("[a]\nb = \"{whom}\"\nc = \"{n}\"", "a.b has an argument {whom} that English has not"),
            ("[a]\nb = \"sie wartet\"\nc = \"{n}\"", "a.b loses {who}"),
            ("[a]\nb = \"{who:told}\"\nc = \"{n}\"", "a.b has another kind of {who} than English"),
            ("[a]\nb = \"{who}\"\nc = { one = \"1\", other = \"viele\" }", "a.c loses {n} in `other`"),
            (
                "[a]\nb = { one = \"{who}\", other = \"{who}\" }\nc = \"{n}\"",
                "a.b has arms, and no number {n} decides",
            ),
        ] {
            assert!(faults(text).contains(&fault.to_owned()), "{text}: {:?}", faults(text));
        }
    }

    #[test]
    fn english_says_what_every_argument_is_and_which_sections_come_first() {
        assert_eq!(check_measure(&read("[a]\nb = \"{who}\"").unwrap()), ["a.b: nothing says what {who} is"]);
        assert_eq!(
            check_measure(&read("first = [\"b\"]\n[a]\nb = \"x\"").unwrap()),
            ["first: there is no section b"]
        );
    }
}
