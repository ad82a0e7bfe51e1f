//! The stage of a relationship is proposed from evidence and can be overruled; the trust gate (domain §1).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::{Command, Edit},
    query::{Gate, StageView},
    record::{Kind, Ref, Stage},
};

fn ana() -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana")]), at(0));
    notebook
}

fn promise(notebook: &mut Notebook, n: u64, state: &str, by: &str) {
    let to = id(1).to_string();
    let edits = [("person", to.as_str()), ("words", "call"), ("state", state), ("by", by)];
    must(notebook, add(Ref::new(Kind::Promise, id(n)), &edits), at(0));
}

/// A referral from Ana to me, or from me to Ana.
fn referral(notebook: &mut Notebook, n: u64, from: bool, consent: &str) {
    let of = id(1).to_string();
    let mut edits = vec![
        Edit::set("need", Value::str("a site")),
        Edit::set("consent", Value::str(consent)),
        Edit::set("level", Value::str("referral")),
    ];
    edits.push(match from {
        true => Edit::set("source", Value::str(of)),
        false => Edit::set(format!("recipients/{}/person", id(77)), Value::str(of)),
    });
    if !from {
        let passed = Value::Str(notebook::time::instant_text(&at(0).0));
        edits.push(Edit::set(format!("recipients/{}/passed_at", id(77)), passed));
    }
    must(notebook, Command::Add { record: lead(n), edits }, at(0));
}

fn stage(notebook: &mut Notebook) -> StageView {
    insight_view(notebook, id(1), at(60)).unwrap().stage
}

#[test]
fn everybody_begins_at_visibility_and_is_told_what_is_missing() {
    let stage = stage(&mut ana());
    assert_eq!(stage.proposed, Stage::Visibility);
    assert_eq!(stage.evidence, []);
    assert_eq!(texts(&stage.missing), ["a promise kept", "a one-to-one"]);
}

#[test]
fn kept_promises_and_a_one_to_one_make_credibility() {
    let mut notebook = ana();
    promise(&mut notebook, 2, "kept", "me");
    assert_eq!(stage(&mut notebook).proposed, Stage::Visibility);
    must(&mut notebook, touch(3, person(1), "one_to_one", at(0)), at(0));
    let proposed = stage(&mut notebook);
    assert_eq!(proposed.proposed, Stage::Credibility);
    assert_eq!(texts(&proposed.evidence), ["one promise kept", "one one-to-one"]);
    assert_eq!(texts(&proposed.missing), ["a referral to them", "a referral from them"]);
    promise(&mut notebook, 4, "broken", "me");
    let proposed = stage(&mut notebook);
    assert_eq!(
        (proposed.proposed, &*proposed.missing[0].text()),
        (Stage::Visibility, "more promises kept than broken")
    );
}

#[test]
fn what_they_promised_says_nothing_about_my_word() {
    let mut notebook = ana();
    must(&mut notebook, touch(3, person(1), "one_to_one", at(0)), at(0));
    promise(&mut notebook, 2, "kept", "them");
    assert_eq!(stage(&mut notebook).proposed, Stage::Visibility);
}

#[test]
fn referrals_both_ways_make_profitability() {
    let mut notebook = ana();
    promise(&mut notebook, 2, "kept", "me");
    must(&mut notebook, touch(3, person(1), "one_to_one", at(0)), at(0));
    referral(&mut notebook, 4, true, "yes");
    assert_eq!(stage(&mut notebook).proposed, Stage::Credibility, "one way only");
    referral(&mut notebook, 5, false, "no");
    assert_eq!(stage(&mut notebook).proposed, Stage::Credibility, "without consent it is a lead");
    referral(&mut notebook, 6, false, "yes");
    let proposed = stage(&mut notebook);
    assert_eq!(proposed.proposed, Stage::Profitability);
    assert_eq!(texts(&proposed.evidence[2..]), ["one referral from them", "one referral to them"]);
}

