//! A person's page, and what follows from it. On the page of a hidden source nothing is left of the leads that they gave.

use crate::{
    Now,
    model::Model,
    practice::{ledger::ledger, stage},
    query::{Insight, PersonView},
    record::{Kind, Ref},
};

use super::{
    Discreet,
    veils::{has_confided, veil_of, was_confided_by},
};

impl Discreet for PersonView {
    fn veil(&mut self, model: &Model, now: Now) {
        // Who they are, and what was written about them without a lead, is as it is.
        let Self { person, leads, promises, timeline, moments, names: _, conflicts: _, removed: _ } = self;
        let is_there = |record: Ref| !was_confided_by(model, person.id, record);
        leads.retain(|(_, row)| is_there(Ref::new(Kind::Lead, row.id)));
        leads.iter_mut().for_each(|(_, row)| row.veil(model, now));
        timeline.retain(|moment| is_there(moment.record));
        *moments = model.timeline(person.id).filter(|(_, name)| is_there(*name)).count();
        for moment in timeline {
            moment.words = veil_of(model, moment.record, now).hide(&moment.words);
        }
        promises.retain(|promise| is_there(Ref::new(Kind::Promise, promise.id)));
        for promise in promises {
            promise.words = veil_of(model, Ref::new(Kind::Promise, promise.id), now).hide(&promise.words);
        }
    }
}

/// That they told me something in confidence is not for others, and what was said last may name somebody.
impl Discreet for Insight {
    fn veil(&mut self, model: &Model, now: Now) {
        let Self {
            person,
            stage: proposed,
            ledger: went,
            last_talk,
            gate: _,
            gains: _,
            overlaps: _,
            introductions: _,
            introduced: _,
            doubles: _,
            hints: _,
            next_touch: _,
        } = self;
        *went = ledger(model, *person, |lead| !has_confided(lead, *person), now);
        if let Some(known) = model.people.get(person) {
            *proposed = stage::propose(model, known, |lead| !has_confided(lead, *person), now);
        }
        *last_talk = last_talk.take().filter(|moment| !was_confided_by(model, *person, moment.record));
        if let Some(moment) = last_talk {
            moment.words = veil_of(model, moment.record, now).hide(&moment.words);
        }
    }
}
