//! Completing under the cursor.

use super::super::{CompletingKind as Kind, complete, completing};

#[track_caller]
fn offers(marked: &str, expected: Option<(Kind, &str)>) {
    let cursor = marked.find('|').unwrap();
    let text = marked.replace('|', "");
    let found = completing(&text, cursor);
    let found = found.as_ref().map(|found| (found.kind, found.prefix.as_str()));
    assert_eq!(found, expected, "{marked}");
}

fn completed(marked: &str, chosen: &str) -> String {
    let cursor = marked.find('|').unwrap();
    let text = marked.replace('|', "");
    let (text, cursor) = complete(&text, &completing(&text, cursor).unwrap(), chosen);
    [&text[..cursor], "|", &text[cursor..]].concat()
}

#[test]
fn what_is_being_typed() {
    offers("Ana Ru|", Some((Kind::Name, "Ana Ru")));
    offers("met an|", Some((Kind::Name, "an")));
    offers("An|a Ruiz, plumber", Some((Kind::Name, "An")));
    offers(">|", Some((Kind::For, "")));
    offers("Ana >Be|", Some((Kind::For, "Be")));
    offers("Ana >Ben O|", Some((Kind::For, "Ben O")));
    offers("Ana >Ben |", Some((Kind::For, "Ben")));
    offers("<Cl|", Some((Kind::Source, "Cl")));
    offers("needs a roof @chamber mi|", Some((Kind::Place, "chamber mi")));
    offers("#bo|", Some((Kind::Tag, "bo")));
    offers("#|", Some((Kind::Tag, "")));
    offers(">\"the boat pe|", Some((Kind::For, "the boat pe")));
    for text in [
        "|",
        "Ana, |",
        "Ana Ruiz, plumb|",
        "remember to|",
        ">Ben, |",
        ">Ben expects|",
        ">Ben will c|",
        "> |",
        "a@b|",
        "needs a bo|",
        "!fr|",
        "#bo |",
        "Ana\n|",
    ] {
        offers(text, None);
    }
}

#[test]
fn a_choice_is_written_so_that_it_reads_back() {
    assert_eq!(completed("Ana Ru|", "Ana Ruiz"), "Ana Ruiz, |");
    assert_eq!(completed("An|, plumber", "Ana Ruiz"), "Ana Ruiz|, plumber");
    assert_eq!(completed("Ana >Be|", "Ben Ortiz"), "Ana >Ben Ortiz, |");
    assert_eq!(completed("Ana >Be| <Clara", "Ben Ortiz"), "Ana >Ben Ortiz |<Clara");
    assert_eq!(completed(">B| will call", "Ben Ortiz"), ">Ben Ortiz |will call");
    assert_eq!(completed(">B| Will Call", "Ben Ortiz"), ">Ben Ortiz, |Will Call");
    assert_eq!(completed(">b|", "boat people of the north"), ">\"boat people of the north\", |");
    assert_eq!(completed("@ch|am", "chamber mixer"), "@chamber mixer, |");
    assert_eq!(completed("@ch|", "Mixer, 24 \"x\""), "@“Mixer, 24 \"x\"”, |");
    assert_eq!(completed("#bo|", "boats"), "#boats |");
    assert_eq!(completed("#bo| x", "boats"), "#boats |x");
}

#[test]
fn a_cursor_anywhere_is_fine() {
    let text = "Añá 👩‍👩‍👧 >Bén";
    for cursor in 0..text.len() + 9 {
        let _ = completing(text, cursor);
    }
    let found = completing(">Be", 3).unwrap();
    assert_eq!(complete("", &found, "Ben"), (String::new(), 0));
}
