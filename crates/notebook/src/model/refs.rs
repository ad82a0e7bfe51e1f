//! What records speak of, and reading it as speaking of whoever is shown.

use std::collections::BTreeSet;

use super::{Model, united::United};
use crate::{
    id::Id,
    record::{
        Decision, Event, Fields, Group, Items, Jot, Kind, Lead, Person, Promise, Recipient, Ref, Touch,
    },
    value::Value,
};

/// A record that can speak of others.
pub(crate) trait Speaks {
    /// Every record that it speaks of. What a decision is about is computed, and not spoken of.
    fn refs(&self, see: &mut dyn FnMut(Ref));

    /// Reads it as speaking of whoever is shown.
    fn follow(&mut self, united: &United);
}

fn see_all(kind: Kind, ids: impl IntoIterator<Item = Option<Id>>, see: &mut dyn FnMut(Ref)) {
    ids.into_iter().flatten().for_each(|id| see(Ref::new(kind, id)));
}

fn see_set(kind: Kind, ids: &BTreeSet<String>, see: &mut dyn FnMut(Ref)) {
    see_all(kind, ids.iter().map(|id| id.parse().ok()), see);
}

fn follow_one(id: &mut Option<Id>, united: &United) {
    *id = id.map(|id| united.of(id));
}

impl Speaks for Person {
    fn refs(&self, see: &mut dyn FnMut(Ref)) {
        see_all(Kind::Person, [self.introduced_by], see);
        see_all(Kind::Person, self.evidence.values().map(|evidence| evidence.by), see);
        see_set(Kind::Person, &self.knows, see);
        see_all(Kind::Event, [self.met_event], see);
        see_set(Kind::Group, &self.groups, see);
    }

    /// Nobody knows or introduced themselves.
    fn follow(&mut self, united: &United) {
        let own = united.of(self.id);
        follow_one(&mut self.introduced_by, united);
        self.introduced_by = self.introduced_by.filter(|by| *by != own);
        self.evidence.iter_mut().for_each(|(_, evidence)| follow_one(&mut evidence.by, united));
        let own = own.to_string();
        if united.is_empty() {
            self.knows.remove(&own);
            return;
        }
        let known = std::mem::take(&mut self.knows).into_iter();
        let shown = known.map(|id| id.parse().map_or(id, |id| united.of(id).to_string()));
        self.knows = shown.filter(|id| *id != own).collect();
    }
}

impl Speaks for Jot {
    fn refs(&self, see: &mut dyn FnMut(Ref)) {
        see_all(Kind::Event, [self.event], see);
        self.became.iter().filter_map(|name| name.parse().ok()).for_each(see);
    }

    fn follow(&mut self, united: &United) {
        if self.people().any(|id| united.of(id) != id) {
            let all = std::mem::take(&mut self.became).into_iter();
            self.became = all.map(|name| united.about(&name).unwrap_or(name)).collect();
        }
    }
}

impl Speaks for Touch {
    fn refs(&self, see: &mut dyn FnMut(Ref)) {
        see_all(Kind::Person, [self.person], see);
        see_all(Kind::Event, [self.event], see);
        see_all(Kind::Lead, [self.lead], see);
        see_all(Kind::Jot, [self.jot], see);
    }

    fn follow(&mut self, united: &United) {
        follow_one(&mut self.person, united);
    }
}

impl Speaks for Promise {
    fn refs(&self, see: &mut dyn FnMut(Ref)) {
        see_all(Kind::Person, [self.person], see);
        see_all(Kind::Lead, [self.lead], see);
        see_all(Kind::Jot, [self.jot], see);
    }

    fn follow(&mut self, united: &United) {
        follow_one(&mut self.person, united);
    }
}

impl Speaks for Lead {
    fn refs(&self, see: &mut dyn FnMut(Ref)) {
        see_all(Kind::Person, self.people().map(Some), see);
        see_all(Kind::Group, self.recipients.values().map(|recipient| recipient.group), see);
        see_all(Kind::Lead, [self.came_from], see);
        see_all(Kind::Jot, [self.jot], see);
        see_all(Kind::Event, [self.event], see);
    }

    /// Who was passed it twice, as two entries, is one recipient.
    fn follow(&mut self, united: &United) {
        follow_one(&mut self.prospect, united);
        follow_one(&mut self.source, united);
        self.recipients.iter_mut().for_each(|(_, recipient)| follow_one(&mut recipient.person, united));
        if united.is_empty() {
            return;
        }
        let twice = twice(&self.recipients, united, |recipient| recipient.person);
        for (first, other) in twice {
            let Some(second) = self.recipients.remove(&other) else { continue };
            if let Some(first) = self.recipients.get_mut(&first) {
                let lines = first.join(second);
                super::one::add_lines(&mut self.note.0, &lines);
            }
        }
    }
}

impl Speaks for Event {
    fn refs(&self, see: &mut dyn FnMut(Ref)) {
        see_all(Kind::Group, [self.group], see);
        see_all(Kind::Person, self.guests.values().map(|guest| guest.person), see);
    }

    /// Who was invited twice, as two entries, is one guest.
    fn follow(&mut self, united: &United) {
        self.guests.iter_mut().for_each(|(_, guest)| follow_one(&mut guest.person, united));
        if united.is_empty() {
            return;
        }
        for (first, other) in twice(&self.guests, united, |guest| guest.person) {
            let Some(second) = self.guests.remove(&other) else { continue };
            if let Some(first) = self.guests.get_mut(&first) {
                let lines = joined("guest", first, second.pairs_of());
                super::one::add_lines(&mut self.review.0, &lines);
            }
        }
    }
}

