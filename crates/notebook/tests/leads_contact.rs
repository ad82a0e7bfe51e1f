//! First contact within 24 hours of receipt, sooner if a call is expected (domain §2).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now, Value,
    command::{Command, Edit},
    practice::leads::{About, Deed},
    query::Contact,
    record::{Progress, Ref},
    time::{date_text, instant_text},
};

const HOUR: i64 = 60;

/// A referral from Clara (3) about Ana (2), received at noon.
fn received(more: &[(&str, Value)]) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Ana Ruiz")]), at(0));
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    let mut edits = vec![
        Edit::set("need", Value::str("a bookkeeper")),
        Edit::set("prospect", Value::str(id(2).to_string())),
        Edit::set("source", Value::str(id(3).to_string())),
        Edit::set("level", Value::str("referral")),
        Edit::set("consent", Value::str("yes")),
        Edit::set("received_at", Value::Str(instant_text(&at(0).0))),
    ];
    edits.extend(more.iter().map(|(key, value)| Edit::set(*key, value.clone())));
    must(&mut notebook, Command::Add { record: lead(1), edits }, at(0));
    notebook
}

fn contact(notebook: &mut Notebook, now: Now) -> Option<Contact> {
    lead_page(notebook, 1, now).contact
}

/// What the clock shows then.
fn here(then: Now) -> notebook::Civil {
    then.0.here(then)
}

fn offered(notebook: &mut Notebook, about: About, now: Now) -> bool {
    lead_page(notebook, 1, now).offers.iter().any(|offer| offer.about == about)
}

