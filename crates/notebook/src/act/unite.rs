//! Two entries that are one person become one: lists are united, what is said only once is taken over, what
//! is said differently is kept as words in the note, and everything that spoke of the second entry speaks
//! of the first. One change, so one undo.

use std::collections::{BTreeMap, BTreeSet};

use super::{put, same_contact};
use crate::{
    command::Refusal,
    document::{Document, Write},
    id::Id,
    model::Model,
    record::{Contact, Fields, Items, Kind, Person, Record, Ref, Shape, spec_of},
    search::fold,
    value::Value,
};

/// The writes that unite two people.
pub(super) fn writes(
    keep: Id,
    double: Id,
    document: &Document,
    model: &Model,
) -> Result<Vec<Write>, Refusal> {
    if keep == double {
        return Err(Refusal::SamePerson);
    }
    let (Some(one), Some(two)) = (model.people.get(&keep), model.people.get(&double)) else {
        return Err(Refusal::NoSuchRecord);
    };
    let names = (Ref::new(Kind::Person, keep), Ref::new(Kind::Person, double));
    if !document.holds(names.0) || !document.holds(names.1) {
        return Err(Refusal::NoSuchRecord);
    }
    if two.removed_at.is_some() {
        return Ok(Vec::new());
    }
    let (old, new) = (double.to_string(), keep.to_string());
    let mut desk = Desk { model, one, two, old, new, writes: Vec::new() };
    desk.facts();
    desk.repoint();
    desk.writes.push(Write::Remove(names.1));
    Ok(desk.writes)
}

struct Desk<'a> {
    model: &'a Model,
    one: &'a Person,
    two: &'a Person,
    /// Their ids as text: the one that goes, the one that stays.
    old: String,
    new: String,
    writes: Vec<Write>,
}

impl Desk<'_> {
    fn keep(&self) -> Ref {
        Ref::new(Kind::Person, self.one.id)
    }

    /// What the second entry says goes to the first.
    fn facts(&mut self) {
        let there: BTreeMap<String, Value> = self.one.pairs().into_iter().collect();
        let (keep, own, other) = (self.keep(), self.new.clone(), self.old.clone());
        let mut remarks = Vec::new();
        for (key, value) in self.two.pairs() {
            let field = key.split('/').next().unwrap_or_default();
            let of_themselves = value == Value::str(&own) || key.strip_prefix("knows/") == Some(&own);
            if matches!(field, "edited_at" | "removed_at") || of_themselves || self.is_known_item(&key) {
                continue;
            }
            match (there.get(&key), &value) {
                (None, _) => self.writes.push(put(keep, &key, value)),
                (Some(known), _) if *known == value => {}
                (Some(Value::Text(known)), Value::Text(words)) if key != "note" => {
                    let both = format!("{}\n{}", known.trim_end(), words.trim());
                    self.writes.push(put(keep, &key, Value::Text(both)));
                }
                (Some(_), Value::Text(words)) => remarks.push(words.trim().to_owned()),
                // They were met on the earlier day.
                (Some(Value::Str(known)), Value::Str(day)) if key == "met_on" => {
                    if day < known {
                        self.writes.push(put(keep, &key, value.clone()));
                    }
                }
                _ => remarks.push(format!("{}: {}", key.replace('_', " "), self.said(&key, &value))),
            }
        }
        if !remarks.is_empty() {
            let note = [self.one.note.0.trim_end(), &remarks.join("\n")].join("\n");
            self.writes.push(put(keep, "note", Value::Text(note.trim_start().to_owned())));
        }
        // Nobody knows or introduced themselves.
        if self.one.knows.contains(&other) {
            self.writes.push(Write::Put(keep, format!("knows/{other}"), None));
        }
        if self.one.introduced_by == Some(self.two.id) {
            let by = self.two.introduced_by.filter(|by| *by != self.one.id);
            let value = by.map(|by| Value::Str(by.to_string()));
            self.writes.push(Write::Put(keep, "introduced_by".into(), value));
        }
    }

    /// A value in words: people by their name.
    fn said(&self, key: &str, value: &Value) -> String {
        match (spec_of(Person::SPECS, key), value.words().parse::<Id>()) {
            (Some(Shape::Id), Ok(id)) => {
                let kind = if key == "met_event" { Kind::Event } else { Kind::Person };
                self.model.title(Ref::new(kind, id))
            }
            _ => value.words(),
        }
    }

    /// Whether a key is part of an item that the first entry has as well, under another id.
    fn is_known_item(&self, key: &str) -> bool {
        let mut parts = key.split('/');
        let (Some(field), Some(Ok(id))) = (parts.next(), parts.next().map(str::parse::<Id>)) else {
            return false;
        };
        let (one, two) = (self.one, self.two);
        let contact = |mine: &Items<Contact>, theirs: &Items<Contact>| {
            theirs.get(&id).is_some_and(|item| {
                let same = |known: &&Contact| same_contact(&known.value, &item.value);
                // A label of its own is worth keeping.
                mine.values()
                    .find(same)
                    .is_some_and(|known| item.label.is_empty() || known.label == item.label)
            })
        };
        match field {
            "phones" => contact(&one.phones, &two.phones),
            "emails" => contact(&one.emails, &two.emails),
            "links" => contact(&one.links, &two.links),
            "gains" => two.gains.get(&id).is_some_and(|item| {
                let mut same = one.gains.values();
                same.any(|known| known.letter == item.letter && fold(&known.words) == fold(&item.words))
            }),
            _ => false,
        }
    }

    /// Whatever speaks of the second entry speaks of the first, in the bin too.
    fn repoint(&mut self) {
        let model = self.model;
        let mut names: BTreeSet<Ref> = model.timeline(self.two.id).map(|(_, name)| name).collect();
        names.extend(model.bin.iter().map(|(_, name)| *name));
        names.extend(model.people.keys().map(|id| Ref::new(Kind::Person, *id)));
        names.extend(model.groups.keys().map(|id| Ref::new(Kind::Group, *id)));
        names.extend(model.events.keys().map(|id| Ref::new(Kind::Event, *id)));
        names.extend(model.decisions.keys().map(|id| Ref::new(Kind::Decision, *id)));
        for both in [self.one.id, self.two.id] {
            names.remove(&Ref::new(Kind::Person, both));
        }
        for name in names {
            for (key, value) in model.pairs(name) {
                self.point(name, key, &value);
            }
        }
    }

    fn point(&mut self, name: Ref, key: String, value: &Value) {
        let Desk { old, new, .. } = self;
        if let Value::Str(text) = value {
            // Ids, and what decisions are about: `people/<id>/met/24h`.
            let is_about = name.kind == Kind::Decision && key == "about" && text.contains(&*old);
            if text == old || is_about {
                let text = text.replace(&*old, new);
                self.writes.push(put(name, &key, Value::Str(text)));
            }
        } else if let (Value::Bool(true), Some((set, member))) = (value, key.split_once('/'))
            && member.ends_with(&*old)
        {
            // Members of sets: whom they know, what a jot became.
            let member = member.replace(&*old, new);
            self.writes.push(put(name, &format!("{set}/{member}"), Value::Bool(true)));
            self.writes.push(Write::Put(name, key, None));
        }
    }
}
