//! One key for names, one for words of sets, one order for lists.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit, Refusal},
    jot::CompletingKind,
    query::{PeopleFilter, Query, View},
    search::{name_key, sort_key, word_key},
};
use proptest::prelude::*;

/// Names that are one, however they were typed or pasted.
const SAME: [(&str, &str); 18] = [
    ("Ann O’Dea", "Ann O'Dea"),
    ("Ann O’Dea", "ann odea"),
    ("Ann O’Dea", "Ann Oʼdea"),
    ("Ann O’Dea", "Ann O`Dea"),
    ("Ann O’Dea", "Ann O＇Dea"),
    ("Anne-Marie Roux", "Anne\u{2011}Marie Roux"),
    ("Anne-Marie Roux", "Anne Marie Roux"),
    ("Ana Ruiz", "\u{202a}Ana Ruiz\u{202c}"),
    ("Ana Ruiz", "Ana\u{a0}Ruiz"),
    ("Ana Ruiz", "Ana\u{200b} Ruiz\u{feff}"),
    ("Ana Ruiz", " ana  RUIZ "),
    ("José Núñez", "Jose\u{301} Nun\u{303}ez"),
    ("José Núñez", "jose nunez"),
    ("タナカ", "ﾀﾅｶ"),
    ("ガイド", "ｶﾞｲﾄﾞ"),
    ("Weiß", "WEISS"),
    ("ＡＢＣ Ltd", "abc ltd."),
    ("한지민", "\u{1112}\u{1161}\u{11ab}\u{110c}\u{1175}\u{1106}\u{1175}\u{11ab}"),
];

const OTHERS: [(&str, &str); 5] =
    [("Ana Ruiz", "Anna Ruiz"), ("🦊", "🐻"), ("🦊", ""), ("C+", "C"), ("Anne Marie", "Annemarie")];

fn two(one: &str, other: &str) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", one)]), at(0));
    must(&mut notebook, add(person(2), &[("name", other)]), at(0));
    notebook
}

