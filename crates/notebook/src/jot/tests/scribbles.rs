//! Jots as people write them with a drink in the other hand.

use super::*;
use crate::{jot::Part, record::NameUse};

#[track_caller]
fn people(text: &str, expected: &[&str]) {
    let parsed = parse(text);
    let names: Vec<String> = parsed.people().into_iter().map(|who| who.name).collect();
    assert_eq!(names, expected, "{text}");
}

fn due(text: &str) -> Option<String> {
    parse(text).due().map(|due| due.planned().text())
}

#[test]
fn a_person_a_company_a_need_and_a_number_without_a_capital() {
    let parsed = parse("met sarah from bright dental, needs new website asap, 07700 900123");
    assert_eq!((parsed.name(), parsed.company()), (Some("Sarah"), Some("Bright Dental")));
    assert_eq!((parsed.needs(), parsed.phones()), (vec!["new website"], vec!["07700 900123"]));
}

#[test]
fn two_people_with_one_surname_and_what_they_do_not_want_said() {
    let text =
        "Raj & Priya Patel – opening 2nd restaurant, want an accountant and shopfitter, dont mention me";
    people(text, &["Raj Patel", "Priya Patel"]);
    assert_eq!(parse(text).name_use(), Some(NameUse::No));
    people("Rob Hill and Sue Day need a will", &["Rob Hill", "Sue Day"]);
}

#[test]
fn a_day_an_hour_and_an_amount() {
    let habits = Habits { currency: "GBP", ..Habits::default() };
    let text = "call tom at hendersons tues after 3 re kitchen refit 12k";
    let parsed = super::super::parse(text, now(), habits, &BTreeSet::new());
    assert_eq!((parsed.name(), parsed.company()), (Some("Tom"), Some("Hendersons")));
    assert_eq!(parsed.due().map(|due| due.planned().text()).as_deref(), Some("2026-11-24T15:00"));
    assert_eq!(parsed.money().map(|amount| amount.to_string()).as_deref(), Some("12000.00 GBP"));
}

#[test]
fn a_trade_behind_a_name_in_small_letters_is_no_surname() {
    let parsed = parse("ana ruiz plumber needs a bookkeeper fri");
    assert_eq!(
        (parsed.name(), parsed.trade(), parsed.needs()),
        (Some("Ana Ruiz"), Some("plumber"), vec!["a bookkeeper"])
    );
    assert_eq!(due("ana ruiz plumber needs a bookkeeper fri").as_deref(), Some("2026-11-27"));
}

#[test]
fn a_thousands_comma_ends_nothing() {
    let parsed = parse("Tom Hale, needs a new kitchen £15,000 budget");
    assert_eq!(parsed.needs(), ["a new kitchen"]);
    assert_eq!(parsed.money().map(|amount| amount.to_string()).as_deref(), Some("15000.00 GBP"));
}

#[test]
fn what_i_promised_and_by_when() {
    let parsed = parse("promised Dave the number of my accountant by friday");
    let promised: Vec<_> = parsed.promises().collect();
    assert_eq!(promised.len(), 1);
    assert!(promised[0].by_me && promised[0].words.contains("the number of my accountant"), "{promised:?}");
    assert_eq!(promised[0].due.map(|due| due.date.to_string()).as_deref(), Some("2026-11-27"));
    let parsed = parse("saw bill re the bill for the hall. he'll mark it paid");
    assert!(parsed.promises().all(|promised| !promised.by_me && promised.words == "mark it paid"));
    assert_eq!(parsed.promises().count(), 1);
}

#[test]
fn a_company_is_whole() {
    assert_eq!(parse("joiner at Wood Works Ltd").company(), Some("Wood Works Ltd"));
}

#[test]
fn three_dictated_lines() {
    let text = "just met helen marsh she runs a bakery in bath and she's struggling with her bookkeeping \
        I promised her ben's number tomorrow";
    let parsed = parse(text);
    assert_eq!(parsed.name(), Some("Helen Marsh"));
    assert_eq!(parsed.needs(), ["her bookkeeping"]);
    assert!(parsed.promises().any(|promised| promised.by_me));
}

#[test]
fn everybody_has_a_part() {
    let parsed = parse(
        "via clara - her neighbour mike moving offices in march, needs fit out + broadband. for ben and also steph",
    );
    let part = |name: &str| parsed.people().into_iter().find(|who| who.name == name).map(|who| who.part);
    assert_eq!(part("Clara"), Some(Part::Source));
    assert_eq!(part("Mike"), Some(Part::About));
    assert_eq!((part("Ben"), part("Steph")), (Some(Part::Recipient), Some(Part::Recipient)));
    assert_eq!(parsed.needs(), ["fit out", "broadband"]);
}

#[test]
fn a_dictated_number_and_address() {
    let parsed = parse("his number's oh double seven double oh nine hundred two one eight");
    assert_eq!(parsed.phones(), ["07700900218"]);
    let parsed = parse("mail karen dot doyle at brightwater dot example");
    assert_eq!(parsed.emails(), ["karen.doyle@brightwater.example"]);
}

#[test]
fn what_is_not_needed_is_no_lead() {
    for text in [
        "barry doesn't need a broker, sorted w/ halifax",
        "he's back from Lisbon",
        "everyone needs a hobby. Chuck's is bees",
        "will need the projector friday",
        "not a lead: Penny wants pennies for the jar",
        "used to need a van, Errol. bought one",
        "I need a coffee",
    ] {
        assert!(!parse(text).is_lead(), "{text}");
    }
}

#[test]
fn what_a_sign_says_is_no_guess_and_wins() {
    let parsed = parse("ana ruiz needs a bookkeeper >Ben !fri");
    let said: Vec<String> =
        parsed.understood().filter(|(_, guess)| !guess).map(|(meaning, _)| meaning.key()).collect();
    assert_eq!(said, ["for:Ben", "due:2026-11-27"]);
    let guessed: Vec<String> =
        parsed.understood().filter(|(_, guess)| *guess).map(|(meaning, _)| meaning.key()).collect();
    assert_eq!(guessed, ["name:Ana Ruiz", "need:a bookkeeper"]);
}

#[test]
fn a_need_ends_where_a_call_is_expected() {
    for text in [
        "Bo Lind, architect, needs a site expects call !sun 9am",
        "Bo needs a site presold",
        "Bo needs a site agreed",
    ] {
        assert_eq!(parse(text).needs(), ["a site"], "{text}");
    }
}

#[test]
fn what_somebody_is_is_not_what_they_need() {
    for text in ["Ana Ruiz - plumber - Acme", "sarah - accountant", "Tom: electrician"] {
        assert!(!parse(text).is_lead(), "{text}");
    }
}
