//! Level, consent, name use and expectation; the step that raises a lead; the ladder; the life cycle.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit, Refusal},
    practice::leads::{Deed, LADDER},
    record::{Consent, Direction, Kind, Lead, LeadKind, Level, NameUse, Progress, Ref},
};

/// A notebook with Ana (2), Clara (3) and one lead (1) about Ana.
fn with(fields: &[(&str, &str)]) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Ana Ruiz")]), at(0));
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    let prospect = id(2).to_string();
    let mut all = vec![("need", "a bookkeeper"), ("prospect", prospect.as_str())];
    all.extend(fields);
    must(&mut notebook, add(lead(1), &all), at(0));
    notebook
}

fn lead_of(notebook: &mut Notebook) -> Lead {
    lead_page(notebook, 1, at(0)).lead
}

fn step(notebook: &mut Notebook) -> Option<(String, Deed)> {
    lead_page(notebook, 1, at(0)).step.map(|step| (step.words.text(), step.deed))
}

#[test]
fn without_consent_it_is_a_lead_whatever_else_is_written() {
    for level in ["lead", "referral", "presold"] {
        for consent in [None, Some("no"), Some("perhaps")] {
            let mut fields = vec![("level", level), ("kind", "use_my_name"), ("name_use", "yes")];
            fields.extend(consent.map(|consent| ("consent", consent)));
            let mut notebook = with(&fields);
            assert_eq!(lead_of(&mut notebook).level_in_truth(), Level::Lead, "{fields:?}");
        }
        let mut notebook = with(&[("level", level), ("consent", "yes")]);
        assert_eq!(lead_of(&mut notebook).level_in_truth(), Level::of(level));
    }
}

#[test]
fn the_next_single_step_raises_a_lead_to_a_referral_and_a_referral_to_presold() {
    let source = id(3).to_string();
    let mut notebook = with(&[("source", &source)]);
    let (words, agreed) = step(&mut notebook).unwrap();
    assert_eq!(words, "Ask Clara Voss whether Ana Ruiz agrees to be contacted.");
    deed(&mut notebook, 1, agreed, at(1));
    let raised = lead_of(&mut notebook);
    assert_eq!((raised.level_in_truth(), raised.consent), (Level::Referral, Some(Consent::Yes)));
    let (words, presold) = step(&mut notebook).unwrap();
    assert_eq!(words, "Ask Clara Voss to recommend you to Ana Ruiz before you call.");
    deed(&mut notebook, 1, presold, at(2));
    assert_eq!(lead_of(&mut notebook).level_in_truth(), Level::Presold);
    assert_eq!(step(&mut notebook), None, "there is nothing above it");
}

#[test]
fn when_nobody_told_me_i_ask_the_prospect_myself() {
    let mut notebook = with(&[]);
    assert_eq!(step(&mut notebook).unwrap().0, "Ask Ana Ruiz whether they agree to be contacted.");
}

#[test]
fn a_no_is_left_alone_and_so_is_what_is_over() {
    assert_eq!(step(&mut with(&[("consent", "no"), ("level", "referral")])), None);
    assert_eq!(step(&mut with(&[("progress", "lost")])), None);
}

#[test]
fn consent_that_comes_later_does_not_lower_what_was_noted() {
    let mut notebook = with(&[("level", "presold")]);
    deed(&mut notebook, 1, Deed::Agreed, at(1));
    assert_eq!(lead_of(&mut notebook).level_in_truth(), Level::Presold);
}

#[test]
fn one_fact_changes_without_touching_the_other_three() {
    let mut notebook = with(&[("level", "referral"), ("consent", "yes"), ("name_use", "ask_first")]);
    must(&mut notebook, edit(lead(1), "expects_call", Value::Bool(true)), at(1));
    must(&mut notebook, edit(lead(1), "consent", Value::str("no")), at(2));
    let after = lead_of(&mut notebook);
    assert_eq!(
        (after.level, after.consent, after.name_use, after.expects_call),
        (Some(Level::Referral), Some(Consent::No), Some(NameUse::AskFirst), Some(true))
    );
}

