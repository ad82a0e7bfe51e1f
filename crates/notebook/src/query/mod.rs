//! What a screen can ask, and what it gets: plain structs that hold what is shown.

mod calendar;
mod inbox;
mod insight;
mod leads;
mod past;
mod people;
mod today;

pub use crate::practice::{
    brief::questions,
    gains::letters as freshness,
    leads::views::*,
    ledger::{Flow, Ledger, Ways},
    overlap::is_too_wide,
    today::{Rule, Settled, Settling},
    trust::Gate,
};
pub use {calendar::*, inbox::*, insight::*, leads::*, past::*, people::*, today::*};

use crate::{
    id::Id,
    jot::{CompletingKind, Parsed},
    practice::leads::About,
    record::{Group, Kind, Me, Ref},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many entries of a long list are asked for, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Entries before the first one wanted.
    pub offset: usize,
    /// Entries wanted.
    pub limit: usize,
}

impl Page {
    /// The first `limit` entries.
    #[must_use]
    pub const fn first(limit: usize) -> Self {
        Self { offset: 0, limit }
    }
}

/// A question to the notebook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// What wants attention today, and this week: at most so many of each.
    Today(usize),
    /// What a calendar outside gets to know; nobody hidden is named in it.
    Calendar,
    /// Jots that wait to be sorted, oldest first.
    Inbox(Page),
    /// One jot with what triage would propose.
    Jot(Id),
    /// People.
    People(PeopleFilter, Page),
    /// One person's page.
    Person(Id),
    /// What follows from what is known about a person.
    Insight(Id),
    /// People who may have been entered twice.
    Doubles(Page),
    /// Leads.
    Leads(LeadFilter, Page),
    /// Leads state by state: the most urgent of each, at most so many.
    Board(LeadFilter, usize),
    /// One lead.
    Lead(Id),
    /// A message that follows from a lead.
    Letter {
        /// The lead.
        lead: Id,
        /// What it is about.
        about: About,
        /// What the person made of the draft; `None` asks for the draft.
        words: Option<String>,
    },
    /// Any other question, for a screen that others can see: nobody is named who wants to stay hidden.
    Discreet(Box<Query>),
    /// Everything that was written, by rank.
    Search {
        /// Words.
        text: String,
        /// Most hits.
        limit: usize,
    },
    /// What is understood from words that are being written.
    Read {
        /// The words.
        text: String,
        /// The month comes first in their dates.
        month_first: bool,
    },
    /// Known names that go on from a prefix.
    Complete {
        /// What is being typed.
        kind: CompletingKind,
        /// The letters so far.
        prefix: String,
        /// Most names.
        limit: usize,
    },
    /// Changes, last first: of one record or of all.
    History {
        /// Which record; `None` for all.
        of: Option<Ref>,
        /// Which part of the list.
        page: Page,
    },
    /// What the bin holds, last removed first.
    Bin(Page),
    /// My own profile.
    Me,
    /// My groups, by name.
    Groups,
    /// Events that are on now, or were today.
    Events,
    /// How many there are of everything.
    Counts,
}

/// What a question is answered with. Between worker and window an answer travels without the enum around it, so that
/// a page carries the reader of its own answer and of no other.
pub trait Answer: serde::de::DeserializeOwned + Send + Sync + 'static {
    /// The place of its variant in [`View`].
    const PLACE: u32;
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident($type:ty),)*) => {
        /// The answer: the variant of the same name.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        pub enum View {
            $($(#[$doc])* $name($type),)*
        }

        enum Place {
            $($name,)*
        }

        $(impl Answer for $type {
            const PLACE: u32 = Place::$name as u32;
        })*
    };
}

views! {
    /// To [`Query::Today`].
    Today(TodayView),
    /// To [`Query::Calendar`].
    Calendar(CalendarView),
    /// To [`Query::Inbox`].
    Inbox(Listed<JotRow>),
    /// To [`Query::Jot`].
    Jot(Option<Box<JotView>>),
    /// To [`Query::People`].
    People(PeopleView),
    /// To [`Query::Person`].
    Person(Option<Box<PersonView>>),
    /// To [`Query::Insight`].
    Insight(Option<Box<Insight>>),
    /// To [`Query::Doubles`].
    Doubles(Listed<(PersonRow, PersonRow)>),
    /// To [`Query::Leads`].
    Leads(LeadsView),
    /// To [`Query::Board`].
    Board(Vec<Column>),
    /// To [`Query::Lead`].
    Lead(Option<Box<LeadView>>),
    /// To [`Query::Letter`].
    Letter(Option<Box<LetterView>>),
    /// To [`Query::Search`].
    Search(Listed<Hit>),
    /// To [`Query::Read`].
    Read(Box<Parsed>),
    /// To [`Query::Complete`].
    Complete(Vec<Completion>),
    /// To [`Query::History`].
    History(Listed<HistoryEntry>),
    /// To [`Query::Bin`].
    Bin(Listed<BinRow>),
    /// To [`Query::Me`].
    Me(Box<Me>),
    /// To [`Query::Groups`].
    Groups(Vec<Group>),
    /// To [`Query::Events`].
    Events(Vec<EventRow>),
    /// To [`Query::Counts`].
    Counts(Counts),
}

/// A part of a list, and how long the list is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// The entries asked for.
    pub rows: Vec<T>,
    /// Entries before the first one here.
    pub offset: usize,
    /// Entries in all.
    pub total: usize,
}

/// One hit of a search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The record.
    pub record: Ref,
    /// The record to open for it: a touch opens its person.
    pub opens: Ref,
    /// Its title.
    pub title: String,
    /// Which part of the title matched: byte ranges.
    pub marks: Vec<(usize, usize)>,
    /// Where else it matched.
    pub matched: Option<Matched>,
}

/// How many there are of everything that is not in the bin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Of each kind.
    pub records: BTreeMap<Kind, usize>,
    /// Jots that wait to be sorted.
    pub inbox: usize,
    /// Entries due now: the app's badge.
    pub due: usize,
    /// In the bin.
    pub bin: usize,
}
