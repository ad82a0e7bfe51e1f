//! Two entries that are one person: that is written down, and nothing is written over. Readers follow it
//! ([`crate::model`]); an edit of somebody who is shown for several entries goes where it shows.

use super::put;
use crate::{
    command::{Edit, Refusal},
    document::{Document, Write},
    id::Id,
    model::{Model, one},
    record::{Fields, Kind, Lead, Person, Record, Ref, Shape, spec_of},
    value::Value,
};

/// The write that makes one person of two. What was said of either before goes with them.
pub(super) fn writes(keep: Id, double: Id, model: &Model) -> Result<Vec<Write>, Refusal> {
    if keep == double {
        return Err(Refusal::SamePerson);
    }
    let (keep, double) = (model.united.of(keep), model.united.of(double));
    if !model.people.contains_key(&keep) || !model.people.contains_key(&double) {
        return Err(Refusal::NoSuchRecord);
    }
    if keep == double {
        return Ok(Vec::new());
    }
    let double = Ref::new(Kind::Person, double);
    Ok(vec![put(double, &format!("united/{keep}"), Value::Bool(true))])
}

/// The writes of edits of a record, which may be shown for several.
pub(super) fn edits(record: Ref, edits: &[Edit], document: &Document, model: &Model) -> Vec<Write> {
    let shown = model.shown(record);
    match record.kind {
        Kind::Person if model.united.is_united(record.id) => {
            Desk::new(shown.id, document, model).edits(edits)
        }
        Kind::Person if !model.united.is_empty() => {
            let known = document.record::<Person>(record.id).unwrap_or_default();
            let all = edits.iter().flat_map(|edit| {
                let keys = keys_of(&known, &edit.key, edit.value.is_none(), model);
                keys.into_iter().map(|key| Write::Put(record, key, edit.value.clone()))
            });
            all.collect()
        }
        Kind::Lead if !model.united.is_empty() => of_lead(record, edits, document, model),
        _ => edits.iter().map(|edit| Write::Put(record, edit.key.clone(), edit.value.clone())).collect(),
    }
}

/// A recipient who was passed a lead twice, as two entries, is shown as one: what is cleared is cleared in both.
fn of_lead(record: Ref, edits: &[Edit], document: &Document, model: &Model) -> Vec<Write> {
    let mut known = document.record::<Lead>(record.id).unwrap_or_default();
    known.recipients.iter_mut().for_each(|(_, to)| to.person = to.person.map(|id| model.united.of(id)));
    let twice = crate::model::twice(&known.recipients, &model.united, |to| to.person);
    let mut writes = Vec::new();
    for Edit { key, value } in edits {
        writes.push(Write::Put(record, key.clone(), value.clone()));
        let item = key.strip_prefix("recipients/").and_then(|rest| rest.split_once('/'));
        if let (Some((id, part)), None) = (item, value) {
            let others = twice.iter().filter(|(first, _)| first.to_string() == id);
            writes.extend(
                others.map(|(_, other)| Write::Put(record, format!("recipients/{other}/{part}"), None)),
            );
        }
    }
    writes
}

/// The keys under which an entry says what is to be cleared: whom they know may be named by another entry.
fn keys_of(entry: &Person, key: &str, is_cleared: bool, model: &Model) -> Vec<String> {
    let known = key.strip_prefix("knows/").and_then(|id| id.parse::<Id>().ok()).filter(|_| is_cleared);
    let Some(known) = known else { return vec![key.to_owned()] };
    let all = model.united.all(known).into_iter().map(|id| id.to_string());
    let all = all.filter(|id| entry.knows.contains(id)).map(|id| format!("knows/{id}"));
    all.chain([key.to_owned()]).collect()
}

/// Somebody who is shown for several entries.
struct Desk<'a> {
    model: &'a Model,
    /// Their entries, the shown one first.
    entries: Vec<Person>,
    shown: Vec<(String, Value)>,
    /// The note of the shown entry, when an edit adds to it.
    note: Option<String>,
    writes: Vec<Write>,
}

impl<'a> Desk<'a> {
    fn new(shown: Id, document: &Document, model: &'a Model) -> Self {
        let entries = model.united.all(shown).into_iter();
        let there = entries.filter(|id| !model.gone.is_gone(Ref::new(Kind::Person, *id)));
        let entries = there.filter_map(|id| document.record::<Person>(id)).collect();
        let shown = model.people.get(&shown).map(Record::pairs).unwrap_or_default();
        Self { model, entries, shown, note: None, writes: Vec::new() }
    }

    fn edits(mut self, edits: &[Edit]) -> Vec<Write> {
        for Edit { key, value } in edits {
            match (spec_of(Person::SPECS, key), value) {
                (Some(Shape::Set), value) => self.set(key, value.as_ref()),
                (Some(Shape::Text), value) if !key.contains('/') => self.text(key, value.as_ref()),
                _ if key.contains('/') => self.item(key, value.as_ref()),
                (_, Some(value)) => self.fact(key, value),
                (_, None) => self.clear(key),
            }
        }
        if let Some(note) = self.note.take() {
            self.put(0, "note", Some(Value::Text(note)));
        }
        self.writes
    }

    fn put(&mut self, nth: usize, key: &str, value: Option<Value>) {
        if let Some(entry) = self.entries.get(nth) {
            self.writes.push(Write::Put(Ref::new(Kind::Person, entry.id), key.to_owned(), value));
        }
    }

    fn said(&self, nth: usize, key: &str) -> Option<Value> {
        self.entries.get(nth)?.pairs().into_iter().find_map(|(known, value)| (known == key).then_some(value))
    }

    fn shown(&self, key: &str) -> Option<Value> {
        self.shown.iter().find_map(|(known, value)| (known == key).then(|| value.clone()))
    }

