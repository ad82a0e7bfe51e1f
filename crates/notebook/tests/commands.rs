//! Commands: one change each, and refusals in words.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use automerge::{Automerge, ReadDoc};
use common::*;
use notebook::{
    Id, Value,
    command::{Command, Edit, Refusal, Sorting},
    record::{Kind, Ref},
};

fn of_key(key: &str, value: Value) -> Refusal {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana")]), at(0));
    refused(&mut notebook, edit(person(1), key, value))
}

#[test]
fn a_field_that_does_not_exist_is_refused_by_its_name() {
    for key in [
        "shoe_size",
        "",
        "name/first",
        "phones",
        "phones/x/value",
        "phones//value",
        "tags",
        "tags/",
        "removed_at",
        "edited_at",
        "id",
        "other",
    ] {
        let refusal = of_key(key, Value::str("x"));
        assert_eq!(refusal, Refusal::NoSuchField { key: key.into() });
        assert!(refusal.to_string().contains(&format!("“{key}”")));
    }
    let part = format!("phones/{}/colour", id(1));
    assert_eq!(of_key(&part, Value::str("x")), Refusal::NoSuchField { key: part });
}

#[test]
fn a_value_of_the_wrong_shape_is_refused_by_the_name_of_its_field() {
    for (key, value) in [
        ("name", Value::Int(3)),
        ("name", Value::str("")),
        ("name", Value::Text("long".into())),
        ("note", Value::str("short")),
        ("know", Value::str("yes")),
        ("met_on", Value::str("yesterday")),
        ("met_on", Value::str("2026-02-30")),
        ("introduced_by", Value::str("Ana")),
        ("cadence_ideal", Value::Float(1.5)),
        ("tags/warm", Value::Bool(false)),
        ("tags/warm", Value::str("true")),
        ("style", Value::Bool(true)),
        ("name", Value::map([("first", Value::str("Ana"))])),
        ("name", Value::Unknown("x".into())),
    ] {
        let refusal = of_key(key, value.clone());
        assert_eq!(refusal, Refusal::WrongValue { key: key.into() }, "{value:?}");
        assert!(refusal.to_string().contains("does not fit"));
    }
}

#[test]
fn too_much_at_once_is_refused_with_the_limit() {
    let long = "a".repeat(256 * 1024 + 1);
    let refusal = of_key("note", Value::Text(long.clone()));
    assert_eq!(
        refusal.to_string(),
        "That is too long for one entry (256 KB at most). Split it into several."
    );
    assert!(matches!(refused(&mut device(1), jot(1, &long, at(0))), Refusal::TooLong { .. }));
    assert!(matches!(of_key(&format!("tags/{long}"), Value::Bool(true)), Refusal::TooLong { .. }));
    let most = "a".repeat(256 * 1024);
    must(&mut device(1), jot(1, &most, at(0)), at(0));
}

#[test]
fn an_empty_jot_and_an_empty_sorting_are_refused() {
    for text in ["", "  \n\t "] {
        assert_eq!(refused(&mut device(1), jot(1, text, at(0))), Refusal::Empty);
    }
    let mut notebook = device(1);
    must(&mut notebook, jot(1, "words", at(0)), at(0));
    assert_eq!(refused(&mut notebook, sort(1, Sorting::default())), Refusal::Empty);
}

#[test]
fn what_is_not_there_cannot_be_changed() {
    for command in [
        name(person(1), "Ana"),
        Command::Remove { record: person(1) },
        Command::Restore { record: person(1) },
        Command::PutAway { jot: id(1) },
        sort(1, Sorting { person: new(2, "Ana"), ..Sorting::default() }),
        Command::Remove { record: Ref::ME },
    ] {
        let refusal = refused(&mut device(1), command);
        assert_eq!(refusal, Refusal::NoSuchRecord);
        assert!(refusal.to_string().contains("not in this notebook"));
    }
}

#[test]
fn the_same_command_twice_changes_nothing_the_second_time() {
    let mut notebook = device(1);
    let into =
        Sorting { person: new(2, "Ana"), lead: Some((id(3), "a bookkeeper".into())), ..Sorting::default() };
    let phone = Edit::set(format!("phones/{}/value", id(9)), Value::str("+44 7700 900000"));
    for command in [
        jot(1, "Ana, plumber, +44 7700 900001 #warm needs a bookkeeper >Ben !fri", at(0)),
        sort(1, into),
        jot(4, "more", at(0)),
        Command::PutAway { jot: id(4) },
        add(person(5), &[("name", "Ben")]),
        Command::Edit { record: person(5), edits: vec![phone] },
        edit(person(5), "note", Value::Text("Words".into())),
        edit(person(5), "tags/warm", Value::Bool(true)),
        name(Ref::ME, "Robin"),
        Command::Edit { record: person(5), edits: vec![Edit::clear("note")] },
        Command::Remove { record: person(5) },
        Command::Restore { record: person(5) },
        Command::Remove { record: person(2) },
        Command::EmptyBin,
    ] {
        must(&mut notebook, command.clone(), at(10));
        let heads = notebook.heads();
        nothing(&mut notebook, command, at(10));
        assert_eq!(notebook.heads(), heads);
    }
}

