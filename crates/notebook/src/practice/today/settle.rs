//! What a tap on an entry of Today means: what its rule says of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Rule;
use crate::{
    Id, Instant, Now, Value,
    command::{Command, Edit},
    model::Model,
    query::Due,
    record::{Kind, Ref, TouchKind},
    time::instant_text,
};

/// An entry of Today, as far as it takes to settle it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The rule behind it.
    pub rule: Rule,
    /// The record behind it.
    pub record: Ref,
    /// The person it is about.
    pub person: Option<Id>,
    /// The name under which it is decided about.
    pub about: String,
}

impl From<&Due> for Settled {
    fn from(due: &Due) -> Self {
        Self { rule: due.rule, record: due.record, person: due.person, about: due.about.clone() }
    }
}

/// What was decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settling {
    /// It was done.
    Done,
    /// It is not for me; of a promise: it was not kept.
    Left,
    /// Not before this day.
    Later(NaiveDate),
    /// A touch, now, of this kind.
    Logged(TouchKind),
}

/// An entry that is being settled.
pub(crate) struct Case<'a> {
    pub(crate) entry: &'a Settled,
    /// What is made takes its ids from this one.
    pub(crate) id: Id,
    pub(crate) model: &'a Model,
    pub(crate) now: Now,
}

/// The acts that settle an entry: one change together.
pub(crate) fn acts(case: &Case<'_>, how: &Settling) -> Vec<Command> {
    let particulars = case.entry.rule.particulars();
    match how {
        Settling::Done => (particulars.done)(case),
        Settling::Left => (particulars.left)(case),
        Settling::Later(until) => vec![case.decide("snoozed", Some(*until))],
        Settling::Logged(kind) => case.touch(kind, "").into_iter().collect(),
    }
}

impl Case<'_> {
    /// A touch of mine with whom it is about, now; nothing when nobody is known by name.
    pub(super) fn touch(&self, kind: &TouchKind, words: &str) -> Option<Command> {
        let mut edits = vec![
            Edit::set("person", Value::str(self.entry.person?.to_string())),
            Edit::set("kind", Value::str(kind.word())),
            Edit::set("at", Value::Str(instant_text(&self.now.0))),
            Edit::set("by", Value::str("me")),
            Edit::text("words", words),
        ];
        if self.entry.record.kind == Kind::Lead {
            edits.push(Edit::set("lead", Value::str(self.entry.record.id.to_string())));
        }
        Some(Command::Add { record: Ref::new(Kind::Touch, self.id), edits })
    }

    /// A decision about it, now.
    pub(super) fn decide(&self, kind: &str, until: Option<NaiveDate>) -> Command {
        // The title of a lead may be words that were told in confidence.
        let title = match self.entry.record.kind {
            Kind::Lead => "A lead".to_owned(),
            _ => {
                self.model.title(self.entry.person.map_or(self.entry.record, |id| Ref::new(Kind::Person, id)))
            }
        };
        let mut edits = vec![
            Edit::set("about", Value::str(&self.entry.about)),
            Edit::set("kind", Value::str(kind)),
            Edit::set("at", Value::Str(instant_text(&self.now.0))),
            Edit::text("words", &[&title, ", ", kind].concat()),
        ];
        // The beginning of a day; only its date is looked at.
        let until = until.and_then(|day| Instant::at(day.and_hms_opt(0, 0, 0)?, self.now.offset()));
        edits.extend(until.map(|at| Edit::set("until", Value::Str(instant_text(&at)))));
        Command::Add { record: Ref::new(Kind::Decision, self.id.derive(1)), edits }
    }
}