    /// The entry that is shown says it; one that said what was shown says so, too. What another one said
    /// differently stays: it stands in the note.
    fn fact(&mut self, key: &str, value: &Value) {
        let shown = self.shown(key);
        let is_id = spec_of(Person::SPECS, key) == Some(Shape::Id);
        self.put(0, key, Some(value.clone()));
        for nth in 1..self.entries.len() {
            let said = self.said(nth, key);
            if said.is_some() && (said == shown || is_id) {
                self.put(nth, key, Some(value.clone()));
            }
        }
    }

    /// No entry says it any more; what was said differently, and stood in the note, stays in the note.
    fn clear(&mut self, key: &str) {
        let shown = self.shown(key);
        for nth in 0..self.entries.len() {
            let Some(said) = self.said(nth, key) else { continue };
            if nth > 0 && Some(&said) != shown.as_ref() && spec_of(Person::SPECS, key) != Some(Shape::Id) {
                let mut note = self.note.take().unwrap_or_else(|| self.own_note());
                one::add_lines(&mut note, &[one::line(key, &said)]);
                self.note = Some(note);
            }
            self.put(nth, key, None);
        }
    }

    fn own_note(&self) -> String {
        self.entries.first().map(|entry| entry.note.0.clone()).unwrap_or_default()
    }

    fn set(&mut self, key: &str, value: Option<&Value>) {
        let holders: Vec<usize> = (0..self.entries.len()).collect();
        match value {
            Some(value) if holders.iter().all(|nth| self.said(*nth, key).is_none()) => {
                self.put(0, key, Some(value.clone()));
            }
            Some(_) => {}
            None => {
                for nth in holders {
                    let keys = keys_of(&self.entries[nth], key, true, self.model);
                    for key in
                        keys.into_iter().filter(|key| self.said(nth, key).is_some()).collect::<Vec<_>>()
                    {
                        self.put(nth, &key, None);
                    }
                }
            }
        }
    }

    /// An item is edited in the entry that has it, and in those that say exactly the same.
    fn item(&mut self, key: &str, value: Option<&Value>) {
        let parts = key.split_once('/').and_then(|(field, rest)| Some((field, rest.split_once('/')?)));
        let Some((field, (id, part))) = parts else { return };
        let Ok(id) = id.parse::<Id>() else { return };
        let all: Vec<Vec<(String, Value)>> =
            self.entries.iter().map(|entry| said(entry, field, id)).collect();
        let own = all.iter().position(|said| !said.is_empty());
        let beside = || {
            (1..self.entries.len()).find_map(|nth| {
                let entry = &self.entries[nth];
                let ids = items(entry, field);
                let raw = ids.into_iter().find(|raw| one::beside(*raw, entry.id) == id)?;
                Some((nth, raw))
            })
        };
        let Some((holder, raw)) = own.map(|nth| (nth, id)).or_else(beside) else {
            return self.put(0, key, value.cloned());
        };
        let says = said(&self.entries[holder], field, raw);
        self.put(holder, &format!("{field}/{raw}/{part}"), value.cloned());
        for nth in (0..self.entries.len()).filter(|nth| *nth != holder) {
            for twin in items(&self.entries[nth], field) {
                let other = said(&self.entries[nth], field, twin);
                if one::says_all_of(field, &says, &other) {
                    self.put(nth, &format!("{field}/{twin}/{part}"), value.cloned());
                }
            }
        }
    }

    /// The entry that is shown says all of it; what another one said, and is in it no more, is emptied, so that
    /// what is written there elsewhere meanwhile stays.
    fn text(&mut self, key: &str, value: Option<&Value>) {
        let words = value.map(Value::words).unwrap_or_default();
        if key == "note" {
            self.note = None;
            self.forget_lines(&words);
        }
        self.put(0, key, value.cloned());
        for nth in 1..self.entries.len() {
            let said = self.said(nth, key).map(|said| said.words()).unwrap_or_default();
            if !said.trim().is_empty() && !one::has_lines(&words, &said) {
                self.put(nth, key, Some(Value::Text(String::new())));
            }
        }
    }

    /// What was said differently stands in the note: a line that was taken out of it is not said any more. Another name gives
    /// way to the one that is shown, so that somebody who is separated elsewhere meanwhile still has one.
    fn forget_lines(&mut self, words: &str) {
        let note = self.shown("note").map(|note| note.words()).unwrap_or_default();
        for nth in 1..self.entries.len() {
            for (key, value) in self.entries[nth].pairs() {
                let line = one::line(&key, &value);
                let is_shown = !key.contains('/') && !matches!(value, Value::Text(_)) && !one::is_own(&key);
                if is_shown && one::has_lines(&note, &line) && !one::has_lines(words, &line) {
                    let differs = self.shown(&key).is_some_and(|shown| shown != value);
                    if differs {
                        self.put(nth, &key, self.shown("name").filter(|_| key == "name"));
                    }
                }
            }
        }
    }
}

/// What an entry says of an item, part by part.
fn said(entry: &Person, field: &str, id: Id) -> Vec<(String, Value)> {
    let prefix = format!("{field}/{id}/");
    let pairs = entry.pairs().into_iter();
    pairs.filter_map(|(key, value)| Some((key.strip_prefix(&prefix)?.to_owned(), value))).collect()
}

/// The items of a field.
fn items(entry: &Person, field: &str) -> Vec<Id> {
    let mut ids: Vec<Id> = entry
        .pairs()
        .iter()
        .filter_map(|(key, _)| {
            key.split_once('/').filter(|(of, _)| *of == field)?.1.split('/').next()?.parse().ok()
        })
        .collect();
    ids.dedup();
    ids
}
