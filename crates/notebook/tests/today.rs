//! Today: what is expected and promised, and why now.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now, Value,
    command::{Command, Edit},
    query::{Due, Query, Rule, Signal, View},
    record::{Kind, Ref},
    time::{date_text, instant_text},
};

fn promise(n: u64) -> Ref {
    Ref::new(Kind::Promise, id(n))
}

fn expects(notebook: &mut Notebook, n: u64, by: Now) {
    let edits = vec![
        Edit::set("need", Value::str("a bookkeeper")),
        Edit::set("prospect_name", Value::str("Ana")),
        Edit::set("source_name", Value::str("Clara")),
        Edit::set("expects_call", Value::Bool(true)),
        Edit::set("expects_by", Value::Str(instant_text(&by.0))),
    ];
    must(notebook, Command::Add { record: lead(n), edits }, at(0));
}

fn promised(notebook: &mut Notebook, n: u64, days: i64) {
    let due = date_text(at(0).plus_days(days).today());
    must(notebook, add(promise(n), &[("words", "send the number"), ("due", &due)]), at(0));
}

fn why(due: &[Due]) -> Vec<(Signal, &'static str)> {
    due.iter().map(|due| (due.signal, &*due.why.text().leak())).collect()
}

#[test]
fn nothing_due_is_a_quiet_page() {
    let mut notebook = device(1);
    let view = today(&mut notebook, at(0));
    assert!(view.due.is_empty() && view.soon.is_empty() && view.empty);
    must(&mut notebook, jot(1, "words", at(0)), at(0));
    let view = today(&mut notebook, at(0));
    assert!(!view.empty && view.inbox == 1);
}

#[test]
fn a_broken_expectation_comes_first_then_promises_then_what_i_wanted_to_follow_up() {
    let mut notebook = device(1);
    must(&mut notebook, add(lead(1), &[("need", "a site"), ("due", "2026-11-22")]), at(0));
    promised(&mut notebook, 2, 0);
    expects(&mut notebook, 3, at(-60));
    expects(&mut notebook, 4, at(60));
    promised(&mut notebook, 5, -1);
    let view = today(&mut notebook, at(0));
    assert_eq!(
        why(&view.due),
        [
            (Signal::Overdue, "A call is expected today. Clara told them you would. A bookkeeper."),
            (Signal::Overdue, "You promised this, and it was due yesterday: send the number"),
            (Signal::Promise, "A call is expected today. Clara told them you would. A bookkeeper."),
            (Signal::Promise, "You promised this, due today: send the number"),
            (Signal::Plain, "You wanted to follow up today. A site."),
        ]
    );
    assert_eq!(view.due[0].title, "Ana");
    assert_eq!(view.due[0].at, Some(11 * 60));
    assert_eq!(counts(&mut notebook, at(0)).due, 5);
}

#[test]
fn a_name_that_turns_letters_round_turns_nothing_but_itself() {
    let (source, prospect) = ("\u{202e}Clara", "ליאור כהן");
    let mut notebook = device(1);
    let by = instant_text(&at(60).0);
    let edits =
        [("need", "a site"), ("prospect_name", prospect), ("source_name", source), ("expects_by", &by)];
    must(&mut notebook, add(lead(1), &edits), at(0));
    must(&mut notebook, edit(lead(1), "expects_call", Value::Bool(true)), at(0));
    let told = "A call is expected today. \u{2068}\u{202e}Clara\u{2069} told them you would. A site.";
    assert_eq!(why(&today(&mut notebook, at(0)).due), [(Signal::Promise, told)]);
    let view = lead_view(&mut notebook, id(1), at(0)).unwrap();
    let [source, prospect] = [source, prospect].map(|name| format!("\u{2068}{name}\u{2069}"));
    let step = view.step.unwrap().words.text();
    assert_eq!(step, format!("Ask {source} whether {prospect} agrees to be contacted."));
    let story: Vec<String> = view.story.into_iter().map(|link| link.words.text()).collect();
    assert_eq!(story, [format!("This lead: a site, for {prospect}."), format!("{source} told me.")]);
}