#[test]
fn name_use_and_the_kind_for_one_member_say_the_same_and_a_general_lead_stays_general() {
    let mut notebook = with(&[("kind", "use_my_name"), ("name_use", "yes")]);
    deed(&mut notebook, 1, Deed::NameUse(Some(NameUse::No)), at(1));
    assert_eq!(lead_of(&mut notebook).kind, Some(LeadKind::NoName));
    deed(&mut notebook, 1, Deed::NameUse(Some(NameUse::Yes)), at(2));
    assert_eq!(lead_of(&mut notebook).kind, Some(LeadKind::UseMyName));
    let mut general = with(&[("kind", "general")]);
    deed(&mut general, 1, Deed::NameUse(Some(NameUse::No)), at(1));
    assert_eq!(lead_of(&mut general).kind, Some(LeadKind::General));
}

#[test]
fn the_ladder_has_ten_steps_and_the_next_one_is_above_the_highest_that_is_done() {
    let mut notebook = with(&[]);
    assert_eq!((LADDER.len(), lead_of(&mut notebook).next_step()), (10, Some(1)));
    for done in [1, 6] {
        deed(&mut notebook, 1, Deed::Stands(done, true), at(done.into()));
    }
    assert_eq!(lead_of(&mut notebook).next_step(), Some(7));
    deed(&mut notebook, 1, Deed::Stands(6, false), at(7));
    assert_eq!(lead_of(&mut notebook).next_step(), Some(2));
    deed(&mut notebook, 1, Deed::Stands(10, true), at(8));
    assert_eq!(lead_of(&mut notebook).next_step(), None);
    for none in [0, 11] {
        let refusal = refused(&mut notebook, Command::Lead { lead: id(1), deed: Deed::Stands(none, true) });
        assert!(matches!(refusal, Refusal::WrongValue { .. }));
    }
}

#[test]
fn the_third_step_says_that_the_source_may_be_named_and_a_hidden_source_never_gets_there() {
    let mut open = with(&[("kind", "no_name")]);
    let edits = vec![Edit::clear("kind"), Edit::clear("name_use")];
    must(&mut open, Command::Edit { record: lead(1), edits }, at(1));
    deed(&mut open, 1, Deed::Stands(3, true), at(2));
    assert_eq!(lead_of(&mut open).name_use, Some(NameUse::Yes));
    deed(&mut open, 1, Deed::NameUse(Some(NameUse::No)), at(3));
    assert!(!lead_of(&mut open).stands_on(3), "taking the name back takes the step back");

    for hidden in [[("name_use", "no")], [("kind", "no_name")]] {
        let mut notebook = with(&hidden);
        let refusal = refused(&mut notebook, Command::Lead { lead: id(1), deed: Deed::Stands(3, true) });
        assert_eq!(refusal, Refusal::WrongValue { key: "ladder/3".into() });
        for done in [1, 2] {
            deed(&mut notebook, 1, Deed::Stands(done, true), at(1));
        }
        assert_eq!(lead_of(&mut notebook).next_step(), Some(4), "it is passed over");
    }
}

#[test]
fn every_state_has_its_date_and_going_back_takes_later_dates_away() {
    let mut notebook = with(&[]);
    deed(&mut notebook, 1, Deed::Moved(Progress::Proposal), at(10));
    let lead = lead_of(&mut notebook);
    assert_eq!((lead.contacted_at, lead.met_at, lead.proposal_at), (Some(at(10).0), None, Some(at(10).0)));
    deed(&mut notebook, 1, Deed::Moved(Progress::Won), at(20));
    let lead = lead_of(&mut notebook);
    assert_eq!((lead.proposal_at, lead.closed_at), (Some(at(10).0), Some(at(20).0)));
    deed(&mut notebook, 1, Deed::Moved(Progress::Met), at(30));
    let lead = lead_of(&mut notebook);
    assert_eq!(
        (lead.contacted_at, lead.met_at, lead.proposal_at, lead.closed_at),
        (Some(at(10).0), Some(at(30).0), None, None),
        "the first contact stays when it was"
    );
    deed(&mut notebook, 1, Deed::Moved(Progress::New), at(40));
    let lead = lead_of(&mut notebook);
    assert_eq!((lead.contacted_at, lead.met_at, lead.state()), (None, None, Progress::New));
}

