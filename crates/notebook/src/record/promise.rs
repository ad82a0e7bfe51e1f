//! Something promised to a person (domain §3).

use super::{PromiseState, Side};
use crate::{
    id::Id,
    time::{Instant, Planned},
};

fields! {
    /// A promise: kept, renegotiated or broken.
    Promise in Promise {
        /// To whom, or by whom.
        person: Option<Id>,
        /// Who promised; absent: I did.
        by: Option<Side>,
        /// The words of the promise.
        words: String,
        /// The day on which it is due, with the hour when one was said.
        due: Option<Planned>,
        /// Made when.
        made_at: Option<Instant>,
        /// What became of it.
        state: Option<PromiseState>,
        /// When.
        settled_at: Option<Instant>,
        /// About which lead.
        lead: Option<Id>,
        /// From which jot.
        jot: Option<Id>,
    }
}
