//! Promises that are open (domain §3): kept, renegotiated or broken, and until then on the person's mind.

use super::{due::Entry, said::when, verdict::Verdicts};
use crate::{
    Now,
    model::Model,
    query::{Due, Rule, Signal},
    record::{Kind, Promise, Ref, Side},
};

pub(crate) fn entry(model: &Model, promise: &Promise, verdicts: &Verdicts<'_>, now: Now) -> Option<Entry> {
    // What they promised me is theirs to remember.
    if promise.removed_at.is_some() || promise.state.is_some() || promise.by == Some(Side::Them) {
        return None;
    }
    let on = promise.due?;
    let record = Ref::new(Kind::Promise, promise.id);
    // A new day for it is a new entry.
    let about = format!("{record}/{on}");
    let due = if on < now.today() { "and it was due" } else { "due" };
    let person = promise.person.and_then(|id| model.people.get(&id));
    let entry = Entry::on_its_day(Due {
        record,
        person: person.map(|person| person.id),
        title: person.map_or("A promise", |person| person.display_name()).to_owned(),
        on,
        at: None,
        signal: if on < now.today() { Signal::Overdue } else { Signal::Promise },
        why: format!("You promised this, {due}{}: {}", when(on, now), promise.words.trim()),
        rule: Rule::Promise,
        about,
        tell: None,
    });
    let verdict = verdicts.about(&entry.due.about);
    entry.decided(verdict, now)
}
