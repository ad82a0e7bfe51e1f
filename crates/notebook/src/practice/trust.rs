//! The trust gate (domain §1): before recommending somebody I should know, like and trust them, and have
//! evidence that they are good. It warns, and never forbids.

use serde::{Deserialize, Serialize};

use crate::record::Person;

/// One leaf of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// I know them.
    Know,
    /// I like them.
    Like,
    /// I trust them.
    Trust,
    /// A testimonial, my own experience, a client's report.
    Evidence,
}

impl Person {
    /// What is still closed of the gate: nothing when I can recommend them.
    #[must_use]
    pub fn gate(&self) -> Vec<Gate> {
        let open = [
            (Gate::Know, self.know == Some(true)),
            (Gate::Like, self.like == Some(true)),
            (Gate::Trust, self.trust == Some(true)),
            (Gate::Evidence, self.evidence.values().any(|evidence| !evidence.words.trim().is_empty())),
        ];
        open.into_iter().filter(|(_, is_open)| !is_open).map(|(gate, _)| gate).collect()
    }
}
