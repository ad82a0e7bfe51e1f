//! That two entries are one person is lasting knowledge: whatever is written of either, before, since or elsewhere
//! at the same time, is about that one (domain §1).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;

use common::*;
use notebook::{
    Id, Notebook, Value,
    command::{Command, Edit, Refusal, Sorting, Who},
    query::PeopleFilter,
    record::{Kind, Ref},
};

fn unite(keep: u64, double: u64) -> Command {
    Command::Unite { keep: id(keep), double: id(double) }
}

fn of(kind: Kind, n: u64) -> Ref {
    Ref::new(kind, id(n))
}

fn everybody(notebook: &mut Notebook) -> Vec<(Id, String)> {
    let rows = people(notebook, &PeopleFilter::default(), at(900)).list.rows;
    rows.into_iter().map(|row| (row.id, row.name)).collect()
}

/// Devices that know the same Anas, each by another word.
fn devices<const N: usize>(anas: u64) -> [Notebook; N] {
    let mut first = device(1);
    for n in 1..=anas {
        must(&mut first, add(person(n), &[("name", "Ana Ruiz")]), at(0));
        must(&mut first, edit(person(n), &format!("tags/tag {n}"), Value::Bool(true)), at(0));
    }
    std::array::from_fn(|nth| reloaded(&first, nth as u8 + 10))
}

fn all_meet(devices: &mut [Notebook]) {
    for _ in 0..2 {
        for one in 0..devices.len() {
            for other in 0..devices.len() {
                let bytes = devices[other].save();
                let other = notebook::Loading::snapshot(&bytes, [251; 16]).unwrap();
                devices[one].merge(&other).unwrap();
            }
        }
    }
}

/// Everything that can be said with a person.
fn speak(notebook: &mut Notebook, with: u64, from: u64) {
    let who = id(with).to_string();
    must(notebook, add(of(Kind::Promise, from), &[("person", &who), ("words", "send the plans")]), at(10));
    must(notebook, touch(from + 1, person(with), "call", at(9)), at(10));
    must(notebook, add(lead(from + 2), &[("need", "a roof"), ("prospect", &who)]), at(10));
    must(notebook, add(lead(from + 3), &[("need", "a wall"), ("source", &who)]), at(10));
    must(notebook, add(lead(from + 4), &[("need", "a gate")]), at(10));
    must(notebook, edit(lead(from + 4), &format!("recipients/{}/person", id(90)), Value::str(&who)), at(10));
    must(notebook, jot(from + 5, "Ana again #slate", at(10)), at(10));
    let into = Sorting { person: Some(Who::Known { id: id(with) }), ..Sorting::default() };
    must(notebook, sort(from + 5, into), at(10));
    must(notebook, add(person(from + 6), &[("name", "Ben"), ("introduced_by", &who)]), at(10));
    must(notebook, edit(person(from + 6), &format!("knows/{who}"), Value::Bool(true)), at(10));
    must(notebook, add(of(Kind::Group, from + 7), &[("name", "Harbour")]), at(10));
    must(
        notebook,
        edit(of(Kind::Group, from + 7), &format!("seats/{}/person", id(91)), Value::str(&who)),
        at(10),
    );
    must(notebook, add(of(Kind::Event, from + 8), &[("name", "Mixer")]), at(10));
    must(
        notebook,
        edit(of(Kind::Event, from + 8), &format!("guests/{}/person", id(92)), Value::str(&who)),
        at(10),
    );
    must(notebook, decide(from + 9, &format!("people/{who}/met/24h"), "done", None, at(10)), at(10));
}

/// All of that is about whoever is shown.
fn is_about(notebook: &mut Notebook, shown: u64, from: u64) {
    let page = page(notebook, person(shown));
    assert_eq!(page.person.id, id(shown));
    assert_eq!(page.promises.len(), 1);
    assert_eq!(page.leads.len(), 3, "has the need, told me, and gets one");
    assert_eq!(page.moments, 6, "promise, call, jot and leads");
    assert!(page.person.tags.contains("slate"));
    let who = id(shown).to_string();
    let ben = self::page(notebook, person(from + 6)).person;
    assert_eq!((ben.introduced_by, ben.knows), (Some(id(shown)), BTreeSet::from([who])));
    assert_eq!(insight_view(notebook, id(shown), at(20)).unwrap().introduced, [(id(from + 6), "Ben".into())]);
    let got = lead_view(notebook, id(from + 4), at(20)).unwrap().lead;
    assert_eq!(got.recipients.values().next().unwrap().person, Some(id(shown)));
    let hit = hits(notebook, "plans", at(20)).rows.remove(0);
    assert_eq!(hit.opens, person(shown));
    let notebook::query::View::Groups(groups) = notebook.query(&notebook::query::Query::Groups, at(20))
    else {
        panic!("groups");
    };
    assert_eq!(groups[0].seats.values().next().unwrap().person, Some(id(shown)));
}

