//! `docs/sentences.md` lists every sentence of the interface that asserts something, each with the test that holds it: it is
//! complete, names nothing that is said no more, and no test that is not there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use common::{is_data, literals, root, sources};
use std::{collections::BTreeSet, fs};

/// Words that assert: whoever writes one of them shows where it is held.
const ASSERTING: [&str; 24] = [
    "synced",
    "saved",
    "kept",
    "sealed",
    "stored",
    "sent",
    "taken back",
    "done again",
    "undone",
    "everything",
    "nothing",
    "never",
    "lost",
    "deleted",
    "merged",
    "restored",
    "united",
    "already",
    "every word",
    "every change",
    "all of it",
    "is here",
    "stays",
    "whole",
];
/// Behind this heading stand sentences that use such a word and assert nothing, each with a reason instead of a test.
const NO_ASSERTION: &str = "## Words that assert nothing";

/// Whether words are a sentence, or a part of one, that asserts something.
fn asserts(words: &str) -> bool {
    let is_said = words.contains(' ') || words.chars().next().is_some_and(char::is_uppercase);
    let small =
        format!(" {} ", words.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '\'', " "));
    is_said && ASSERTING.iter().any(|word| small.contains(&format!(" {word} ")))
}

/// The lines of the list: a sentence, and what holds it.
fn listed() -> Vec<(String, String, bool)> {
    let text = fs::read_to_string(root().join("docs/sentences.md")).unwrap();
    let (held, bare) = text.split_once(NO_ASSERTION).unwrap();
    let lines = |part: &str, is_held: bool| -> Vec<(String, String, bool)> {
        let rows = part.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
        let rows = rows.filter_map(|row| row.split_once(" | ")).filter(|(_, by)| !by.starts_with("---"));
        let rows = rows.map(|(words, by)| (words.trim().to_owned(), by.trim().to_owned(), is_held));
        rows.filter(|(words, ..)| words != "sentence").collect()
    };
    [lines(held, true), lines(bare, false)].concat()
}

/// What stands in the language file, as it stands there, arguments by their names.
fn in_english() -> Vec<String> {
    let text = fs::read_to_string(root().join("crates/said/lang/en.toml")).unwrap();
    let english = lang::read(&text).unwrap();
    let arms = english.sentences.iter().flat_map(|sentence| &sentence.arms);
    arms.map(|arm| arm.pattern.spelled().replace(['\u{a0}', '\n'], " ")).collect()
}

fn said() -> BTreeSet<String> {
    let sources =
        sources().into_iter().filter(|path| !is_data(path)).map(|path| fs::read_to_string(path).unwrap());
    let literals = sources.flat_map(|source| literals(&source));
    literals.chain(in_english()).filter(|words| asserts(words)).collect()
}

#[test]
fn every_sentence_that_asserts_something_is_listed_and_no_other() {
    let listed: BTreeSet<String> = listed().into_iter().map(|(words, ..)| words).collect();
    let said = said();
    let missing: Vec<&String> = said.difference(&listed).collect();
    let gone: Vec<&String> = listed.difference(&said).collect();
    assert!(missing.is_empty(), "add to docs/sentences.md, each with its test: {missing:#?}");
    assert!(gone.is_empty(), "nobody says this any more: {gone:#?}");
}

#[test]
fn each_of_them_names_a_test_that_is_there() {
    for (words, by, is_held) in listed() {
        if !is_held {
            assert!(by.len() > 3, "{words}: a reason");
            continue;
        }
        let tests: Vec<&str> = by.split('`').filter(|part| part.contains("::")).collect();
        assert!(!tests.is_empty(), "{words}: no test");
        for test in tests {
            let (file, name) = test.split_once("::").unwrap();
            let source = fs::read_to_string(root().join(file)).unwrap_or_default();
            let is_there =
                source.contains(&format!("fn {name}(")) || source.contains(&format!("everywhere!({name})"));
            assert!(is_there, "{words}: there is no {test}");
        }
    }
}

#[test]
fn literals_are_read_as_the_compiler_reads_them() {
    let source = "let a = 'x'; let b = '\"'; let c: &'static str = \"Every word \\\n    is \\\"kept\\\"\"; // \"nothing\"\n f(\"1\\u{a0}change\")";
    assert_eq!(literals(source), ["Every word is \"kept\"", "1 change"]);
    assert!(
        asserts("Synced just now") && asserts("Taken back") && !asserts("kept_apart") && !asserts("Unsaved")
    );
}
