//! The ladder of preparation: ten steps, finer than the level (domain §2).

use said::{Word, words::ladder as words};

use crate::record::Lead;

/// The ten steps, from the first.
pub const LADDER: [Word; 10] = [
    words::STEP_1,
    words::STEP_2,
    words::STEP_3,
    words::STEP_4,
    words::STEP_5,
    words::STEP_6,
    words::STEP_7,
    words::STEP_8,
    words::STEP_9,
    words::STEP_10,
];

/// Whether a lead can stand on this step, 1 to 10: a source who stays hidden is never named.
#[must_use]
pub fn may_stand_on(lead: &Lead, step: u8) -> bool {
    let is_hidden = lead.name_use == Some(crate::record::NameUse::No)
        || (lead.name_use.is_none() && lead.kind == Some(crate::record::LeadKind::NoName));
    (1..=10).contains(&step) && !(step == NAMING && is_hidden)
}

/// The step that says that the source may be named.
pub(super) const NAMING: u8 = 3;

impl Lead {
    /// Whether a step of the ladder is done.
    #[must_use]
    pub fn stands_on(&self, step: u8) -> bool {
        self.ladder.contains(&step.to_string())
    }

    /// The next step: the first above all that are done.
    #[must_use]
    pub fn next_step(&self) -> Option<u8> {
        let highest = (1..=10).rev().find(|step| self.stands_on(*step)).unwrap_or(0);
        (highest + 1..=10).find(|step| may_stand_on(self, *step))
    }
}