#[test]
fn what_is_noted_elsewhere_with_the_second_entry_is_about_the_one() {
    // Before, since, and at the same time.
    for when in 0..3 {
        let [mut one, mut two] = devices(2);
        if when == 0 {
            speak(&mut one, 2, 100);
        }
        must(&mut one, unite(1, 2), at(20));
        match when {
            1 => speak(&mut one, 2, 100),
            2 => speak(&mut two, 2, 100),
            _ => {}
        }
        meet(&mut one, &mut two);
        let mut three = reloaded(&two, 3);
        for device in [&mut one, &mut two, &mut three] {
            is_about(device, 1, 100);
            assert_eq!(everybody(device).iter().filter(|(_, name)| name == "Ana Ruiz").count(), 1);
        }
    }
}

#[test]
fn undoing_it_leaves_with_each_what_was_written_of_each() {
    let [mut one, mut two] = devices(2);
    let change = must(&mut one, unite(1, 2), at(20)).change;
    speak(&mut two, 2, 100);
    must(&mut one, touch(50, person(1), "met", at(21)), at(21));
    meet(&mut one, &mut two);
    must(&mut one, edit(person(1), "city", Value::str("Bath")), at(22));
    must(&mut one, Command::Undo { change }, at(23));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        is_about(device, 2, 100);
        let page = page(device, person(1));
        assert_eq!((page.moments, page.person.city.as_str()), (1, "Bath"));
        assert_eq!(page.person.tags, BTreeSet::from(["tag 1".to_owned()]));
    }
}

#[test]
fn somebody_who_is_put_into_the_bin_here_and_united_there_is_there() {
    for binned in [vec![1], vec![2], vec![1, 2]] {
        let [mut one, mut two] = devices(2);
        speak(&mut one, 2, 100);
        meet(&mut one, &mut two);
        must(&mut one, unite(1, 2), at(20));
        for n in &binned {
            must(&mut two, Command::Remove { record: person(*n) }, at(20));
        }
        meet(&mut one, &mut two);
        for device in [&mut one, &mut two] {
            assert_eq!(everybody(device).len(), 2, "Ana and Ben");
            assert_eq!(bin(device, at(30)).total, 0);
            is_about(device, 1, 100);
        }
    }
}

#[test]
fn both_directions_chains_and_three_devices_end_in_one_person_with_everything() {
    let ways: [&[(u64, u64, usize)]; 7] = [
        &[(1, 2, 0), (2, 1, 1)],
        &[(1, 2, 0), (2, 3, 1)],
        &[(2, 1, 0), (3, 2, 1), (1, 3, 2)],
        &[(1, 2, 0), (1, 3, 1), (4, 1, 2)],
        &[(1, 2, 0), (3, 2, 1), (4, 2, 2)],
        &[(4, 3, 0), (3, 2, 0), (2, 1, 0)],
        &[(1, 2, 2), (1, 2, 0), (2, 1, 1), (3, 1, 0)],
    ];
    for way in ways {
        let named: BTreeSet<u64> = way.iter().flat_map(|(keep, double, _)| [*keep, *double]).collect();
        let mut results = BTreeSet::new();
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut devices: [Notebook; 3] = devices(4);
            for (keep, double, on) in way {
                must(&mut devices[*on], unite(*keep, *double), at(20));
            }
            let mut mixed = order.map(|nth| reloaded(&devices[nth], nth as u8 + 40));
            all_meet(&mut mixed);
            for device in &mut mixed {
                let everybody = everybody(device);
                assert_eq!(everybody.len(), 5 - named.len(), "{way:?}");
                let shown: Vec<Id> = named.iter().map(|n| page(device, person(*n)).person.id).collect();
                assert!(shown.iter().all(|id| *id == shown[0]), "{way:?}");
                let tags: BTreeSet<String> = named.iter().map(|n| format!("tag {n}")).collect();
                let first = *named.first().unwrap();
                assert_eq!(page(device, person(first)).person.tags, tags);
                results.insert(shown[0]);
            }
        }
        assert_eq!(results.len(), 1, "{way:?}: whoever said it");
    }
}

