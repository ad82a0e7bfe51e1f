//! A mixer or another event, attended or hosted (domain §5).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{EventKind, Items, Note};
use crate::{id::Id, time::Instant};

fields! {
    /// A guest of an event that I host.
    Guest {
        /// Who.
        person: Option<Id>,
        /// Their name, while they are no person of the notebook.
        name: String,
        /// Came.
        came: Option<bool>,
        /// Introduced by me to whom, in words.
        introduced: String,
        /// Thanked when.
        thanked_at: Option<Instant>,
    }
}

fields! {
    /// One step of a plan.
    PlanStep {
        /// What.
        words: String,
        /// By when.
        due: Option<NaiveDate>,
        /// Done on.
        done_on: Option<NaiveDate>,
    }
}

fields! {
    /// An event.
    Event in Event {
        /// Its name.
        name: String,
        /// Attended or hosted.
        kind: Option<EventKind>,
        /// Where.
        place: String,
        /// From when.
        starts: Option<Instant>,
        /// Until when.
        ends: Option<Instant>,
        /// The group that holds it.
        group: Option<Id>,
        /// The goal set beforehand.
        goal: Note,
        /// How many new people I want to meet.
        goal_people: Option<i64>,
        /// The review afterwards: what worked.
        review: Note,
        /// The plan, when I host.
        plan: Items<PlanStep>,
        /// The guest list.
        guests: Items<Guest>,
        /// Tags.
        tags: BTreeSet<String>,
    }
}
