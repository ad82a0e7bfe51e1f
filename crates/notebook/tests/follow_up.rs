//! 24/7/30 after meeting somebody new (domain §3).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now,
    command::Command,
    query::{Rule, Signal},
    time::date_text,
};

const DAY: i64 = 24 * 60;

/// Ana, met on the first day at noon.
fn met() -> Notebook {
    let mut notebook = device(1);
    let edits = [("name", "Ana Ruiz"), ("met_at", "harbour mixer"), ("met_on", &date_text(at(0).today()))];
    must(&mut notebook, add(person(1), &edits), at(0));
    must(&mut notebook, touch(2, person(1), "met", at(0)), at(0));
    notebook
}

fn rules(notebook: &mut Notebook, day: i64) -> Vec<Rule> {
    due(notebook, at(day * DAY)).into_iter().map(|(rule, _)| rule).collect()
}

fn soon(notebook: &mut Notebook, day: i64) -> Vec<Rule> {
    today(notebook, at(day * DAY)).soon.into_iter().map(|due| due.rule).collect()
}

fn about(step: &str) -> String {
    format!("people/{}/met/{step}", id(1))
}

#[test]
fn within_24_hours_a_note_within_7_days_connect_within_30_days_ask_for_a_one_to_one() {
    let mut notebook = met();
    assert_eq!(rules(&mut notebook, 0), []);
    assert_eq!(soon(&mut notebook, 0), [Rule::Note]);
    for (day, rule) in
        [(1, Rule::Note), (2, Rule::Note), (6, Rule::Note), (7, Rule::Connect), (29, Rule::Connect)]
    {
        assert_eq!(rules(&mut notebook, day), [rule], "day {day}");
    }
    assert_eq!(rules(&mut notebook, 30), [Rule::OneToOne]);
    assert_eq!(rules(&mut notebook, 60), [], "then it is let go");
}

#[test]
fn each_step_says_when_and_where_we_met_and_none_of_them_sells() {
    let mut notebook = met();
    for (day, why) in [
        (1, "You met yesterday, harbour mixer. A short personal note, nothing to sell."),
        (7, "You met 7 days ago, harbour mixer. Connect where they like to be connected; nothing to sell."),
        (
            30,
            "You met 30 days ago, harbour mixer. Ask for a one-to-one, to hear about them; nothing to sell.",
        ),
    ] {
        let due = only(&mut notebook, at(day * DAY));
        assert_eq!((due.title.as_str(), &*due.why.text(), due.signal), ("Ana Ruiz", why, Signal::Plain));
    }
}

#[test]
fn connecting_is_asked_for_where_they_like_it() {
    let mut notebook = met();
    must(&mut notebook, edit(person(1), "channel", notebook::Value::str("messenger")), at(1));
    must(&mut notebook, edit(person(1), "messenger", notebook::Value::str("Signal")), at(1));
    assert!(
        only(&mut notebook, at(7 * DAY))
            .why
            .text()
            .contains("Connect where they like to be connected: on Signal;")
    );
}

#[test]
fn a_step_is_done_when_a_touch_says_so() {
    for (kind, note, connect, ask) in [
        ("note", false, true, true),
        ("message", false, true, true),
        ("gift", false, true, true),
        ("connected", false, false, true),
        ("one_to_one", false, false, false),
        ("met", true, true, true),
    ] {
        let mut notebook = met();
        must(&mut notebook, touch(3, person(1), kind, at(60)), at(60));
        let left = [rules(&mut notebook, 1), rules(&mut notebook, 7), rules(&mut notebook, 30)];
        let expected = [(note, Rule::Note), (connect, Rule::Connect), (ask, Rule::OneToOne)]
            .map(|(is_left, rule)| if is_left { vec![rule] } else { Vec::new() });
        assert_eq!(left, expected, "{kind}");
    }
}

#[test]
fn what_they_wrote_is_not_the_note_that_i_owe() {
    let mut notebook = met();
    let theirs = touch(3, person(1), "message", at(60));
    must(&mut notebook, theirs, at(60));
    let by = edit(
        notebook::record::Ref::new(notebook::record::Kind::Touch, id(3)),
        "by",
        notebook::Value::str("them"),
    );
    must(&mut notebook, by, at(61));
    assert_eq!(rules(&mut notebook, 1), [Rule::Note]);
}

#[test]
fn a_touch_from_before_we_met_says_nothing() {
    let mut notebook = met();
    must(&mut notebook, touch(3, person(1), "one_to_one", at(-3 * DAY)), at(60));
    assert_eq!(rules(&mut notebook, 1), [Rule::Note]);
}

#[test]
fn each_step_can_be_done_or_skipped_for_itself() {
    for kind in ["done", "skipped"] {
        let mut notebook = met();
        must(&mut notebook, decide(5, &about("24h"), kind, None, at(DAY)), at(DAY));
        assert_eq!(rules(&mut notebook, 1), []);
        assert_eq!(rules(&mut notebook, 7), [Rule::Connect]);
        must(&mut notebook, decide(6, &about("7d"), kind, None, at(7 * DAY)), at(7 * DAY));
        assert_eq!(rules(&mut notebook, 8), []);
        assert_eq!(rules(&mut notebook, 30), [Rule::OneToOne]);
    }
}