#[test]
fn what_one_of_two_devices_takes_back_is_said_by_the_other_still() {
    let [mut one, mut two] = devices(2);
    let change = must(&mut one, unite(1, 2), at(20)).change;
    let other = must(&mut two, unite(1, 2), at(20)).change;
    meet(&mut one, &mut two);
    must(&mut one, Command::Undo { change }, at(21));
    meet(&mut one, &mut two);
    assert_eq!(everybody(&mut two).len(), 1);
    must(&mut two, Command::Undo { change: other }, at(22));
    meet(&mut one, &mut two);
    assert_eq!((everybody(&mut one).len(), everybody(&mut two).len()), (2, 2));
}

#[test]
fn a_lead_passed_to_both_of_two_entries_has_one_recipient() {
    let mut notebook = device(1);
    for n in [1, 2] {
        must(&mut notebook, add(person(n), &[("name", "Ana Ruiz")]), at(0));
    }
    must(&mut notebook, add(lead(3), &[("need", "a roof")]), at(0));
    let part = |item: u64, part: &str| format!("recipients/{}/{part}", id(item));
    let edits = vec![
        Edit::set(part(50, "person"), Value::str(id(1).to_string())),
        Edit::set(part(50, "progress"), Value::str("contacted")),
        Edit::set(part(50, "progress_at"), Value::Str(notebook::time::instant_text(&at(1).0))),
        Edit::set(part(51, "person"), Value::str(id(2).to_string())),
        Edit::set(part(51, "progress"), Value::str("won")),
        Edit::set(part(51, "progress_at"), Value::Str(notebook::time::instant_text(&at(5).0))),
        Edit::set(part(51, "quality_words"), Value::str("Quick and friendly")),
    ];
    must(&mut notebook, Command::Edit { record: lead(3), edits }, at(6));
    must(&mut notebook, unite(1, 2), at(7));
    let lead_now = lead_view(&mut notebook, id(3), at(8)).unwrap().lead;
    assert_eq!(lead_now.recipients.len(), 1);
    let (item, recipient) = lead_now.recipients.iter().next().unwrap();
    assert_eq!(recipient.progress.as_ref().unwrap().word(), "won", "what was said last");
    assert_eq!(recipient.quality_words, "Quick and friendly");
    assert!(lead_now.note.0.contains("contacted"), "and what was said before stands in the note");
    // Taken off the lead, both are.
    let parts = ["person", "progress", "progress_at", "quality_words"];
    let edits = parts.map(|name| Edit::clear(format!("recipients/{item}/{name}"))).to_vec();
    must(&mut notebook, Command::Edit { record: lead(3), edits }, at(9));
    assert!(lead_view(&mut notebook, id(3), at(9)).unwrap().lead.recipients.is_empty());
}

#[test]
fn only_what_is_exactly_equal_is_said_once() {
    let pairs = [
        ("links", "https://acme.example/Ana", "https://acme.example/ana", 2),
        ("links", "https://acme.example/ana", "https://acme.example/ana", 1),
        ("phones", "+1 212 555 0143", "+1 312 555 0143", 2),
        ("phones", "+1 212 555 0100", "+1 212 555 0100 ext. 12", 2),
        ("emails", "Ana@acme.example", "ana@acme.example", 2),
        ("emails", "ana@acme.example", "ana@acme.example", 1),
    ];
    for (field, one, two, kept) in pairs {
        let mut notebook = device(1);
        for (n, value) in [(1, one), (2, two)] {
            must(&mut notebook, add(person(n), &[("name", "Ana")]), at(0));
            let key = format!("{field}/{}/value", id(60 + n));
            must(&mut notebook, edit(person(n), &key, Value::str(value)), at(0));
        }
        must(&mut notebook, unite(1, 2), at(1));
        let person = page(&mut notebook, person(1)).person;
        let all = match field {
            "links" => person.links,
            "phones" => person.phones,
            _ => person.emails,
        };
        assert_eq!(all.len(), kept, "{one} and {two}");
    }
}

