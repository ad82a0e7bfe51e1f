//! Follow-up dates; now is Sunday 22 November 2026, 10:00.

use super::*;

#[test]
fn dates_as_people_write_them() {
    for (text, key) in [
        ("!today", "2026-11-22"),
        ("!tonight", "2026-11-22T19:00"),
        ("!tomorrow", "2026-11-23"),
        ("!tomorrow 9am", "2026-11-23T09:00"),
        ("!fri", "2026-11-27"),
        ("!Friday", "2026-11-27"),
        ("!sun", "2026-11-29"),
        ("!mon", "2026-11-23"),
        ("!monday 14:30", "2026-11-23T14:30"),
        ("!thurs at 9 am", "2026-11-26T09:00"),
        ("!3d", "2026-11-25"),
        ("!2w", "2026-12-06"),
        ("!1m", "2026-12-22"),
        ("!1y", "2027-11-22"),
        ("!3 days", "2026-11-25"),
        ("!next week", "2026-11-23"),
        ("!next month", "2026-12-01"),
        ("!next fri", "2026-11-27"),
        ("!24/12", "2026-12-24"),
        ("!24.12.", "2026-12-24"),
        ("!24.12. 9am", "2026-12-24T09:00"),
        ("!24.12.2027", "2027-12-24"),
        ("!24/12/27", "2027-12-24"),
        ("!2026-12-24", "2026-12-24"),
        ("!12/24", "2026-12-24"),
        ("!3/4", "2027-04-03"),
        ("!22/11", "2026-11-22"),
        ("!21/11", "2027-11-21"),
        ("!29/2", "2028-02-29"),
        ("!24 dec", "2026-12-24"),
        ("!dec 24", "2026-12-24"),
        ("!24th december 12am", "2026-12-24T00:00"),
        ("!9am", "2026-11-23T09:00"),
        ("!11:30", "2026-11-22T11:30"),
        ("!12pm", "2026-11-22T12:00"),
        ("!14h", "2026-11-22T14:00"),
        ("!fri 14h30", "2026-11-27T14:30"),
        ("!mon noon", "2026-11-23T12:00"),
        ("!fri,", "2026-11-27"),
        ("(!fri)", "2026-11-27"),
    ] {
        reads(text, &[&format!("due:{key}")]);
    }
}

#[test]
fn other_exclamations_are_not_dates() {
    for text in [
        "!",
        "!!",
        "!!!",
        "!important",
        "Great!",
        "!31/2",
        "!99/99",
        "!13/13",
        "!1234d",
        "!fr",
        "!25:00",
        "!may",
        "!0d x!fri",
        "!24.12.2026.5",
        "!d",
        "!ﬁ",
        "!next",
        "!fri 24",
    ] {
        let due = parse(text).due();
        assert!(due.is_none() || text.starts_with("!0d"), "{text}: {due:?}");
    }
}

#[test]
fn the_day_is_the_persons_own() {
    let late = Now(crate::time::parse_instant("2026-11-22T23:30:00-05:00").unwrap());
    let parsed = super::super::parse("!tomorrow", late, Habits::default(), &BTreeSet::new());
    assert_eq!(crate::time::date_text(parsed.due().unwrap().date), "2026-11-23");
    assert_eq!(parse("!fri 9:15").due().unwrap().minutes(), Some(555));
}

#[test]
fn the_end_of_a_month_is_not_overrun() {
    let january = Now(crate::time::parse_instant("2027-01-31T10:00:00Z").unwrap());
    let parsed = super::super::parse("!1m", january, Habits::default(), &BTreeSet::new());
    assert_eq!(crate::time::date_text(parsed.due().unwrap().date), "2027-02-28");
}

/// Thursday 26 November 2026, 11:00 in Madrid.
fn thursday() -> Now {
    Now(crate::time::parse_instant("2026-11-26T11:00:00+01:00").unwrap())
}

/// The date read at the beginning of a jot, as the key says it.
fn read_as(text: &str, habits: Habits) -> Option<String> {
    let parsed = super::super::parse(text, thursday(), habits, &BTreeSet::new());
    let due = parsed.meanings().find(|meaning| matches!(meaning, Meaning::Due(_)));
    due.map(|meaning| meaning.key().trim_start_matches("due:").to_owned())
}

fn read(text: &str) -> Option<String> {
    read_as(text, Habits::default())
}

