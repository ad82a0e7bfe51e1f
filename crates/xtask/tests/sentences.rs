//! `docs/sentences.md` lists every sentence of the interface that asserts something, each with the test that holds it: it is
//! complete, names nothing that is said no more, and no test that is not there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

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
/// Where sentences are written, and the folders in which words are data: an example's, and what a jot may say.
const SOURCES: [&str; 5] =
    ["src", "crates/notebook/src", "crates/keeper/src", "crates/vault/src", "crates/exchange/src"];
const DATA: [&str; 4] = ["/example/", "/jot/", "/tests/", "/search/"];
/// Behind this heading stand sentences that use such a word and assert nothing, each with a reason instead of a test.
const NO_ASSERTION: &str = "## Words that assert nothing";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

/// The string literals of a source, as they are read; what stands behind the first unit test is left out.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut signs = source.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let rest = &source[at..];
        match c {
            '/' if rest.starts_with("//") => while signs.next_if(|(_, c)| *c != '\n').is_some() {},
            '/' if rest.starts_with("/*") => {
                let end = at + rest.find("*/").unwrap_or(rest.len());
                while signs.next_if(|(at, _)| *at <= end).is_some() {}
            }
            // A sign, not the name of a lifetime.
            '\'' if rest.starts_with("'\\") || rest.chars().nth(2) == Some('\'') => {
                signs.next();
                if rest.starts_with("'\\") {
                    signs.next();
                }
                while signs.next_if(|(_, c)| *c != '\'').is_some() {}
                signs.next();
            }
            '"' => found.push(literal(&mut signs)),
            _ => {}
        }
    }
    found
}

/// One literal, behind its opening quote: escapes are what they stand for, a broken line goes on.
fn literal(signs: &mut std::iter::Peekable<std::str::CharIndices<'_>>) -> String {
    let mut words = String::new();
    while let Some((_, c)) = signs.next() {
        match c {
            '"' => break,
            '\\' => match signs.next().map(|(_, c)| c) {
                Some('\n') => while signs.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                Some('u') => {
                    while signs.next_if(|(_, c)| *c != '}').is_some() {}
                    signs.next();
                    words.push(' ');
                }
                Some('n') => words.push(' '),
                Some(c) => words.push(c),
                None => break,
            },
            c => words.push(c),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

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
    english.sentences.iter().flat_map(|sentence| &sentence.arms).map(|arm| arm.pattern.spelled()).collect()
}

fn said() -> BTreeSet<String> {
    let mut all = Vec::new();
    SOURCES.iter().for_each(|dir| files(&root().join(dir), &mut all));
    let is_data = |path: &PathBuf| {
        let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        DATA.iter().any(|dir| path.contains(dir))
    };
    let sources = all.iter().filter(|path| !is_data(path)).map(|path| fs::read_to_string(path).unwrap());
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