fn expects(by: Now) -> [(&'static str, Value); 2] {
    [("expects_call", Value::Bool(true)), ("expects_by", Value::Str(instant_text(&by.0)))]
}

fn away(notebook: &mut Notebook, from: i64, to: i64) {
    let item = id(70);
    let day = |days: i64| Value::Str(date_text(at(0).plus_days(days).today()));
    let edits = vec![
        Edit::set(format!("away/{item}/from"), day(from)),
        Edit::set(format!("away/{item}/to"), day(to)),
    ];
    must(notebook, Command::Edit { record: Ref::ME, edits }, at(0));
}

#[test]
fn a_received_referral_wants_first_contact_within_24_hours() {
    let mut notebook = received(&[]);
    let open = contact(&mut notebook, at(24 * HOUR)).unwrap();
    assert_eq!((open.by, open.is_late), (here(at(24 * HOUR)), false));
    assert!(contact(&mut notebook, at(24 * HOUR + 1)).unwrap().is_late);
}

#[test]
fn it_wants_it_sooner_when_a_call_is_expected_sooner_and_never_later() {
    assert_eq!(contact(&mut received(&expects(at(3 * HOUR))), at(0)).unwrap().by, here(at(3 * HOUR)));
    assert_eq!(contact(&mut received(&expects(at(90 * HOUR))), at(0)).unwrap().by, here(at(24 * HOUR)));
}

#[test]
fn a_call_that_is_expected_wants_contact_although_nobody_noted_a_level() {
    let mut notebook = received(&[("level", Value::str("lead")), ("expects_call", Value::Bool(true))]);
    assert!(contact(&mut notebook, at(0)).is_some());
}

#[test]
fn a_mere_lead_a_no_and_what_is_for_somebody_else_do_not_wait_for_me() {
    for (key, word) in [
        ("level", "lead"),
        ("consent", "no"),
        ("direction", "given"),
        ("direction", "passed_through"),
        ("progress", "contacted"),
        ("progress", "lost"),
    ] {
        assert_eq!(contact(&mut received(&[(key, Value::str(word))]), at(99 * HOUR)), None, "{key} {word}");
    }
}

#[test]
fn contact_is_made_with_one_deed_and_open_again_with_one_undo() {
    let mut notebook = received(&[]);
    let written = deed(&mut notebook, 1, Deed::Moved(Progress::Contacted), at(HOUR));
    assert_eq!(contact(&mut notebook, at(99 * HOUR)), None);
    must(&mut notebook, Command::Undo { change: written.change }, at(2 * HOUR));
    assert!(contact(&mut notebook, at(99 * HOUR)).unwrap().is_late);
}

#[test]
fn the_24_hours_are_hours_wherever_i_travel_and_when_clocks_change() {
    let mut notebook = received(&[]);
    for offset in [-720, -60, 0, 120, 345, 840] {
        let there = |minutes: i64| Now::from_millis(at(minutes).millis(), offset).unwrap();
        assert!(!contact(&mut notebook, there(24 * HOUR)).unwrap().is_late, "{offset}");
        assert!(contact(&mut notebook, there(24 * HOUR + 1)).unwrap().is_late, "{offset}");
    }
}

#[test]
fn telling_the_source_why_is_offered_once_it_is_late_and_said_to_be_told() {
    let mut notebook = received(&[]);
    let late = at(25 * HOUR);
    assert!(!offered(&mut notebook, About::Late, at(23 * HOUR)));
    assert_eq!(lead_page(&mut notebook, 1, late).offers[0].about, About::Late, "before anything else");
    let sent =
        Command::Sent { touch: id(60), lead: id(1), about: About::Late, kind: None, words: "Sorry".into() };
    must(&mut notebook, sent, late);
    let after = contact(&mut notebook, at(26 * HOUR)).unwrap();
    assert_eq!((after.is_late, after.told_at), (true, Some(late.0)), "telling is no contact");
}

#[test]
fn when_i_am_away_a_notice_to_the_source_is_offered_before_the_deadline_and_not_after() {
    let mut notebook = received(&[]);
    away(&mut notebook, 1, 5);
    assert!(offered(&mut notebook, About::Away, at(HOUR)));
    assert_eq!(contact(&mut notebook, at(HOUR)).unwrap().away_until, Some(at(0).plus_days(5).today()));
    assert!(
        !offered(&mut notebook, About::Away, at(25 * HOUR)),
        "then it is late, and why is another message"
    );
    let words = letter(&mut notebook, lead(1), About::Away, None, at(HOUR)).unwrap().words;
    assert!(
        words.contains(
            "I am away until Friday, 27 November, and will be in touch with them when I am back, on Saturday, 28 November."
        ),
        "{words}"
    );
    let sent = Command::Sent { touch: id(60), lead: id(1), about: About::Away, kind: None, words };
    must(&mut notebook, sent, at(HOUR));
    assert!(!offered(&mut notebook, About::Away, at(2 * HOUR)), "once is enough");
}

#[test]
fn no_notice_is_offered_when_i_am_back_in_time_or_there_is_nobody_to_tell() {
    let mut notebook = received(&[]);
    away(&mut notebook, -9, -1);
    assert!(!offered(&mut notebook, About::Away, at(HOUR)));
    let mut alone = received(&[]);
    away(&mut alone, 0, 9);
    must(&mut alone, Command::Edit { record: lead(1), edits: vec![Edit::clear("source")] }, at(1));
    assert!(!offered(&mut alone, About::Away, at(HOUR)) && !offered(&mut alone, About::Late, at(30 * HOUR)));
}

fn sent(n: u64, about: About) -> Command {
    Command::Sent { touch: id(n), lead: id(1), about, kind: None, words: "Hello".into() }
}

#[test]
fn only_a_word_about_the_delay_or_my_days_away_tells_the_source_about_it() {
    let mut notebook = received(&[]);
    away(&mut notebook, 1, 5);
    for (n, about) in [(60, About::Consent), (61, About::Naming), (62, About::Thanks)] {
        must(&mut notebook, sent(n, about), at(HOUR));
    }
    assert_eq!(contact(&mut notebook, at(2 * HOUR)).unwrap().told_at, None);
    assert!(offered(&mut notebook, About::Away, at(2 * HOUR)), "it is still to be said");
    must(&mut notebook, sent(63, About::Away), at(3 * HOUR));
    assert_eq!(contact(&mut notebook, at(4 * HOUR)).unwrap().told_at, Some(at(3 * HOUR).0));
}

#[test]
fn a_source_known_by_name_only_is_told_once_as_well() {
    let mut notebook = received(&[("source_name", Value::str("Kit"))]);
    must(&mut notebook, Command::Edit { record: lead(1), edits: vec![Edit::clear("source")] }, at(1));
    away(&mut notebook, 1, 5);
    assert!(offered(&mut notebook, About::Away, at(HOUR)));
    must(&mut notebook, sent(60, About::Away), at(HOUR));
    assert!(!offered(&mut notebook, About::Away, at(2 * HOUR)));
    assert_eq!(contact(&mut notebook, at(2 * HOUR)).unwrap().told_at, Some(at(HOUR).0));
}

#[test]
fn what_another_lead_was_about_is_not_told_here() {
    let mut notebook = received(&[]);
    let clara = id(3).to_string();
    must(&mut notebook, add(lead(2), &[("need", "a roof"), ("source", &clara)]), at(0));
    let other =
        Command::Sent { touch: id(60), lead: id(2), about: About::Late, kind: None, words: String::new() };
    must(&mut notebook, other, at(HOUR));
    assert_eq!(contact(&mut notebook, at(2 * HOUR)).unwrap().told_at, None);
}

/// A lead from Clara about Ana, received at noon, that nobody has asked about yet.
fn unasked() -> Notebook {
    let mut notebook = received(&[("level", Value::str("lead"))]);
    must(&mut notebook, Command::Edit { record: lead(1), edits: vec![Edit::clear("consent")] }, at(0));
    notebook
}

#[test]
fn a_lead_that_becomes_a_referral_later_has_24_hours_from_then() {
    for agreed in [Deed::Agreed, Deed::Presold] {
        let mut notebook = unasked();
        let then = 3 * 24 * HOUR;
        deed(&mut notebook, 1, agreed, at(then));
        let fresh = contact(&mut notebook, at(then + 1)).unwrap();
        assert_eq!((fresh.by, fresh.is_late), (here(at(then + 24 * HOUR)), false));
        assert!(
            only(&mut notebook, at(then + 5))
                .why
                .text()
                .starts_with("This referral from Clara Voss was agreed to just now.")
        );
        assert!(only(&mut notebook, at(then + 5 * HOUR)).why.text().contains("was agreed to 5 hours ago"));
        assert!(contact(&mut notebook, at(then + 24 * HOUR + 1)).unwrap().is_late);
        let agreed: Vec<_> =
            lead_page(&mut notebook, 1, at(then)).moments.iter().map(|it| it.what.clone()).collect();
        assert_eq!(agreed, ["agreed", "received"]);
    }
}

#[test]
fn what_is_a_referral_already_gets_no_more_time_by_being_presold() {
    let mut notebook = received(&[]);
    deed(&mut notebook, 1, Deed::Presold, at(20 * HOUR));
    assert_eq!(contact(&mut notebook, at(21 * HOUR)).unwrap().by, here(at(24 * HOUR)));
}

#[test]
fn a_call_that_is_expected_sooner_does_not_wait_for_the_24_hours_after_their_yes() {
    let mut notebook = unasked();
    let by = at(50 * HOUR);
    let edits = expects(by).into_iter().map(|(key, value)| Edit::set(key, value)).collect();
    must(&mut notebook, Command::Edit { record: lead(1), edits }, at(1));
    deed(&mut notebook, 1, Deed::Agreed, at(48 * HOUR));
    assert_eq!(contact(&mut notebook, at(49 * HOUR)).unwrap().by, here(by));
}
