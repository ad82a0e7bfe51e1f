//! Reality check: two weeks after a referral, was it real? What was real speaks for whoever was good for it (domain §1).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    practice::leads::About,
    query::{Due, Gate, Rule, Settling},
    time::instant_text,
};

const DAY: i64 = 24 * 60;

/// Ana (1) needs a roof; Clara (2) told me; it is for Ben (3) when `passed`, else for me.
fn notebook(passed: bool, more: &[(&str, &str)]) -> Notebook {
    let mut notebook = device(1);
    for (n, name) in [(1, "Ana Ruiz"), (2, "Clara Voss"), (3, "Ben Okoro")] {
        must(&mut notebook, add(person(n), &[("name", name)]), at(-DAY));
    }
    let part = |part: &str| format!("recipients/{}/{part}", id(9));
    let (ana, clara, ben, now) =
        (id(1).to_string(), id(2).to_string(), id(3).to_string(), instant_text(&at(0).0));
    let (to, when) = (part("person"), part("passed_at"));
    let mut fields = vec![
        ("need", "a roof"),
        ("prospect", &*ana),
        ("source", &*clara),
        ("level", "referral"),
        ("consent", "yes"),
        ("received_at", &*now),
    ];
    if passed {
        fields.extend([("direction", "passed_through"), (&to, &*ben), (&when, &*now)]);
    } else {
        fields.extend([("direction", "for_me"), ("progress", "met")]);
    }
    fields.extend(more);
    must(&mut notebook, add(lead(5), &fields), at(0));
    notebook
}

fn asked(notebook: &mut Notebook, day: i64) -> Option<Due> {
    today(notebook, at(day * DAY)).due.into_iter().find(|due| due.rule == Rule::Reality)
}

fn settle(notebook: &mut Notebook, how: Settling) {
    let due = asked(notebook, 14).expect("asked");
    must(notebook, Command::Settle { entry: (&due).into(), how, id: id(70) }, at(14 * DAY));
}

fn evidence(notebook: &mut Notebook, n: u64) -> Vec<String> {
    page(notebook, person(n)).person.evidence.values().map(|evidence| evidence.words.clone()).collect()
}

#[test]
fn it_is_asked_two_weeks_after_a_referral_was_passed_on_and_for_two_weeks() {
    let mut notebook = notebook(true, &[]);
    for day in [1, 7, 13, 28, 60] {
        assert_eq!(asked(&mut notebook, day), None, "day {day}");
    }
    for day in [14, 20, 27] {
        let due = asked(&mut notebook, day).expect("asked");
        assert!(
            due.why.text().contains("You passed it on to Ben Okoro")
                && due.why.text().contains("was it real?"),
            "{}",
            due.why.text()
        );
        assert_eq!(due.tell.map(|offer| offer.about), Some(About::Asking(id(9))));
    }
}

#[test]
fn it_is_asked_about_a_referral_that_i_received_as_well() {
    let due = asked(&mut notebook(false, &[]), 14).expect("asked");
    assert!(due.why.text().starts_with("This referral came in"), "{}", due.why.text());
    assert_eq!(due.tell, None);
}

#[test]
fn a_mere_lead_is_no_referral_and_what_is_over_was_answered() {
    assert_eq!(asked(&mut notebook(true, &[("consent", "no")]), 14), None);
    assert_eq!(asked(&mut notebook(true, &[("level", "lead")]), 14), None);
    for end in ["won", "lost", "not_a_fit"] {
        assert_eq!(asked(&mut notebook(true, &[("progress", end)]), 14), None, "{end}");
    }
}

#[test]
fn what_was_real_is_evidence_for_whoever_took_it() {
    let mut notebook = notebook(true, &[]);
    let gate = |notebook: &mut Notebook| insight_view(notebook, id(3), at(0)).unwrap().gate;
    assert!(gate(&mut notebook).contains(&Gate::Evidence));
    settle(&mut notebook, Settling::Done);
    assert_eq!(evidence(&mut notebook, 3), ["They took a referral that I passed on, and it was real"]);
    assert!(!gate(&mut notebook).contains(&Gate::Evidence));
    assert!(evidence(&mut notebook, 2).is_empty());
}

#[test]
fn what_was_not_real_is_evidence_for_nobody() {
    let mut notebook = notebook(true, &[]);
    settle(&mut notebook, Settling::Left);
    assert!(evidence(&mut notebook, 3).is_empty());
    assert_eq!(asked(&mut notebook, 15), None);
}

#[test]
fn what_was_real_for_me_speaks_for_the_source_unless_they_stay_unnamed() {
    for (name_use, evidence_of_theirs) in [("yes", 1), ("no", 0), ("ask_first", 0)] {
        let mut notebook = notebook(false, &[("name_use", name_use)]);
        settle(&mut notebook, Settling::Done);
        assert_eq!(evidence(&mut notebook, 2).len(), evidence_of_theirs, "{name_use}");
    }
}

#[test]
fn a_day_has_room_for_two_such_questions() {
    let mut notebook = notebook(true, &[]);
    for n in 20..25 {
        let part = |part: &str| format!("recipients/{}/{part}", id(9));
        must(&mut notebook, add(person(n), &[("name", &format!("Person {n}"))]), at(0));
        let edits = [
            ("need", "a roof".to_owned()),
            ("prospect", id(n).to_string()),
            ("level", "referral".to_owned()),
            ("consent", "yes".to_owned()),
            ("direction", "given".to_owned()),
            (&part("person"), id(3).to_string()),
            (&part("passed_at"), instant_text(&at(0).0)),
        ];
        let edits = edits.iter().map(|(key, value)| Edit::set(*key, Value::str(value))).collect();
        must(&mut notebook, Command::Add { record: lead(n + 100), edits }, at(0));
    }
    let seen = today(&mut notebook, at(14 * DAY));
    assert_eq!(seen.due.iter().filter(|due| due.rule == Rule::Reality).count(), 2);
    assert_eq!(seen.waiting, 4);
}
