//! What is due as a calendar file, read back by the rules of RFC 5545 and by a parser of another maker.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{collections::BTreeMap, str::FromStr};

use chrono::{FixedOffset, NaiveDateTime};
use exchange::calendar::of;
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime};
use notebook::{
    Civil, Id, Notebook, Now, Value,
    command::{Command, Edit},
    query::{CalendarEntry, CalendarView, Query, View},
    record::{Kind, Ref},
    time::{parse_date, parse_instant},
};
use proptest::prelude::*;
use said::Said;

/// A Sunday at noon in Berlin.
fn noon() -> Now {
    Now::from_millis(1_795_345_200_000, 60).unwrap()
}

fn due(title: &str, words: &str, on: &str, minutes: Option<u16>) -> CalendarEntry {
    CalendarEntry {
        thing: format!("{}/call", Ref::new(Kind::Lead, Id([7; 16]))),
        at: Civil::new(parse_date(on).unwrap(), minutes),
        title: Said::told(title),
        words: Said::told(words),
    }
}

/// Where clocks are never changed.
fn of_due(entries: &[CalendarEntry], now: Now) -> String {
    let view = CalendarView { entries: entries.to_vec(), ..CalendarView::default() };
    of(&view, now, |_: NaiveDateTime| -> FixedOffset { now.offset() })
}

/// Lines unfolded, as name and value. Checks what holds for every line.
fn lines(file: &str) -> Vec<(String, String)> {
    assert!(file.ends_with("\r\n"));
    let mut whole: Vec<String> = Vec::new();
    for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => whole.last_mut().expect("a line before").push_str(rest),
            None => whole.push(line.to_owned()),
        }
    }
    whole
        .iter()
        .map(|line| line.split_once(':').expect("a name"))
        .map(|(a, b)| (a.into(), b.into()))
        .collect()
}

fn value(file: &str, name: &str) -> Option<String> {
    lines(file).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// A text value as it was.
fn plain(value: &str) -> String {
    let mut signs = value.chars();
    let mut out = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next().expect("something is escaped") {
                'n' => out.push('\n'),
                escaped => out.push(escaped),
            },
            ';' | ',' => panic!("unescaped: {value}"),
            sign => out.push(sign),
        }
    }
    out
}

#[test]
fn a_day_is_a_day_wherever_the_calendar_is_opened() {
    let file = of_due(&[due("Ana", "You promised this.", "2026-11-24", None)], noon());
    assert_eq!(value(&file, "DTSTART;VALUE=DATE").as_deref(), Some("20261124"));
    assert_eq!(value(&file, "DTEND;VALUE=DATE").as_deref(), Some("20261125"));
    assert_eq!(value(&file, "DTSTAMP").as_deref(), Some("20261122T110000Z"));
    assert_eq!(value(&file, "DTSTART"), None);
}

#[test]
fn an_hour_is_the_same_moment_in_every_zone() {
    // Half past five in the afternoon in Berlin.
    let entry = due("Ana", "A call is expected.", "2026-11-22", Some(17 * 60 + 30));
    assert_eq!(value(&of_due(&[entry], noon()), "DTSTART").as_deref(), Some("20261122T163000Z"));
    // At UTC+5:45 half past one in the night is the evening before.
    let kathmandu = Now::from_millis(1_795_345_200_000, 345).unwrap();
    let entry = due("Ana", "A call is expected.", "2026-11-23", Some(90));
    assert_eq!(value(&of_due(&[entry], kathmandu), "DTSTART").as_deref(), Some("20261122T194500Z"));
}

#[test]
fn what_is_overdue_is_for_today() {
    let late = due("Ana", "It was due.", "2026-11-02", None);
    assert_eq!(value(&of_due(&[late], noon()), "DTSTART;VALUE=DATE").as_deref(), Some("20261122"));
    let this_morning = due("Ana", "A call was expected.", "2026-11-22", Some(9 * 60));
    assert_eq!(value(&of_due(&[this_morning], noon()), "DTSTART;VALUE=DATE").as_deref(), Some("20261122"));
}

#[test]
fn the_same_thing_has_the_same_uid_in_every_export_and_others_have_others() {
    let other = CalendarEntry { thing: "promises/one".into(), ..due("Ana", "", "2026-11-24", None) };
    let entries = [due("Ana", "", "2026-11-24", None), other];
    let uids = |now| -> Vec<String> {
        let file = of_due(&entries, now);
        lines(&file).into_iter().filter(|(name, _)| name == "UID").map(|(_, uid)| uid).collect()
    };
    assert_eq!(uids(noon()), uids(noon().plus_days(1)));
    assert_ne!(uids(noon())[0], uids(noon())[1]);
}

