//! The grammar row by row, then as properties.

mod completion;
mod contacts;
mod dates;
mod leads;
mod properties;
mod rows;
mod scribbles;

use std::collections::BTreeSet;

use super::{Habits, Meaning, Parsed};
use crate::Now;

/// Sunday 22 November 2026, 10:00 in Madrid.
fn now() -> Now {
    Now(crate::time::parse_instant("2026-11-22T10:00:00+01:00").unwrap())
}

fn parse(text: &str) -> Parsed {
    let parsed = super::parse(text, now(), Habits::default(), &BTreeSet::new());
    let joined: String = parsed.pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(joined, text, "pieces give back the text");
    parsed
}

/// The keys of all chips, in order.
fn keys(text: &str) -> Vec<String> {
    parse(text).meanings().map(Meaning::key).collect()
}

#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_eq!(keys(text), expected, "{text}");
}

fn name(text: &str) -> Option<String> {
    parse(text).name().map(str::to_owned)
}