fn completed(notebook: &mut Notebook, kind: CompletingKind, prefix: &str) -> Vec<String> {
    match notebook.query(&Query::Complete { kind, prefix: prefix.into(), limit: 9 }, at(1)) {
        View::Complete(found) => found.into_iter().map(|found| found.name).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_name_that_differs_by_a_sign_is_the_same_name() {
    for (one, other) in SAME {
        assert_eq!(name_key(one), name_key(other), "{one} {other}");
    }
    for (one, other) in OTHERS {
        assert_ne!(name_key(one), name_key(other), "{one} {other}");
    }
}

#[test]
fn a_name_that_differs_by_a_sign_is_found_completed_proposed_and_a_double() {
    for (one, other) in SAME {
        let mut notebook = two(one, other);
        let doubles = insight_view(&mut notebook, id(1), at(0)).unwrap().doubles;
        assert_eq!(doubles.len(), 1, "{one} {other} twice");
        let found = completed(&mut notebook, CompletingKind::For, other.trim());
        assert_eq!(found.len(), 2 - usize::from(one == other), "{other} completes {one}");
        must(&mut notebook, jot(7, &format!("needs a roof >\"{}\"", other.trim()), at(1)), at(1));
        let View::Jot(Some(view)) = notebook.query(&Query::Jot(id(7)), at(2)) else { panic!() };
        let named = &view.named.first().expect("a recipient").1;
        assert_eq!(named.len(), 2, "{other} may be {one}");
        let filter = PeopleFilter { text: other.into(), ..PeopleFilter::default() };
        assert_eq!(people(&mut notebook, &filter, at(2)).list.total, 2, "{other} finds {one}");
    }
}

/// Words that are one in a set.
const WORDS: [(&str, &str); 11] = [
    ("VIP", "vip"),
    ("VIP", "ＶＩＰ"),
    ("VIP", " vip\u{200b}"),
    ("café", "cafe\u{301}"),
    ("Café", "CAFE\u{301}"),
    ("straße", "STRASSE"),
    ("ΟΔΟΣ", "οδος"),
    ("book club", "book\u{a0}club"),
    ("co-op", "co\u{2011}op"),
    ("o’clock", "o'clock"),
    ("サウナ", "ｻｳﾅ"),
];

#[test]
fn two_forms_of_a_word_are_one_tag() {
    for (one, other) in WORDS {
        assert_eq!(word_key(one), word_key(other), "{one} {other}");
        let tagged = |n: u64, tag: &str| edit(person(n), &format!("tags/{tag}"), Value::Bool(true));
        let mut notebook = two("Ana", "Ben");
        must(&mut notebook, tagged(1, one), at(0));
        nothing(&mut notebook, tagged(1, other), at(0));
        must(&mut notebook, tagged(2, other), at(0));
        let shown = |notebook: &mut Notebook, n| {
            page(notebook, person(n)).person.tags.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(
            (shown(&mut notebook, 1), shown(&mut notebook, 2)),
            (vec![one.to_owned()], vec![one.to_owned()])
        );
        let view =
            people(&mut notebook, &PeopleFilter { tag: other.into(), ..PeopleFilter::default() }, at(1));
        assert_eq!((view.tags, view.list.total), (vec![(one.to_owned(), 2)], 2), "{one} {other}");
        must(
            &mut notebook,
            Command::Edit { record: person(1), edits: vec![Edit::clear(format!("tags/{other}"))] },
            at(2),
        );
        assert_eq!(shown(&mut notebook, 1), [] as [String; 0]);
    }
    for (one, other) in [("peña", "pena"), ("VIP", "VIP 2"), ("C", "C++"), ("🦊", "🐻")] {
        assert_ne!(word_key(one), word_key(other));
    }
}

#[test]
fn a_tag_that_two_devices_wrote_in_two_forms_is_shown_once_and_goes_as_one() {
    let mut one = two("Ana", "Ben");
    let mut other = reloaded(&one, 2);
    must(&mut one, edit(person(1), "tags/VIP", Value::Bool(true)), at(0));
    must(&mut other, edit(person(1), "tags/vip", Value::Bool(true)), at(0));
    meet(&mut one, &mut other);
    for device in [&mut one, &mut other] {
        assert_eq!(page(device, person(1)).person.tags.len(), 1);
        assert_eq!(people(device, &PeopleFilter::default(), at(1)).tags, [("VIP".to_owned(), 1)]);
        assert_eq!(completed(device, CompletingKind::Tag, "v"), ["VIP"]);
    }
    must(&mut one, Command::Edit { record: person(1), edits: vec![Edit::clear("tags/VIP")] }, at(2));
    assert!(page(&mut one, person(1)).person.tags.is_empty());
    assert_eq!(people(&mut one, &PeopleFilter::default(), at(3)).tags, []);
}

#[test]
fn what_is_counted_is_what_is_listed() {
    for (key, filter) in [
        (
            "trade",
            (|word| PeopleFilter { trade: word, ..PeopleFilter::default() }) as fn(String) -> PeopleFilter,
        ),
        ("city", |word| PeopleFilter { city: word, ..PeopleFilter::default() }),
    ] {
        let mut notebook = device(1);
        for (n, word) in
            ["Plumber", "plumber", "PLUMBER ", "Plumber", "plombière", "plombie\u{300}re", "lawyer"]
                .iter()
                .enumerate()
        {
            must(&mut notebook, add(person(n as u64), &[("name", &format!("N{n}")), (key, word)]), at(0));
        }
        let view = people(&mut notebook, &PeopleFilter::default(), at(1));
        let counted = if key == "trade" { view.trades } else { view.cities };
        assert_eq!(counted[0], ("Plumber".to_owned(), 4));
        assert_eq!(counted.len(), 3);
        for (word, count) in counted {
            assert_eq!(people(&mut notebook, &filter(word.clone()), at(1)).list.total, count, "{word}");
        }
    }
}

#[test]
fn names_stand_in_the_order_of_their_alphabet() {
    for sorted in [
        &[
            "Андрій",
            "Василь",
            "Ганна",
            "Ґанна",
            "Дмитро",
            "Емма",
            "Євген",
            "Жанна",
            "Зоя",
            "Ігор",
            "Їжакевич",
            "Йосип",
            "Яна",
        ][..],
        &["Андрій", "Іван", "Їжакевич", "Яна"],
        &["Елена", "Ёлкин", "Ефим", "Жанна"],
        &[
            "Дара",
            "Ђорђе",
            "Ема",
            "Јован",
            "Лена",
            "Љиља",
            "Мила",
            "Немања",
            "Његош",
            "Тара",
            "Ћира",
            "Цеца",
            "Џон",
            "Шана",
        ],
        &["Ana Ruiz", "anabel", "Ángel", "Ben", "O’Brien", "O'Dea", "Østen", "Zoë"],
        &["de la Cruz", "Dean"],
        &["Αλέξης", "Άννα", "Βασίλης", "Ζωή", "Ηλίας"],
        &["ابراهیم", "بهار", "پروین", "تینا", "جلال", "چنگیز", "ژاله", "سارا", "کامران", "گلناز", "لاله"],
        &["가나", "각", "김민수", "한지민"],
        &["ｱｵｷ", "イトウ", "ｳｴﾀﾞ", "たなか"],
        &["Ana", "Ωmega", "Яна", "한지민"],
        &["1st Ltd", "2nd Ltd", "Ana"],
    ] {
        let mut notebook = device(1);
        for (n, name) in sorted.iter().enumerate() {
            // Ids run the other way.
            must(&mut notebook, add(person(90 - n as u64), &[("name", name)]), at(0));
        }
        let listed = people(&mut notebook, &PeopleFilter::default(), at(1)).list.rows;
        let listed: Vec<&str> = listed.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(listed, sorted);
    }
}

#[test]
fn nobody_is_the_other_one_of_themselves() {
    let mut notebook = two("Ana", "Ben");
    let own = id(1).to_string();
    let refused_edits: [(&str, Value); 3] = [
        (&format!("knows/{own}"), Value::Bool(true)),
        ("introduced_by", Value::str(&own)),
        (&format!("evidence/{}/by", id(9)), Value::str(&own)),
    ];
    for (key, value) in refused_edits {
        assert_eq!(refused(&mut notebook, edit(person(1), key, value)), Refusal::Oneself, "{key}");
    }
    let other = id(2).to_string();
    must(&mut notebook, edit(person(1), &format!("knows/{other}"), Value::Bool(true)), at(1));
    must(&mut notebook, edit(person(1), "introduced_by", Value::str(&other)), at(1));
    let edits =
        vec![Edit::set("name", Value::str("Cem")), Edit::set("introduced_by", Value::Str(id(3).to_string()))];
    assert_eq!(refused(&mut notebook, Command::Add { record: person(3), edits }), Refusal::Oneself);
}

#[test]
fn keys_of_every_sign_are_themselves() {
    let signs = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
    let apart: Vec<char> = signs
        .filter(|sign| {
            let text = format!("a{sign}b");
            [text, sign.to_string()].iter().any(|text| {
                name_key(&name_key(text)) != name_key(text) || word_key(&word_key(text)) != word_key(text)
            })
        })
        .collect();
    assert!(apart.is_empty(), "{apart:?}");
}

proptest! {
    #[test]
    fn keys_of_keys_are_themselves(text in "\\PC{0,24}") {
        prop_assert_eq!(name_key(&name_key(&text)), name_key(&text));
        prop_assert_eq!(word_key(&word_key(&text)), word_key(&text));
        let _ = sort_key(&text);
    }

    #[test]
    fn marks_that_cannot_be_seen_make_no_difference(
        name in "[A-Za-zéñ’ -]{1,12}", at in 0_usize..12, mark in "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{ad}]"
    ) {
        let mut marked = name.clone();
        let at = marked.char_indices().map(|(at, _)| at).nth(at).unwrap_or(marked.len());
        marked.insert_str(at, &mark);
        prop_assert_eq!(name_key(&marked), name_key(&name));
        prop_assert_eq!(word_key(&marked), word_key(&name));
        prop_assert_eq!(sort_key(&marked), sort_key(&name));
    }
}