#[test]
fn a_calendar_without_entries_is_a_calendar() {
    let file = of_due(&[], noon());
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    assert!(file.ends_with("END:VCALENDAR\r\n"));
}

proptest! {
    #[test]
    fn any_words_in_any_script_come_back_as_they_were(title in "\\PC{1,90}", why in "(\\PC|\n){0,200}") {
        let file = of_due(&[due(&title, &why, "2026-11-24", None)], noon());
        let read = |name: &str| plain(&value(&file, name).unwrap());
        let shown = |words: &str| words.trim().replace('\t', " ").replace(|c: char| c.is_control() && c != '\n', "");
        prop_assert_eq!(read("SUMMARY"), shown(&title));
        prop_assert_eq!(read("DESCRIPTION"), shown(&why));
        let begins = lines(&file).iter().filter(|(name, _)| name == "BEGIN").count();
        prop_assert_eq!(begins, 3, "no words can open another component");
    }
}

/// A calendar of another maker: it takes a file in, replaces what it knows by what has a higher sequence number,
/// and takes out what is cancelled.
#[derive(Default)]
struct Theirs(BTreeMap<String, (i64, DatePerhapsTime, String)>);

impl Theirs {
    fn import(&mut self, file: &str) {
        for component in Calendar::from_str(file).expect("it can be read").components {
            let CalendarComponent::Event(event) = component else { panic!("an event") };
            let uid = event.get_uid().expect("a UID").to_owned();
            let sequence: i64 = event.property_value("SEQUENCE").expect("a sequence").parse().unwrap();
            if self.0.get(&uid).is_some_and(|(known, ..)| *known >= sequence) {
                continue;
            }
            if event.property_value("STATUS") == Some("CANCELLED") {
                self.0.remove(&uid);
            } else {
                let title = event.get_summary().unwrap_or_default().to_owned();
                self.0.insert(uid, (sequence, event.get_start().expect("a start"), title));
            }
        }
    }

    fn titles(&self) -> Vec<&str> {
        self.0.values().map(|(_, _, title)| title.as_str()).collect()
    }
}

fn id(n: u64) -> Id {
    Id([7; 16]).derive(n)
}

fn promise(n: u64) -> Ref {
    Ref::new(Kind::Promise, id(n))
}

fn lead(n: u64) -> Ref {
    Ref::new(Kind::Lead, id(n))
}

fn set(notebook: &mut Notebook, record: Ref, edits: &[(&str, &str)], now: Now) {
    let edits: Vec<Edit> = edits
        .iter()
        .map(|(key, value)| match *value {
            "true" => Edit::set(*key, Value::Bool(true)),
            "" => Edit::clear(*key),
            value => Edit::set(*key, Value::str(value)),
        })
        .collect();
    let made = notebook.apply(&Command::Add { record, edits: edits.clone() }, now).unwrap();
    if made.is_none() {
        notebook.apply(&Command::Edit { record, edits }, now).unwrap();
    }
}

/// Exports and remembers what was given, as the window does.
fn export(notebook: &mut Notebook, now: Now, offset: impl Fn(NaiveDateTime) -> FixedOffset) -> String {
    let View::Calendar(view) = notebook.query(&Query::Calendar, now) else { panic!("a calendar") };
    let file = of(&view, now, offset);
    if !view.given.is_empty() {
        notebook.apply(&Command::Edit { record: Ref::ME, edits: view.given }, now).unwrap();
    }
    file
}

fn exported(notebook: &mut Notebook, into: &mut Theirs, now: Now) {
    into.import(&export(notebook, now, |_| now.offset()));
}

fn on(text: &str) -> DatePerhapsTime {
    DatePerhapsTime::Date(parse_date(text).unwrap())
}

/// Ana (1), to whom I promised something for Saturday.
fn promised() -> (Notebook, Theirs) {
    let mut notebook = Notebook::new([1; 16]).unwrap();
    let ana = id(1).to_string();
    set(&mut notebook, Ref::new(Kind::Person, id(1)), &[("name", "Ana Ruiz")], noon());
    let edits = [("person", &*ana), ("words", "send the number"), ("due", "2026-11-28")];
    set(&mut notebook, promise(2), &edits, noon());
    let mut theirs = Theirs::default();
    exported(&mut notebook, &mut theirs, noon());
    assert_eq!(theirs.titles(), ["Keep a promise: Ana Ruiz"]);
    (notebook, theirs)
}

