//! What a tap on an entry of Today means (domain §3): by each rule there is.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now, Value,
    command::{Command, Edit},
    query::{Due, Rule, Settling},
    record::{Direction, Kind, Progress, Ref, TouchKind},
    time::{add_days, date_text, instant_text},
};

const DAY: i64 = 24 * 60;

fn moment(days: i64) -> String {
    instant_text(&at(days * DAY).0)
}

fn day(days: i64) -> String {
    date_text(add_days(at(0).today(), days))
}

/// A notebook in which one entry is due, by this rule.
fn scene(rule: Rule) -> Notebook {
    let mut notebook = device(1);
    let text = |key: &str, value: &str| Edit::set(key, Value::str(value));
    let mut person_with = |edits: Vec<Edit>| {
        let edits = [vec![text("name", "Ana Ruiz")], edits].concat();
        must(&mut notebook, Command::Add { record: person(1), edits }, at(-60 * DAY));
    };
    let ana = id(1).to_string();
    let met = |days: i64| vec![text("met_on", &day(-days))];
    let mut rest: Vec<(Ref, Vec<Edit>)> = Vec::new();
    let referral = |more: Vec<Edit>| {
        let edits = vec![
            text("need", "a roof"),
            text("prospect", &ana),
            text("level", "referral"),
            text("consent", "yes"),
        ];
        (lead(2), [edits, more].concat())
    };
    match rule {
        Rule::Expectation => {
            person_with(vec![]);
            rest.push((lead(2), vec![text("prospect", &ana), Edit::set("expects_call", Value::Bool(true))]));
        }
        Rule::Promise => {
            person_with(vec![]);
            rest.push((
                Ref::new(Kind::Promise, id(2)),
                vec![text("words", "the brochure"), text("person", &ana), text("due", &day(0))],
            ));
        }
        Rule::FirstContact => {
            person_with(vec![]);
            rest.push(referral(vec![text("direction", "for_me"), text("received_at", &moment(-2))]));
        }
        Rule::Planned => {
            person_with(vec![]);
            rest.push((lead(2), vec![text("need", "a roof"), text("prospect", &ana), text("due", &day(0))]));
        }
        Rule::Reality => {
            person_with(vec![]);
            let part = |part: &str| format!("recipients/{}/{part}", id(9));
            rest.push((person(3), vec![text("name", "Ben Okoro")]));
            rest.push(referral(vec![
                text("direction", "given"),
                text(&part("person"), &id(3).to_string()),
                text(&part("passed_at"), &moment(-15)),
            ]));
        }
        Rule::Untouched => {
            person_with(vec![]);
            let came = vec![text("need", "a roof"), text("prospect", &ana), text("received_at", &moment(-6))];
            rest.push((lead(2), came));
        }
        Rule::Note => person_with(met(2)),
        Rule::Connect => person_with(met(10)),
        Rule::OneToOne => person_with(met(35)),
        Rule::Cadence => person_with([met(100), vec![Edit::set("cadence_ideal", Value::Int(30))]].concat()),
        Rule::Gains => person_with(vec![Edit::set("roles/referral_partner", Value::Bool(true))]),
    }
    for (record, edits) in rest {
        must(&mut notebook, Command::Add { record, edits }, at(-60 * DAY));
    }
    notebook
}

fn entry_of(notebook: &mut Notebook, rule: Rule, now: Now) -> Option<Due> {
    today(notebook, now).due.into_iter().find(|due| due.rule == rule)
}

fn settle(due: &Due, how: Settling) -> Command {
    Command::Settle { entry: due.into(), how, id: id(70) }
}

fn settled(rule: Rule, how: Settling) -> (Notebook, Due) {
    let mut notebook = scene(rule);
    let due = entry_of(&mut notebook, rule, at(0)).unwrap_or_else(|| panic!("{rule:?} is due"));
    must(&mut notebook, settle(&due, how), at(0));
    (notebook, due)
}

#[test]
fn what_is_done_or_left_is_due_no_more_and_comes_back_when_that_is_undone() {
    for rule in Rule::ALL {
        for how in [Settling::Done, Settling::Left] {
            let mut notebook = scene(*rule);
            let before = only(&mut notebook, at(0));
            assert_eq!(before.rule, *rule);
            assert!(
                ![before.done, before.leave, before.left].iter().any(|word| word.text().is_empty()),
                "{rule:?} has its words"
            );
            let written = must(&mut notebook, settle(&before, how.clone()), at(0));
            assert_eq!(entry_of(&mut notebook, *rule, at(1)), None, "{rule:?} {how:?}");
            // Asked again under the same id, as after a crash, it changes nothing.
            nothing(&mut notebook, settle(&before, how), at(0));
            must(&mut notebook, Command::Undo { change: written.change }, at(2));
            assert_eq!(only(&mut notebook, at(0)), before, "{rule:?}");
        }
    }
}