#[test]
fn every_rule_has_its_rank_whatever_is_older_or_comes_first_in_the_alphabet() {
    const DAY: i64 = 24 * 60;
    let now = 200 * DAY;
    let moment = |minutes: i64| instant_text(&at(minutes).0);
    let day = |day: i64| date_text(at(day * DAY).today());
    let mut notebook = device(1);
    let mut put = |command: Command| must(&mut notebook, command, at(0));
    // From the last to the first: the lower its rank, the older it is, and the earlier in the alphabet.
    put(add(person(2), &[("name", "Rob")]));
    for (n, letter) in ["goals", "accomplishments", "interests", "networks", "skills"].iter().enumerate() {
        let part = |part: &str| format!("gains/{}/{part}", id(50 + n as u64));
        let (letter_at, words, at) = (part("letter"), part("words"), part("at"));
        put(Command::Edit {
            record: person(2),
            edits: vec![
                Edit::set(letter_at, Value::str(*letter)),
                Edit::set(words, Value::str("something")),
                Edit::set(at, Value::Str(moment(0))),
            ],
        });
    }
    put(add(person(3), &[("name", "Sam")]));
    put(edit(person(3), "cadence_ideal", Value::Int(30)));
    put(touch(30, person(3), "call", at(0)));
    put(add(person(4), &[("name", "Tom"), ("met_on", &day(199))]));
    put(touch(40, person(4), "met", at(now - DAY)));
    put(add(lead(5), &[("need", "a site"), ("prospect_name", "Uma"), ("due", &day(198))]));
    let received = |n: u64, name: &str, minutes: i64| {
        let when = moment(minutes);
        let all = [("need", "a site"), ("prospect_name", name), ("source_name", "Clara"), ("consent", "yes")];
        let more = [("level", "referral"), ("direction", "for_me"), ("received_at", &when)];
        add(lead(n), &[&all[..], &more[..]].concat())
    };
    put(received(6, "Vic", now - 120));
    let expected = |n: u64, name: &str, minutes: i64| Command::Add {
        record: lead(n),
        edits: vec![
            Edit::set("prospect_name", Value::str(name)),
            Edit::set("expects_call", Value::Bool(true)),
            Edit::set("expects_by", Value::Str(moment(minutes))),
        ],
    };
    put(expected(7, "Wim", now + 60));
    put(add(person(8), &[("name", "Xavi")]));
    let xavi = id(8).to_string();
    put(add(promise(80), &[("person", &xavi), ("words", "send the number"), ("due", &day(199))]));
    put(received(9, "Yan", now - 25 * 60));
    put(expected(10, "Zoe", now - 30));

    let ranked = due(&mut notebook, at(now));
    let ranked: Vec<(Rule, &str)> = ranked.iter().map(|(rule, title)| (*rule, title.as_str())).collect();
    assert_eq!(
        ranked,
        [
            (Rule::Expectation, "Zoe"),
            (Rule::FirstContact, "Yan"),
            (Rule::Promise, "Xavi"),
            (Rule::Expectation, "Wim"),
            (Rule::FirstContact, "Vic"),
            (Rule::Planned, "Uma"),
            (Rule::Note, "Tom"),
            (Rule::Cadence, "Sam"),
            (Rule::Gains, "Rob"),
        ]
    );
}

#[test]
fn within_a_rank_the_late_come_first_then_the_earlier_then_by_name() {
    let mut notebook = device(1);
    let mut promised = |n: u64, name: &str, due: &str| {
        must(&mut notebook, add(person(n), &[("name", name)]), at(0));
        let whom = id(n).to_string();
        let edits = [("person", whom.as_str()), ("words", "call"), ("due", due)];
        must(&mut notebook, add(promise(10 + n), &edits), at(0));
    };
    let day = |days: i64| date_text(at(0).plus_days(days).today());
    promised(1, "Ben", &day(0));
    promised(2, "Ana", &day(0));
    promised(3, "Cem", &format!("{}T18:00", day(0)));
    promised(4, "Dan", &format!("{}T17:00", day(0)));
    promised(5, "Eva", &day(-1));
    promised(6, "Fay", &day(-2));
    let titles: Vec<String> = due(&mut notebook, at(0)).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["Fay", "Eva", "Dan", "Cem", "Ana", "Ben"]);
}

#[test]
fn the_week_is_below_soonest_first_and_later_things_are_not_shown() {
    let mut notebook = device(1);
    for (n, days) in [(1, 8), (2, 7), (3, 1)] {
        promised(&mut notebook, n, days);
    }
    let view = today(&mut notebook, at(0));
    let soon: Vec<_> = view.soon.iter().map(|due| due.record).collect();
    assert_eq!(soon, [promise(3), promise(2)]);
    assert_eq!(view.soon[0].why.text(), "You promised this, due tomorrow: send the number");
    assert_eq!(counts(&mut notebook, at(0)).due, 0);
}