#[test]
fn a_promise_that_is_moved_moves_in_the_calendar_however_far() {
    for day in ["2026-12-02", "2026-11-22", "2027-03-01", "2026-11-29T17:00"] {
        let (mut notebook, mut theirs) = promised();
        let later = noon().plus_days(1);
        set(&mut notebook, promise(2), &[("due", day)], later);
        exported(&mut notebook, &mut theirs, later);
        let (_, starts, _) = theirs.0.values().next().expect("one event");
        let wanted = match day {
            // What is overdue is for the day of the export.
            "2026-11-22" => on("2026-11-23"),
            "2026-11-29T17:00" => DatePerhapsTime::DateTime(CalendarDateTime::Utc(
                parse_date("2026-11-29").unwrap().and_hms_opt(16, 0, 0).unwrap().and_utc(),
            )),
            day => on(day),
        };
        assert_eq!((theirs.0.len(), starts), (1, &wanted), "{day}");
    }
}

/// What ends a promise.
type End = &'static dyn Fn(&mut Notebook, Now);

#[test]
fn what_was_kept_broken_removed_or_deleted_for_good_goes_out_of_the_calendar() {
    let ends: [End; 7] = [
        &|notebook, now| set(notebook, promise(2), &[("state", "kept")], now),
        &|notebook, now| set(notebook, promise(2), &[("state", "broken")], now),
        &|notebook, now| set(notebook, promise(2), &[("state", "renegotiated")], now),
        &|notebook, now| set(notebook, promise(2), &[("by", "them")], now),
        &|notebook, now| {
            notebook.apply(&Command::Remove { record: promise(2) }, now).unwrap();
        },
        &|notebook, now| {
            notebook.apply(&Command::Remove { record: promise(2) }, now).unwrap();
            notebook.apply(&Command::EmptyBin, now).unwrap();
        },
        &|notebook, now| {
            let decision = Ref::new(Kind::Decision, id(9));
            let about = format!("{}/2026-11-28", promise(2));
            let at = notebook::time::instant_text(&now.0);
            set(notebook, decision, &[("about", &about), ("kind", "skipped"), ("at", &at)], now);
        },
    ];
    for (nth, end) in ends.into_iter().enumerate() {
        let (mut notebook, mut theirs) = promised();
        let later = noon().plus_days(1);
        end(&mut notebook, later);
        exported(&mut notebook, &mut theirs, later);
        assert_eq!(theirs.titles(), Vec::<&str>::new(), "{nth}");
    }
}

#[test]
fn what_was_never_given_is_not_cancelled_and_what_is_gone_is_said_again_for_a_while() {
    let (mut notebook, _) = promised();
    set(&mut notebook, promise(3), &[("words", "call"), ("due", "2026-11-27")], noon());
    let later = |days: i64| noon().plus_days(days);
    for n in [2, 3] {
        set(&mut notebook, promise(n), &[("state", "kept")], later(1));
    }
    let cancelled = |file: &str| file.matches("STATUS:CANCELLED").count();
    for (days, wanted) in [(1, 1), (59, 1), (60, 1), (61, 0), (62, 0)] {
        let file = export(&mut notebook, later(days), |_| noon().offset());
        assert_eq!(cancelled(&file), wanted, "{days}");
    }
    let View::Me(me) = notebook.query(&Query::Me, later(62)) else { panic!("me") };
    assert!(me.calendar.is_empty(), "what is gone for long is forgotten");
}

#[test]
fn an_open_promise_that_is_taken_up_again_comes_back() {
    let (mut notebook, mut theirs) = promised();
    set(&mut notebook, promise(2), &[("state", "kept")], noon());
    exported(&mut notebook, &mut theirs, noon().plus_days(1));
    set(&mut notebook, promise(2), &[("state", "")], noon());
    exported(&mut notebook, &mut theirs, noon().plus_days(2));
    assert_eq!(theirs.titles(), ["Keep a promise: Ana Ruiz"]);
}

#[test]
fn one_call_is_one_event_whether_it_is_expected_or_only_wanted_and_is_gone_once_it_was_made() {
    let mut notebook = Notebook::new([1; 16]).unwrap();
    let received = notebook::time::instant_text(&noon().0);
    let facts =
        [("need", "a bookkeeper"), ("level", "referral"), ("consent", "yes"), ("received_at", &*received)];
    set(&mut notebook, lead(2), &facts, noon());
    let mut theirs = Theirs::default();
    exported(&mut notebook, &mut theirs, noon());
    assert_eq!(theirs.titles(), ["First contact: a lead"], "no title holds words that were told");
    let expects = [("expects_call", "true"), ("expects_by", "2026-11-22T17:30")];
    set(&mut notebook, lead(2), &expects, noon());
    exported(&mut notebook, &mut theirs, noon().plus_days(0));
    let later = Now::from_millis(noon().millis() + 60_000, 60).unwrap();
    exported(&mut notebook, &mut theirs, later);
    assert_eq!(theirs.titles(), ["Call: a lead"]);
    set(&mut notebook, lead(2), &[("contacted_at", &*received), ("progress", "contacted")], later);
    exported(&mut notebook, &mut theirs, noon().plus_days(1));
    assert_eq!(theirs.titles(), Vec::<&str>::new());
    set(&mut notebook, lead(2), &[("due", "2026-12-24")], noon());
    exported(&mut notebook, &mut theirs, noon().plus_days(2));
    assert_eq!(theirs.titles(), ["Follow up: a lead"]);
    set(&mut notebook, lead(2), &[("due", "")], noon());
    exported(&mut notebook, &mut theirs, noon().plus_days(3));
    assert_eq!(theirs.titles(), Vec::<&str>::new());
}

