//! My card, read back by the rules of RFC 2426.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use exchange::card::{how_to_refer, of_me};
use notebook::{
    Id, Notebook, Now, Value,
    command::{Command, Edit},
    query::{Query, View},
    record::{Me, Ref},
};
use proptest::prelude::*;

fn me(fields: &[(&str, &str)]) -> Box<Me> {
    let now = Now::from_millis(1_795_345_200_000, 60).unwrap();
    let mut notebook = Notebook::new([7; 16]).unwrap();
    let long = ["target_market", "listen_for", "introduction", "story"];
    let edit = |(key, words): &(&str, &str)| {
        let value = if long.contains(key) { Value::Text((*words).to_owned()) } else { Value::str(*words) };
        Edit::set(*key, value)
    };
    notebook
        .apply(&Command::Edit { record: Ref::ME, edits: fields.iter().map(edit).collect() }, now)
        .unwrap();
    match notebook.query(&Query::Me, now) {
        View::Me(me) => me,
        other => panic!("{other:?}"),
    }
}

/// A value without its escapes.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next().expect("something is escaped") {
                'n' => out.push('\n'),
                sign => out.push(sign),
            },
            sign => out.push(sign),
        }
    }
    out
}

fn values<'a>(card: &'a str, name: &str) -> Vec<&'a str> {
    let lines = card.strip_suffix("\r\n").unwrap().split("\r\n");
    lines
        .filter_map(|line| line.split_once(':'))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value)
        .collect()
}

#[test]
fn a_card_says_who_i_am_and_how_to_reach_me_the_main_number_first() {
    let part = |field: &str, n: u8, part: &str| format!("{field}/{}/{part}", Id([n; 16]));
    let mut me = me(&[
        ("name", "Robin Day"),
        ("company", "Day, Knight; & Sons"),
        ("trade", "planner"),
        ("city", "Bath"),
        (&part("phones", 1, "value"), "+44 (0)20 7946 0001"),
        (&part("phones", 2, "value"), "+44 20 7946 0002"),
        (&part("emails", 3, "value"), "robin@day.example"),
        (&part("links", 4, "value"), "https://day.example"),
        ("target_market", "Clinics with four to twelve rooms"),
    ]);
    if let Some((_, phone)) = me.phones.iter_mut().find(|(_, phone)| phone.value.ends_with('2')) {
        phone.main = Some(true);
    }
    let card = of_me(&me).expect("a card");
    assert_eq!(values(&card, "FN"), ["Robin Day"]);
    assert_eq!(values(&card, "TEL"), ["+442079460002", "+442079460001"]);
    assert_eq!(plain(values(&card, "ORG")[0]), "Day, Knight; & Sons");
    assert_eq!(
        (values(&card, "TITLE"), values(&card, "EMAIL")),
        (vec!["planner"], vec!["robin@day.example"])
    );
    assert!(card.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n") && card.ends_with("END:VCARD\r\n"));
    assert!(!card.contains("Clinics"), "what I look for is not for everybody's address book");
}

#[test]
fn each_value_has_the_type_of_its_property() {
    let part = |field: &str, n: u8| format!("{field}/{}/value", Id([n; 16]));
    let link = "https://day.example/a,b;c?x=1\\2#d";
    let me = me(&[
        ("name", "José Núñez; de"),
        (&part("phones", 1), "+1 212 555 0100 ext. 12"),
        (&part("phones", 2), "0044 (0)20 7946 0018 / +34 600 111 222"),
        (&part("phones", 3), "٠٢٠ ٧٩٤٦ ٠٠١٨"),
        (&part("emails", 4), "José <jose@day.example>"),
        (&part("links", 5), link),
        (&part("links", 6), "day.example/a b"),
    ]);
    let card = of_me(&me).expect("a card");
    assert_eq!(values(&card, "URL"), [link, "https://day.example/a%20b"], "an address is not escaped");
    assert_eq!(
        values(&card, "TEL"),
        ["+12125550100 ext. 12", "+442079460018", "+34600111222", "02079460018"]
    );
    assert_eq!(values(&card, "EMAIL"), ["jose@day.example"]);
    assert_eq!(values(&card, "FN"), ["José Núñez\\; de"], "a text is");
}

#[test]
fn the_family_comes_first_among_the_parts_of_the_name() {
    for (name, parts) in [
        ("José Núñez", "Núñez;José;;;"),
        ("Dr. Jan van der Berg, PhD", "van der Berg;Jan;;Dr.;PhD"),
        ("田中 太郎", "田中;太郎;;;"),
        ("Cher", ";Cher;;;"),
    ] {
        let card = of_me(&me(&[("name", name)])).expect("a card");
        assert_eq!(
            (values(&card, "N"), values(&card, "FN")),
            (vec![parts], vec![&*name.replace(',', "\\,")])
        );
    }
}

#[test]
fn without_a_name_there_is_no_card() {
    assert_eq!(of_me(&me(&[("trade", "planner")])), None);
    assert_eq!(how_to_refer(&me(&[])), "");
}

#[test]
fn how_to_refer_me_is_told_in_words_and_leaves_out_what_was_not_written() {
    let said = how_to_refer(&me(&[
        ("name", "Robin Day"),
        ("trade", "planner"),
        ("target_market", "Clinics with four to twelve rooms"),
        ("introduction", "By phone, both on the line"),
    ]));
    assert_eq!(
        said,
        "Robin Day, planner\nA good prospect for me: Clinics with four to twelve rooms\nHow to introduce me: By phone, both on the line"
    );
}

proptest! {
    #[test]
    fn whatever_is_written_cannot_begin_a_line_of_its_own(name in "\\PC{1,20}", company in "[\\PC\n\r\t]{0,30}") {
        let mut me = me(&[]);
        (me.name, me.company) = (name.clone(), company);
        let card = of_me(&me);
        if let Some(card) = card {
            for line in card.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(!line.contains(['\r', '\n']));
                let key = line.split_once(':').map(|(key, _)| key);
                prop_assert!(["BEGIN", "VERSION", "N", "FN", "ORG", "END"].contains(&key.unwrap_or_default()), "{line:?}");
            }
            prop_assert_eq!(plain(values(&card, "FN")[0]), name.trim());
        }
    }
}