#[test]
fn items_that_were_made_of_one_jot_are_kept_apart() {
    let mut notebook = device(1);
    for (n, number) in [(1, "+34 600 111 222"), (2, "+34 600 333 444")] {
        must(&mut notebook, add(person(n), &[("name", "Ana")]), at(0));
        must(&mut notebook, edit(person(n), &format!("phones/{}/value", id(60)), Value::str(number)), at(0));
    }
    must(&mut notebook, unite(1, 2), at(1));
    let phones = page(&mut notebook, person(1)).person.phones;
    let values: BTreeSet<&str> = phones.values().map(|phone| phone.value.as_str()).collect();
    assert_eq!(values, BTreeSet::from(["+34 600 111 222", "+34 600 333 444"]));
    for item in phones.keys() {
        must(
            &mut notebook,
            edit(person(1), &format!("phones/{item}/value"), Value::str("+34 600 555")),
            at(2),
        );
    }
    let phones = page(&mut notebook, person(1)).person.phones;
    assert!(phones.values().all(|phone| phone.value == "+34 600 555"), "each can be corrected");
}

fn both() -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana Ruiz"), ("city", "Bath")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Ana"), ("city", "York"), ("trade", "plumber")]), at(0));
    must(&mut notebook, edit(person(1), "note", Value::Text("Sails.".into())), at(0));
    must(&mut notebook, edit(person(2), "note", Value::Text("Two children.".into())), at(0));
    must(&mut notebook, edit(person(2), "tags/warm", Value::Bool(true)), at(0));
    must(
        &mut notebook,
        edit(person(2), &format!("phones/{}/value", id(60)), Value::str("+34 600 111")),
        at(0),
    );
    must(&mut notebook, unite(1, 2), at(1));
    notebook
}

fn now(notebook: &mut Notebook) -> notebook::record::Person {
    page(notebook, person(1)).person
}

#[test]
fn what_is_edited_on_the_page_is_what_the_page_says_then() {
    let mut notebook = both();
    assert_eq!(now(&mut notebook).note.0, "Sails.\nname: Ana\ncity: York\nTwo children.");
    for (key, words) in [("city", "Porto"), ("trade", "glazier"), ("company", "Acme"), ("name", "Ana R.")] {
        must(&mut notebook, edit(person(1), key, Value::str(words)), at(2));
        let said = format!("{:?}", now(&mut notebook));
        assert!(said.contains(words), "{key}: {said}");
        nothing(&mut notebook, edit(person(1), key, Value::str(words)), at(3));
    }
    assert_eq!(now(&mut notebook).trade, "glazier");
    let note = "Sails no more.\nTwo children.\nAnd a dog.";
    must(&mut notebook, edit(person(1), "note", Value::Text(note.into())), at(4));
    assert_eq!(now(&mut notebook).note.0, note, "and what was taken out of it does not come back");
    let clear = |key: &str| Command::Edit { record: person(1), edits: vec![Edit::clear(key)] };
    for key in ["trade", "tags/warm"] {
        must(&mut notebook, clear(key), at(5));
        nothing(&mut notebook, clear(key), at(5));
    }
    let phone = format!("phones/{}/value", id(60));
    must(&mut notebook, edit(person(1), &phone, Value::str("+34 600 222")), at(6));
    assert_eq!(now(&mut notebook).phones.values().next().unwrap().value, "+34 600 222");
    must(&mut notebook, clear(&phone), at(7));
    let person = now(&mut notebook);
    assert_eq!((person.trade.as_str(), person.tags.len(), person.phones.len()), ("", 0, 0));
}

#[test]
fn what_was_said_differently_stays_when_the_field_is_cleared() {
    let mut notebook = both();
    must(&mut notebook, Command::Edit { record: person(1), edits: vec![Edit::clear("city")] }, at(2));
    let person = now(&mut notebook);
    assert_eq!(person.city, "");
    assert!(person.note.0.contains("city: York"), "{}", person.note.0);
}

#[test]
fn who_introduced_them_is_asked_when_the_entries_name_two() {
    let mut notebook = both();
    for n in [3, 4] {
        must(&mut notebook, add(person(n), &[("name", "Ben")]), at(2));
    }
    let undone = must(&mut notebook, unite(3, 4), at(2)).change;
    must(&mut notebook, Command::Undo { change: undone }, at(2));
    let mut notebook = device(1);
    for (n, by) in [(1, 3), (2, 4)] {
        must(&mut notebook, add(person(by), &[("name", "Ben")]), at(0));
        must(
            &mut notebook,
            add(person(n), &[("name", "Ana"), ("introduced_by", &id(by).to_string())]),
            at(0),
        );
    }
    must(&mut notebook, unite(1, 2), at(1));
    let conflict = page(&mut notebook, person(1)).conflicts.remove(0);
    assert!(conflict.entries && conflict.key == "introduced_by" && conflict.values.len() == 2);
    must(&mut notebook, edit(person(1), "introduced_by", conflict.values[0].value.clone()), at(2));
    assert!(page(&mut notebook, person(1)).conflicts.is_empty());
}

