//! What two people share is the way into the relationship (domain §1).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    query::{Overlap, Shared},
    record::{Kind, Ref},
};

fn gain(notebook: &mut Notebook, of: Ref, n: u64, letter: &str, words: &str) {
    let part = |part: &str| format!("gains/{}/{part}", id(500 + n));
    let edits =
        vec![Edit::set(part("letter"), Value::str(letter)), Edit::set(part("words"), Value::str(words))];
    must(notebook, Command::Edit { record: of, edits }, at(0));
}

fn two() -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana"), ("trade", "dentist")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Ben"), ("trade", "architect")]), at(0));
    notebook
}

fn shared(overlaps: &[Overlap]) -> Vec<(Shared, &str)> {
    overlaps.iter().map(|overlap| (overlap.shared, overlap.words.as_str())).collect()
}

fn with_me(notebook: &mut Notebook) -> Vec<Overlap> {
    insight_view(notebook, id(1), at(0)).unwrap().overlaps
}

#[test]
fn what_we_both_like_belong_to_and_want_is_shown_however_it_is_written() {
    let mut notebook = two();
    gain(&mut notebook, Ref::ME, 1, "interests", "Sailing");
    gain(&mut notebook, person(1), 2, "interests", "sailing on Sundays");
    gain(&mut notebook, Ref::ME, 3, "networks", "Rowing Club");
    must(&mut notebook, edit(person(1), "circles/rowing club", Value::Bool(true)), at(0));
    gain(&mut notebook, Ref::ME, 5, "goals", "learn Portuguese");
    gain(&mut notebook, person(1), 6, "goals", "Portuguese before June");
    must(&mut notebook, edit(Ref::ME, "city", Value::str("Málaga")), at(0));
    must(&mut notebook, edit(person(1), "city", Value::str("malaga")), at(0));
    assert_eq!(
        shared(&with_me(&mut notebook)),
        [
            (Shared::Interest, "Sailing"),
            (Shared::Network, "Rowing Club"),
            (Shared::Goal, "learn Portuguese"),
            (Shared::City, "malaga"),
        ]
    );
}

#[test]
fn who_can_help_whom_is_shown_both_ways() {
    let mut notebook = two();
    gain(&mut notebook, Ref::ME, 1, "goals", "learn Portuguese");
    gain(&mut notebook, person(1), 2, "skills", "speaks Portuguese");
    gain(&mut notebook, person(1), 3, "goals", "a waiting room that calms");
    gain(&mut notebook, Ref::ME, 4, "skills", "calms a waiting room");
    let overlaps = with_me(&mut notebook);
    assert_eq!(
        shared(&overlaps),
        [(Shared::HelpsFirst, "learn Portuguese"), (Shared::HelpsSecond, "a waiting room that calms")]
    );
}

#[test]
fn whom_i_look_for_is_compared_with_what_they_are_and_whom_they_look_for() {
    let mut notebook = two();
    must(
        &mut notebook,
        edit(Ref::ME, "target_market", Value::Text("Dentists and every dentist's practice".into())),
        at(0),
    );
    must(
        &mut notebook,
        edit(person(1), "good_prospect", Value::Text("Practices; an interior designer".into())),
        at(0),
    );
    must(&mut notebook, edit(Ref::ME, "trade", Value::str("Interior designer")), at(0));
    let overlaps = with_me(&mut notebook);
    let kinds: Vec<Shared> = overlaps.iter().map(|overlap| overlap.shared).collect();
    assert_eq!(kinds, [Shared::WantedByFirst, Shared::WantedBySecond]);
}

#[test]
fn small_words_are_nothing_in_common() {
    let mut notebook = two();
    gain(&mut notebook, Ref::ME, 1, "interests", "work with some good people");
    gain(&mut notebook, person(1), 2, "interests", "some work with people");
    assert_eq!(with_me(&mut notebook), []);
}

