//! What went each way between me and somebody, over long periods (domain §2): referrals are no debt account.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now, Value,
    command::{Command, Edit},
    practice::leads::Deed,
    query::{Flow, Ledger, Part, Query, View, Ways},
    record::{Money, Progress},
    time::instant_text,
};

/// Clara (3), with whom I exchange referrals.
fn clara() -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Ana Ruiz")]), at(0));
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    notebook
}

/// So many days ago.
fn ago(days: i64) -> Now {
    at(-days * 24 * 60)
}

fn lead_with(notebook: &mut Notebook, n: u64, days: i64, is_referral: bool, more: &[(&str, &str)]) {
    let received = instant_text(&ago(days).0);
    let mut fields = vec![("need", "a roof"), ("received_at", received.as_str())];
    if is_referral {
        fields.extend([("consent", "yes"), ("level", "referral")]);
    }
    fields.extend(more);
    must(notebook, add(lead(n), &fields), ago(days));
}

/// Clara told me of it.
fn from(notebook: &mut Notebook, n: u64, days: i64, is_referral: bool, more: &[(&str, &str)]) {
    let source = id(3).to_string();
    let more: Vec<_> = [("source", source.as_str())].into_iter().chain(more.iter().copied()).collect();
    lead_with(notebook, n, days, is_referral, &more);
}

/// It is for Clara, and went to her.
fn to(notebook: &mut Notebook, n: u64, days: i64, is_referral: bool, more: &[(&str, &str)]) {
    let (key, who) = (format!("recipients/{}/person", id(90)), id(3).to_string());
    let more: Vec<_> = [(key.as_str(), who.as_str())].into_iter().chain(more.iter().copied()).collect();
    lead_with(notebook, n, days, is_referral, &more);
    deed(notebook, n, Deed::Passed(id(90)), ago(days));
}

fn ledger(notebook: &mut Notebook) -> Ledger {
    insight_view(notebook, id(3), at(0)).unwrap().ledger
}

fn discreet(notebook: &mut Notebook) -> Ledger {
    match notebook.query(&Query::Discreet(Box::new(Query::Insight(id(3)))), at(0)) {
        View::Insight(Some(insight)) => insight.ledger,
        other => panic!("{other:?}"),
    }
}

fn flow(referrals: usize, leads: usize, won: usize, closed: &[&str]) -> Flow {
    let closed: Vec<Money> = closed.iter().map(|money| money.parse().unwrap()).collect();
    Flow { referrals, leads, won, closed, ..Flow::default() }
}

#[test]
fn what_went_each_way_is_counted_this_year_and_in_all_leads_and_referrals_apart() {
    let mut notebook = clara();
    from(&mut notebook, 10, 5, true, &[("progress", "won"), ("value_closed", "2500.00 EUR")]);
    from(&mut notebook, 11, 9, false, &[]);
    from(&mut notebook, 12, 400, true, &[("progress", "won"), ("value_closed", "100.00 EUR")]);
    from(&mut notebook, 13, 410, true, &[("progress", "won"), ("value_closed", "9000 JPY")]);
    to(&mut notebook, 14, 3, true, &[]);
    to(&mut notebook, 15, 800, false, &[]);
    let all = ledger(&mut notebook);
    let this_year = Ways { from: flow(1, 1, 1, &["2500.00 EUR"]), to: flow(1, 0, 0, &[]) };
    let last_year = Ways { from: flow(2, 0, 2, &["100.00 EUR", "9000 JPY"]), to: Flow::default() };
    let before = Ways { from: Flow::default(), to: flow(0, 1, 0, &[]) };
    let closed = |flow: &Flow| flow.closed.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(all.years.iter().map(|(year, _)| *year).collect::<Vec<_>>(), [2026, 2025, 2024]);
    assert_eq!(all.years[0].1, this_year);
    assert_eq!(all.years[1].1, last_year);
    assert_eq!(all.years[2].1, before);
    assert_eq!((all.all.from.referrals, all.all.from.leads, all.all.from.won), (3, 1, 3));
    assert!(closed(&all.all.from).contains(&"2600.00 EUR".to_owned()), "each currency by itself");
    assert_eq!(all.all.to, flow(1, 1, 0, &[]));
}

#[test]
fn spin_offs_new_customers_and_what_is_still_expected_stand_beside_it() {
    let mut notebook = clara();
    let of_10 = id(10).to_string();
    let won = [("progress", "won"), ("value_expected", "900.00 EUR"), ("value_closed", "800.00 EUR")];
    from(&mut notebook, 10, 9, true, &won);
    must(&mut notebook, edit(lead(10), "new_customer", Value::Bool(true)), at(0));
    from(&mut notebook, 11, 8, true, &[("came_from", &of_10), ("value_expected", "300.00 EUR")]);
    from(&mut notebook, 12, 7, true, &[("value_expected", "50.00 EUR"), ("progress", "lost")]);
    from(&mut notebook, 13, 6, true, &[("value_expected", "20.00 EUR")]);
    // Still open: whether it is a new customer, the deal will show.
    must(&mut notebook, edit(lead(13), "new_customer", Value::Bool(true)), at(0));
    to(&mut notebook, 14, 5, true, &[("value_expected", "70.00 EUR")]);
    must(&mut notebook, edit(lead(14), "tier", Value::Int(4)), at(0));
    let all = ledger(&mut notebook).all;
    let money = |money: &str| vec![money.parse::<Money>().unwrap()];
    assert_eq!((all.from.spin_offs, all.from.new_customers), (1, 1));
    assert_eq!((all.from.closed, all.from.expected), (money("800.00 EUR"), money("320.00 EUR")));
    assert_eq!((all.to.spin_offs, all.to.new_customers), (1, 0));
    assert_eq!((all.to.closed, all.to.expected), (vec![], money("70.00 EUR")));
}

