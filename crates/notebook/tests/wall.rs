//! A time that was planned is what the clock on the wall shows; a day is the reader's; and what a wrong clock
//! dated has not happened yet.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Civil, Notebook, Now, Value,
    command::{Command, Edit, Sorting},
    query::{Freshness, LeadFilter, LeadRow, PeopleFilter, PeopleOrder, Query, Rule, Signal, View},
    record::{Kind, Lead, Ref},
    time::{parse_date, parse_instant},
};

fn now(text: &str) -> Now {
    Now(parse_instant(text).unwrap())
}

fn civil(day: &str, minutes: u16) -> Civil {
    Civil::new(parse_date(day).unwrap(), Some(minutes))
}

/// A jot that was written then and there, sorted into person 2 and lead 1.
fn jotted(text: &str, then: Now) -> Notebook {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, text, then), then);
    let into =
        Sorting { person: new(2, "Ana Ruiz"), lead: Some((id(1), "a site".into())), ..Sorting::default() };
    must(&mut notebook, sort(1, into), then);
    notebook
}

fn row(notebook: &mut Notebook, now: Now) -> LeadRow {
    leads(notebook, &LeadFilter::default(), now).list.rows.remove(0)
}

/// The lead wherever it is shown: Today (now or soon), the list, the first contact on its page.
fn everywhere(notebook: &mut Notebook, now: Now) -> Vec<Civil> {
    let today = today(notebook, now);
    let due = today.due.iter().chain(&today.soon).find(|due| due.record == lead(1)).expect("it is in Today");
    let row = row(notebook, now);
    let page = lead_page(notebook, 1, now);
    let by = page.lead.expects_by.expect("an hour is stored").here(now);
    vec![
        Civil::new(due.on, due.at),
        row.due.expect("a day in the list"),
        row.contact_by.expect("first contact in the list"),
        page.contact.expect("first contact on the page").by,
        by,
    ]
}

/// A place where clocks are changed in the night before that Sunday: the offset on Saturday, the offset on Sunday.
const CHANGES: [(&str, &str, &str, &str); 10] = [
    ("Madrid, spring", "2027-03-28", "+01:00", "+02:00"),
    ("Madrid, autumn", "2027-10-31", "+02:00", "+01:00"),
    ("New York, spring", "2027-03-14", "-05:00", "-04:00"),
    ("New York, autumn", "2027-11-07", "-04:00", "-05:00"),
    ("Sydney, spring", "2027-10-03", "+10:00", "+11:00"),
    ("Sydney, autumn", "2027-04-04", "+11:00", "+10:00"),
    ("Lord Howe, spring", "2027-10-03", "+10:30", "+11:00"),
    ("Lord Howe, autumn", "2027-04-04", "+11:00", "+10:30"),
    ("London, spring", "2027-03-28", "+00:00", "+01:00"),
    ("London, autumn", "2027-10-31", "+01:00", "+00:00"),
];

#[test]
fn nine_on_sunday_is_nine_on_sunday_although_the_clocks_change_in_the_night_before() {
    for (place, sunday, before, after) in CHANGES {
        let saturday = notebook::time::add_days(parse_date(sunday).unwrap(), -1);
        let at = |day: &str, time: &str, offset: &str| now(&format!("{day}T{time}:00{offset}"));
        let then = at(&notebook::time::date_text(saturday), "12:00", before);
        let mut notebook = jotted("Ana needs a site, expects call !sun 9am", then);
        let nine = civil(sunday, 540);
        for when in [then, at(sunday, "08:00", after)] {
            assert_eq!(everywhere(&mut notebook, when), vec![nine; 5], "{place}, read {when:?}");
        }
        // Neither overdue too early nor too late.
        for (time, signal) in
            [("08:59", Signal::Promise), ("09:00", Signal::Promise), ("09:01", Signal::Overdue)]
        {
            let due = today(&mut notebook, at(sunday, time, after)).due.remove(0);
            assert_eq!((due.rule, due.signal), (Rule::Expectation, signal), "{place} {time}");
            let late = lead_page(&mut notebook, 1, at(sunday, time, after)).contact.unwrap().is_late;
            assert_eq!(late, signal == Signal::Overdue, "{place} {time}");
        }
    }
}

