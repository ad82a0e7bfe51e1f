//! Words as they were typed in the middle of a conversation.

use std::collections::BTreeSet;

use super::JotState;
use crate::{id::Id, time::Instant};

fields! {
    /// A jot. Its words are kept for ever beside what was understood from them.
    Jot in Jot {
        /// The words, exactly as typed.
        text: String,
        /// When.
        at: Option<Instant>,
        /// The event that was on.
        event: Option<Id>,
        /// Chips that the person took back while typing.
        dismissed: BTreeSet<String>,
        /// Whether the month came first in dates where it was written; what earlier versions wrote has the day first.
        month_first: Option<bool>,
        /// What became of it.
        state: Option<JotState>,
        /// When it was sorted or put away.
        sorted_at: Option<Instant>,
        /// The records that came out of it: `people/<id>`, `leads/<id>` …
        became: BTreeSet<String>,
    }
}
