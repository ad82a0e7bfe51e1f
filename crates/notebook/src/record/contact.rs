//! Small items that several records share.

use chrono::NaiveDate;

use super::{Letter, Note};
use crate::{id::Id, time::Instant};

fields! {
    /// A phone number, an email address or a link, with its label.
    Contact {
        /// The number, address or link, as written.
        value: String,
        /// What it is: mobile, office, shop …
        label: String,
        /// The one to use first.
        main: Option<bool>,
    }
}

fields! {
    /// Words with a date: a best customer, an example.
    Words {
        /// The words.
        words: String,
        /// Since when.
        on: Option<NaiveDate>,
    }
}

fields! {
    /// Evidence of quality for the trust gate (domain §1).
    Evidence {
        /// Testimonial, own experience, a client's report …
        words: String,
        /// Who said so, when it is somebody in the notebook.
        by: Option<Id>,
        /// When.
        on: Option<NaiveDate>,
    }
}

fields! {
    /// One line of the five GAINS lists (domain §1).
    Gain {
        /// Which list.
        letter: Option<Letter>,
        /// The words.
        words: String,
        /// Private, as opposed to professional.
        private: Option<bool>,
        /// When it was written down or confirmed.
        at: Option<Instant>,
        /// The day on which a goal was reached and became an accomplishment.
        reached_on: Option<NaiveDate>,
        /// A longer remark.
        note: Note,
    }
}

/// Equal only for two numbers, addresses or links that reach the same: what decides that one of them need not be kept. `field`
/// is the list in which they stand; words of another list are themselves.
pub(crate) fn exact_key(field: &str, value: &str) -> String {
    match field {
        "phones" => super::phone::key(value),
        "emails" => super::reach::address_key(value),
        "links" => super::reach::link_key(value),
        _ => value.to_owned(),
    }
}
