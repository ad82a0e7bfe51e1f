//! English that stands in the sources and not in `crates/said/lang/en.toml`: what is left is counted here, place by place, and may only
//! become less. `cargo test -p xtask --test outside -- --nocapture` lists it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "tests")]

mod common;

use common::{is_data, literals, root, sources};
use std::{collections::BTreeSet, fs};

/// Where sentences are still written in the sources, and how many at most: lower the number when there are fewer. Everywhere else
/// there are none.
const LEFT: [(&str, usize); 12] = [
    // What is typed and sorted.
    ("src/components/composer/", 18),
    ("src/components/understood.rs", 8),
    ("src/pages/sort/", 65),
    // What the worker and the vault refuse.
    ("src/browser/", 18),
    ("src/worker/", 10),
    ("crates/keeper/src/", 51),
    ("crates/vault/src/", 29),
    ("crates/notebook/src/command.rs", 11),
    ("crates/notebook/src/document/", 9),
    // Letters, titles, and what a jot may say.
    ("crates/notebook/src/practice/leads/words/", 110),
    ("crates/notebook/src/", 60),
    ("crates/exchange/src/", 10),
];

/// Names of keys, of errors and of whatever else is no word of ours.
const NAMES: [&str; 31] = [
    "Escape",
    "Enter",
    "Tab",
    "ArrowDown",
    "ArrowUp",
    "ArrowLeft",
    "ArrowRight",
    "Home",
    "End",
    "UTC",
    "Intl",
    "Segmenter",
    "Notification",
    "Macintosh",
    "Android",
    "SecurityError",
    "NotAllowedError",
    "AbortError",
    "QuotaExceededError",
    "Ctrl K",
    "Esc",
    "j k",
    "d s x g",
    "more than a place",
    "· Rapport",
    "main h1",
    "form, search, dialog",
    "external noopener noreferrer",
    "pane jot ruled",
    "inset card",
    "in a binary `pub` says what other modules may use",
];

/// Whether it reads as words to a person: several of them, or one with a capital.
fn is_said(words: &str, classes: &BTreeSet<String>) -> bool {
    let is_drawn = words.starts_with('M') && words.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let is_selector = words.contains(['=', '#', '<', '>', '_', '@', '['])
        || words.starts_with(['.', '('])
        || words.contains(", .");
    if NAMES.contains(&words) || is_drawn || is_selector {
        return false;
    }
    // Codes of currencies.
    if !words.contains(char::is_lowercase) {
        return false;
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let is_word = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() > 1;
    // The classes of an element, and no sentence.
    if parts.iter().all(|part| classes.contains(*part) || part.starts_with('{')) {
        return false;
    }
    match parts[..] {
        [] => false,
        [one] => {
            one.starts_with(char::is_uppercase)
                && is_word(one)
                && one.chars().skip(1).all(|c| !c.is_uppercase() && !c.is_ascii_digit())
        }
        _ => {
            parts.iter().any(|part| is_word(part))
                && words.chars().all(|c| c != '\\' && c != ';' || words.ends_with('.'))
        }
    }
}

/// The names of classes in the style sheets.
fn classes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let sheets = ["style", "style/components"].map(|dir| fs::read_dir(root().join(dir)).unwrap());
    for file in sheets.into_iter().flatten().filter_map(Result::ok) {
        let sheet = fs::read_to_string(file.path()).unwrap_or_default();
        for part in sheet.split('.').skip(1) {
            found.insert(part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect());
        }
    }
    found
}

#[test]
fn no_sentence_is_written_in_a_source_that_was_not_written_there_before() {
    let classes = classes();
    let mut counted = [0; LEFT.len()];
    let mut new = Vec::new();
    for path in sources().into_iter().filter(|path| !is_data(path) && !path.ends_with("tests.rs")) {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let source = fs::read_to_string(&path).unwrap();
        for words in literals(&source).into_iter().filter(|words| is_said(words, &classes)) {
            println!("{name}: {words}");
            match LEFT.iter().position(|(place, _)| name.starts_with(place)) {
                Some(place) => counted[place] += 1,
                None => new.push(format!("{name}: {words}")),
            }
        }
    }
    assert!(new.is_empty(), "write it into crates/said/lang/en.toml: {new:#?}");
    let more: Vec<(&str, usize, usize)> = LEFT
        .iter()
        .zip(counted)
        .filter(|((_, most), n)| n > most)
        .map(|((place, most), n)| (*place, *most, n))
        .collect();
    assert!(more.is_empty(), "more than there was: write it into crates/said/lang/en.toml: {more:?}");
}