#[test]
fn what_is_put_off_comes_back_on_the_day_that_was_chosen() {
    for rule in Rule::ALL {
        let (mut notebook, _) = settled(*rule, Settling::Later(add_days(at(0).today(), 3)));
        assert_eq!(entry_of(&mut notebook, *rule, at(2 * DAY)), None, "{rule:?}");
        assert!(entry_of(&mut notebook, *rule, at(3 * DAY)).is_some(), "{rule:?}");
    }
}

#[test]
fn a_touch_that_is_logged_is_with_whom_the_entry_is_about_and_says_of_which_lead() {
    for rule in Rule::ALL {
        let (mut notebook, due) = settled(*rule, Settling::Logged(TouchKind::Call));
        let page = page(&mut notebook, person(1));
        let call = page.timeline.iter().find(|moment| moment.what == "call").expect("a call");
        assert_eq!(call.record.id, id(70));
        let about = (due.record.kind == Kind::Lead).then_some(due.record.id);
        let of_lead = about.map(|id| lead_view(&mut notebook, id, at(0)).unwrap().moments);
        assert!(of_lead.is_none_or(|moments| moments.iter().any(|moment| moment.record.id == id(70))));
    }
}

#[test]
fn a_call_that_was_made_moves_the_lead_and_is_logged() {
    for rule in [Rule::Expectation, Rule::FirstContact] {
        let (mut notebook, _) = settled(rule, Settling::Done);
        let view = lead_page(&mut notebook, 2, at(0));
        assert_eq!(view.lead.state(), Progress::Contacted, "{rule:?}");
        assert!(view.moments.iter().any(|moment| moment.what == "call"));
    }
}

#[test]
fn a_promise_is_kept_or_not_kept_and_never_skipped() {
    for (how, state) in [(Settling::Done, "kept"), (Settling::Left, "broken")] {
        let (mut notebook, due) = settled(Rule::Promise, how);
        assert_eq!((due.done.text(), due.leave.text(), due.left.text()), ("Kept", "Not kept", "Not kept"));
        let promise = &page(&mut notebook, person(1)).promises[0];
        assert_eq!(promise.state.as_ref().unwrap().word(), state);
        assert_eq!(promise.settled_at, Some(at(0).0));
    }
}

#[test]
fn each_step_after_meeting_is_logged_as_what_it_was() {
    for (rule, what) in [
        (Rule::Note, "note"),
        (Rule::Connect, "connected"),
        (Rule::OneToOne, "message"),
        (Rule::Cadence, "message"),
    ] {
        let (mut notebook, _) = settled(rule, Settling::Done);
        let timeline = page(&mut notebook, person(1)).timeline;
        assert!(timeline.iter().any(|moment| moment.what == what), "{rule:?}: {timeline:?}");
    }
}

#[test]
fn a_plan_that_was_done_has_no_day_any_more() {
    let (mut notebook, _) = settled(Rule::Planned, Settling::Done);
    assert_eq!(lead_page(&mut notebook, 2, at(0)).lead.due, None);
}

#[test]
fn what_others_do_is_no_touch_of_mine() {
    let mut notebook = scene(Rule::Expectation);
    let part = |part: &str| format!("recipients/{}/{part}", id(9));
    must(&mut notebook, add(person(3), &[("name", "Ben Okoro")]), at(-1));
    let given = vec![
        Edit::set("direction", Value::str(Direction::Given.word())),
        Edit::set(part("person"), Value::str(id(3).to_string())),
    ];
    must(&mut notebook, Command::Edit { record: lead(2), edits: given }, at(-1));
    let due = entry_of(&mut notebook, Rule::Expectation, at(0)).unwrap();
    must(&mut notebook, settle(&due, Settling::Done), at(0));
    assert!(page(&mut notebook, person(1)).timeline.iter().all(|moment| moment.what != "call"));
}

#[test]
fn a_decision_about_a_lead_repeats_no_words_of_it() {
    for how in [Settling::Left, Settling::Later(add_days(at(0).today(), 1))] {
        let (mut notebook, _) = settled(Rule::Untouched, how);
        let entry = history(&mut notebook, None, at(1)).rows.remove(0);
        assert!(entry.records[0].1.starts_with("A lead, "), "{entry:?}");
    }
    let (mut notebook, _) = settled(Rule::Gains, Settling::Done);
    let entry = history(&mut notebook, None, at(1)).rows.remove(0);
    assert_eq!(entry.records[0].1, "Ana Ruiz, done");
}

#[test]
fn two_entries_that_are_not_one_person_are_not_asked_about_again() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana Ruiz")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Ana Ruiz")]), at(0));
    let found = |notebook: &mut Notebook| insight_view(notebook, id(1), at(1)).unwrap().doubles.len();
    assert_eq!(found(&mut notebook), 1);
    let [one, two] = if id(1) < id(2) { [id(1), id(2)] } else { [id(2), id(1)] };
    let command = Command::Decide {
        id: id(5),
        about: format!("people/{one}/double/{two}"),
        title: "Ana Ruiz".into(),
        kind: notebook::record::DecisionKind::Skipped,
    };
    must(&mut notebook, command, at(1));
    assert_eq!(found(&mut notebook), 0);
}
