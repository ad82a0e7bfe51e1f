//! The language that is spoken: its lines, and what it has for numbers and lists.

use std::cell::{Cell, OnceCell, RefCell};

use crate::words::FIRSTS;

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
    static FIRST: OnceCell<Lines> = const { OnceCell::new() };
    static PLACES: RefCell<Option<&'static Lines>> = const { RefCell::new(None) };
    static INTL: Cell<&'static dyn Intl> = const { Cell::new(&English) };
}

/// Numbers and lists are said so from now on.
pub fn count_as(intl: &'static dyn Intl) {
    INTL.set(intl);
}

/// The words of places are there from now on: whoever draws places calls this, so that they come along with them. Before, what
/// belongs to a place has no words.
pub fn bring_places() {
    PLACES.with_borrow_mut(|places| {
        places.get_or_insert_with(|| {
            Box::leak(Box::new(lines(include_str!(concat!(env!("OUT_DIR"), "/en.places")))))
        });
    });
}

pub(crate) fn intl() -> &'static dyn Intl {
    INTL.get()
}

/// What is said for a key, with its arguments still open.
#[inline]
pub(crate) fn line(key: u16) -> &'static str {
    at(key.into())
}

#[inline(never)]
fn at(key: usize) -> &'static str {
    match key.checked_sub(FIRSTS) {
        None => FIRST.with(|first| {
            let first = first.get_or_init(|| lines(include_str!(concat!(env!("OUT_DIR"), "/en.first"))));
            first.get(key).copied().unwrap_or_default()
        }),
        Some(key) => {
            // Nothing is fetched outside of a browser.
            #[cfg(not(target_family = "wasm"))]
            bring_places();
            PLACES.with_borrow(|places| places.and_then(|lines| lines.get(key).copied()).unwrap_or_default())
        }
    }
}

fn lines(text: &'static str) -> Lines {
    text.lines().collect()
}