const DAYS: [(&[&str], &str); 7] = [
    (&["mon", "Monday", "MON"], "2026-11-30"),
    (&["tue", "tues", "Tuesday"], "2026-12-01"),
    (&["wed", "Weds", "wednesday"], "2026-12-02"),
    (&["thu", "thurs", "Thursday"], "2026-12-03"),
    (&["fri", "Fri", "friday"], "2026-11-27"),
    (&["sat", "Saturday"], "2026-11-28"),
    (&["sun", "Sunday"], "2026-11-29"),
];

const HOURS: [(&str, &str); 14] = [
    ("9am", "09:00"),
    ("9 am", "09:00"),
    ("9 a.m.", "09:00"),
    ("12am", "00:00"),
    ("12pm", "12:00"),
    ("noon", "12:00"),
    ("5.30pm", "17:30"),
    ("5:30 pm", "17:30"),
    ("5:30PM", "17:30"),
    ("11 p.m.", "23:00"),
    ("9:00", "09:00"),
    ("17:45", "17:45"),
    ("14h", "14:00"),
    ("14h30", "14:30"),
];

#[test]
fn every_weekday_and_every_hour_are_read_in_both_orders_with_every_separator() {
    for (names, date) in DAYS {
        for day in names {
            for (hour, time) in HOURS {
                let expected = Some(format!("{date}T{time}"));
                for between in [" ", ", ", " at ", ", at ", " @ ", " @", " - ", "\u{a0}"] {
                    let text = format!("!{day}{between}{hour}");
                    assert_eq!(read(&text), expected, "{text}");
                    let text = format!("Ana Ruiz !{day}{between}{hour}, plumber");
                    assert_eq!(read(&text), expected, "{text}");
                }
                for between in [" ", ", ", " on ", ", on ", " - "] {
                    let text = format!("!{hour}{between}{day}");
                    assert_eq!(read(&text), expected, "{text}");
                }
            }
        }
    }
}

#[test]
fn a_date_takes_its_year_and_its_hour_in() {
    for (text, key) in [
        ("!9am monday", "2026-11-30T09:00"),
        ("!15 Dec 2027", "2027-12-15"),
        ("!15 Dec, 2027", "2027-12-15"),
        ("!Dec 15, 2027", "2027-12-15"),
        ("!15 Dec. 2027 9am", "2027-12-15T09:00"),
        ("!15th of December 2027", "2027-12-15"),
        ("!the 15th of December", "2026-12-15"),
        ("!15 dec '27", "2027-12-15"),
        ("!24.12. 2027", "2027-12-24"),
        ("!24/12 2027", "2027-12-24"),
        ("!2027/1/5", "2027-01-05"),
        ("!9am 15 Dec 2027", "2027-12-15T09:00"),
        ("!9am on 24/12", "2026-12-24T09:00"),
        ("!fri 5.30pm", "2026-11-27T17:30"),
        ("!fri 17.30", "2026-11-27T17:30"),
        ("!fri 9.30", "2026-11-27T09:30"),
        ("!fri. 5pm", "2026-11-27T17:00"),
        ("!fri 17:30h", "2026-11-27T17:30"),
        ("!fri 17:30 hrs", "2026-11-27T17:30"),
        ("!fri, 27 nov", "2026-11-27"),
        ("!fri 27 nov 5pm", "2026-11-27T17:00"),
        ("!fri 4 dec", "2026-12-04"),
        ("!fri morning", "2026-11-27"),
        ("!fri evening", "2026-11-27T19:00"),
        ("!tonight 8pm", "2026-11-26T20:00"),
        ("!9pm tonight", "2026-11-26T21:00"),
        ("!2h", "2026-11-26T13:00"),
        ("!in 2 hours", "2026-11-26T13:00"),
        ("!24h", "2026-11-27T11:00"),
        ("!30m", "2026-11-26T11:30"),
        ("!90 min", "2026-11-26T12:30"),
        ("!in an hour", "2026-11-26T12:00"),
        ("!in a week", "2026-12-03"),
        ("!in 3 days", "2026-11-29"),
        ("!3m", "2027-02-26"),
        ("!next week", "2026-11-30"),
        ("!next week fri", "2026-12-04"),
        ("!fri next week", "2026-12-04"),
        ("!next week 9am", "2026-11-30T09:00"),
        ("!9am next week", "2026-11-30T09:00"),
        ("!fri: call her", "2026-11-27"),
        ("!fri at the gala", "2026-11-27"),
        ("!fri 5pm sharp", "2026-11-27T17:00"),
        ("!fri +34 600 111 222", "2026-11-27"),
        ("\u{200e}!fri\u{200f} 5pm", "2026-11-27T17:00"),
    ] {
        assert_eq!(read(text).as_deref(), Some(key), "{text}");
    }
}

