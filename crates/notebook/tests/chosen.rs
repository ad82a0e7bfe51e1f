//! A fact of a few words, chosen with one tap: what follows from it comes with it, and a second tap opens it again.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook,
    command::{Command, Refusal},
    practice::leads::Deed,
    record::{Lead, LeadKind, Level, NameUse, Progress},
};

fn chose(key: &str, word: Option<&str>) -> Command {
    Command::Lead { lead: id(1), deed: Deed::Chose(key.into(), word.map(str::to_owned)) }
}

fn begun(fields: &[(&str, &str)]) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(lead(1), &[&[("need", "a roof")], fields].concat()), at(0));
    notebook
}

fn after(notebook: &mut Notebook, key: &str, word: Option<&str>) -> Lead {
    must(notebook, chose(key, word), at(5));
    lead_page(notebook, 1, at(6)).lead
}

#[test]
fn consent_makes_a_referral_of_it_and_says_since_when() {
    let lead = after(&mut begun(&[]), "consent", Some("yes"));
    assert_eq!((lead.level_in_truth(), lead.consent_at), (Level::Referral, Some(at(5).0)));
}

#[test]
fn a_state_has_its_date_and_opened_again_it_is_new() {
    let mut notebook = begun(&[]);
    assert_eq!(after(&mut notebook, "progress", Some("met")).met_at, Some(at(5).0));
    assert_eq!(after(&mut notebook, "progress", None).state(), Progress::New);
}

#[test]
fn name_use_and_kind_say_the_same_whichever_is_chosen() {
    let lead = after(&mut begun(&[("kind", "use_my_name")]), "name_use", Some("no"));
    assert_eq!(lead.kind, Some(LeadKind::NoName));
    let lead = after(&mut begun(&[]), "kind", Some("no_name"));
    assert_eq!(lead.name_use, Some(NameUse::No));
}

#[test]
fn yes_and_no_numbers_and_words_are_kept_as_what_they_are() {
    let mut notebook = begun(&[]);
    assert_eq!(after(&mut notebook, "expects_call", Some("yes")).expects_call, Some(true));
    assert_eq!(after(&mut notebook, "new_customer", Some("no")).new_customer, Some(false));
    assert_eq!(after(&mut notebook, "heat", Some("4")).heat, Some(4));
    assert_eq!(after(&mut notebook, "heat", None).heat, None);
    assert_eq!(after(&mut notebook, "quality", Some("good_fit")).quality.unwrap().word(), "good_fit");
}

#[test]
fn what_is_no_fact_of_a_lead_is_refused() {
    let mut notebook = begun(&[]);
    for key in ["removed_at", "erased_at", "nothing"] {
        assert_eq!(refused(&mut notebook, chose(key, Some("x"))), Refusal::NoSuchField { key: key.into() });
    }
    assert!(matches!(refused(&mut notebook, chose("heat", Some("hot"))), Refusal::WrongValue { .. }));
}
