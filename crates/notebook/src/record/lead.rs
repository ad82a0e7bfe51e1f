//! A need that somebody has, and what became of it (domain §2).

use std::collections::BTreeSet;

use super::{Consent, Direction, Items, LeadKind, Level, Money, NameUse, Note, Progress, Quality};
use crate::{
    id::Id,
    time::{Instant, Planned},
};

fields! {
    /// One recipient of a lead, with a progress of their own.
    Recipient {
        /// The person, when known.
        person: Option<Id>,
        /// The group, when it went to a whole group.
        group: Option<Id>,
        /// The name as written, until it is known who it is.
        name: String,
        /// Passed on when.
        passed_at: Option<Instant>,
        /// How far they are with it.
        progress: Option<Progress>,
        /// When that last changed.
        progress_at: Option<Instant>,
        /// Value closed.
        closed: Option<Money>,
        /// Thanked when.
        thanked_at: Option<Instant>,
        /// Their quality report.
        quality: Option<Quality>,
        /// Its words.
        quality_words: String,
    }
}

fields! {
    /// A lead: level, consent, name use and expectation are four separate facts.
    Lead in Lead {
        /// The need, in a few words.
        need: String,
        /// Which of the three kinds.
        kind: Option<LeadKind>,
        /// Who has the need.
        prospect: Option<Id>,
        /// The prospect's name, while they are no person of the notebook.
        prospect_name: String,
        /// Who told me.
        source: Option<Id>,
        /// The source's name as written.
        source_name: String,
        /// Level.
        level: Option<Level>,
        /// Steps of the preparation ladder that are done: `1` to `10`.
        ladder: BTreeSet<String>,
        /// Did the prospect agree to be contacted.
        consent: Option<Consent>,
        /// When that made a referral of it.
        consent_at: Option<Instant>,
        /// May the source be named.
        name_use: Option<NameUse>,
        /// Does the prospect expect a call.
        expects_call: Option<bool>,
        /// By when.
        expects_by: Option<Planned>,
        /// Which way it went.
        direction: Option<Direction>,
        /// For whom.
        recipients: Items<Recipient>,
        /// Received or jotted when.
        received_at: Option<Instant>,
        /// How far it is.
        progress: Option<Progress>,
        /// First contact made.
        contacted_at: Option<Instant>,
        /// Met.
        met_at: Option<Instant>,
        /// Proposal made.
        proposal_at: Option<Instant>,
        /// Won, lost or found not to fit.
        closed_at: Option<Instant>,
        /// Value expected.
        value_expected: Option<Money>,
        /// Value closed.
        value_closed: Option<Money>,
        /// A new customer, as opposed to a returning one.
        new_customer: Option<bool>,
        /// Source thanked.
        thanked_at: Option<Instant>,
        /// Quality report to the source.
        quality: Option<Quality>,
        /// Its words.
        quality_words: String,
        /// Reported when.
        reported_at: Option<Instant>,
        /// Heat, 1 to 5.
        heat: Option<i64>,
        /// Tier as groups count it: 1 inside, 2 outside, 3 and more spin-off.
        tier: Option<i64>,
        /// The lead that this one came out of.
        came_from: Option<Id>,
        /// Follow up on this day, at this hour when one was said.
        due: Option<Planned>,
        /// From which jot.
        jot: Option<Id>,
        /// At which event.
        event: Option<Id>,
        /// Tags.
        tags: BTreeSet<String>,
        /// A free note.
        note: Note,
    }
}