#[test]
fn what_an_earlier_version_stored_with_an_offset_is_shown_as_it_was_meant() {
    for (place, sunday, before, after) in CHANGES {
        let at = |time: &str, offset: &str| now(&format!("{sunday}T{time}:00{offset}"));
        let then = at("00:00", before);
        let mut notebook = jotted("Ana needs a site, expects call !sun 9am", then);
        let stored = Value::Str(format!("{sunday}T09:00:00.000{before}"));
        must(&mut notebook, edit(lead(1), "expects_by", stored.clone()), then);
        assert_eq!(everywhere(&mut notebook, at("08:00", after)), vec![civil(sunday, 540); 5], "{place}");
        let page = lead_page(&mut notebook, 1, then).lead;
        let kept = notebook::record::Record::pairs(&page).into_iter().find(|(key, _)| key == "expects_by");
        assert_eq!(kept.unwrap().1, stored, "it is kept as it is");
    }
}

#[test]
fn an_hour_for_a_follow_up_and_for_a_promise_is_shown_and_overdue_a_minute_later() {
    let mut notebook = device(1);
    must(&mut notebook, add(lead(1), &[("need", "a site"), ("due", "2026-11-22T17:00")]), at(0));
    let promised = Ref::new(Kind::Promise, id(2));
    must(&mut notebook, add(promised, &[("words", "send the number"), ("due", "2026-11-22T17:00")]), at(0));
    // 17:00 is five hours after noon.
    for (minutes, signals) in [
        (299, [Signal::Promise, Signal::Plain]),
        (300, [Signal::Promise, Signal::Plain]),
        (301, [Signal::Overdue, Signal::Overdue]),
    ] {
        let due = today(&mut notebook, at(minutes)).due;
        let found: Vec<_> = due.iter().map(|due| (due.rule, due.at, due.signal)).collect();
        let wanted = [(Rule::Promise, Some(1020), signals[0]), (Rule::Planned, Some(1020), signals[1])];
        assert_eq!(found, wanted, "{minutes}");
    }
    // A day is over when it has ended.
    must(&mut notebook, edit(lead(1), "due", Value::str("2026-11-22")), at(0));
    let due = today(&mut notebook, at(301)).due;
    assert_eq!((due[1].at, due[1].signal), (None, Signal::Plain));
    assert_eq!(row(&mut notebook, at(0)).due, Some(Civil::new(parse_date("2026-11-22").unwrap(), None)));
}

#[test]
fn a_moment_falls_on_one_day_everywhere_and_that_is_the_readers() {
    for (stored, reader, day, minutes) in [
        ("2026-12-01T20:00:00-08:00", "2026-11-30T11:00:00+01:00", "2026-12-02", 300),
        ("2026-12-01T20:00:00-03:00", "2026-11-30T11:00:00+01:00", "2026-12-02", 0),
        ("2026-12-02T05:00:00+09:00", "2026-11-30T11:00:00+01:00", "2026-12-01", 1260),
        ("2026-12-02T00:30:00+05:45", "2026-11-30T11:00:00+01:00", "2026-12-01", 1185),
        ("2026-12-02T07:00:00+13:00", "2026-11-30T11:00:00-10:00", "2026-12-01", 480),
        ("2026-12-01T23:30:00+00:00", "2026-11-30T11:00:00+05:30", "2026-12-02", 300),
        ("2026-12-01T16:00:00-10:00", "2026-11-30T11:00:00+14:00", "2026-12-02", 960),
        ("2026-12-01T22:00:00-05:00", "2026-11-30T11:00:00-08:00", "2026-12-01", 1140),
        ("2026-12-01T01:00:00+08:00", "2026-11-30T11:00:00-04:00", "2026-11-30", 780),
        ("2026-12-02T01:00:00+03:00", "2026-11-30T11:00:00+00:00", "2026-12-01", 1320),
    ] {
        let reader = now(reader);
        let mut notebook = jotted("Ana needs a site, expects call !5 dec 9am", reader);
        must(&mut notebook, edit(lead(1), "expects_by", Value::str(stored)), reader);
        // Without a receipt nothing else sets an hour.
        let edits = vec![Edit::clear("received_at")];
        must(&mut notebook, Command::Edit { record: lead(1), edits }, reader);
        assert_eq!(
            everywhere(&mut notebook, reader),
            vec![civil(day, minutes); 5],
            "{stored} read at {reader:?}"
        );
    }
}

