//! The story of a deal, tiers, and the board.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Value,
    command::Command,
    practice::leads::Deed,
    query::LeadFilter,
    record::{Direction, Progress},
    time::instant_text,
};

/// Sally (10) introduced Jim (11), who introduced Sue (12). Sue told me of lead 1; lead 2 came out of it.
fn story() -> Notebook {
    let mut notebook = device(1);
    let (sally, jim, sue) = (id(10).to_string(), id(11).to_string(), id(12).to_string());
    must(&mut notebook, add(person(10), &[("name", "Sally"), ("met_at", "chamber breakfast")]), at(0));
    must(&mut notebook, add(person(11), &[("name", "Jim"), ("introduced_by", &sally)]), at(0));
    must(&mut notebook, add(person(12), &[("name", "Sue"), ("introduced_by", &jim)]), at(0));
    must(
        &mut notebook,
        add(lead(1), &[("need", "copiers"), ("prospect_name", "Joan"), ("source", &sue)]),
        at(0),
    );
    let first = id(1).to_string();
    let spin_off =
        [("need", "a site"), ("prospect_name", "Bo"), ("source_name", "Joan"), ("came_from", &first)];
    must(&mut notebook, add(lead(2), &spin_off), at(1));
    notebook
}

fn told(notebook: &mut Notebook, n: u64) -> Vec<String> {
    lead_page(notebook, n, at(9)).story.into_iter().map(|link| link.words.text()).collect()
}

#[test]
fn the_story_of_a_deal_is_read_backwards_to_the_relationship_that_started_it() {
    let mut notebook = story();
    assert_eq!(
        told(&mut notebook, 2),
        [
            "This lead: a site, for Bo.",
            "Joan told me.",
            "It came out of: copiers, for Joan.",
            "Sue told me.",
            "Jim introduced Sue.",
            "Sally introduced Jim.",
            "I met Sally: chamber breakfast.",
        ]
    );
    let view = lead_page(&mut notebook, 2, at(9));
    let opens: Vec<_> = view.story.iter().map(|link| link.opens).collect();
    assert_eq!(opens[2..6], [Some(lead(1)), Some(person(12)), Some(person(11)), Some(person(10))]);
}

#[test]
fn what_came_out_of_a_lead_is_listed_on_it_and_is_tier_three_or_more() {
    let mut notebook = story();
    let first = lead_page(&mut notebook, 1, at(9));
    assert_eq!(first.spin_offs.iter().map(|row| row.id).collect::<Vec<_>>(), [id(2)]);
    assert_eq!((first.tier, lead_page(&mut notebook, 2, at(9)).tier), (None, Some(3)));
    must(&mut notebook, add(lead(3), &[("need", "a logo"), ("came_from", &id(2).to_string())]), at(2));
    assert_eq!(lead_page(&mut notebook, 3, at(9)).tier, Some(4), "one more step from the first");
    must(&mut notebook, edit(lead(1), "tier", Value::Int(1)), at(3));
    assert_eq!(lead_page(&mut notebook, 1, at(9)).tier, Some(1));
    must(&mut notebook, Command::Remove { record: lead(3) }, at(4));
    assert!(lead_page(&mut notebook, 2, at(9)).spin_offs.is_empty(), "the bin is not listed");
}

#[test]
fn a_chain_that_two_devices_closed_to_a_circle_ends() {
    let mut notebook = story();
    must(&mut notebook, edit(lead(1), "came_from", Value::str(id(2).to_string())), at(2));
    must(&mut notebook, edit(person(10), "introduced_by", Value::str(id(12).to_string())), at(2));
    assert_eq!(told(&mut notebook, 2).len(), 7);
    must(&mut notebook, edit(lead(1), "came_from", Value::str(id(1).to_string())), at(3));
    assert!(told(&mut notebook, 1).len() < 9);
}

fn add_at(notebook: &mut Notebook, n: u64, minutes: i64, fields: &[(&str, &str)]) {
    let received = instant_text(&at(minutes).0);
    let mut all = vec![("need", "a site"), ("received_at", received.as_str())];
    all.extend(fields);
    must(notebook, add(lead(n), &all), at(minutes));
}

fn columns(notebook: &mut Notebook, filter: &LeadFilter) -> Vec<(String, usize, Vec<notebook::Id>)> {
    let all = board(notebook, filter, 2, at(0)).into_iter();
    all.map(|column| {
        let rows = column.rows.iter().map(|row| row.id).collect();
        (column.progress.word().to_owned(), column.total, rows)
    })
    .collect()
}

#[test]
fn the_board_has_every_state_with_the_most_urgent_first_and_says_how_many_there_are() {
    let mut notebook = device(1);
    let referral = [("level", "referral"), ("consent", "yes")];
    add_at(&mut notebook, 1, -5000, &[]);
    add_at(&mut notebook, 2, -9000, &referral);
    add_at(&mut notebook, 3, -100, &[]);
    add_at(&mut notebook, 4, -3, &[("progress", "a_later_word")]);
    deed(&mut notebook, 1, Deed::Moved(Progress::Won), at(0));
    add_at(&mut notebook, 5, -200, &[("due", "2026-11-20")]);
    let all = columns(&mut notebook, &LeadFilter::default());
    let words: Vec<&str> = all.iter().map(|column| column.0.as_str()).collect();
    assert_eq!(words, ["new", "contacted", "met", "proposal", "won", "lost", "not_a_fit", "a_later_word"]);
    assert_eq!(
        all[0],
        ("new".into(), 3, vec![id(2), id(5)]),
        "late contact, then what is due, then the rest"
    );
    assert_eq!((all[4].1, all[7].1, all[1].1), (1, 1, 0));
    must(&mut notebook, Command::Remove { record: lead(2) }, at(1));
    assert_eq!(columns(&mut notebook, &LeadFilter::default())[0].1, 2);
}

#[test]
fn leads_are_filtered_by_the_way_they_went() {
    let mut notebook = device(1);
    add_at(&mut notebook, 1, 0, &[]);
    add_at(&mut notebook, 2, 0, &[("direction", "for_me")]);
    add_at(&mut notebook, 3, 0, &[("direction", "given")]);
    add_at(&mut notebook, 4, 0, &[("direction", "passed_through")]);
    for (direction, found) in
        [(Direction::ForMe, vec![1, 2]), (Direction::Given, vec![3]), (Direction::PassedThrough, vec![4])]
    {
        let filter = LeadFilter { direction: Some(direction), ..LeadFilter::default() };
        let mut listed: Vec<_> =
            leads(&mut notebook, &filter, at(0)).list.rows.iter().map(|row| row.id).collect();
        let mut wanted: Vec<_> = found.into_iter().map(id).collect();
        listed.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(listed, wanted);
        assert_eq!(columns(&mut notebook, &filter)[0].1, wanted.len());
    }
}
