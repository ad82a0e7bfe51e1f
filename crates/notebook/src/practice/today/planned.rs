//! The day on which I wanted to follow up on a lead.

use said::words::planned as words;

use super::{
    Particulars, Rule, USUAL,
    entry::{Entry, about_lead, need, of_lead},
};
use crate::{
    Now,
    command::{Command, Edit},
    model::Model,
    practice::when::when,
    query::{Due, Signal},
    record::Lead,
};

pub(super) const PLANNED: Particulars = Particulars {
    rank: |_| 4,
    calendar: Some(words::IN_CALENDAR),
    thing: Some("/due"),
    done: |case| {
        let edits = vec![Edit::clear("due")];
        vec![Command::Edit { record: case.entry.record, edits }]
    },
    ..USUAL
};

/// The day on which I wanted to follow up.
pub(super) fn find(model: &Model, lead: &Lead, now: Now) -> Option<Entry> {
    let due = lead.due?.here(now);
    let on = due.day;
    // Another day is another plan.
    let about = format!("{}/{on}", about_lead(lead, "due"));
    Some(Entry::on_its_day(Due {
        on,
        at: due.minutes,
        signal: if due.is_over(now) { Signal::Overdue } else { Signal::Plain },
        why: words::why(&need(lead), when(on, now)),
        ..of_lead(model, lead, Rule::Planned, about, now)
    }))
}