#[test]
fn a_command_that_is_repeated_later_does_not_write_over_what_was_corrected_since() {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, "Ana, plumber", at(0)), at(0));
    let sorting = sort(1, Sorting { person: new(2, "Ana"), ..Sorting::default() });
    must(&mut notebook, sorting.clone(), at(1));
    must(&mut notebook, name(person(2), "Ana Ruiz"), at(2));
    nothing(&mut notebook, sorting, at(3));
    nothing(&mut notebook, add(person(2), &[("name", "Ana")]), at(3));
    assert_eq!(page(&mut notebook, person(2)).person.name, "Ana Ruiz");
}

#[test]
fn one_command_is_exactly_one_change_with_its_name_and_its_time() {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, "Ana needs a bookkeeper", at(0)), at(0));
    let into = Sorting {
        person: new(2, "Ana"),
        lead: Some((id(3), "a bookkeeper".into())),
        promise: Some((id(4), "call".into(), None)),
        ..Sorting::default()
    };
    let before = notebook.changes();
    let written = must(&mut notebook, sort(1, into), at(90));
    assert_eq!(notebook.changes(), before + 1);
    let change = automerge::Change::from_bytes(written.bytes).unwrap();
    assert_eq!(change.message(), Some("sort"));
    assert_eq!(change.timestamp(), at(90).unix_seconds());
    assert_eq!(change.hash().0, written.change.0);
    let made = [person(2), lead(3), Ref::new(Kind::Promise, id(4)), Ref::new(Kind::Jot, id(1))];
    assert_eq!(written.touched, made.into_iter().collect());
    let doc = Automerge::load(&notebook.save()).unwrap();
    let messages: Vec<_> =
        doc.get_changes(&[]).iter().map(|change| change.message().map(str::to_owned)).collect();
    assert_eq!(messages, ["genesis", "jot", "sort"].map(|name| Some(name.to_owned())));
    assert_eq!(doc.get_missing_deps(&[]), []);
}

#[test]
fn the_words_of_a_jot_are_kept_byte_for_byte_for_ever() {
    let words = [
        "  two spaces before and after  ",
        "line one\r\nline two\n\n\ttab",
        "🪗🇵🇹👩‍👩‍👧‍👦 and a flag",
        "مرحبا ليلى — needs a lawyer \u{202b}rtl\u{202c}",
        "e\u{301} is not é; ﬁ is not fi; \u{200b}zero width",
        "Ana Ruiz, plumber at Acme +34 600 000 000 #tag >Ben expects call !fri",
        "\u{0}nul and \u{7f}delete",
    ];
    let mut notebook = device(1);
    for (n, text) in words.iter().enumerate() {
        must(&mut notebook, jot(n as u64, text, at(0)), at(0));
    }
    for (n, _) in words.iter().enumerate() {
        match n % 3 {
            0 => must(
                &mut notebook,
                sort(n as u64, Sorting { person: new(50 + n as u64, "Ana"), ..Sorting::default() }),
                at(1),
            ),
            1 => must(&mut notebook, Command::PutAway { jot: id(n as u64) }, at(1)),
            _ => must(&mut notebook, Command::Remove { record: Ref::new(Kind::Jot, id(n as u64)) }, at(1)),
        };
    }
    let mut other = device(2);
    merge(&mut other, &notebook);
    for device in [&mut reloaded(&notebook, 3), &mut other] {
        for (n, text) in words.iter().enumerate() {
            let view = jot_view(device, id(n as u64), at(2)).unwrap();
            assert_eq!(view.jot.text, *text);
            let joined: String = view.parsed.pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(joined, *text);
        }
    }
}

#[test]
fn the_words_of_a_jot_can_be_neither_cleared_nor_replaced() {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, "words", at(0)), at(0));
    let record = Ref::new(Kind::Jot, id(1));
    refused(&mut notebook, Command::Edit { record, edits: vec![Edit::clear("text")] });
    refused(
        &mut notebook,
        Command::Edit { record, edits: vec![Edit::set("text", Value::str("other words"))] },
    );
}

#[test]
fn a_clock_that_is_a_year_off_loses_nothing() {
    let mut notebook = device(1);
    for (n, days) in [(1, 0), (2, -400), (3, 400)] {
        let now = at(0).plus_days(days);
        must(&mut notebook, jot(n, "words", now), now);
    }
    assert_eq!(inbox(&mut notebook, at(0)).total, 3);
    assert_eq!(history(&mut notebook, None, at(0)).total, 3);
}

#[test]
fn ids_that_follow_from_one_another_are_all_different() {
    let mut seen = std::collections::BTreeSet::new();
    for first in 0..40u8 {
        for n in 0..400 {
            assert!(seen.insert(Id([first; 16]).derive(n)));
        }
    }
}
