//! A sentence as a value.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::{isolated, render, tongue};

/// A sentence, or a part of one, without arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Word(pub(crate) u16);

impl Word {
    /// Its words in the language of the app.
    #[must_use]
    pub fn text(self) -> &'static str {
        tongue::line(self.0)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// What stands in a sentence and is not its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Argument {
    /// Somebody's words.
    Told(String),
    /// A name.
    Name(String),
    /// A whole number.
    Number(i64),
    /// Another sentence.
    Said(Said),
    /// Several of them.
    List(Vec<Said>),
}

/// What a sentence says, before it is in any language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Said {
    key: u16,
    arguments: Vec<Argument>,
}

/// The key of what is somebody's own words and nothing besides.
const BARE: u16 = u16::MAX;

impl Said {
    /// A sentence; its arguments follow in the order of their names. Not inlined, nor what adds them: hundreds of places call them.
    #[inline(never)]
    pub(crate) const fn key(key: u16) -> Self {
        Self { key, arguments: Vec::new() }
    }

    #[inline(never)]
    pub(crate) fn and(mut self, argument: Argument) -> Self {
        self.arguments.push(argument);
        self
    }

    #[inline(never)]
    pub(crate) fn and_told(self, words: &str) -> Self {
        self.and(Argument::Told(words.to_owned()))
    }

    #[inline(never)]
    pub(crate) fn and_name(self, name: &str) -> Self {
        self.and(Argument::Name(name.to_owned()))
    }

    #[inline(never)]
    pub(crate) fn and_number(self, n: i64) -> Self {
        self.and(Argument::Number(n))
    }

    #[inline(never)]
    pub(crate) fn and_said(self, said: Self) -> Self {
        self.and(Argument::Said(said))
    }

    #[inline(never)]
    pub(crate) fn and_list(self, all: Vec<Self>) -> Self {
        self.and(Argument::List(all))
    }

    /// Somebody's words as they stand: no language says them otherwise.
    #[must_use]
    pub fn told(words: &str) -> Self {
        Self::key(BARE).and_told(words)
    }

    /// A name.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self::key(BARE).and_name(name)
    }

    /// Nothing: what a sentence leaves out.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { key: BARE, arguments: Vec::new() }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.key == BARE
            && match self.arguments.first() {
                Some(Argument::Told(words) | Argument::Name(words)) => words.is_empty(),
                _ => true,
            }
    }

    /// Its words in the language of the app.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Every word in it that is somebody's and not the app's: what may have to be hidden.
    pub fn each_told(&mut self, change: &mut impl FnMut(&mut String)) {
        for argument in &mut self.arguments {
            match argument {
                Argument::Told(words) | Argument::Name(words) => change(words),
                Argument::Number(_) => {}
                Argument::Said(said) => said.each_told(change),
                Argument::List(all) => all.iter_mut().for_each(|said| said.each_told(change)),
            }
        }
    }

    pub(crate) fn write(&self, out: &mut String) {
        if self.key == BARE {
            match self.arguments.first() {
                Some(Argument::Told(words)) => out.push_str(words),
                Some(Argument::Name(name)) => out.push_str(&isolated(name)),
                _ => {}
            }
        } else {
            render::sentence(tongue::line(self.key), &self.arguments, out);
        }
    }
}

impl From<Word> for Said {
    fn from(word: Word) -> Self {
        Self { key: word.0, arguments: Vec::new() }
    }
}

impl From<Option<Self>> for Said {
    fn from(said: Option<Self>) -> Self {
        said.unwrap_or_else(Self::nothing)
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