#[test]
fn a_snoozed_step_comes_back_on_its_day_and_is_shown_among_the_week() {
    let mut notebook = met();
    must(&mut notebook, decide(5, &about("24h"), "snoozed", Some(at(4 * DAY)), at(DAY)), at(DAY));
    assert_eq!(rules(&mut notebook, 1), []);
    assert_eq!(rules(&mut notebook, 3), []);
    assert_eq!(soon(&mut notebook, 3), [Rule::Note]);
    assert_eq!(rules(&mut notebook, 4), [Rule::Note]);
}

#[test]
fn the_meeting_may_be_known_from_a_touch_alone() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Teo")]), at(0));
    assert_eq!(rules(&mut notebook, 1), [], "only heard of");
    must(&mut notebook, touch(2, person(1), "met", at(0)), at(0));
    assert_eq!(rules(&mut notebook, 1), [Rule::Note]);
}

#[test]
fn somebody_whom_i_only_heard_of_from_another_was_not_met() {
    for (text, is_met) in [
        ("Bo Lindqvist, architect, looking for a web designer <Clara", false),
        ("Joan Patel wants twelve copiers no name", false),
        ("Mina Sol, glazier", true),
    ] {
        let mut notebook = device(1);
        must(&mut notebook, jot(1, text, at(0)), at(0));
        let into = notebook::command::Sorting { person: new(2, "Somebody"), ..Default::default() };
        must(&mut notebook, sort(1, into), at(0));
        assert_eq!(page(&mut notebook, person(2)).person.met_on.is_some(), is_met, "{text}");
    }
}

#[test]
fn the_days_are_the_days_of_the_place_where_we_met_and_where_i_am() {
    // Met on a Sunday at noon in Berlin; a person at UTC+14 has Monday at half past ten in the evening there.
    let mut notebook = met();
    let there = |minutes: i64, offset: i32| Now::from_millis(at(minutes).millis(), offset).unwrap();
    assert_eq!(due(&mut notebook, there(0, 840)).len(), 1, "it is Monday there");
    assert_eq!(due(&mut notebook, there(DAY - 60, -720)).len(), 0, "and still Sunday there");
}

#[test]
fn an_hour_more_or_less_in_the_night_moves_no_day() {
    // The clocks went back in the night after: the same wall time is another offset.
    let mut notebook = met();
    for offset in [0, 60, 120] {
        let morning = Now::from_millis(at(DAY).millis() - 4 * 3_600_000, offset).unwrap();
        assert_eq!(due(&mut notebook, morning).len(), 1, "{offset}");
    }
}

#[test]
fn under_a_wrong_clock_nothing_is_invented() {
    let mut notebook = met();
    assert_eq!(rules(&mut notebook, -400), [], "the meeting is still to come");
    assert_eq!(rules(&mut notebook, 400), [], "long over");
    // A note that was logged by a device 400 days ahead is no note of this month.
    must(&mut notebook, touch(3, person(1), "note", at(400 * DAY)), at(400 * DAY));
    assert_eq!(rules(&mut notebook, 1), [Rule::Note]);
    // A snooze from there does not hide the step for a year.
    must(&mut notebook, decide(5, &about("24h"), "snoozed", Some(at(401 * DAY)), at(400 * DAY)), at(1));
    assert_eq!(rules(&mut notebook, 1), [Rule::Note]);
}

#[test]
fn somebody_in_the_bin_wants_nothing() {
    let mut notebook = met();
    must(&mut notebook, Command::Remove { record: person(1) }, at(10));
    assert_eq!(rules(&mut notebook, 1), []);
}

#[test]
fn a_step_that_was_put_off_comes_back_however_long_ago_the_meeting_was() {
    for (step, rule, days) in [
        ("30d", Rule::OneToOne, 29),
        ("30d", Rule::OneToOne, 31),
        ("30d", Rule::OneToOne, 45),
        ("30d", Rule::OneToOne, 58),
        ("30d", Rule::OneToOne, 59),
    ] {
        let mut notebook = device(1);
        let met = date_text(at(0).today());
        must(&mut notebook, add(person(2), &[("name", "Ana Ruiz"), ("met_on", &met)]), at(0));
        let (then, back) = (at(0).plus_days(days), at(0).plus_days(days + 30));
        let about = format!("people/{}/met/{step}", id(2));
        must(&mut notebook, decide(9, &about, "snoozed", Some(back), then), then);
        let found = |notebook: &mut Notebook, now: Now| -> Vec<Rule> {
            today(notebook, now).due.into_iter().map(|due| due.rule).collect()
        };
        assert_eq!(found(&mut notebook, then.plus_days(29)), [], "it rests, from day {days}");
        assert_eq!(found(&mut notebook, back), [rule], "it is back, from day {days}");
        assert_eq!(found(&mut notebook, back.plus_days(6)), [rule], "for a week, from day {days}");
        assert_eq!(found(&mut notebook, back.plus_days(7)), [], "and no longer, from day {days}");
    }
}
