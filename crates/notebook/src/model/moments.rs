//! Which records belong to which person, and when they happened: the timeline.

use super::Model;
use crate::{
    id::Id,
    record::{Jot, Kind, Lead, Ref, Touch},
    time::Instant,
};

impl Model {
    /// The people that a record belongs to, and the lead that it is about or came out of, with its moment in
    /// Unix milliseconds.
    pub(super) fn moments_of(&self, name: Ref) -> Vec<(Id, i64)> {
        let at = |instant: &Option<Instant>| instant.map_or(0, Instant::millis);
        let mut found: Vec<(Id, i64)> = match name.kind {
            Kind::Touch => self.touches.get(&name.id).map_or_else(Vec::new, |touch| {
                touch.person.into_iter().chain(touch.lead).map(|of| (of, at(&touch.at))).collect()
            }),
            Kind::Promise => self.promises.get(&name.id).map_or_else(Vec::new, |promise| {
                promise.person.into_iter().map(|person| (person, at(&promise.made_at))).collect()
            }),
            Kind::Lead => self.leads.get(&name.id).map_or_else(Vec::new, |lead| {
                lead.people().chain(lead.came_from).map(|of| (of, at(&lead.received_at))).collect()
            }),
            Kind::Jot => self
                .jots
                .get(&name.id)
                .map_or_else(Vec::new, |jot| jot.people().map(|person| (person, jot.millis())).collect()),
            _ => Vec::new(),
        };
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What belongs to a person or a lead, last first.
    pub(crate) fn timeline(&self, person: Id) -> impl Iterator<Item = (i64, Ref)> {
        self.moments.get(&person).into_iter().flatten().rev().copied()
    }

    /// The touches with a person, or about a lead, last first.
    pub(crate) fn touches_with(&self, person: Id) -> impl Iterator<Item = &Touch> {
        let touches = self.timeline(person).filter(|(_, name)| name.kind == Kind::Touch);
        touches.filter_map(|(_, name)| self.touches.get(&name.id))
    }

    /// The first touch with a person.
    pub(crate) fn first_touch(&self, person: Id) -> Option<&Touch> {
        let mut story = self.moments.get(&person).into_iter().flatten();
        self.touches.get(&story.find(|(_, name)| name.kind == Kind::Touch)?.1.id)
    }

    /// The leads that speak of a person, last first.
    pub(crate) fn leads_of(&self, person: Id) -> impl Iterator<Item = &Lead> {
        let leads = self.timeline(person).filter(|(_, name)| name.kind == Kind::Lead);
        leads.filter_map(|(_, name)| self.leads.get(&name.id))
    }
}

impl Lead {
    /// Everybody a lead speaks of: prospect, source, recipients.
    pub fn people(&self) -> impl Iterator<Item = Id> {
        let recipients = self.recipients.values().filter_map(|recipient| recipient.person);
        self.prospect.into_iter().chain(self.source).chain(recipients)
    }
}

impl Jot {
    /// When it was written, Unix milliseconds.
    pub(crate) fn millis(&self) -> i64 {
        self.at.map_or(0, Instant::millis)
    }

    /// The people who came out of it.
    pub(crate) fn people(&self) -> impl Iterator<Item = Id> {
        self.became
            .iter()
            .filter_map(|name| name.parse::<Ref>().ok())
            .filter(|name| name.kind == Kind::Person)
            .map(|name| name.id)
    }
}