#[test]
fn what_was_done_is_gone() {
    let contacted = |key: &str, value: &str| edit(lead(3), key, Value::str(value));
    for done in [
        contacted("contacted_at", &instant_text(&at(0).0)),
        contacted("progress", "contacted"),
        contacted("progress", "not_a_fit"),
        Command::Remove { record: lead(3) },
    ] {
        let mut notebook = device(1);
        expects(&mut notebook, 3, at(-60));
        assert_eq!(today(&mut notebook, at(0)).due.len(), 1);
        must(&mut notebook, done.clone(), at(1));
        assert_eq!(today(&mut notebook, at(0)).due, [], "{done:?}");
    }
    for state in ["kept", "renegotiated", "broken"] {
        let mut notebook = device(1);
        promised(&mut notebook, 2, 0);
        must(&mut notebook, edit(promise(2), "state", Value::str(state)), at(1));
        assert_eq!(today(&mut notebook, at(0)).due, []);
    }
}

#[test]
fn an_expected_call_without_a_day_is_due_from_when_it_was_received() {
    let mut notebook = device(1);
    let expected = |received: Option<Now>| {
        let mut edits =
            vec![Edit::set("need", Value::str("a site")), Edit::set("expects_call", Value::Bool(true))];
        edits.extend(received.map(|at| Edit::set("received_at", Value::Str(instant_text(&at.0)))));
        edits
    };
    must(&mut notebook, Command::Add { record: lead(1), edits: expected(Some(at(-5))) }, at(0));
    must(&mut notebook, Command::Add { record: lead(2), edits: expected(None) }, at(0));
    assert_eq!(today(&mut notebook, at(0)).due.len(), 2);
    let tomorrow = today(&mut notebook, at(60 * 24));
    assert_eq!(tomorrow.due[0].signal, Signal::Overdue);
    assert_eq!(tomorrow.due[0].why.text(), "A call was expected yesterday. A site.");
}

#[test]
fn a_call_that_was_stored_as_a_moment_is_expected_then_wherever_the_person_travels() {
    let mut notebook = device(1);
    expects(&mut notebook, 1, at(60));
    let there = |minutes: i64, offset: i32| Now::from_millis(at(minutes).millis(), offset).unwrap();
    // Not an hour away: that may be the season.
    for offset in [-600, -60, 60, 330, 840] {
        let before = today(&mut notebook, there(59, offset));
        let after = today(&mut notebook, there(61, offset));
        assert_eq!(before.due[0].signal, Signal::Promise, "{offset}");
        assert_eq!(after.due[0].signal, Signal::Overdue, "{offset}");
    }
    // 13:00 in Berlin is the next day's 02:00 at UTC+14.
    let far = today(&mut notebook, there(0, 840));
    assert_eq!((far.due[0].at, far.due[0].on), (Some(120), there(0, 840).today()));
    // The evening before, at the date line's other side, it is tomorrow's.
    let west = today(&mut notebook, there(-4 * 60, -720));
    assert_eq!((west.due.len(), west.soon.len()), (0, 1));
    assert_eq!(
        west.soon[0].why.text(),
        "A call is expected tomorrow. Clara told them you would. A bookkeeper."
    );
}

#[test]
fn a_day_turns_over_at_the_persons_own_midnight() {
    let mut notebook = device(1);
    promised(&mut notebook, 1, 0);
    let late = Now::from_millis(at(11 * 60 + 59).millis(), 60).unwrap();
    assert_eq!(today(&mut notebook, late).due[0].signal, Signal::Promise);
    let next = Now::from_millis(at(12 * 60).millis(), 60).unwrap();
    assert_eq!(today(&mut notebook, next).due[0].signal, Signal::Overdue);
}

#[test]
fn what_is_due_is_the_same_after_merging_with_another_copy() {
    let (mut one, mut two) = (device(1), device(2));
    promised(&mut one, 1, 0);
    expects(&mut one, 2, at(-5));
    merge(&mut two, &one);
    must(&mut one, edit(promise(1), "state", Value::str("kept")), at(1));
    must(&mut two, edit(lead(2), "note", Value::Text("Rang twice".into())), at(1));
    meet(&mut one, &mut two);
    for device in [&mut one, &mut two] {
        let due: Vec<_> = today(device, at(2)).due.iter().map(|due| due.record).collect();
        assert_eq!(due, [lead(2)]);
    }
}