impl Speaks for Group {
    fn refs(&self, see: &mut dyn FnMut(Ref)) {
        see_all(Kind::Person, self.seats.values().map(|seat| seat.person), see);
    }

    fn follow(&mut self, united: &United) {
        self.seats.iter_mut().for_each(|(_, seat)| follow_one(&mut seat.person, united));
    }
}

impl Speaks for Decision {
    fn refs(&self, _: &mut dyn FnMut(Ref)) {}

    fn follow(&mut self, united: &United) {
        if !united.is_empty()
            && let Some(about) = united.about(&self.about)
        {
            self.about = about;
        }
    }
}

/// Items about one person who is shown for several entries: the first, and each other.
pub(crate) fn twice<T>(items: &Items<T>, united: &United, of: impl Fn(&T) -> Option<Id>) -> Vec<(Id, Id)> {
    let mut seen: Vec<(Id, Id)> = Vec::new();
    let mut found = Vec::new();
    for (item, value) in items {
        let Some(person) = of(value).filter(|person| united.is_united(*person)) else { continue };
        match seen.iter().find(|(known, _)| *known == person) {
            Some((_, first)) => found.push((*first, *item)),
            None => seen.push((person, *item)),
        }
    }
    found
}

trait Pairs {
    fn pairs_of(&self) -> Vec<(String, Value)>;
}

impl<T: Fields> Pairs for T {
    fn pairs_of(&self) -> Vec<(String, Value)> {
        let mut out = Vec::new();
        self.give("", &mut out);
        out
    }
}

/// Takes over what an item does not say yet; what is said differently comes back as lines.
fn joined<T: Fields>(what: &str, first: &mut T, second: Vec<(String, Value)>) -> Vec<String> {
    let there = first.pairs_of();
    let mut lines = Vec::new();
    for (key, value) in second {
        match there.iter().find(|(known, _)| *known == key) {
            // What the table gave, it takes.
            None => drop(first.take(&key, value)),
            Some((_, known)) if *known == value => {}
            Some(_) => lines.push(format!("{what}, {}: {}", key.replace('_', " "), value.words())),
        }
    }
    lines
}

impl Recipient {
    /// Two entries of one recipient: how far it is was said last by one of them, and it was passed on at the
    /// earlier time. What is said differently comes back as lines.
    fn join(&mut self, mut other: Self) -> Vec<String> {
        if other.progress_at > self.progress_at {
            std::mem::swap(&mut self.progress, &mut other.progress);
            std::mem::swap(&mut self.progress_at, &mut other.progress_at);
            std::mem::swap(&mut self.closed, &mut other.closed);
        }
        other.progress_at = None;
        if let (Some(mine), Some(theirs)) = (self.passed_at, other.passed_at) {
            self.passed_at = Some(mine.min(theirs));
            other.passed_at = None;
        }
        if self.thanked_at.is_some() {
            other.thanked_at = None;
        }
        joined("recipient", self, other.pairs_of())
    }
}

impl Model {
    /// Every record that this one speaks of.
    pub(super) fn refs(&self, name: Ref, see: &mut dyn FnMut(Ref)) {
        fn of<R: Speaks>(record: Option<&R>, see: &mut dyn FnMut(Ref)) {
            if let Some(record) = record {
                record.refs(see);
            }
        }
        match name.kind {
            Kind::Me => {}
            Kind::Person => of(self.people.get(&name.id), see),
            Kind::Jot => of(self.jots.get(&name.id), see),
            Kind::Touch => of(self.touches.get(&name.id), see),
            Kind::Lead => of(self.leads.get(&name.id), see),
            Kind::Promise => of(self.promises.get(&name.id), see),
            Kind::Event => of(self.events.get(&name.id), see),
            Kind::Group => of(self.groups.get(&name.id), see),
            Kind::Decision => of(self.decisions.get(&name.id), see),
        }
    }

    /// Everything there is.
    pub(super) fn all_names(&self) -> BTreeSet<Ref> {
        let mut all = BTreeSet::new();
        let mut list = |kind: Kind, ids: &mut dyn Iterator<Item = &Id>| {
            all.extend(ids.map(|id| Ref::new(kind, *id)));
        };
        list(Kind::Person, &mut self.people.keys());
        list(Kind::Jot, &mut self.jots.keys());
        list(Kind::Touch, &mut self.touches.keys());
        list(Kind::Lead, &mut self.leads.keys());
        list(Kind::Promise, &mut self.promises.keys());
        list(Kind::Event, &mut self.events.keys());
        list(Kind::Group, &mut self.groups.keys());
        list(Kind::Decision, &mut self.decisions.keys());
        all
    }

    /// What speaks of any of these people, and decisions about them.
    pub(super) fn speaking_of(&self, people: &BTreeSet<Id>) -> BTreeSet<Ref> {
        let of = |name: &Ref| {
            let mut found = false;
            self.refs(*name, &mut |target| {
                found |= target.kind == Kind::Person && people.contains(&target.id);
            });
            let about = || {
                self.decisions.get(&name.id).is_some_and(|decision| {
                    decision
                        .about
                        .split('/')
                        .any(|part| part.parse().is_ok_and(|id: Id| people.contains(&id)))
                })
            };
            found || (name.kind == Kind::Decision && about())
        };
        self.all_names().into_iter().filter(of).collect()
    }
}
