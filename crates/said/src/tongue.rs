//! The language that is spoken: its lines, and what it has for numbers and lists.

use std::cell::Cell;

use crate::{
    count::Count,
    words::{FIRSTS, SHAPE},
};

/// The form in which a language counts (CLDR).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// None, where that is a form.
    Zero,
    /// One.
    One,
    /// Two, where that is a form.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Everything else.
    Other,
}

impl Plural {
    /// By its name in CLDR.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            _ => Self::Other,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// A number with its digits grouped as the reader has them.
#[must_use]
pub fn number(n: impl Count) -> String {
    intl().number(n.count())
}

/// What a language does with numbers and lists: a browser's `Intl`.
pub trait Intl {
    /// In which form so many are said.
    fn plural(&self, n: i64) -> Plural;
    /// A number with its digits grouped.
    fn number(&self, n: i64) -> String;
    /// Several as one reads them: goals, interests and skills.
    fn list(&self, all: &[String]) -> String;
}

/// English without a browser.
#[derive(Debug, Clone, Copy)]
pub struct English;

impl Intl for English {
    fn plural(&self, n: i64) -> Plural {
        if n == 1 { Plural::One } else { Plural::Other }
    }

    fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut out = if n < 0 { "-".to_owned() } else { String::new() };
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    fn list(&self, all: &[String]) -> String {
        match all {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => [&first.join(", "), " and ", last].concat(),
        }
    }
}

type Lines = Vec<&'static str>;

thread_local! {
    static FIRST: Cell<Option<&'static Lines>> = const { Cell::new(None) };
    static PLACES: Cell<Option<&'static Lines>> = const { Cell::new(None) };
    /// Every line of another language.
    static OTHER: Cell<Option<&'static Lines>> = const { Cell::new(None) };
    static INTL: Cell<&'static dyn Intl> = const { Cell::new(&English) };
}

/// Numbers and lists are said so from now on.
pub fn count_as(intl: &'static dyn Intl) {
    INTL.set(intl);
}

/// The words of places are there from now on: whoever draws places calls this, so that they come along with them. Before, what
/// belongs to a place has no words.
pub fn bring_places() {
    if PLACES.get().is_none() {
        PLACES.set(Some(lines(include_str!(concat!(env!("OUT_DIR"), "/en.places")))));
    }
}

/// Another language is spoken from now on, before anything was said: its shape, and a line for each sentence. Whether it was of this
/// build; of another one nothing is taken.
pub fn speak(text: String) -> bool {
    let text: &'static str = Box::leak(text.into_boxed_str());
    let Some((shape, rest)) = text.split_once('\n') else { return false };
    if shape != SHAPE {
        return false;
    }
    OTHER.set(Some(lines(rest)));
    true
}

pub(crate) fn intl() -> &'static dyn Intl {
    INTL.get()
}

/// What is said for a key, with its arguments still open.
#[inline]
pub(crate) fn line(key: u16) -> &'static str {
    at(key.into())
}

/// A pointer to the line, and not the line itself: that is what is smallest where it is called, which is everywhere.
#[inline(never)]
fn at(key: usize) -> &'static &'static str {
    if let Some(line) = OTHER.get().and_then(|lines| lines.get(key)) {
        return line;
    }
    let found = match key.checked_sub(FIRSTS) {
        None => {
            let first = FIRST.get().unwrap_or_else(|| {
                let first = lines(include_str!(concat!(env!("OUT_DIR"), "/en.first")));
                FIRST.set(Some(first));
                first
            });
            first.get(key)
        }
        Some(key) => {
            // Nothing is fetched outside of a browser.
            #[cfg(not(target_family = "wasm"))]
            bring_places();
            PLACES.get().and_then(|lines| lines.get(key))
        }
    };
    found.unwrap_or(&"")
}

fn lines(text: &'static str) -> &'static Lines {
    Box::leak(Box::new(text.lines().collect()))
}
