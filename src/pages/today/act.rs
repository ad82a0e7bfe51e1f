//! What can be done about an entry of Today, as commands: one act, one change, one undo.

use chrono::NaiveDate;
use notebook::{
    Instant, Value,
    command::{Command, Edit},
    isolated,
    practice::leads::Deed,
    query::{Due, Rule},
    record::{Kind, Progress, Ref, TouchKind},
    time::{add_days, instant_text},
};

use crate::browser::{clock, random};

/// A command and what the toast says of it.
pub(super) type Act = (Command, String);

/// Done: the button's word for it.
pub(super) fn done_word(rule: Rule) -> &'static str {
    match rule {
        Rule::Expectation => "Called",
        Rule::FirstContact => "In contact",
        Rule::Promise => "Kept",
        Rule::Planned => "Done",
        Rule::Untouched => "Acted on it",
        Rule::Note => "Wrote a note",
        Rule::Connect => "Connected",
        Rule::OneToOne | Rule::Gains => "Asked",
        Rule::Cadence => "Was in touch",
    }
}

/// Not for me: the button's word for it. A promise is not skipped, it is not kept.
pub(super) fn skip_word(rule: Rule) -> &'static str {
    if rule == Rule::Promise { "Not kept" } else { "Skip" }
}

/// Done, with the touch that it was.
pub(super) fn done(due: &Due) -> Act {
    let now = Value::Str(instant_text(&clock::now().0));
    let mut acts = Vec::new();
    match due.rule {
        Rule::Promise => {
            let edits = vec![Edit::set("state", Value::str("kept")), Edit::set("settled_at", now)];
            acts.push(Command::Edit { record: due.record, edits });
        }
        Rule::Expectation | Rule::FirstContact => {
            acts.push(Command::Lead { lead: due.record.id, deed: Deed::Moved(Progress::Contacted) });
            acts.extend(touch(due, &TouchKind::Call, ""));
        }
        Rule::Planned => acts.push(Command::Edit { record: due.record, edits: vec![Edit::clear("due")] }),
        Rule::Note => acts.extend(touch(due, &TouchKind::Note, "")),
        Rule::Connect => acts.extend(touch(due, &TouchKind::Connected, "")),
        Rule::Cadence => acts.extend(touch(due, &TouchKind::Message, "")),
        Rule::OneToOne => {
            acts.extend(touch(due, &TouchKind::Message, "Asked for a one-to-one"));
            acts.push(decision(due, "done", None));
        }
        Rule::Gains | Rule::Untouched => acts.push(decision(due, "done", None)),
    }
    (Command::Together { acts }, format!("{}: {}", done_word(due.rule), isolated(&due.title)))
}

/// Not for me: gone for good, or until it comes round again. A promise is not skipped, it is not kept.
pub(super) fn skip(due: &Due) -> Act {
    if due.rule == Rule::Promise {
        let now = Value::Str(instant_text(&clock::now().0));
        let edits = vec![Edit::set("state", Value::str("broken")), Edit::set("settled_at", now)];
        return (Command::Edit { record: due.record, edits }, format!("Not kept: {}", isolated(&due.title)));
    }
    (decision(due, "skipped", None), format!("Skipped: {}", isolated(&due.title)))
}

/// Not before that day.
pub(super) fn later(due: &Due, until: NaiveDate, word: &str) -> Act {
    (decision(due, "snoozed", Some(until)), format!("{}: {}", isolated(&due.title), word.to_lowercase()))
}

/// A touch of that kind, now. `None` when nobody is known by name.
pub(super) fn log(due: &Due, kind: &TouchKind, word: &str) -> Option<Act> {
    Some((touch(due, kind, "")?, format!("{word}: {}", isolated(&due.title))))
}

/// The days to which an entry can be put off, in words.
pub(super) fn days(next_week: NaiveDate) -> [(&'static str, NaiveDate); 4] {
    let today = clock::now().today();
    [
        ("Tomorrow", add_days(today, 1)),
        ("In three days", add_days(today, 3)),
        ("Next week", next_week),
        ("In a month", add_days(today, 30)),
    ]
}

fn touch(due: &Due, kind: &TouchKind, words: &str) -> Option<Command> {
    let now = clock::now();
    let mut edits = vec![
        Edit::set("person", Value::str(due.person?.to_string())),
        Edit::set("kind", Value::str(kind.word())),
        Edit::set("at", Value::Str(instant_text(&now.0))),
        Edit::set("by", Value::str("me")),
        Edit::text("words", words),
    ];
    if due.record.kind == Kind::Lead {
        edits.push(Edit::set("lead", Value::str(due.record.id.to_string())));
    }
    Some(Command::Add { record: Ref::new(Kind::Touch, random::id()), edits })
}

fn decision(due: &Due, kind: &str, until: Option<NaiveDate>) -> Command {
    // The title of a lead may be words that were told in confidence.
    let title = if due.record.kind == Kind::Lead { "A lead" } else { due.title.as_str() };
    decide(&due.about, title, kind, until)
}

/// A decision about anything that is computed; `title` is what history calls it.
pub(crate) fn decide(about: &str, title: &str, kind: &str, until: Option<NaiveDate>) -> Command {
    let now = clock::now();
    let mut edits = vec![
        Edit::set("about", Value::str(about)),
        Edit::set("kind", Value::str(kind)),
        Edit::set("at", Value::Str(instant_text(&now.0))),
        Edit::text("words", &[title, ", ", kind].concat()),
    ];
    edits.extend(until.and_then(midnight).map(|at| Edit::set("until", Value::Str(instant_text(&at)))));
    Command::Add { record: Ref::new(Kind::Decision, random::id()), edits }
}

/// The beginning of a day; only its date is looked at.
fn midnight(day: NaiveDate) -> Option<Instant> {
    Instant::at(day.and_hms_opt(0, 0, 0)?, clock::now().offset())
}