#[test]
fn what_is_not_a_fit_need_not_have_been_contacted() {
    let mut notebook = with(&[]);
    deed(&mut notebook, 1, Deed::Moved(Progress::NotAFit), at(5));
    let lead = lead_of(&mut notebook);
    assert_eq!((lead.contacted_at, lead.closed_at, lead.is_closed()), (None, Some(at(5).0), true));
}

#[test]
fn a_step_of_the_life_cycle_is_one_change_and_one_undo() {
    let mut notebook = with(&[]);
    let before = lead_of(&mut notebook);
    let written = deed(&mut notebook, 1, Deed::Moved(Progress::Proposal), at(10));
    must(&mut notebook, Command::Undo { change: written.change }, at(11));
    let after = lead_of(&mut notebook);
    assert_eq!(Lead { edited_at: None, ..after }, Lead { edited_at: None, ..before });
}

#[test]
fn several_recipients_each_have_their_own_progress_and_dates() {
    let (ben, zoe) = (id(50), id(51));
    let names = [(format!("recipients/{ben}/name"), "Ben"), (format!("recipients/{zoe}/name"), "Zoë")];
    let fields: Vec<(&str, &str)> = names.iter().map(|(key, name)| (key.as_str(), *name)).collect();
    let mut notebook = with(&fields);
    deed(&mut notebook, 1, Deed::Passed(ben), at(1));
    deed(&mut notebook, 1, Deed::MovedFor(ben, Progress::Met), at(2));
    deed(&mut notebook, 1, Deed::ThankedBy(ben), at(3));
    let lead = lead_of(&mut notebook);
    let (ben, zoe) = (&lead.recipients[&ben], &lead.recipients[&zoe]);
    assert_eq!((ben.progress.clone(), ben.progress_at), (Some(Progress::Met), Some(at(2).0)));
    assert_eq!((ben.passed_at, ben.thanked_at), (Some(at(1).0), Some(at(3).0)));
    assert_eq!((zoe.progress.clone(), zoe.passed_at, zoe.thanked_at), (None, None, None));
    assert_eq!(lead.state(), Progress::New, "my own progress is another one");
    let nobody = Command::Lead { lead: id(1), deed: Deed::Passed(id(99)) };
    assert!(matches!(refused(&mut notebook, nobody), Refusal::NoSuchField { .. }));
}

#[test]
fn what_i_pass_on_is_given_by_me_or_went_through_me_when_somebody_told_me() {
    let ben = id(50);
    let name = format!("recipients/{ben}/name");
    for (source, way) in [(None, Direction::Given), (Some("Clara"), Direction::PassedThrough)] {
        let mut fields = vec![(name.as_str(), "Ben")];
        fields.extend(source.map(|source| ("source_name", source)));
        assert_eq!(lead_of(&mut with(&fields)).way(), way, "also while nobody noted it");
        fields.push(("direction", "for_me"));
        let mut notebook = with(&fields);
        assert_eq!(lead_of(&mut notebook).way(), Direction::ForMe);
        deed(&mut notebook, 1, Deed::Passed(ben), at(1));
        assert_eq!(lead_of(&mut notebook).way(), way);
    }
}

#[test]
fn a_deed_of_a_lead_that_is_not_there_is_refused() {
    let mut notebook = with(&[]);
    let command = Command::Lead { lead: id(77), deed: Deed::Agreed };
    assert_eq!(refused(&mut notebook, command), Refusal::NoSuchRecord);
    assert!(lead_view(&mut notebook, Ref::new(Kind::Lead, id(77)).id, at(0)).is_none());
}

