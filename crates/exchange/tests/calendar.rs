//! What is due as a calendar file, read back by the rules of RFC 5545.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{FixedOffset, NaiveDateTime};
use notebook::{
    Id, Now,
    query::{Due, Rule, Signal},
    record::{Kind, Ref},
    time::parse_date,
};
use proptest::prelude::*;

/// Where clocks are never changed.
fn of_due(entries: &[Due], now: Now) -> String {
    exchange::calendar::of_due(entries, now, |_: NaiveDateTime| -> FixedOffset { now.offset() })
}

/// A Sunday at noon in Berlin.
fn noon() -> Now {
    Now::from_millis(1_795_345_200_000, 60).unwrap()
}

fn due(title: &str, why: &str, on: &str, at: Option<u16>) -> Due {
    let record = Ref::new(Kind::Lead, Id([7; 16]));
    Due {
        record,
        person: None,
        title: title.into(),
        on: parse_date(on).unwrap(),
        at,
        signal: Signal::Plain,
        why: why.into(),
        rule: Rule::Planned,
        about: format!("{record}/due/{on}"),
        tell: None,
    }
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
fn the_same_entry_has_the_same_uid_in_every_export_and_others_have_others() {
    let entries = [due("Ana", "", "2026-11-24", None), due("Ana", "", "2026-11-25", None)];
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
        prop_assert_eq!(begins, 2, "no words can open another component");
    }
}