#[test]
fn with_whom_nothing_was_exchanged_there_is_nothing_to_show_and_nothing_owed() {
    let mut notebook = clara();
    assert_eq!(ledger(&mut notebook), Ledger::default());
    // A need of theirs is no referral, and what is only meant for them did not go to them.
    let (her, key) = (id(3).to_string(), format!("recipients/{}/person", id(90)));
    lead_with(&mut notebook, 10, 3, true, &[("prospect", &her)]);
    lead_with(&mut notebook, 11, 3, true, &[(&key, &her)]);
    assert_eq!(ledger(&mut notebook), Ledger::default());
    from(&mut notebook, 12, 700, true, &[]);
    let years: Vec<i32> = ledger(&mut notebook).years.iter().map(|(year, _)| *year).collect();
    assert_eq!(years, [2026, 2024], "this year stands there, empty");
    must(&mut notebook, Command::Remove { record: lead(12) }, at(0));
    assert_eq!(ledger(&mut notebook), Ledger::default());
}

#[test]
fn what_i_passed_on_for_somebody_counts_for_both_of_them() {
    let mut notebook = clara();
    let (ana, part) = (id(2).to_string(), |part: &str| format!("recipients/{}/{part}", id(90)));
    to(&mut notebook, 10, 3, true, &[("source", &ana)]);
    let edits = vec![
        Edit::set(part("progress"), Value::str("won")),
        Edit::set(part("closed"), Value::str("800.00 EUR")),
    ];
    must(&mut notebook, Command::Edit { record: lead(10), edits }, at(0));
    assert_eq!(ledger(&mut notebook).all, Ways { from: Flow::default(), to: flow(1, 0, 1, &["800.00 EUR"]) });
    let of_ana = insight_view(&mut notebook, id(2), at(0)).unwrap().ledger.all;
    assert_eq!(of_ana, Ways { from: flow(1, 0, 1, &["800.00 EUR"]), to: Flow::default() });
    assert_eq!(
        lead_page(&mut notebook, 10, at(0)).lead.state(),
        Progress::New,
        "of the lead itself nothing was said"
    );
}

#[test]
fn what_a_wrong_clock_dated_has_not_gone_any_way_yet() {
    let mut notebook = clara();
    from(&mut notebook, 10, -400, true, &[]);
    assert_eq!(ledger(&mut notebook), Ledger::default());
    from(&mut notebook, 11, 5, true, &[]);
    let all = ledger(&mut notebook);
    assert_eq!((all.all.from.referrals, all.years.len()), (1, 1));
}

#[test]
fn a_discreet_screen_does_not_count_what_was_told_in_confidence() {
    let mut notebook = clara();
    from(
        &mut notebook,
        10,
        5,
        true,
        &[("name_use", "no"), ("progress", "won"), ("value_closed", "70.00 EUR")],
    );
    from(&mut notebook, 11, 500, true, &[("name_use", "ask_first")]);
    assert_eq!(discreet(&mut notebook), Ledger::default());
    assert_eq!(ledger(&mut notebook).all.from.referrals, 2, "I know it myself");
    from(&mut notebook, 12, 5, true, &[("name_use", "yes")]);
    to(&mut notebook, 13, 5, false, &[]);
    let all = discreet(&mut notebook);
    assert_eq!(all.all, Ways { from: flow(1, 0, 0, &[]), to: flow(0, 1, 0, &[]) });
    assert_eq!(all.years, [(2026, all.all.clone())]);
}

#[test]
fn each_lead_on_a_persons_page_says_their_part_in_it() {
    let mut notebook = clara();
    let her = id(3).to_string();
    lead_with(&mut notebook, 10, 1, false, &[("prospect", &her)]);
    from(&mut notebook, 11, 2, false, &[]);
    to(&mut notebook, 12, 3, false, &[]);
    from(&mut notebook, 13, 4, false, &[("prospect", &her)]);
    let parts: Vec<_> =
        page(&mut notebook, person(3)).leads.iter().map(|(part, row)| (*part, row.id)).collect();
    assert_eq!(
        parts,
        [(Part::Needs, id(10)), (Part::Told, id(11)), (Part::Gets, id(12)), (Part::Needs, id(13))]
    );
}

#[test]
fn the_same_money_is_counted_once_however_often_it_was_noted() {
    let mut notebook = clara();
    from(&mut notebook, 10, 5, true, &[]);
    let of = |part: &str| format!("recipients/{}/{part}", id(60));
    let clear = |notebook: &mut Notebook| {
        let edits = vec![Edit::clear("direction")];
        let _ = notebook.apply(&Command::Edit { record: lead(10), edits }, at(0));
    };
    clear(&mut notebook);
    let edits = vec![
        Edit::set(of("person"), Value::str(id(2).to_string())),
        Edit::set(of("progress"), Value::str("won")),
        Edit::set(of("closed"), Value::str("800.00 EUR")),
        Edit::set("progress", Value::str("won")),
        Edit::set("value_closed", Value::str("800.00 EUR")),
    ];
    must(&mut notebook, Command::Edit { record: lead(10), edits }, at(0));
    let all = ledger(&mut notebook).all.from;
    assert_eq!((all.won, all.closed), (1, vec!["800.00 EUR".parse::<Money>().unwrap()]));
}
