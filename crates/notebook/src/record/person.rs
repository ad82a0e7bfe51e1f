//! A person met, known or only heard of (domain §1).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Channel, Contact, Evidence, Gain, Items, Note, Stage, Style, Words};
use crate::id::Id;

fields! {
    /// A person.
    Person in Person {
        /// Their name, written as they write it.
        name: String,
        /// What else they are called: a short name, a name before marriage.
        nicknames: BTreeSet<String>,
        /// Their company.
        company: String,
        /// Their trade: the category, such as plumber or accountant.
        trade: String,
        /// Their city.
        city: String,
        /// Phone numbers.
        phones: Items<Contact>,
        /// Email addresses.
        emails: Items<Contact>,
        /// Links: site, profiles.
        links: Items<Contact>,
        /// Where we met, in words.
        met_at: String,
        /// The event at which we met.
        met_event: Option<Id>,
        /// When we met.
        met_on: Option<NaiveDate>,
        /// Who introduced them.
        introduced_by: Option<Id>,
        /// Free tags.
        tags: BTreeSet<String>,
        /// A free note.
        note: Note,
        /// Languages they like to speak.
        languages: BTreeSet<String>,
        /// Roles, several at once: prospect, client, member, referral_partner, strategic_partner,
        /// vouched, supplier, friend, family.
        roles: BTreeSet<String>,
        /// Groups they belong to, by id.
        groups: BTreeSet<String>,
        /// Preferred channel.
        channel: Option<Channel>,
        /// Name of the messenger, when that is the channel.
        messenger: String,
        /// Best times to reach them.
        best_times: String,
        /// Behavioural style.
        style: Option<Style>,
        /// The stage by the person's own judgement; absent: as proposed.
        stage: Option<Stage>,
        /// Trust gate: I know them.
        know: Option<bool>,
        /// Trust gate: I like them.
        like: Option<bool>,
        /// Trust gate: I trust them.
        trust: Option<bool>,
        /// Evidence of quality.
        evidence: Items<Evidence>,
        /// What a good prospect for them looks like.
        good_prospect: Note,
        /// What to listen for on their behalf.
        listen_for: Note,
        /// How they want to be introduced.
        introduction: Note,
        /// Their best customers.
        best_customers: Items<Words>,
        /// A story that sells them.
        story: Note,
        /// GAINS.
        gains: Items<Gain>,
        /// Circles in which they know people.
        circles: BTreeSet<String>,
        /// People they know, by id.
        knows: BTreeSet<String>,
        /// Entries, by id, of which it was said that they are this person: readers follow it, see `Command::Unite`.
        united: BTreeSet<String>,
        /// Ideal interval between touches, days.
        cadence_ideal: Option<i64>,
        /// Longest interval between touches, days.
        cadence_longest: Option<i64>,
    }
}