#[test]
fn under_any_clock_and_in_any_place_every_entry_is_there_once_with_its_reason() {
    for seed in 0..40 {
        let mut chance = chance::Chance(seed);
        let (mut notebook, mut known) = (device(1), chance::Known::default());
        for step in 0..60 {
            known.act(&mut notebook, &mut chance, at(step * 60));
        }
        for days in [-400, -1, 0, 1, 7, 30, 121, 400] {
            let millis = at(days * 24 * 60).millis();
            let now = Now::from_millis(millis, chance.of(&[-720, 0, 60, 345, 840])).unwrap();
            let view = today(&mut notebook, now);
            let mut abouts = std::collections::BTreeSet::new();
            for due in view.due.iter().chain(&view.soon) {
                assert!(abouts.insert(due.about.clone()), "seed {seed}, {days}: {due:?} is there twice");
                assert!(!due.why.text().is_empty() && !due.title.is_empty(), "{due:?}");
            }
            let last = now.plus_days(7).today();
            assert!(
                view.soon.iter().all(|due| due.on > now.today() && due.on <= last),
                "seed {seed}, {days}"
            );
            assert_eq!(counts(&mut notebook, now).due, view.due.len());
        }
    }
}

#[test]
fn today_holds_the_first_of_many_and_says_how_many_more_there_are() {
    let mut notebook = device(1);
    for n in 0..9 {
        promised(&mut notebook, n, -1);
        promised(&mut notebook, 20 + n, 3);
    }
    let whole = today(&mut notebook, at(0));
    assert_eq!((whole.due.len(), whole.more_due, whole.soon.len(), whole.more_soon), (9, 0, 9, 0));
    let View::Today(some) = notebook.query(&Query::Today(4), at(0)) else { panic!("no view of today") };
    assert_eq!((some.due.as_slice(), some.more_due), (&whole.due[..4], 5));
    assert_eq!((some.soon.as_slice(), some.more_soon), (&whole.soon[..4], 5));
}

#[test]
fn a_promise_without_a_day_is_asked_about_a_week_after_it_was_made_and_is_never_late() {
    let mut notebook = device(1);
    let made = instant_text(&at(0).0);
    must(&mut notebook, add(promise(1), &[("words", "lend the ladder"), ("made_at", &made)]), at(0));
    let days = |notebook: &mut Notebook, days: i64| today(notebook, at(days * 24 * 60));
    let early = days(&mut notebook, 3);
    assert_eq!(why(&early.due), []);
    assert_eq!(
        why(&early.soon),
        [(Signal::Plain, "You promised this 3 days ago, without a day: lend the ladder")]
    );
    let week = days(&mut notebook, 7);
    assert_eq!(
        why(&week.due),
        [(Signal::Plain, "You promised this a week ago, without a day: lend the ladder")]
    );
    let later = days(&mut notebook, 60);
    assert_eq!(
        why(&later.due),
        [(Signal::Plain, "You promised this 60 days ago, without a day: lend the ladder")]
    );

    // It is put off and settled like others, and with a day it is a promise like others.
    let (about, on) = (week.due[0].about.clone(), at(8 * 24 * 60));
    must(&mut notebook, decide(2, &about, "snoozed", Some(at(20 * 24 * 60)), on), on);
    assert_eq!(why(&days(&mut notebook, 19).due), []);
    assert_eq!(days(&mut notebook, 20).due.len(), 1);
    must(&mut notebook, decide(3, &about, "skipped", None, on), on);
    assert_eq!(why(&days(&mut notebook, 60).due), []);
    must(&mut notebook, edit(promise(1), "due", Value::Str(date_text(at(0).today()))), on);
    assert_eq!(days(&mut notebook, 60).due[0].signal, Signal::Overdue);
}

#[test]
fn a_promise_without_a_day_is_not_lost_under_a_clock_that_was_ahead_or_without_its_making() {
    let ahead = instant_text(&at(400 * 24 * 60).0);
    for fields in [vec![("words", "the number")], vec![("words", "the number"), ("made_at", &ahead)]] {
        let mut notebook = device(1);
        must(&mut notebook, add(promise(1), &fields), at(0));
        let view = today(&mut notebook, at(60));
        assert_eq!(why(&view.due), [(Signal::Plain, "You promised this, without a day: the number")]);
    }
    let mut theirs = device(1);
    must(&mut theirs, add(promise(1), &[("words", "the number"), ("by", "them")]), at(0));
    assert_eq!(why(&today(&mut theirs, at(60)).due), [], "theirs to remember");
}
