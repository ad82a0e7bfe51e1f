//! Examples of highlights and snippets.

use super::super::{Snippet, highlight, snippet};

fn marked<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
    highlight(text, query).into_iter().map(|mark| &text[mark]).collect()
}

fn shown(snippet: &Snippet) -> Vec<&str> {
    snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect()
}

#[test]
fn the_typed_part_is_marked_with_its_accents() {
    assert_eq!(marked("Ana, bookkeeper", "book an"), ["An", "book"]);
    assert_eq!(marked("José and Jose\u{301}", "jose"), ["José", "Jose\u{301}"]);
    assert_eq!(marked("Straße 5", "strass"), ["Straß"]);
    assert_eq!(marked("Pat O’Brien", "obri"), ["O’Bri"]);
    assert_eq!(marked("Pat O’Brien", "brien"), ["Brien"]);
}

#[test]
fn a_typo_is_marked_only_if_the_word_is_not_there() {
    assert_eq!(marked("Marta knows Marto", "marta"), ["Marta"]);
    assert_eq!(marked("a bookkeeper", "bokkeep"), ["bookkeep"]);
    assert_eq!(marked("a bookkeeper", "bookkeepre"), ["bookkeeper"]);
}

#[test]
fn phrases_without_spaces_are_marked_in_one_piece() {
    assert_eq!(marked("東京都庁の田中太郎", "田中太"), ["田中太"]);
}

#[test]
fn numbers_are_marked_from_their_first_to_their_last_digit() {
    assert_eq!(marked("call +34 600 123 456 now", "0123"), ["0 123"]);
    assert_eq!(marked("0044 (0)20 7946", "+44 207"), ["44 (0)20 7"]);
}

#[test]
fn a_short_text_is_shown_whole() {
    let whole = snippet("needs a bookkeeper", "book", 40);
    assert_eq!((whole.text.as_str(), shown(&whole)), ("needs a bookkeeper", vec!["book"]));
}

#[test]
fn a_long_text_is_cut_around_its_first_match() {
    let text = "We talked a long while about sailing and then she said that her firm needs a bookkeeper \
                before the summer, best somebody who knows restaurants";
    let cut = snippet(text, "bookkeeper", 50);
    assert_eq!(cut.text, "…needs a bookkeeper before the summer, best…");
    assert_eq!(shown(&cut), ["bookkeeper"]);
    assert_eq!(snippet(text, "nothing", 30).text, "We talked a long while about…");
    assert_eq!(snippet(text, "restaurants", 30).text, "…who knows restaurants");
}