#[test]
fn what_is_only_half_a_date_is_none() {
    for text in [
        "!fri 5",
        "!fri 24",
        "!fri at 5",
        "!mon, 9",
        "!fri 9.12",
        "!thu 24 dec 9",
        "!fri 24 dec",
        "!mon-fri",
        "!mon - fri",
        "!mon to fri",
        "!mon or tue",
        "!mon and wed",
        "!fri 5-6pm",
        "!fri 5pm-6pm",
        "!fri 5pm - 6pm",
        "!fri 5pm to 6pm",
        "!24/12-31/12",
        "!24 dec - 31 dec",
        "!9am-10am",
        "!9am est",
        "!9am UTC",
        "!fri 9am ET",
        "!monday week",
        "!fri night",
        "!fri midnight",
        "!3 days ago",
        "!2 weeks from monday",
        "!1w 3d",
        "!1h30m",
        "!2h 30m",
        "!1.5h",
        "!8h",
        "!5m",
        "!18m",
        "!60m",
        "!2h30",
        "!fri 13pm",
        "!fri 25:00",
        "!fri 9ish",
        "!tomorrow 9",
        "!tomorrow or friday",
        "!9 monday",
        "!9 o'clock monday",
        "!fri before 5",
        "!fri of next week",
        "!9am every monday",
        "!99y",
        "!24/12/25",
        "!29 feb 2027",
        "!9.30",
        "!24-12",
        "!dec 2027",
        "!weekend",
        "!tomorrow week",
        "!1 week 2 days",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn day_and_month_follow_the_readers_order() {
    let month_first = Habits { month_first: true, ..Habits::default() };
    for (text, day, month) in [
        ("!12/1", "2027-01-12", "2026-12-01"),
        ("!1/12", "2026-12-01", "2027-01-12"),
        ("!12/1/2027", "2027-01-12", "2027-12-01"),
        ("!12/1/27", "2027-01-12", "2027-12-01"),
        ("!12-1-2027", "2027-01-12", "2027-12-01"),
        ("!12/1 2027", "2027-01-12", "2027-12-01"),
        ("!12/1 9am", "2027-01-12T09:00", "2026-12-01T09:00"),
        ("!9am 12/1", "2027-01-12T09:00", "2026-12-01T09:00"),
        ("!5/6, 9:00", "2027-06-05T09:00", "2027-05-06T09:00"),
        ("!3.4.2027", "2027-04-03", "2027-03-04"),
        // Where only one order makes a date, both read it.
        ("!24/12", "2026-12-24", "2026-12-24"),
        ("!12/24", "2026-12-24", "2026-12-24"),
        ("!2027-01-12", "2027-01-12", "2027-01-12"),
        ("!1 dec", "2026-12-01", "2026-12-01"),
    ] {
        assert_eq!(read(text).as_deref(), Some(day), "{text}, day first");
        assert_eq!(read_as(text, month_first).as_deref(), Some(month), "{text}, month first");
    }
}

#[test]
fn the_next_week_of_a_jot_is_the_snoozes() {
    for starts in ["monday", "sunday", "saturday", ""] {
        for offset in 0..14 {
            let today = thursday().plus_days(offset);
            let habits = Habits { week_starts: starts, ..Habits::default() };
            let parsed = super::super::parse("!next week", today, habits, &BTreeSet::new());
            let next = crate::time::next_week(today.today(), starts);
            assert_eq!(parsed.due().map(|due| due.date), Some(next), "{starts} {offset}");
        }
    }
    // Sunday 29 November, weeks begin on Sunday.
    let sunday = thursday().plus_days(3);
    let habits = Habits { week_starts: "sunday", ..Habits::default() };
    let parsed = super::super::parse("!next week", sunday, habits, &BTreeSet::new());
    assert_eq!(crate::time::date_text(parsed.due().unwrap().date), "2026-12-06");
}