#[test]
fn somebody_united_goes_into_the_bin_comes_back_and_is_deleted_whole() {
    let mut notebook = both();
    let record = person(2);
    must(&mut notebook, Command::Remove { record }, at(2));
    assert_eq!((everybody(&mut notebook).len(), bin(&mut notebook, at(3)).total), (0, 1));
    must(&mut notebook, Command::Restore { record: person(1) }, at(3));
    assert_eq!(now(&mut notebook).trade, "plumber");
    must(&mut notebook, Command::Remove { record: person(1) }, at(4));
    must(&mut notebook, Command::EmptyBin, at(5));
    assert!(
        person_view(&mut notebook, id(1), at(6)).is_none()
            && person_view(&mut notebook, id(2), at(6)).is_none()
    );
    assert_eq!(bin(&mut notebook, at(6)).total, 0);
    let mut again = reloaded(&notebook, 4);
    assert!(person_view(&mut again, id(1), at(6)).is_none());
}

#[test]
fn undoing_the_entry_of_somebody_who_was_united_since_says_so() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana Ruiz")]), at(0));
    let change = must(&mut notebook, add(person(2), &[("name", "Ana")]), at(0)).change;
    must(&mut notebook, unite(1, 2), at(1));
    let refusal = refused(&mut notebook, Command::Undo { change });
    assert_eq!(
        refusal.to_string(),
        "Not taken back, because it was changed since: the united entries of Ana Ruiz."
    );
}

#[test]
fn nobody_knows_or_introduced_themselves() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana")]), at(0));
    let own = id(1).to_string();
    for (key, value) in [
        (format!("knows/{own}"), Value::Bool(true)),
        ("introduced_by".to_owned(), Value::str(&own)),
        (format!("evidence/{}/by", id(7)), Value::str(&own)),
    ] {
        let refusal = refused(&mut notebook, edit(person(1), &key, value));
        assert_eq!(refusal, Refusal::Oneself, "{key}");
    }
    let own_key = format!("united/{}", id(2));
    let refusal = refused(&mut notebook, edit(person(1), &own_key, Value::Bool(true)));
    assert_eq!(refusal, Refusal::NoSuchField { key: own_key });
    // Nor under the name of their other entry.
    must(&mut notebook, add(person(2), &[("name", "Ana"), ("introduced_by", &own)]), at(0));
    must(&mut notebook, edit(person(1), &format!("knows/{}", id(2)), Value::Bool(true)), at(0));
    must(&mut notebook, unite(1, 2), at(1));
    let page = page(&mut notebook, person(1));
    assert_eq!((page.person.introduced_by, page.person.knows.len(), page.conflicts.len()), (None, 0, 0));
}

#[test]
fn a_jot_that_is_sorted_onto_either_is_about_the_one() {
    let mut notebook = both();
    must(&mut notebook, jot(70, "Ana +34 600 999 111 #roof", at(2)), at(2));
    let into = Sorting { person: Some(Who::Known { id: id(2) }), ..Sorting::default() };
    must(&mut notebook, sort(70, into.clone()), at(2));
    nothing(&mut notebook, sort(70, into), at(3));
    let person = now(&mut notebook);
    assert!(person.tags.contains("roof") && person.phones.len() == 2);
    let view = jot_view(&mut notebook, id(70), at(3)).unwrap();
    assert_eq!(view.became, [(common::person(1), "Ana Ruiz".to_owned())]);
}

#[test]
fn who_is_separated_while_their_other_name_is_taken_out_of_the_note_still_has_a_name() {
    let mut one = device(1);
    must(&mut one, add(person(1), &[("name", "Ana Ruiz")]), at(0));
    must(&mut one, add(person(2), &[("name", "Anita")]), at(0));
    let united = must(&mut one, Command::Unite { keep: id(1), double: id(2) }, at(1)).change;
    let mut two = reloaded(&one, 2);
    must(
        &mut one,
        Command::Edit { record: person(1), edits: vec![Edit::set("note", Value::Text("sails".into()))] },
        at(2),
    );
    let shown = page(&mut one, person(1)).person;
    assert_eq!((&*shown.name, &*shown.note.0), ("Ana Ruiz", "sails"), "the line is gone");
    must(&mut two, Command::Undo { change: united }, at(2));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        for n in [1, 2] {
            assert!(!page(device, person(n)).person.name.is_empty(), "{n}");
        }
    }
}