#[test]
fn an_hour_is_right_across_both_changes_of_the_clocks_in_five_zones() {
    for (place, sunday, before, after) in [
        ("Madrid, spring", "2027-03-28", 60, 120),
        ("Madrid, autumn", "2027-10-31", 120, 60),
        ("New York, spring", "2027-03-14", -300, -240),
        ("New York, autumn", "2027-11-07", -240, -300),
        ("Sydney, spring", "2027-10-03", 600, 660),
        ("Sydney, autumn", "2027-04-04", 660, 600),
        ("Lord Howe, spring", "2027-10-03", 630, 660),
        ("Lord Howe, autumn", "2027-04-04", 660, 630),
        ("London, spring", "2027-03-28", 0, 60),
        ("London, autumn", "2027-10-31", 60, 0),
    ] {
        let sunday = parse_date(sunday).unwrap();
        let change = sunday.and_hms_opt(3, 0, 0).unwrap();
        let offset = |local: NaiveDateTime| {
            FixedOffset::east_opt(60 * if local < change { before } else { after }).unwrap()
        };
        let saturday = sunday.pred_opt().unwrap().and_hms_opt(12, 0, 0).unwrap();
        let now = Now(notebook::Instant::at(saturday, offset(saturday)).unwrap());
        // The day before the night of the change, the day of it, and the day after.
        for (days, minutes) in [(0, 1080), (1, 540), (1, 1410), (2, 15)] {
            let day = notebook::time::add_days(saturday.date(), days);
            let due = format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60);
            let mut notebook = Notebook::new([1; 16]).unwrap();
            set(&mut notebook, promise(2), &[("words", "call"), ("due", &due)], now);
            let mut theirs = Theirs::default();
            theirs.import(&export(&mut notebook, now, offset));
            let local = day.and_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
            let wanted = (local - offset(local)).and_utc();
            let (_, starts, _) = theirs.0.values().next().expect("one event");
            assert_eq!(*starts, DatePerhapsTime::DateTime(CalendarDateTime::Utc(wanted)), "{place} {due}");
        }
    }
}

#[test]
fn an_entry_rings_before_an_hour_and_on_the_morning_of_a_day() {
    let rings = |minutes| value(&of_due(&[due("Call: Ana", "", "2026-11-24", minutes)], noon()), "TRIGGER");
    assert_eq!(rings(Some(540)).as_deref(), Some("-PT10M"));
    assert_eq!(rings(None).as_deref(), Some("PT9H"));
}

#[test]
fn nobody_who_stays_hidden_is_named_in_a_calendar() {
    let mut notebook = Notebook::new([1; 16]).unwrap();
    set(&mut notebook, Ref::new(Kind::Person, id(1)), &[("name", "Clara Voss")], noon());
    let source = id(1).to_string();
    let facts = [
        ("need", "a bookkeeper, says Clara"),
        ("source", &*source),
        ("name_use", "no"),
        ("consent", "yes"),
        ("expects_call", "true"),
        ("expects_by", "2026-11-24T09:00"),
    ];
    set(&mut notebook, lead(2), &facts, noon());
    let file = export(&mut notebook, noon(), |_| noon().offset());
    let (title, words) = (value(&file, "SUMMARY").unwrap(), value(&file, "DESCRIPTION").unwrap());
    assert_eq!(title, "Call: a lead");
    assert!(words.contains("bookkeeper"), "{words}");
    assert!(!words.contains("Clara") && !words.contains("Voss"), "{words}");
}

#[test]
fn a_moment_far_in_the_past_or_the_future_has_a_sequence_number_of_its_range() {
    for text in ["1990-01-01T00:00:00+00:00", "2400-01-01T00:00:00+00:00"] {
        let now = Now(parse_instant(text).unwrap());
        let number: i32 =
            value(&of_due(&[due("Ana", "", "2026-11-24", None)], now), "SEQUENCE").unwrap().parse().unwrap();
        assert!(number >= 0, "{text}");
    }
}
