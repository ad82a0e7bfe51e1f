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
        ("!fri 24", "2026-11-27"),
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
        "Great! fri",
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
    ] {
        let due = parse(text).due();
        assert!(due.is_none() || text.starts_with("!0d"), "{text}: {due:?}");
    }
}

#[test]
fn the_day_is_the_persons_own() {
    let late = Now(crate::time::parse_instant("2026-11-22T23:30:00-05:00").unwrap());
    let parsed = super::super::parse("!tomorrow", late, &BTreeSet::new());
    assert_eq!(crate::time::date_text(parsed.due().unwrap().date), "2026-11-23");
    assert_eq!(parse("!fri 9:15").due().unwrap().minutes(), Some(555));
}

#[test]
fn the_end_of_a_month_is_not_overrun() {
    let january = Now(crate::time::parse_instant("2027-01-31T10:00:00Z").unwrap());
    let parsed = super::super::parse("!1m", january, &BTreeSet::new());
    assert_eq!(crate::time::date_text(parsed.due().unwrap().date), "2027-02-28");
}
