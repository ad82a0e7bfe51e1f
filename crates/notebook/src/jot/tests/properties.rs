//! What holds for every text.

use super::super::{complete, completing};
use super::*;
use proptest::prelude::*;
use proptest::sample::select;

const FRAGMENTS: &[&str] = &[
    "Ana",
    "Ana Ruiz",
    "ana",
    "plumber",
    "at",
    "from",
    "with",
    "Acme Ltd",
    "needs",
    "looking for",
    "a bookkeeper",
    "@",
    "@chamber mixer",
    ">",
    ">Ben",
    "<Clara",
    "<",
    "!",
    "!fri",
    "!24.12.",
    "!tomorrow 9am",
    "#boats",
    "#",
    "expects call",
    "no name",
    "don’t use my name",
    "presold",
    "\"",
    "“",
    "”",
    "«",
    "»",
    ",",
    ".",
    ":",
    " - ",
    "\n",
    " ",
    " ",
    " ",
    "(",
    ")",
    "+34 600 000 000",
    "600",
    "+",
    "0171 ",
    "2026/27",
    "100-150 guests",
    "\u{202a}",
    "\t",
    "Ben Ortiz",
    "!9am, mon",
    "approx. ",
    "https://x.es/a_(b",
    "1.250.000",
    "ana@acme.es",
    "acme.es/x",
    "https://",
    "👩‍👩‍👧",
    "e\u{301}",
    "דוד",
    "\u{200f}",
    "田中、",
    "of",
    "she",
    "Met",
    "van der",
    "\u{a0}",
    "'",
    "İ",
    "ß",
];

fn fragments() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(FRAGMENTS), 0..24).prop_map(|parts| parts.concat())
}

fn scribble() -> impl Strategy<Value = String> {
    prop_oneof![fragments(), proptest::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter)]
}

fn person() -> impl Strategy<Value = String> {
    let first = select(
        &[
            "Ana",
            "Ben",
            "Jean-Luc",
            "María José",
            "Seán",
            "Will",
            "Ольга",
            "דוד",
            "田中",
            "J. R.",
            "Łukasz",
            "Said",
        ][..],
    );
    let middle = select(&["", "", "", "van der ", "de la ", "von ", "O. "][..]);
    let last = select(
        &["Ruiz", "Ortiz", "O'Brien", "O’Neill", "Иванова", "לוי", "Smith-Jones", "Müller", "E\u{301}milie"]
            [..],
    );
    (first, middle, last).prop_map(|(first, middle, last)| [first, " ", middle, last].concat())
}

fn thing() -> impl Strategy<Value = String> {
    prop_oneof![
        person(),
        proptest::collection::vec(
            select(
                &[
                    "chamber", "mixer", "of", "the", "and", "Gala", "needs", "2026", "agreed", "Boats,",
                    "she", "11:30", "&"
                ][..]
            ),
            1..7
        )
        .prop_map(|words| words.join(" "))
        .prop_filter("something to read", |thing| thing.chars().any(char::is_alphabetic)),
    ]
}

proptest! {
    #[test]
    fn the_pieces_give_back_any_text_and_none_is_empty(text in scribble()) {
        let parsed = parse(&text);
        prop_assert!(parsed.pieces.iter().all(|piece| !piece.text.is_empty()));
        prop_assert!(parsed.pieces.windows(2).all(|two| two.iter().any(|piece| piece.meaning.is_some())));
    }

    #[test]
    fn what_is_dismissed_is_gone_and_the_rest_stays(text in scribble(), keep in any::<u32>()) {
        let all = keys(&text);
        let dismissed: BTreeSet<String> =
            all.iter().enumerate().filter(|(i, _)| keep >> (i % 32) & 1 == 0).map(|(_, key)| key.clone()).collect();
        let parsed = super::super::parse(&text, now(), Habits::default(), &dismissed);
        let left: Vec<String> = parsed.meanings().map(Meaning::key).collect();
        let expected: Vec<String> = all.into_iter().filter(|key| !dismissed.contains(key)).collect();
        prop_assert_eq!(left, expected);
        let joined: String = parsed.pieces.iter().map(|piece| piece.text.as_str()).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn completing_and_choosing_never_fail(text in scribble(), cursor in 0usize..200, chosen in scribble()) {
        if let Some(found) = completing(&text, cursor) {
            let (text, cursor) = complete(&text, &found, &chosen);
            prop_assert!(text.is_char_boundary(cursor));
        }
    }

    #[test]
    fn a_chosen_member_source_or_place_reads_back(
        before in select(&["", "Ana Ruiz, plumber ", "needs a roof ", "#x ", "ok, "][..]),
        sigil in select(&[">", "<", "@"][..]),
        typed in select(&["", "b", "Ben", "Ben Or", "\"Be"][..]),
        after in select(&["", " ", " needs a car", " Will Call", " she says", ", plumber", " >Clara", " \"a roof\"", " !fri", "\nmore"][..]),
        chosen in thing(),
    ) {
        let text = [before, sigil, typed].concat();
        let found = completing(&text, text.len()).unwrap();
        let (text, cursor) = complete(&[&text, after].concat(), &found, &chosen);
        let parsed = parse(&text);
        let values = match sigil { ">" => parsed.recipients(), "<" => parsed.source().into_iter().collect(), _ => parsed.place().into_iter().collect() };
        prop_assert!(values.contains(&chosen.as_str()), "{}: {:?}", text, parsed);
        prop_assert!(text.is_char_boundary(cursor));
    }

    #[test]
    fn a_chosen_name_reads_back(
        before in select(&["", "Met ", "lunch with ", "#boats, ", "- "][..]),
        typed in select(&["a", "An", "Ben Or"][..]),
        after in select(&["", " needs a car", ", plumber", " >Clara", " @gala", " says hello"][..]),
        chosen in person(),
    ) {
        let text = [before, typed].concat();
        let found = completing(&text, text.len()).unwrap();
        let (text, _) = complete(&[&text, after].concat(), &found, &chosen);
        let parsed = parse(&text);
        prop_assert_eq!(parsed.name(), Some(chosen.as_str()), "{}", text);
    }
}

#[test]
fn a_hundred_kilobytes_of_junk_are_read_and_kept_whole() {
    for part in [
        "“",
        "\" ",
        "a、",
        "https://、",
        "needs ",
        "1 ",
        "1                 ",
        ">",
        ">Ben ",
        "> ",
        "@a ",
        "not ",
        "((((",
        "+1(",
        "#",
        "!next ",
        "é",
        "👩‍👩‍👧",
        ".",
        "a.b.",
        "x@",
        "«a ",
        "600 111 222 ",
        "0171 ",
        "+34 600 ",
        "(1) ",
        "a_(b",
        "acme.es/(",
        "!9am on ",
        "!fri and ",
        "Ana Ruiz +34 600 111 222\n",
        "ana@acme.es x\n",
        "approx. ",
        "\t",
        "\u{202a}",
        "1.",
        "12 leaflets ",
    ] {
        let text = part.repeat(100_000 / part.len());
        let read: String = parse(&text).pieces.into_iter().map(|piece| piece.text).collect();
        assert_eq!(read, text, "{part:?}");
        let _ = completing(&text, text.len());
    }
}
