//! Today is a list of rules (domain §3). A rule is its own file and one line here; what holds between rules stands in
//! [`find`](find::find).

mod cadence;
mod call;
mod entry;
mod find;
mod follow_up;
mod planned;
mod promise;
mod reality;
mod settle;
mod stale;
mod untouched;

use said::{Word, words::today as words};
use serde::{Deserialize, Serialize};

use crate::{command::Command, query::Signal};

pub(crate) use cadence::{Intervals, about as about_cadence, next as next_touch};
pub(crate) use find::{Found, find, found_until, soon_until};
pub(crate) use settle::{Case, acts};
pub use settle::{Settled, Settling};

/// What is particular to a rule.
pub(crate) struct Particulars {
    /// Its place in the order of Today, the most pressing first.
    pub(crate) rank: fn(Signal) -> u8,
    /// How many of it a day has room for.
    pub(crate) most: usize,
    /// It asks for a word to somebody: where something of theirs is due anyway, that is no entry of its own.
    pub(crate) is_word: bool,
    /// What a calendar calls it; nothing when nobody chose its day.
    pub(crate) calendar: Option<Word>,
    /// What it is in a calendar whatever its day, behind the record; nothing when that is what is decided about.
    pub(crate) thing: Option<&'static str>,
    /// The words for having done it, for leaving it, and for having left it.
    pub(crate) words: (Word, Word, Word),
    /// What having done it writes.
    pub(crate) done: fn(&Case<'_>) -> Vec<Command>,
    /// What leaving it writes.
    pub(crate) left: fn(&Case<'_>) -> Vec<Command>,
}

/// What most rules have in common.
const USUAL: Particulars = Particulars {
    rank: |_| u8::MAX,
    most: usize::MAX,
    is_word: false,
    calendar: None,
    thing: None,
    words: (words::DONE, words::SKIP, words::SKIPPED),
    done: |case| vec![case.decide("done", None)],
    left: |case| vec![case.decide("skipped", None)],
};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $particulars:path,)*) => {
        /// By which rule of the practice an entry is there (domain §3).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Rule {
            $($(#[$doc])* $name,)*
        }

        impl Rule {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            pub(crate) fn particulars(self) -> &'static Particulars {
                match self {
                    $(Self::$name => &$particulars,)*
                }
            }
        }
    };
}

rules! {
    /// A prospect expects a call.
    Expectation: call::EXPECTATION,
    /// I promised something.
    Promise: promise::PROMISE,
    /// A referral that I received wants first contact within 24 hours.
    FirstContact: call::FIRST_CONTACT,
    /// I planned to follow up on this day.
    Planned: planned::PLANNED,
    /// Two weeks after a referral: was it real?
    Reality: reality::REALITY,
    /// A lead that nobody acted on for some days.
    Untouched: untouched::UNTOUCHED,
    /// Within 24 hours of meeting: a personal note.
    Note: follow_up::NOTE,
    /// Within 7 days of meeting: connect where they like to be connected.
    Connect: follow_up::CONNECT,
    /// Within 30 days of meeting: ask for a one-to-one.
    OneToOne: follow_up::ONE_TO_ONE,
    /// The time between touches that I wanted is over.
    Cadence: cadence::CADENCE,
    /// Their GAINS are stale.
    Gains: stale::GAINS,
}
