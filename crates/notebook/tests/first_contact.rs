//! A received referral wants first contact within 24 hours (domain §2).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now, Value,
    command::{Command, Edit},
    practice::leads::About,
    query::{Query, Rule, Signal, View},
    record::Ref,
    time::{date_text, instant_text},
};

fn received(more: &[(&str, &str)]) -> Notebook {
    let mut notebook = device(1);
    let when = instant_text(&at(0).0);
    let mut edits = vec![
        ("need", "a bookkeeper"),
        ("prospect_name", "Ana"),
        ("source_name", "Clara"),
        ("consent", "yes"),
        ("level", "referral"),
        ("direction", "for_me"),
        ("received_at", &when),
    ];
    edits.retain(|(key, _)| more.iter().all(|(other, _)| other != key));
    edits.extend(more.iter().copied().filter(|(_, value)| !value.is_empty()));
    must(&mut notebook, add(lead(1), &edits), at(0));
    notebook
}

#[test]
fn a_received_referral_wants_first_contact_within_24_hours() {
    let mut notebook = received(&[]);
    let fresh = only(&mut notebook, at(5));
    assert_eq!((fresh.rule, fresh.signal), (Rule::FirstContact, Signal::Plain));
    assert_eq!((fresh.on, fresh.at), (at(24 * 60).today(), Some(12 * 60)));
    assert_eq!(
        fresh.why.text(),
        "This referral from Clara just came in. First contact is wanted within 24 hours. A bookkeeper."
    );
    assert_eq!(only(&mut notebook, at(24 * 60 - 1)).signal, Signal::Plain);
    let late = only(&mut notebook, at(24 * 60 + 1));
    let tells = |due: &notebook::query::Due| due.tell.as_ref().map(|offer| offer.about);
    assert_eq!((late.signal, tells(&late), tells(&fresh)), (Signal::Overdue, Some(About::Late), None));
    assert_eq!(
        late.why.text(),
        "This referral from Clara is 24 hours old. First contact was wanted within 24 hours: call, and tell the \
         source why. A bookkeeper."
    );
}

#[test]
fn past_its_deadline_it_is_at_the_top_before_promises() {
    let mut notebook = received(&[]);
    let promise = Ref::new(notebook::record::Kind::Promise, id(7));
    must(&mut notebook, add(promise, &[("words", "call"), ("due", &date_text(at(0).today()))]), at(0));
    let rules = |notebook: &mut Notebook, minutes| -> Vec<Rule> {
        due(notebook, at(minutes)).into_iter().map(|(rule, _)| rule).collect()
    };
    assert_eq!(rules(&mut notebook, 60), [Rule::Promise, Rule::FirstContact]);
    assert_eq!(rules(&mut notebook, 25 * 60), [Rule::FirstContact, Rule::Promise]);
}

#[test]
fn twenty_four_hours_are_hours_whatever_the_clocks_are_set_to() {
    let mut notebook = received(&[]);
    // Elsewhere, or after the night in which the clocks changed, the deadline is the same moment.
    for offset in [-600, 0, 60, 120, 840] {
        let there = |minutes: i64| Now::from_millis(at(minutes).millis(), offset).unwrap();
        assert_eq!(only(&mut notebook, there(24 * 60 - 1)).signal, Signal::Plain, "{offset}");
        assert_eq!(only(&mut notebook, there(24 * 60 + 1)).signal, Signal::Overdue, "{offset}");
    }
}

#[test]
fn a_lead_without_consent_is_no_referral_and_has_no_deadline() {
    for (key, value) in [("consent", ""), ("consent", "no"), ("level", ""), ("level", "lead")] {
        assert_eq!(due(&mut received(&[(key, value)]), at(60)), [], "{key} {value}");
    }
}

#[test]
fn what_i_gave_to_others_is_theirs_to_answer() {
    assert_eq!(due(&mut received(&[("direction", "given")]), at(60)), []);
}