#[test]
fn two_who_share_something_and_do_not_know_each_other_could_be_introduced() {
    let mut notebook = two();
    gain(&mut notebook, person(1), 1, "goals", "finish the loft");
    gain(&mut notebook, person(2), 2, "skills", "a loft in a listed house");
    let introductions =
        |notebook: &mut Notebook, n| insight_view(notebook, id(n), at(0)).unwrap().introductions;
    let found = introductions(&mut notebook, 1);
    assert_eq!((found[0].person, found[0].name.as_str()), (id(2), "Ben"));
    assert_eq!(shared(&found[0].shared), [(Shared::HelpsFirst, "finish the loft")]);
    assert_eq!(
        shared(&introductions(&mut notebook, 2)[0].shared),
        [(Shared::HelpsSecond, "finish the loft")]
    );
    for known in [
        edit(person(2), &format!("knows/{}", id(1)), Value::Bool(true)),
        edit(person(1), "introduced_by", Value::str(id(2).to_string())),
        Command::Remove { record: person(2) },
    ] {
        let mut other = reloaded(&notebook, 2);
        must(&mut other, known, at(1));
        assert_eq!(introductions(&mut other, 1), []);
    }
    // Who sits in one group knows each other.
    let group = Ref::new(Kind::Group, id(9));
    must(&mut notebook, add(group, &[("name", "Chapter")]), at(0));
    for n in [1, 2] {
        must(&mut notebook, edit(person(n), &format!("groups/{}", id(9)), Value::Bool(true)), at(0));
    }
    assert_eq!(introductions(&mut notebook, 1), []);
}

#[test]
fn one_city_alone_is_no_reason_for_an_introduction() {
    let mut notebook = two();
    for n in [1, 2] {
        must(&mut notebook, edit(person(n), "city", Value::str("Bath")), at(0));
        gain(&mut notebook, person(n), n, "interests", ["", "chess", "jazz"][n as usize]);
    }
    assert_eq!(insight_view(&mut notebook, id(1), at(0)).unwrap().introductions, []);
}

#[test]
fn whom_they_introduced_is_on_their_page() {
    let mut notebook = two();
    must(&mut notebook, edit(person(2), "introduced_by", Value::str(id(1).to_string())), at(0));
    assert_eq!(insight_view(&mut notebook, id(1), at(0)).unwrap().introduced, [(id(2), "Ben".to_owned())]);
}

#[test]
fn anybody_means_nobody() {
    for wide in ["Anybody who needs a plumber", "anyone", "Really everybody", "All kinds of firms"] {
        assert!(notebook::query::is_too_wide(wide), "{wide}");
    }
    for specific in
        ["", "Clinics with four to twelve rooms", "Small firms that call", "Dentists, all over Bath"]
    {
        assert!(!notebook::query::is_too_wide(specific), "{specific}");
    }
}

#[test]
fn what_both_have_done_can_and_look_for_is_shared() {
    for (letter, kind) in [("accomplishments", Shared::Accomplishment), ("skills", Shared::Skill)] {
        let mut notebook = two();
        gain(&mut notebook, Ref::ME, 1, letter, "crossed the Atlantic");
        gain(&mut notebook, person(1), 2, letter, "Atlantic crossing");
        assert_eq!(shared(&with_me(&mut notebook)), [(kind, "crossed the Atlantic")]);
    }
    let mut notebook = two();
    must(&mut notebook, edit(Ref::ME, "target_market", Value::Text("Vineyards".into())), at(0));
    must(&mut notebook, edit(person(1), "good_prospect", Value::Text("vineyards nearby".into())), at(0));
    assert_eq!(shared(&with_me(&mut notebook)), [(Shared::Market, "Vineyards")]);
}

#[test]
fn a_group_of_mine_is_a_network_that_we_share() {
    let mut notebook = two();
    let group = Ref::new(Kind::Group, id(30));
    must(&mut notebook, add(group, &[("name", "Riverside Chapter")]), at(0));
    assert_eq!(shared(&with_me(&mut notebook)), []);
    must(&mut notebook, edit(person(1), &format!("groups/{}", id(30)), Value::Bool(true)), at(0));
    assert_eq!(shared(&with_me(&mut notebook)), [(Shared::Network, "Riverside Chapter")]);
    must(&mut notebook, Command::Remove { record: group }, at(1));
    assert_eq!(shared(&with_me(&mut notebook)), [], "a group that I left is none of mine");
}

#[test]
fn what_is_private_is_shared_with_me_and_no_reason_to_introduce_two_others() {
    for is_private in [false, true] {
        let mut notebook = two();
        for (of, n) in [(Ref::ME, 1), (person(1), 2), (person(2), 3)] {
            gain(&mut notebook, of, n, "interests", "Sailing");
            let private = format!("gains/{}/private", id(500 + n));
            must(&mut notebook, edit(of, &private, Value::Bool(is_private)), at(0));
        }
        let seen = insight_view(&mut notebook, id(1), at(0)).unwrap();
        assert_eq!(shared(&seen.overlaps), [(Shared::Interest, "Sailing")]);
        assert_eq!(seen.introductions.is_empty(), is_private);
    }
}