#[test]
fn the_day_of_a_touch_is_the_readers_in_every_rule() {
    // Written on Monday evening in California: Tuesday morning in Madrid.
    let mut notebook = device(1);
    let madrid = now("2026-12-02T11:00:00+01:00");
    must(&mut notebook, add(person(2), &[("name", "Ana Ruiz"), ("met_on", "2026-12-01")]), madrid);
    let written = now("2026-11-30T20:00:00-08:00");
    must(&mut notebook, touch(3, person(2), "note", written), written);
    // A note on the day of the meeting is the note after it.
    let rules: Vec<Rule> = today(&mut notebook, madrid).due.iter().map(|due| due.rule).collect();
    assert_eq!(rules, []);
    assert_eq!(insight_view(&mut notebook, id(2), madrid).unwrap().ledger.years, []);
}

/// A year ahead of [`at`].
fn ahead() -> Now {
    at(0).plus_days(365)
}

fn people_by(notebook: &mut Notebook, order: PeopleOrder) -> Vec<String> {
    let filter = PeopleFilter { order, ..PeopleFilter::default() };
    match notebook.query(&Query::People(filter, ALL), at(0)) {
        View::People(view) => view.list.rows.into_iter().map(|row| row.name).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_touch_that_a_wrong_clock_dated_is_not_the_last_one() {
    let mut notebook = device(1);
    for (n, name) in [(2, "Ana Ruiz"), (3, "Ben Okoro"), (4, "Clara Voss")] {
        must(&mut notebook, add(person(n), &[("name", name)]), at(-100));
    }
    must(&mut notebook, touch(12, person(2), "call", ahead()), ahead());
    must(&mut notebook, touch(13, person(3), "call", at(-60)), at(-60));
    must(&mut notebook, touch(14, person(4), "call", at(-1440)), at(-1440));
    must(&mut notebook, touch(15, person(4), "note", ahead()), ahead());
    assert_eq!(people_by(&mut notebook, PeopleOrder::LastTouch), ["Ben Okoro", "Clara Voss", "Ana Ruiz"]);
    assert_eq!(people_by(&mut notebook, PeopleOrder::Quiet), ["Ana Ruiz", "Clara Voss", "Ben Okoro"]);
    let rows = people(&mut notebook, &PeopleFilter::default(), at(0)).list.rows;
    let touched: Vec<_> = rows.iter().map(|row| row.last_touch).collect();
    assert_eq!(touched, [None, Some(at(-60).0), Some(at(-1440).0)]);
    // It stands behind what happened, on the page as well.
    let story: Vec<String> = page(&mut notebook, person(4)).timeline.into_iter().map(|of| of.what).collect();
    assert_eq!(story, ["call", "note"]);
    // When the year has come, it has happened.
    let rows = people(&mut notebook, &PeopleFilter::default(), ahead()).list.rows;
    assert_eq!(rows[0].last_touch, Some(ahead().0));
}

fn referral(n: u64, received: Now, need: &str) -> Command {
    let received = notebook::time::instant_text(&received.0);
    let source = id(3).to_string();
    add(
        lead(n),
        &[
            ("need", need),
            ("source", &source),
            ("level", "referral"),
            ("consent", "yes"),
            ("received_at", &received),
        ],
    )
}

#[test]
fn a_referral_that_a_wrong_clock_dated_is_late_now_and_stands_behind_the_others() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    must(&mut notebook, referral(1, ahead(), "a site"), ahead());
    must(&mut notebook, referral(2, at(-60), "a roof"), at(-60));
    let due = today(&mut notebook, at(0)).due;
    let found: Vec<_> = due.iter().map(|due| (due.record, due.rule, due.signal)).collect();
    let (late, plain) = (Signal::Overdue, Signal::Plain);
    assert_eq!(found, [(lead(1), Rule::FirstContact, late), (lead(2), Rule::FirstContact, plain)]);
    assert!(
        due[0].why.text().starts_with("This referral from Clara Voss came in when the clock was wrong."),
        "{}",
        due[0].why.text()
    );
    let listed = |notebook: &mut Notebook| -> Vec<String> {
        let rows = leads(notebook, &LeadFilter::default(), at(0)).list.rows;
        rows.into_iter().map(|row| row.need).collect()
    };
    assert_eq!(listed(&mut notebook), ["a roof", "a site"]);
    // What went each way, and the stage, count what happened.
    let insight = insight_view(&mut notebook, id(3), at(0)).unwrap();
    assert_eq!(insight.ledger.all.from.referrals, 1);
    assert_eq!(texts(&insight.stage.evidence), ["one referral from them"]);
}

#[test]
fn gains_and_promises_that_a_wrong_clock_dated_count_for_nothing_yet() {
    let mut notebook = device(1);
    let item = id(60);
    let stamp = notebook::time::instant_text(&ahead().0);
    let gain = |part: &str| format!("gains/{item}/{part}");
    let (letter, words, when) = (gain("letter"), gain("words"), gain("at"));
    let edits = [("name", "Ana Ruiz"), (&*letter, "goals"), (&*words, "a second shop"), (&*when, &*stamp)];
    must(&mut notebook, add(person(2), &edits), ahead());
    let who = id(2).to_string();
    let kept = [("person", &*who), ("words", "call"), ("state", "kept"), ("settled_at", &*stamp)];
    must(&mut notebook, add(Ref::new(Kind::Promise, id(3)), &kept), ahead());
    let seen = insight_view(&mut notebook, id(2), at(0)).unwrap();
    assert!(matches!(seen.gains[0].1, Freshness::Stale(_)), "{:?}", seen.gains);
    assert_eq!(seen.stage.evidence, []);
    let seen = insight_view(&mut notebook, id(2), ahead()).unwrap();
    assert_eq!(seen.gains[0].1, Freshness::Fresh);
    assert_eq!(texts(&seen.stage.evidence), ["one promise kept"]);
}

#[test]
fn a_source_is_not_told_already_because_a_wrong_clock_says_so() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(3), &[("name", "Clara Voss")]), at(0));
    must(&mut notebook, referral(1, at(-1500), "a site"), at(-1500));
    let (stamp, of) = (notebook::time::instant_text(&ahead().0), id(1).to_string());
    let told = [("kind", "message"), ("at", &*stamp), ("lead", &*of), ("about", "late")];
    must(&mut notebook, add(Ref::new(Kind::Touch, id(9)), &told), ahead());
    assert_eq!(lead_page(&mut notebook, 1, at(0)).contact.unwrap().told_at, None);
    assert_eq!(lead_page(&mut notebook, 1, ahead()).contact.unwrap().told_at, Some(ahead().0));
}

#[test]
fn a_lead_counts_as_received_when_the_prospect_agreed_by_a_clock_that_was_right() {
    let received = Lead { received_at: Some(ahead().0), consent_at: Some(at(-60).0), ..Lead::default() };
    assert_eq!(received.referral_since(at(0)), Some(at(-60).0));
    assert_eq!(received.referral_since(ahead()), Some(ahead().0));
}
