//! A person's page.

use std::collections::BTreeMap;

use super::leads::lead_row;
use crate::{
    Id, Now,
    model::Model,
    notebook::Notebook,
    order,
    practice::timeline,
    query::{Conflict, ConflictValue, Moment, Part, PersonView},
    record::{Kind, Lead, Ref, TouchKind},
    search::once,
};

/// Moments of the timeline that are sent at once.
const MOST_MOMENTS: usize = 200;

pub(super) fn person(notebook: &Notebook, id: Id, now: Now) -> Option<PersonView> {
    let model = &notebook.model;
    let name = Ref::new(Kind::Person, id);
    let mut person = model.people.get(&id)?.clone();
    [&mut person.tags, &mut person.circles, &mut person.languages].into_iter().for_each(once);
    let mut promises: Vec<_> = timeline(model, id, now)
        .filter(|(_, record)| record.kind == Kind::Promise)
        .filter_map(|(_, record)| model.promises.get(&record.id).cloned())
        .collect();
    order::by_key(&mut promises, |promise| {
        (promise.state.is_some(), promise.due.is_none(), promise.due.map(|due| due.here(now)))
    });
    let leads = timeline(model, id, now)
        .filter(|(_, record)| record.kind == Kind::Lead)
        .filter_map(|(_, record)| {
            Some((part(model.leads.get(&record.id)?, id), lead_row(model, record.id, now)?))
        })
        .collect();
    let mut names = BTreeMap::new();
    let mut name_of = |record: Ref| {
        if model.holds(record) {
            names.insert(record.to_string(), model.title(record));
        }
    };
    person.introduced_by.iter().for_each(|id| name_of(Ref::new(Kind::Person, *id)));
    person.met_event.iter().for_each(|id| name_of(Ref::new(Kind::Event, *id)));
    let ids = |set: &std::collections::BTreeSet<String>| {
        set.iter().filter_map(|id| id.parse().ok()).collect::<Vec<Id>>()
    };
    ids(&person.knows).into_iter().for_each(|id| name_of(Ref::new(Kind::Person, id)));
    ids(&person.groups).into_iter().for_each(|id| name_of(Ref::new(Kind::Group, id)));
    Some(PersonView {
        names,
        leads,
        promises,
        timeline: timeline(model, id, now)
            .take(MOST_MOMENTS)
            .filter_map(|(_, name)| moment(model, name))
            .collect(),
        moments: model.timeline(id).count(),
        conflicts: conflicts(notebook, name),
        removed: person.removed_at.is_some(),
        person,
    })
}

/// The part of somebody of whom a lead speaks.
fn part(lead: &Lead, person: Id) -> Part {
    match person {
        _ if lead.prospect == Some(person) => Part::Needs,
        _ if lead.source == Some(person) => Part::Told,
        _ => Part::Gets,
    }
}

/// What happened, in a word and in words.
pub(super) fn moment(model: &Model, record: Ref) -> Option<Moment> {
    let (at, what, words) = match record.kind {
        Kind::Touch => {
            let touch = model.touches.get(&record.id)?;
            let kind = touch.kind.clone().unwrap_or(TouchKind::Note);
            (touch.at?, kind.word().to_owned(), touch.words.clone())
        }
        Kind::Jot => {
            let jot = model.jots.get(&record.id)?;
            (jot.at?, "jot".into(), jot.text.clone())
        }
        Kind::Lead => {
            let lead = model.leads.get(&record.id)?;
            (lead.received_at?, "lead".into(), lead.need.clone())
        }
        Kind::Promise => {
            let promise = model.promises.get(&record.id)?;
            (promise.made_at?, "promise".into(), promise.words.clone())
        }
        _ => return None,
    };
    Some(Moment { at, what, words, record })
}

/// Fields of a record that were changed on two devices at once.
pub(super) fn conflicts(notebook: &Notebook, record: Ref) -> Vec<Conflict> {
    let own = |key: &str| matches!(key, "edited_at" | "removed_at");
    let found = notebook.document.conflicts(record).into_iter().filter(|(key, _)| !own(key));
    found
        .map(|(key, values)| Conflict {
            key,
            values: values.into_iter().map(|(value, at)| ConflictValue { value, at }).collect(),
        })
        .collect()
}
