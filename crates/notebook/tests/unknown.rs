//! What a later version wrote is kept and shown, whatever it is.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use automerge::{
    ActorId, Automerge, LoadOptions, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, TextEncoding,
    transaction::Transactable,
};
use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    record::{Ref, Stage},
};

fn document(bytes: &[u8]) -> Automerge {
    let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
    Automerge::load_with_options(bytes, options).unwrap().with_actor(ActorId::from([99; 16]))
}

fn person_object(doc: &Automerge, record: Ref) -> ObjId {
    let (_, people) = doc.get(ROOT, "people").unwrap().unwrap();
    doc.get(people, record.id.to_string()).unwrap().unwrap().1
}

/// A notebook with Ana, in which a later version wrote things that this one does not know.
fn later() -> Notebook {
    let mut notebook = device(1);
    let phone = format!("phones/{}/value", id(5));
    must(
        &mut notebook,
        add(person(1), &[("name", "Ana"), ("trade", "plumber"), (&phone, "+44 7700 900000")]),
        at(0),
    );
    let mut doc = document(&notebook.save());
    let ana = person_object(&doc, person(1));
    doc.transact::<_, _, automerge::AutomergeError>(|tx| {
        tx.put(&ana, "blood_type", "0+")?;
        tx.put(&ana, "stage", "stewardship")?;
        tx.put(&ana, "cadence_ideal", "often")?;
        tx.put(&ana, format!("phones/{}/verified", id(5)), true)?;
        tx.put(&ana, format!("phones/{}/verified", id(6)), true)?;
        tx.put(&ana, "city", 7)?;
        tx.put(&ana, "portrait", ScalarValue::Bytes(vec![1, 2, 3]))?;
        tx.put(&ana, "seen", ScalarValue::Timestamp(1_700_000_000_000))?;
        tx.put(&ana, "count", ScalarValue::counter(4))?;
        tx.put(&ana, "huge", ScalarValue::Uint(u64::MAX))?;
        tx.put(&ana, "void", ScalarValue::Null)?;
        tx.put(&ana, "weight", 61.5)?;
        let inner = tx.put_object(&ana, "car", ObjType::Map)?;
        tx.put(&inner, "colour", "green")?;
        let list = tx.put_object(&inner, "seats", ObjType::List)?;
        tx.insert(&list, 0, "driver")?;
        let text = tx.put_object(&inner, "story", ObjType::Text)?;
        tx.splice_text(&text, 0, 0, "once")?;
        let (_, people) = tx.get(ROOT, "people")?.unwrap();
        tx.put(&people, "not an id", "x")?;
        tx.put(&people, id(77).to_string(), "not a map")?;
        let planets = tx.put_object(ROOT, "planets", ObjType::Map)?;
        tx.put(&planets, "venus", "bright")?;
        Ok(())
    })
    .unwrap();
    Notebook::load(&doc.save(), [3; 16]).unwrap()
}

/// Everything in the document, Automerge's own types included.
fn everything(notebook: &Notebook) -> String {
    let doc = document(&notebook.save());
    format!("{:?}", doc.hydrate(None))
}

fn without_marks(text: &str) -> Vec<&str> {
    // Order within a map does not matter.
    let mut words: Vec<&str> = text.split([' ', ',', '{', '}']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

#[test]
fn unknown_keys_words_and_types_are_shown_as_they_stand() {
    let mut notebook = later();
    let ana = page(&mut notebook, person(1)).person;
    assert_eq!(ana.stage, Some(Stage::Other("stewardship".into())));
    assert_eq!(ana.other["blood_type"], Value::str("0+"));
    assert_eq!(ana.other["cadence_ideal"], Value::str("often"));
    assert_eq!(ana.other["city"], Value::Int(7));
    assert_eq!(ana.other[&format!("phones/{}/verified", id(5))], Value::Bool(true));
    assert_eq!(ana.other["weight"], Value::Float(61.5));
    assert_eq!(ana.other["seen"], Value::Int(1_700_000_000_000));
    assert!(matches!(ana.other["portrait"], Value::Unknown(_)));
    assert_eq!(ana.other["huge"], Value::Unknown(u64::MAX.to_string()));
    assert!(ana.other["car"].words().contains("green"));
    assert_eq!(ana.phones.len(), 1, "a part that is not known makes no phone of its own");
    assert_eq!(counts(&mut notebook, at(0)).records[&notebook::record::Kind::Person], 1);
}

#[test]
fn unknown_things_survive_edits_merges_saving_removal_and_restoring() {
    let mut notebook = later();
    let before = page(&mut notebook, person(1)).person.other;
    must(&mut notebook, name(person(1), "Ana Ruiz"), at(1));
    must(&mut notebook, Command::Remove { record: person(1) }, at(2));
    must(&mut notebook, Command::Restore { record: person(1) }, at(3));
    let mut other = device(8);
    must(&mut other, jot(1, "words", at(0)), at(0));
    meet(&mut notebook, &mut other);
    for device in [&mut reloaded(&notebook, 9), &mut other] {
        assert_eq!(page(device, person(1)).person.other, before);
        assert_eq!(page(device, person(1)).person.stage, Some(Stage::Other("stewardship".into())));
        let doc = document(&device.save());
        let (_, planets) = doc.get(ROOT, "planets").unwrap().unwrap();
        assert_eq!(doc.get(planets, "venus").unwrap().unwrap().0.as_str(), Some("bright"));
    }
}

#[test]
fn unknown_things_come_back_exactly_when_emptying_the_bin_is_undone() {
    let mut notebook = later();
    must(&mut notebook, Command::Remove { record: person(1) }, at(2));
    let before = everything(&notebook);
    let emptied = must(&mut notebook, Command::EmptyBin, at(3)).change;
    assert_ne!(everything(&notebook), before);
    must(&mut notebook, Command::Undo { change: emptied }, at(4));
    assert_eq!(without_marks(&everything(&notebook)), without_marks(&before));
}

#[test]
fn an_unknown_value_of_a_known_field_can_be_replaced_and_the_replacement_undone() {
    let mut notebook = later();
    let before = everything(&notebook);
    let edits = vec![Edit::set("city", Value::str("York")), Edit::set("stage", Value::str("credibility"))];
    let change = must(&mut notebook, Command::Edit { record: person(1), edits }, at(2)).change;
    assert_eq!(page(&mut notebook, person(1)).person.city, "York");
    must(&mut notebook, Command::Undo { change }, at(3));
    let after = everything(&notebook);
    for kept in ["Int(7)", "stewardship"] {
        assert!(before.contains(kept) && after.contains(kept));
    }
    assert_eq!(page(&mut notebook, person(1)).person.city, "");
}

#[test]
fn maps_nested_without_end_are_read_to_a_depth_and_kept() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana")]), at(0));
    let mut doc = document(&notebook.save());
    let ana = person_object(&doc, person(1));
    doc.transact::<_, _, automerge::AutomergeError>(|tx| {
        let mut inner = ana.clone();
        for _ in 0..200 {
            inner = tx.put_object(&inner, "deeper", ObjType::Map)?;
        }
        Ok(())
    })
    .unwrap();
    let mut notebook = Notebook::load(&doc.save(), [3; 16]).unwrap();
    assert!(page(&mut notebook, person(1)).person.other.contains_key("deeper"));
    history(&mut notebook, Some(person(1)), at(0));
}
