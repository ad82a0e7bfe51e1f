//! A person's page.

use std::collections::BTreeMap;

use super::leads::lead_row;
use crate::{
    Id, Now,
    model::{Model, one::is_own},
    notebook::Notebook,
    order,
    practice::timeline,
    query::{Conflict, ConflictValue, Moment, Part, PersonView},
    record::{Fields, Kind, Lead, Person, Record, Ref, Shape, TouchKind, spec_of},
    search::once,
    value::Value,
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
    let conflicts = conflicts(notebook, name);
    for id in conflicts.iter().flat_map(|conflict| &conflict.values) {
        let Ok(id) = id.value.words().parse::<Id>() else { continue };
        [Kind::Person, Kind::Event].into_iter().for_each(|kind| name_of(Ref::new(kind, id)));
    }
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
        conflicts,
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

/// Fields of a record that were changed on two devices at once, or are said differently by two entries that are
/// one person and do not stand in the note.
pub(super) fn conflicts(notebook: &Notebook, record: Ref) -> Vec<Conflict> {
    let Notebook { document, model, .. } = notebook;
    let mut found: Vec<Conflict> = Vec::new();
    for entry in model.entries(record).into_iter().filter(|entry| !model.gone.is_gone(*entry)) {
        for (key, values) in document.conflicts(entry) {
            if is_own(&key) || found.iter().any(|known| known.key == key) {
                continue;
            }
            let values = values.into_iter().map(|(value, at)| ConflictValue { value, at }).collect();
            found.push(Conflict { key, values, entries: false });
        }
    }
    found.extend(differing(notebook, record));
    found
}

/// Whom two entries of one person name differently: each with when it was written.
fn differing(notebook: &Notebook, record: Ref) -> Vec<Conflict> {
    let Notebook { document, model, .. } = notebook;
    if record.kind != Kind::Person || !model.united.is_united(record.id) {
        return Vec::new();
    }
    let entries = model.entries(record).into_iter().filter(|entry| !model.gone.is_gone(*entry));
    let mut all: BTreeMap<String, Vec<ConflictValue>> = BTreeMap::new();
    for entry in entries {
        let Some(person) = document.record::<Person>(entry.id) else { continue };
        let ids =
            person.pairs().into_iter().filter(|(key, _)| spec_of(Person::SPECS, key) == Some(Shape::Id));
        for (key, value) in ids.filter(|(key, _)| !key.contains('/')) {
            let shown = value.words().parse().map_or(value, |id| Value::Str(model.united.of(id).to_string()));
            let values = all.entry(key.clone()).or_default();
            if !values.iter().any(|known| known.value == shown) && shown != Value::Str(record.id.to_string())
            {
                values.push(ConflictValue { value: shown, at: document.written_last(entry, &key) });
            }
        }
    }
    let differ = all.into_iter().filter(|(_, values)| values.len() > 1);
    differ.map(|(key, values)| Conflict { key, values, entries: true }).collect()
}
