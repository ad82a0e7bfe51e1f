//! A lead that nobody acts on comes up with its next single step; nobody comes up twice for one thing.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::Command,
    practice::leads::{About, Deed},
    query::{Due, Query, Rule, View},
    record::{Kind, Progress, Ref},
    time::{date_text, instant_text},
};

const DAY: i64 = 24 * 60;

/// Karen, who needs a bookkeeper since noon of the first day.
fn heard(fields: &[(&str, &str)]) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Karen Whitfield")]), at(0));
    let (karen, received) = (id(2).to_string(), instant_text(&at(0).0));
    let mut all = vec![("need", "a bookkeeper"), ("prospect", karen.as_str()), ("received_at", &received)];
    all.extend(fields);
    must(&mut notebook, add(lead(1), &all), at(0));
    notebook
}

fn on(notebook: &mut Notebook, day: i64) -> Vec<Due> {
    today(notebook, at(day * DAY)).due
}

fn first_day(notebook: &mut Notebook) -> Option<i64> {
    (0..60).find(|day| on(notebook, *day).iter().any(|due| due.rule == Rule::Untouched))
}

#[test]
fn a_lead_that_nobody_acts_on_comes_up_after_a_few_days_the_warmer_the_sooner() {
    for (heat, day) in [("5", 1), ("4", 2), ("3", 3), ("2", 5), ("1", 7)] {
        let mut notebook = heard(&[]);
        must(&mut notebook, edit(lead(1), "heat", Value::Int(heat.parse().unwrap())), at(0));
        assert_eq!(first_day(&mut notebook), Some(day), "heat {heat}");
    }
    assert_eq!(first_day(&mut heard(&[])), Some(3));
    // Where nothing has a date, nobody knows how old it is.
    let mut undated = device(1);
    must(&mut undated, add(lead(1), &[("need", "a roof")]), at(0));
    assert_eq!(first_day(&mut undated), Some(0));
}

#[test]
fn it_says_what_is_needed_and_what_the_next_single_step_is_which_is_one_tap_away() {
    let mut notebook = heard(&[]);
    let due = on(&mut notebook, 3).remove(0);
    assert_eq!(due.title, "Karen Whitfield");
    assert_eq!(
        due.why.text(),
        "A bookkeeper. Heard of 3 days ago, and nobody has been asked yet. Ask Karen Whitfield whether they agree to be contacted."
    );
    // Nobody told me, and it is for me: I ask her.
    let offer = due.tell.unwrap();
    assert_eq!((offer.about, offer.words.text()), (About::Consent, "Ask Karen Whitfield".to_owned()));

    let recipient = format!("recipients/{}/name", id(50));
    let mut notebook = heard(&[(&recipient, "Ben")]);
    let due = on(&mut notebook, 3).remove(0);
    assert_eq!(due.why.text(), "A bookkeeper. Heard of 3 days ago, and nobody has been asked yet.");
    assert_eq!(due.tell.unwrap().words.text(), "Pass it on to Ben");
    deed(&mut notebook, 1, Deed::Passed(id(50)), at(3 * DAY));
    assert!(on(&mut notebook, 12).is_empty(), "he has time");
    let due = on(&mut notebook, 13).remove(0);
    assert_eq!(due.why.text(), "A bookkeeper. You passed it on 10 days ago.");
    assert_eq!(due.tell.unwrap().words.text(), "Ask Ben how it went");

    let mut notebook = heard(&[("source_name", "Clara")]);
    assert_eq!(on(&mut notebook, 3).remove(0).tell.unwrap().words.text(), "Ask Clara");

    // In talk, only the person knows what is next.
    let mut notebook = heard(&[]);
    deed(&mut notebook, 1, Deed::Moved(Progress::Met), at(DAY));
    let due = on(&mut notebook, 11).remove(0);
    assert_eq!(
        due.why.text(),
        "A bookkeeper. It is at “Met”, last moved 10 days ago. What is the next step?"
    );
    assert_eq!(due.tell, None);
}

#[test]
fn whatever_is_done_about_it_lets_it_rest_and_what_is_over_or_due_otherwise_is_not_brought_up() {
    let mut notebook = heard(&[]);
    let about = on(&mut notebook, 3)[0].about.clone();
    let call = add(
        Ref::new(Kind::Touch, id(60)),
        &[("lead", &id(1).to_string()), ("kind", "call"), ("at", &instant_text(&at(3 * DAY).0))],
    );
    must(&mut notebook, call, at(3 * DAY));
    assert!(on(&mut notebook, 5).is_empty() && on(&mut notebook, 6).len() == 1, "a touch about it");
    must(&mut notebook, decide(61, &about, "done", None, at(6 * DAY)), at(6 * DAY));
    assert!(on(&mut notebook, 19).is_empty() && on(&mut notebook, 20).len() == 1, "seen to");
    must(&mut notebook, decide(62, &about, "snoozed", Some(at(25 * DAY)), at(20 * DAY)), at(20 * DAY));
    assert!(on(&mut notebook, 24).is_empty() && on(&mut notebook, 25).len() == 1, "put off");
    must(&mut notebook, edit(lead(1), "due", Value::str(date_text(at(30 * DAY).today()))), at(25 * DAY));
    assert!(on(&mut notebook, 29).is_empty(), "I planned it");
    assert_eq!(on(&mut notebook, 30)[0].rule, Rule::Planned);
    must(&mut notebook, Command::Lead { lead: id(1), deed: Deed::Moved(Progress::Lost) }, at(30 * DAY));
    assert!(on(&mut notebook, 90).is_empty(), "over");
}

