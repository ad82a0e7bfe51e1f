//! What the checks of sentences share: the sources, and the literals in them.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where sentences are written, and the folders in which words are data: an example's, and what a jot may say.
const SOURCES: [&str; 5] =
    ["src", "crates/notebook/src", "crates/keeper/src", "crates/vault/src", "crates/exchange/src"];
const DATA: [&str; 4] = ["/example/", "/jot/", "/tests/", "/search/"];
pub fn root() -> PathBuf {
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
pub fn literals(source: &str) -> Vec<String> {
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

/// Every source in which sentences may stand.
pub fn sources() -> Vec<PathBuf> {
    let mut all = Vec::new();
    SOURCES.iter().for_each(|dir| files(&root().join(dir), &mut all));
    all.sort();
    all
}

/// Whether words in it are data.
pub fn is_data(path: &Path) -> bool {
    let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    DATA.iter().any(|dir| path.contains(dir))
}
