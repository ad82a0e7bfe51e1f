//! One contact with a person (domain §3).

use super::{Side, TouchKind};
use crate::{id::Id, time::Instant};

fields! {
    /// A touch. Any touch resets a person's cadence.
    Touch in Touch {
        /// With whom.
        person: Option<Id>,
        /// What happened.
        kind: Option<TouchKind>,
        /// When.
        at: Option<Instant>,
        /// Who started it.
        by: Option<Side>,
        /// Words about it.
        words: String,
        /// At which event.
        event: Option<Id>,
        /// About which lead.
        lead: Option<Id>,
        /// What a message about a lead was about, in the words of [`crate::practice::leads::About`].
        about: String,
        /// From which jot it came.
        jot: Option<Id>,
    }
}