#[test]
fn the_warmest_come_first_then_what_is_nearest_to_a_deal_then_the_oldest_and_a_day_has_room_for_five() {
    let mut notebook = device(1);
    let mut lead_of = |n: u64, heat: i64, level: &str, day: i64| {
        let at_day = at(day * DAY);
        let received = instant_text(&at_day.0);
        let fields = [
            ("need", "a roof"),
            ("level", level),
            ("consent", if level == "lead" { "no" } else { "yes" }),
            ("direction", "given"),
            ("received_at", &received),
        ];
        must(&mut notebook, add(lead(n), &fields), at_day);
        must(&mut notebook, edit(lead(n), "heat", Value::Int(heat)), at_day);
    };
    lead_of(1, 3, "lead", 1);
    lead_of(2, 3, "lead", 0);
    lead_of(3, 3, "referral", 2);
    lead_of(4, 5, "lead", 2);
    lead_of(5, 1, "presold", 0);
    lead_of(6, 2, "lead", 0);
    let view = today(&mut notebook, at(20 * DAY));
    let order: Vec<Ref> = view.due.iter().map(|due| due.record).collect();
    assert_eq!(order, [4, 3, 2, 1, 6].map(lead));
    assert_eq!(view.waiting, 1);
}

#[test]
fn nobody_comes_up_twice_for_one_thing() {
    let mut notebook = heard(&[]);
    let met = date_text(at(0).today());
    must(&mut notebook, edit(person(2), "met_on", Value::str(&met)), at(0));
    let rules =
        |notebook: &mut Notebook, day| on(notebook, day).iter().map(|due| due.rule).collect::<Vec<_>>();
    assert_eq!(rules(&mut notebook, 1), [Rule::Note]);
    assert_eq!(rules(&mut notebook, 3), [Rule::Untouched], "the lead is the reason to write");
    let (karen, due) = (id(2).to_string(), date_text(at(3 * DAY).today()));
    let promise = Ref::new(Kind::Promise, id(70));
    must(&mut notebook, add(promise, &[("person", &karen), ("words", "the number"), ("due", &due)]), at(DAY));
    assert_eq!(rules(&mut notebook, 3), [Rule::Promise]);
}

#[test]
fn the_note_of_the_day_after_says_what_they_need_and_said_and_a_discreet_screen_does_not() {
    let mut notebook = heard(&[]);
    let met = date_text(at(0).today());
    must(&mut notebook, edit(person(2), "met_on", Value::str(&met)), at(0));
    let talked = add(
        Ref::new(Kind::Touch, id(60)),
        &[
            ("person", &id(2).to_string()),
            ("kind", "met"),
            ("at", &instant_text(&at(0).0)),
            ("words", "Daughter starts school; sails on Sundays"),
        ],
    );
    must(&mut notebook, talked, at(0));
    let due = on(&mut notebook, 1).remove(0);
    assert_eq!(due.said.text(), "They need: A bookkeeper. “Daughter starts school; sails on Sundays”");
    let asked = Query::Discreet(Box::new(Query::Today(usize::MAX)));
    let View::Today(view) = notebook.query(&asked, at(DAY)) else { panic!("no view of today") };
    assert_eq!(view.due[0].said.text(), "");
}

#[test]
fn a_kept_promise_is_a_touch() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Karen"), ("met_on", &date_text(at(0).today()))]), at(0));
    must(&mut notebook, edit(person(2), "cadence_ideal", Value::Int(30)), at(0));
    let karen = id(2).to_string();
    let promise = Ref::new(Kind::Promise, id(70));
    let later = date_text(at(20 * DAY).today());
    must(&mut notebook, add(promise, &[("person", &karen), ("words", "the number"), ("due", &later)]), at(0));
    assert_eq!(on(&mut notebook, 1)[0].rule, Rule::Note);
    let kept = instant_text(&at(DAY).0);
    for (key, word) in [("state", "kept"), ("settled_at", kept.as_str())] {
        must(&mut notebook, edit(promise, key, Value::str(word)), at(DAY));
    }
    assert!(on(&mut notebook, 1).is_empty(), "no note besides");
    for step in ["7d", "30d"] {
        let about = format!("people/{}/met/{step}", id(2));
        must(&mut notebook, decide(80 + step.len() as u64, &about, "skipped", None, at(DAY)), at(DAY));
    }
    assert!(on(&mut notebook, 30).is_empty());
    assert_eq!(on(&mut notebook, 31)[0].rule, Rule::Cadence, "thirty days from when it was kept");
}