#[test]
fn whichever_of_kind_and_name_use_is_edited_the_other_one_follows() {
    let set = |key: &str, value: &str| {
        if value.is_empty() { Edit::clear(key) } else { Edit::set(key, Value::str(value)) }
    };
    for (before, (key, value), kind, name_use) in [
        ([("", ""), ("", "")], ("kind", "use_my_name"), "use_my_name", "yes"),
        ([("", ""), ("", "")], ("kind", "no_name"), "no_name", "no"),
        ([("", ""), ("", "")], ("kind", "general"), "general", ""),
        ([("kind", "no_name"), ("name_use", "no")], ("kind", "use_my_name"), "use_my_name", "yes"),
        ([("kind", "use_my_name"), ("name_use", "yes")], ("kind", "no_name"), "no_name", "no"),
        ([("kind", "no_name"), ("name_use", "no")], ("kind", "general"), "general", "no"),
        ([("kind", "no_name"), ("name_use", "no")], ("kind", ""), "", "no"),
        ([("kind", "no_name"), ("name_use", "no")], ("name_use", "yes"), "use_my_name", "yes"),
        ([("kind", "use_my_name"), ("name_use", "yes")], ("name_use", "no"), "no_name", "no"),
        ([("kind", "use_my_name"), ("name_use", "yes")], ("name_use", "ask_first"), "", "ask_first"),
        ([("kind", "use_my_name"), ("name_use", "yes")], ("name_use", ""), "", ""),
        ([("kind", "general"), ("name_use", "no")], ("name_use", "yes"), "general", "yes"),
        ([("", ""), ("", "")], ("name_use", "no"), "", "no"),
    ] {
        let there: Vec<(&str, &str)> = before.into_iter().filter(|(key, _)| !key.is_empty()).collect();
        let mut notebook = with(&there);
        must(&mut notebook, Command::Edit { record: lead(1), edits: vec![set(key, value)] }, at(1));
        let after = lead_of(&mut notebook);
        let word =
            |kind: &Option<LeadKind>| kind.as_ref().map_or(String::new(), |kind| kind.word().to_owned());
        let named = after.name_use.as_ref().map_or(String::new(), |name_use| name_use.word().to_owned());
        assert_eq!(
            (word(&after.kind), named),
            (kind.to_owned(), name_use.to_owned()),
            "{before:?} {key} {value}"
        );
        // The drafts follow.
        assert_eq!(after.may_name_source(), name_use == "yes", "{before:?} {key} {value}");
    }
}

#[test]
fn a_new_lead_of_a_kind_has_the_name_use_of_that_kind() {
    for (kind, name_use) in
        [("use_my_name", Some(NameUse::Yes)), ("no_name", Some(NameUse::No)), ("general", None)]
    {
        let mut notebook = device(1);
        must(&mut notebook, add(lead(1), &[("need", "a site"), ("kind", kind)]), at(0));
        assert_eq!(lead_of(&mut notebook).name_use, name_use, "{kind}");
    }
}

#[test]
fn a_no_ends_that_a_call_is_expected_in_every_place() {
    let mut notebook = with(&[("consent", "yes"), ("level", "referral"), ("expects_by", "2026-11-22T18:00")]);
    must(&mut notebook, edit(lead(1), "expects_call", Value::Bool(true)), at(0));
    let places = |notebook: &mut Notebook| {
        let page = lead_page(notebook, 1, at(0));
        let row = leads(notebook, &notebook::query::LeadFilter::default(), at(0)).list.rows.remove(0);
        [
            today(notebook, at(0)).due.iter().any(|due| due.why.text().contains("call is expected")),
            page.sheet.iter().any(|(label, _)| label.text() == "A call"),
            page.lead.awaits_call(),
            row.expects_call,
            row.due.is_some(),
        ]
    };
    assert_eq!(places(&mut notebook), [true; 5]);
    must(&mut notebook, edit(lead(1), "consent", Value::str("no")), at(1));
    assert_eq!(places(&mut notebook), [false; 5]);
}
