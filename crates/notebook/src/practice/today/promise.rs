//! Promises that are open (domain §3): kept, renegotiated or broken, and until then on the person's mind.

use chrono::NaiveDate;
use said::{
    Said,
    words::{promise as words, when::WEEK_AGO},
};

use super::{
    Case, Particulars, Rule, USUAL,
    entry::{Entry, blank},
};
use crate::{
    Now, Value,
    command::{Command, Edit},
    model::Model,
    practice::{happened, verdict::Verdicts, when::when},
    query::{Due, Signal},
    record::{Kind, Promise, Ref},
    time::{add_days, instant_text},
};

/// It is not skipped: it is not kept.
pub(super) const PROMISE: Particulars = Particulars {
    rank: |_| 2,
    calendar: Some(words::IN_CALENDAR),
    thing: Some(""),
    words: (words::KEPT, words::NOT_KEPT, words::NOT_KEPT),
    done: |case| settled(case, "kept"),
    left: |case| settled(case, "broken"),
    ..USUAL
};

fn settled(case: &Case<'_>, state: &str) -> Vec<Command> {
    let at = Value::Str(instant_text(&case.now.0));
    let edits = vec![Edit::set("state", Value::str(state)), Edit::set("settled_at", at)];
    vec![Command::Edit { record: case.entry.record, edits }]
}

/// A promise without a day is asked about so many days after it was made.
const ASKED_AFTER: i64 = 7;

pub(super) fn find(model: &Model, promise: &Promise, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    if promise.removed_at.is_some() || !promise.is_open() || promise.is_theirs() {
        return None;
    }
    let record = Ref::new(Kind::Promise, promise.id);
    let told = promise.words.trim();
    let mut at = None;
    let (on, about, signal, why) = match promise.due {
        Some(due) => {
            let due = due.here(now);
            let (on, is_over) = (due.day, due.is_over(now));
            at = due.minutes;
            let why = if is_over { words::was_due } else { words::due };
            let signal = if is_over { Signal::Overdue } else { Signal::Promise };
            // A new day for it is a new entry.
            (on, format!("{record}/{on}"), signal, why(when(on, now), told))
        }
        None => {
            let made = made_on(promise, now);
            let on = made.map_or(now.today(), |made| add_days(made, ASKED_AFTER));
            let when = match made {
                Some(_) if on == now.today() => WEEK_AGO.into(),
                Some(made) => when(made, now),
                None => Said::nothing(),
            };
            let why = words::open(when, told);
            // What has no day cannot be late.
            (on, format!("{record}/open"), Signal::Plain, why)
        }
    };
    let person = promise.person.and_then(|id| model.people.get(&id));
    let blank = blank(record, person.map(|person| person.id), whose(model, promise), Rule::Promise, on);
    let entry = Entry::on_its_day(Due { at, signal, why, about, ..blank });
    let verdict = verdicts.about(&entry.due.about);
    entry.decided(verdict, now)
}

/// Whose promise it is; of who is not there any more it says so.
fn whose(model: &Model, promise: &Promise) -> String {
    let Some(id) = promise.person else { return "A promise".to_owned() };
    let title = model.title(Ref::new(Kind::Person, id));
    match model.people.get(&id) {
        Some(person) if person.removed_at.is_some() => format!("{title} (in the bin)"),
        _ => title,
    }
}

/// The day on which it was made, as far as it was noted: a clock that was far ahead says nothing.
fn made_on(promise: &Promise, now: Now) -> Option<NaiveDate> {
    let made = promise.made_at.filter(|at| happened(*at, now))?;
    Some(made.day(now).min(now.today()))
}
