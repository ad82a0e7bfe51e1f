//! A group that I belong to (domain §4).

use chrono::NaiveDate;

use super::{GroupKind, Items, Money, Note};
use crate::id::Id;

fields! {
    /// A seat: one category of an exclusive group, and who holds it.
    Seat {
        /// The category.
        category: String,
        /// Who holds it; absent: open.
        person: Option<Id>,
        /// Since when.
        since: Option<NaiveDate>,
    }
}

fields! {
    /// A group.
    Group in Group {
        /// Its name.
        name: String,
        /// Its kind.
        kind: Option<GroupKind>,
        /// At most one member for each category.
        exclusive: Option<bool>,
        /// Seats.
        seats: Items<Seat>,
        /// Membership fee.
        fee: Option<Money>,
        /// The fee is paid every so many months.
        fee_months: Option<i64>,
        /// Member since.
        joined_on: Option<NaiveDate>,
        /// Where it meets.
        place: String,
        /// When it meets, in words.
        meets: String,
        /// Ideal interval between touches with its members, days.
        cadence_ideal: Option<i64>,
        /// Longest interval between touches with its members, days.
        cadence_longest: Option<i64>,
        /// A free note.
        note: Note,
    }
}
