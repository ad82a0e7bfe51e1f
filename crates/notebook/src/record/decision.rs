//! What the person decided about something that is computed.

use super::DecisionKind;
use crate::time::{Instant, Planned};

fields! {
    /// A decision. Nothing derived is stored; this is.
    Decision in Decision {
        /// What it is about: a stable name, such as `people/<id>/met/24h`.
        about: String,
        /// What was decided.
        kind: Option<DecisionKind>,
        /// Until when, for a snooze: the day that was chosen.
        until: Option<Planned>,
        /// Decided when.
        at: Option<Instant>,
        /// The value that overrules the computed one, or words.
        words: String,
    }
}
