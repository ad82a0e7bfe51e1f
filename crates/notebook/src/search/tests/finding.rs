//! Examples of what finds what, and in which order.

use super::super::{Match, fold};
use super::{COMPANY, NAME, NOTE, PHONE, index, keys, names};

#[test]
fn typing_bokkeep_finds_the_bookkeeper() {
    let index = names(&["Clara, bookkeeper", "Ben, beekeeper"]);
    assert_eq!(keys(&index, "bokkeep"), [0]);
    assert!(index.search("bokkeep", 9, |_| true).hits[0].matched[0].typo);
}

#[test]
fn a_whole_word_comes_before_a_begun_one_and_a_typo_comes_last() {
    let index = names(&["Marta", "Mart", "Marc", "Martina"]);
    assert_eq!(keys(&index, "mart"), [1, 0, 3, 2]);
}

#[test]
fn two_typos_are_forgiven_in_a_long_word_only() {
    let index = names(&["photographer", "plumber"]);
    assert_eq!(keys(&index, "fotografer"), [] as [u32; 0]);
    assert_eq!(keys(&index, "photgrapehr"), [0]);
    assert_eq!(keys(&index, "pulmbre"), [] as [u32; 0]);
    assert_eq!(keys(&index, "pulmber"), [1]);
}

#[test]
fn a_name_comes_before_a_note() {
    let mut index = index();
    index.put(1, 0, &[(NOTE, "met with ana")]);
    index.put(2, 0, &[(NAME, "Ana Ruiz")]);
    index.put(3, 0, &[(COMPANY, "Ana & Sons")]);
    assert_eq!(keys(&index, "ana"), [2, 3, 1]);
}

#[test]
fn a_field_that_begins_with_the_word_comes_first() {
    assert_eq!(keys(&names(&["Maria Ana", "Ana Ruiz"]), "ana"), [1, 0]);
}

#[test]
fn of_equals_the_higher_rank_and_then_the_lower_key_comes_first() {
    let mut index = index();
    for (key, rank) in [(3, 1), (2, 1), (1, 0), (4, 2)] {
        index.put(key, rank, &[(NAME, "Ana")]);
    }
    assert_eq!(keys(&index, "ana"), [4, 2, 3, 1]);
}

#[test]
fn every_word_must_be_there_in_whatever_field() {
    let mut index = index();
    index.put(1, 0, &[(NAME, "Ana Ruiz"), (COMPANY, "Acme")]);
    index.put(2, 0, &[(NAME, "Ana Gil"), (COMPANY, "Zenit")]);
    assert_eq!(keys(&index, "acm ana"), [1]);
    assert_eq!(keys(&index, "ana acme ruiz"), [1]);
    assert!(keys(&index, "ana nobody").is_empty());
}

#[test]
fn a_hit_says_where_it_matched() {
    let mut index = index();
    index.put(1, 0, &[(NAME, "Ana Ruiz"), (COMPANY, "Plumber Ruiz"), (NOTE, "a plummer")]);
    let found = index.search("ruiz plumb", 9, |_| true);
    let literal = |field| Match { field, typo: false };
    assert_eq!(found.hits[0].matched, [literal(NAME), literal(COMPANY)]);
    let found = index.search("ana plummber", 9, |_| true);
    assert_eq!(
        found.hits[0].matched,
        [literal(NAME), Match { field: COMPANY, typo: true }, Match { field: NOTE, typo: true }]
    );
    assert_eq!((found.total, found.literal), (1, 0));
}

#[test]
fn the_total_counts_what_the_limit_hides_but_not_what_is_refused() {
    let index = names(&["Ana", "Ana", "Ana", "Anna", "Ben"]);
    let found = index.search("ana", 1, |key| *key != 1);
    assert_eq!((found.hits.len(), found.total, found.literal), (1, 2, 2));
    assert_eq!(index.search("ana", 0, |_| true).total, 3);
}

#[test]
fn letters_of_many_kinds_are_found_as_people_type_them() {
    let index = names(&[
        "Łukasz Søndergård",
        "Weiß",
        "Æsa Đorđević",
        "Işıl İnce",
        "ΝΊΚΟΣ",
        "Ёлкин",
        "ﬁnance 𝓒𝓵𝓾𝓫 ＡＢＣ",
        "Nguyễn",
    ]);
    for (query, key) in [
        ("lukasz sondergard", 0),
        ("weiss", 1),
        ("WEISS", 1),
        ("aesa dordevic", 2),
        ("isil ince", 3),
        ("νίκος", 4),
        ("елкин", 5),
        ("finance", 6),
        ("club abc", 6),
        ("nguyen", 7),
        ("Nguye\u{302}\u{303}n", 7),
    ] {
        assert_eq!(keys(&index, query), [key], "{query}");
    }
}

#[test]
fn arabic_and_hebrew_are_found_without_points_and_with_another_keyboard() {
    let index = names(&["مُحَمَّد أحمد", "שָׁלוֹם כהן", "کتابی"]);
    assert_eq!(keys(&index, "محمد احمد"), [0]);
    assert_eq!(keys(&index, "שלום"), [1]);
    assert_eq!(keys(&index, "כהנ"), [1]);
    assert_eq!(keys(&index, "كتابي"), [2]);
}