#[test]
fn steps_cannot_be_skipped() {
    let mut notebook = ana();
    referral(&mut notebook, 4, true, "yes");
    referral(&mut notebook, 6, false, "yes");
    assert_eq!(stage(&mut notebook).proposed, Stage::Visibility);
}

#[test]
fn a_client_who_never_refers_stays_at_credibility() {
    let mut notebook = ana();
    let of = id(1).to_string();
    for n in 2..9 {
        must(
            &mut notebook,
            add(lead(n), &[("prospect", &of), ("progress", "won"), ("direction", "for_me")]),
            at(0),
        );
    }
    assert_eq!(stage(&mut notebook).proposed, Stage::Credibility);
}

#[test]
fn somebody_elses_deal_or_referral_says_nothing_about_them() {
    let mut notebook = ana();
    must(&mut notebook, add(person(2), &[("name", "Ben")]), at(0));
    let [ana, ben] = [1, 2].map(|n| id(n).to_string());
    let mut put = |n: u64, edits: &[(&str, &str)]| must(&mut notebook, add(lead(n), edits), at(0));
    // Ben bought; Ana had told me.
    put(3, &[("source", &ana), ("prospect", &ben), ("progress", "won"), ("direction", "for_me")]);
    // Ana bought, but from somebody else.
    put(4, &[("prospect", &ana), ("progress", "won"), ("direction", "given")]);
    // Ben referred Ana.
    let of_ana =
        [("prospect", ana.as_str()), ("consent", "yes"), ("level", "referral"), ("direction", "for_me")];
    put(5, &[&of_ana[..], &[("source", &ben)]].concat());
    // A referral that went to Ben, and one that Ana was only thought of for.
    let recipient = |part: &str| format!("recipients/{}/{part}", id(77));
    let (whom, passed) = (recipient("person"), recipient("passed_at"));
    let when = notebook::time::instant_text(&at(0).0);
    let referral = [("need", "a site"), ("consent", "yes"), ("level", "referral")];
    put(6, &[&referral[..], &[(&whom, &ben), (&passed, &when), ("prospect", &ana)]].concat());
    put(7, &[&referral[..], &[(&whom, &ana)]].concat());
    let view = stage(&mut notebook);
    assert_eq!((view.proposed, view.evidence), (Stage::Visibility, vec![]));

    must(
        &mut notebook,
        add(lead(8), &[("prospect", &ana), ("progress", "won"), ("direction", "for_me")]),
        at(0),
    );
    let view = stage(&mut notebook);
    assert_eq!(
        (view.proposed, texts(&view.evidence)),
        (Stage::Credibility, vec!["one deal done with them".to_owned()])
    );
}

#[test]
fn the_persons_own_judgement_is_kept_beside_the_proposal() {
    let mut notebook = ana();
    must(&mut notebook, edit(person(1), "stage", Value::str("profitability")), at(0));
    assert_eq!(stage(&mut notebook).proposed, Stage::Visibility);
    assert_eq!(page(&mut notebook, person(1)).person.stage, Some(Stage::Profitability));
}

#[test]
fn the_gate_is_open_for_whom_i_know_like_and_trust_with_evidence() {
    let mut notebook = ana();
    let gate = |notebook: &mut Notebook| insight_view(notebook, id(1), at(60)).unwrap().gate;
    assert_eq!(gate(&mut notebook), [Gate::Know, Gate::Like, Gate::Trust, Gate::Evidence]);
    must(&mut notebook, edit(person(1), "know", Value::Bool(true)), at(0));
    must(&mut notebook, edit(person(1), "like", Value::Bool(false)), at(0));
    must(&mut notebook, edit(person(1), "trust", Value::Bool(true)), at(0));
    assert_eq!(gate(&mut notebook), [Gate::Like, Gate::Evidence]);
    must(&mut notebook, edit(person(1), "like", Value::Bool(true)), at(0));
    must(
        &mut notebook,
        edit(person(1), &format!("evidence/{}/words", id(8)), Value::str("Did our office.")),
        at(0),
    );
    assert_eq!(gate(&mut notebook), []);
}