#[test]
fn a_call_that_somebody_else_is_to_make_is_asked_about_by_name() {
    let by = instant_text(&at(60).0);
    let mut notebook = received(&[("direction", "given"), ("expects_by", &by), ("source_name", "")]);
    let edits = vec![
        Edit::set("expects_call", Value::Bool(true)),
        Edit::set(format!("recipients/{}/name", id(3)), Value::str("Ben")),
    ];
    must(&mut notebook, Command::Edit { record: lead(1), edits }, at(0));
    assert_eq!(only(&mut notebook, at(5)).why.text(), "A call is expected today, from Ben. A bookkeeper.");
}

#[test]
fn contact_fulfils_it() {
    for (key, value) in [("contacted_at", instant_text(&at(60).0)), ("progress", "contacted".to_owned())] {
        let mut notebook = received(&[]);
        must(&mut notebook, edit(lead(1), key, Value::str(value)), at(60));
        assert_eq!(due(&mut notebook, at(61)), []);
    }
}

#[test]
fn an_expected_call_sets_its_own_hour() {
    let mut notebook = received(&[]);
    let by = instant_text(&at(180).0);
    let edits = vec![Edit::set("expects_call", Value::Bool(true)), Edit::set("expects_by", Value::str(by))];
    must(&mut notebook, Command::Edit { record: lead(1), edits }, at(0));
    assert_eq!(only(&mut notebook, at(60)).rule, Rule::Expectation);
    assert_eq!(only(&mut notebook, at(181)).signal, Signal::Overdue);
}

#[test]
fn when_i_am_away_the_source_is_told_before_the_deadline() {
    let mut notebook = received(&[]);
    let away = |part: &str, days: i64| {
        Edit::set(format!("away/{}/{part}", id(4)), Value::Str(date_text(at(0).plus_days(days).today())))
    };
    must(
        &mut notebook,
        Command::Edit { record: Ref::ME, edits: vec![away("from", 1), away("to", 5)] },
        at(0),
    );
    let why = only(&mut notebook, at(60)).why.text();
    assert!(why.contains("You are away when first contact is due: tell the source before."), "{why}");
    assert_eq!(only(&mut notebook, at(60)).tell.map(|offer| offer.about), Some(About::Away));
}

#[test]
fn a_source_who_wants_to_stay_hidden_is_not_named_to_others() {
    for hidden in [("name_use", "no"), ("kind", "no_name"), ("name_use", "ask_first")] {
        let mut notebook = received(&[hidden]);
        must(&mut notebook, edit(lead(1), "need", Value::str("CLARA’s neighbour sells")), at(0));
        for minutes in [5, 25 * 60] {
            match notebook.query(&Query::Discreet(Box::new(Query::Today(usize::MAX))), at(minutes)) {
                View::Today(today) => {
                    assert_eq!(today.due.len(), 1);
                    assert!(!format!("{:?}", today.due).to_lowercase().contains("clara"), "{:?}", today.due);
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn skipped_it_leaves_what_i_planned_besides() {
    let mut notebook = received(&[("due", &date_text(at(0).today()))]);
    assert_eq!(only(&mut notebook, at(5)).rule, Rule::FirstContact);
    let about = only(&mut notebook, at(5)).about;
    must(&mut notebook, decide(3, &about, "skipped", None, at(5)), at(5));
    assert_eq!(only(&mut notebook, at(6)).rule, Rule::Planned);
    let about = only(&mut notebook, at(6)).about;
    must(&mut notebook, decide(4, &about, "done", None, at(6)), at(6));
    assert_eq!(due(&mut notebook, at(7)), []);
    // Planned anew, it is there again.
    must(&mut notebook, edit(lead(1), "due", Value::Str(date_text(at(0).plus_days(2).today()))), at(8));
    assert_eq!(only(&mut notebook, at(2 * 24 * 60)).rule, Rule::Planned);
}

#[test]
fn a_referral_received_under_a_clock_that_is_ahead_is_due_all_the_same() {
    let mut notebook = received(&[("received_at", &instant_text(&at(400 * 24 * 60).0))]);
    assert_eq!(only(&mut notebook, at(0)).rule, Rule::FirstContact);
}