#[test]
fn any_part_of_a_phrase_without_spaces_is_found() {
    let index = names(&["田中太郎", "東京都庁", "สวัสดีครับ", "김민수"]);
    for (query, key) in
        [("田中", 0), ("中太郎", 0), ("郎", 0), ("京都", 1), ("สดี", 2), ("김민", 3), ("기", 3), ("ㄱ", 3)]
    {
        assert_eq!(keys(&index, query), [key], "{query}");
    }
    assert!(keys(&index, "中田").is_empty());
}

#[test]
fn an_apostrophe_may_be_left_out_or_cut_at() {
    let index = names(&["Pat O’Brien", "Ana's brother"]);
    for query in ["obrien", "o'brien", "O’Bri", "brien", "pat o'"] {
        assert_eq!(keys(&index, query), [0], "{query}");
    }
    assert_eq!(keys(&index, "ana brother"), [1]);
}

#[test]
fn words_of_signs_only_are_found() {
    let index =
        names(&["🦊", "Ana 👩‍🔧 Ruiz", "!!!", "Ben & Sons", "❤️ Flowers", "🇪🇸🇫🇷 Exports", "田中🦊", "👍🏽"]);
    for (query, found) in [
        ("🦊", &[0, 6][..]),
        ("👩‍🔧", &[1]),
        ("🔧", &[1]),
        ("👩‍🔧 ana — ruiz!", &[1]),
        ("!!!", &[2]),
        ("!", &[2]),
        ("&", &[3]),
        ("❤", &[4]),
        ("❤\u{fe0f} flow", &[4]),
        ("🇪🇸", &[5]),
        ("🇫🇷", &[5]),
        ("中🦊", &[6]),
        ("👍", &[7]),
        ("👍🏿", &[7]),
    ] {
        let mut all = keys(&index, query);
        all.sort_unstable();
        assert_eq!(all, found, "{query}");
    }
    for nothing in ["", "  ", "?", "🐻", "🦊 ana", "\u{301}"] {
        assert!(keys(&index, nothing).is_empty(), "{nothing:?}");
    }
    assert_eq!(keys(&index, "ana — ruiz?"), [1], "a dash beside words is no word");
}

#[test]
fn kana_of_any_width_and_korean_syllables_are_found() {
    let index =
        names(&["ﾀﾅｶ ﾀﾛｳ", "タナカ ハナコ", "ｶﾞｲﾄﾞ", "한지민", "김민수", "남궁민수", "まつもと", "ﾊﾟﾝ屋"]);
    for (query, found) in [
        ("タナカ", &[0, 1][..]),
        ("ﾀﾅｶ", &[0, 1]),
        ("たなか", &[0, 1]),
        ("ナカ", &[0, 1]),
        ("ガイド", &[2]),
        ("ｲﾄﾞ", &[2]),
        ("マツ", &[6]),
        ("パン屋", &[7]),
        ("지민", &[3]),
        ("지미", &[3]),
        ("짐", &[3]),
        ("\u{110c}\u{1175}\u{1106}\u{1175}\u{11ab}", &[3]),
        ("민", &[3, 4, 5]),
        ("민수", &[4, 5]),
        ("궁민", &[5]),
        ("한지", &[3]),
        ("수", &[4, 5]),
    ] {
        let mut all = keys(&index, query);
        all.sort_unstable();
        assert_eq!(all, found, "{query}");
    }
    assert!(keys(&index, "민지").is_empty());
    assert_eq!(super::super::highlight("한지민", "지민").first(), Some(&(3..9)));
}

#[test]
fn a_telephone_number_is_found_by_any_part_however_it_is_grouped() {
    let mut index = index();
    index.put(1, 0, &[(NAME, "Ana"), (PHONE, "+34 600 123 456")]);
    index.put(2, 0, &[(NAME, "Ben"), (PHONE, "0044 (0)20 7946-0958")]);
    index.put(3, 0, &[(NAME, "Cem"), (PHONE, "0532 987 65 43")]);
    index.put(4, 0, &[(NOTE, "call on 2026-11-22, number is 611 22 33 44")]);
    for (query, key) in [
        ("3456", 1),
        ("600123456", 1),
        ("60 01 23", 1),
        ("0600 123", 1),
        ("+34600", 1),
        ("ana 456", 1),
        ("79460958", 2),
        ("+44 20 7946 0958", 2),
        ("020 7946", 2),
        ("+90 532 987 6543", 3),
        ("6543", 3),
        ("61122", 4),
        ("23344", 4),
    ] {
        assert_eq!(keys(&index, query), [key], "{query}");
    }
    assert!(keys(&index, "1126").is_empty(), "a date is no telephone number");
    assert!(keys(&index, "600123457").is_empty(), "another number is no typo");
}

#[test]
fn digits_in_texts_are_words_too() {
    let index = names(&["the 2024 budget of 500"]);
    assert_eq!(keys(&index, "2024 500"), [0]);
    assert_eq!(keys(&index, "20"), [0]);
}

#[test]
fn an_endless_query_or_token_is_answered() {
    let long = "a".repeat(10_000);
    let index = names(&[&long]);
    assert_eq!(keys(&index, &long), [0]);
    assert!(keys(&index, &"word ".repeat(5_000)).is_empty());
}

#[test]
fn folding_keeps_what_is_not_a_letter() {
    assert_eq!(fold("Müller-Łęski, 3. Straße"), "muller-leski, 3. strasse");
}
