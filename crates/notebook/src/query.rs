//! What a screen can ask, and what it gets: plain structs that hold what is shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::practice::{overlap::is_too_wide, trust::Gate};
use crate::{
    command::ChangeId,
    id::Id,
    jot::{CompletingKind, Parsed},
    practice::leads::About,
    record::{Direction, Group, Jot, Kind, Lead, Letter, Me, Money, Person, Progress, Promise, Ref, Stage},
    search::Snippet,
    time::Instant,
    value::Value,
};

pub use crate::practice::leads::views::*;

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

/// In which order people are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleOrder {
    /// By name.
    #[default]
    Name,
    /// Last touched first.
    LastTouch,
    /// Longest without a touch first.
    Quiet,
}

/// Which people are listed. Empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleFilter {
    /// Words to search for; then the order is by rank.
    pub text: String,
    /// Only with this tag.
    pub tag: String,
    /// Only in this role.
    pub role: String,
    /// Only in this city.
    pub city: String,
    /// Only of this trade.
    pub trade: String,
    /// The order.
    pub order: PeopleOrder,
}

/// Which leads are listed. Empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadFilter {
    /// Words to search for.
    pub text: String,
    /// Only in this state.
    pub progress: Option<Progress>,
    /// Only those that are still open (not won, lost or found not to fit).
    pub open: bool,
    /// Only those that went this way.
    pub direction: Option<Direction>,
}

/// A question to the notebook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// What wants attention today, and this week: at most so many of each.
    Today(usize),
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

/// A person as a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: Id,
    /// Their name; never empty.
    pub name: String,
    /// Trade and company in one line.
    pub about: String,
    /// City.
    pub city: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Last touch, if any.
    pub last_touch: Option<Instant>,
    /// Where a search matched, when it was not in the name.
    pub matched: Option<Matched>,
}

/// Where a search matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matched {
    /// The field, in words: note, tag, phone …
    pub field: String,
    /// The words around the match, with the match marked.
    pub snippet: Snippet,
}

/// People, and by what they can be filtered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeopleView {
    /// The people.
    pub list: Listed<PersonRow>,
    /// The most frequent tags with their number of people, most frequent first.
    pub tags: Vec<(String, usize)>,
    /// Roles in use.
    pub roles: Vec<(String, usize)>,
    /// The most frequent trades.
    pub trades: Vec<(String, usize)>,
    /// The most frequent cities.
    pub cities: Vec<(String, usize)>,
}

/// A person's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    /// Everything recorded about them.
    pub person: Person,
    /// The names of other records that appear on the page.
    pub names: BTreeMap<String, String>,
    /// Leads that they have, gave or get.
    pub leads: Vec<LeadRow>,
    /// Promises to them, open ones first.
    pub promises: Vec<Promise>,
    /// What happened, last first; at most 200 moments.
    pub timeline: Vec<Moment>,
    /// How many moments there are in all.
    pub moments: usize,
    /// Fields that were changed on two devices at once.
    pub conflicts: Vec<Conflict>,
    /// They are in the bin.
    pub removed: bool,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// What, in a word: met, call, jot, lead, promise …
    pub what: String,
    /// Words about it.
    pub words: String,
    /// The record it comes from.
    pub record: Ref,
}

/// What follows from what is known about a person. None of it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Insight {
    /// The stage of the relationship.
    pub stage: StageView,
    /// What is still closed of the trust gate.
    pub gate: Vec<Gate>,
    /// The five GAINS lists, and how fresh each is.
    pub gains: Vec<(Letter, Freshness)>,
    /// What we have in common, and for each other; I am the first.
    pub overlaps: Vec<Overlap>,
    /// To whom they could be introduced; they are the first.
    pub introductions: Vec<Introduction>,
    /// Whom they introduced to me.
    pub introduced: Vec<(Id, String)>,
    /// Who may be the same person.
    pub doubles: Vec<Proposed>,
    /// Gentle hints.
    pub hints: Vec<Hint>,
    /// When the next touch is due, and the ideal interval, days.
    pub next_touch: Option<(NaiveDate, i64)>,
    /// Last touch by which they had a word in it: when, what, and words.
    pub last_talk: Option<Moment>,
}

/// The stage of a relationship, as the evidence proposes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageView {
    /// The stage.
    pub proposed: Stage,
    /// What speaks for it.
    pub evidence: Vec<String>,
    /// What is missing for the next one.
    pub missing: Vec<String>,
}

/// How fresh a GAINS list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Nothing was ever written down.
    Missing,
    /// Last written down or confirmed so many days ago.
    Stale(i64),
    /// Kept fresh.
    Fresh,
}

/// Something that two people share, or have for each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overlap {
    /// What it is.
    pub shared: Shared,
    /// In words.
    pub words: String,
}

/// What two people can have in common, or for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// Both like it.
    Interest,
    /// Both belong to it.
    Network,
    /// Both want it.
    Goal,
    /// Both can do it.
    Skill,
    /// Both look for such people.
    Market,
    /// The second can help with a goal of the first.
    HelpsFirst,
    /// The first can help with a goal of the second.
    HelpsSecond,
    /// The second is what the first looks for.
    WantedByFirst,
    /// The first is what the second looks for.
    WantedBySecond,
    /// Both live there.
    City,
}

/// Somebody to whom a person could be introduced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Introduction {
    /// To whom.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// Why.
    pub shared: Vec<Overlap>,
}

/// A field that was changed on two devices at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The key.
    pub key: String,
    /// Every value that is in the document; the first is the one that is shown.
    pub values: Vec<ConflictValue>,
}

/// One of several concurrent values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConflictValue {
    /// The value.
    pub value: Value,
    /// When it was written, Unix seconds.
    pub at: i64,
}

/// A jot as a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JotRow {
    /// The jot.
    pub jot: Jot,
    /// What is understood from it, relative to when it was written.
    pub parsed: Parsed,
}

/// A jot with what triage proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JotView {
    /// The jot.
    pub jot: Jot,
    /// What is understood from it, relative to when it was written.
    pub parsed: Parsed,
    /// Known people whom the jot may be about, likeliest first.
    pub people: Vec<Proposed>,
    /// For each name of a recipient or source: whom it may stand for.
    pub named: Vec<(String, Vec<Proposed>)>,
    /// Records that came out of it already, with their titles.
    pub became: Vec<(Ref, String)>,
    /// The next jot in the inbox.
    pub next: Option<Id>,
    /// How many jots wait.
    pub waiting: usize,
}

/// Somebody whom a name may stand for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposed {
    /// The person or group.
    pub who: Ref,
    /// Their name.
    pub name: String,
    /// Trade and company in one line, or the kind of group.
    pub about: String,
    /// Why they are proposed: same phone, same name …
    pub why: String,
}

/// A lead as a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadRow {
    /// The lead.
    pub id: Id,
    /// The need.
    pub need: String,
    /// Whose need it is.
    pub prospect: String,
    /// For whom it is, in words.
    pub recipients: String,
    /// State.
    pub progress: Progress,
    /// Lead or referral: never referral without consent (domain §2).
    pub level: String,
    /// The prospect expects a call.
    pub expects_call: bool,
    /// Follow up on this day.
    pub due: Option<NaiveDate>,
    /// Received or jotted when.
    pub received_at: Option<Instant>,
    /// By when I have to be in contact with the prospect for the first time, while I was not.
    pub contact_by: Option<Instant>,
    /// What came of it, or may.
    pub value: Option<Money>,
    /// Heat, 1 to 5.
    pub heat: Option<i64>,
}

/// Leads, and how many there are in each state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadsView {
    /// The leads.
    pub list: Listed<LeadRow>,
    /// How many there are in each state.
    pub states: Vec<(Progress, usize)>,
}

/// One lead's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadView {
    /// Everything recorded about it.
    pub lead: Lead,
    /// The names of other records that appear on the page.
    pub names: BTreeMap<String, String>,
    /// The jot it came from, in its own words.
    pub words: Option<String>,
    /// The step that would raise it by one level.
    pub step: Option<Step>,
    /// How it stands with the first contact, while it is not made.
    pub contact: Option<Contact>,
    /// The tier as groups count it.
    pub tier: Option<i64>,
    /// The messages that follow, the most urgent first.
    pub offers: Vec<Offer>,
    /// What to think of before it is passed to a recipient: a sentence for each who has not passed the gate.
    pub gate: BTreeMap<Id, String>,
    /// How it came about, read backwards.
    pub story: Vec<Link>,
    /// Leads that came out of it.
    pub spin_offs: Vec<LeadRow>,
    /// What happened about it, last first.
    pub moments: Vec<Moment>,
    /// The lead on paper, or on a screen that others can see, line by line: label and words.
    pub sheet: Vec<(String, String)>,
    /// This is the answer for a screen that others can see: it is not for editing.
    pub discreet: bool,
    /// Fields that were changed on two devices at once.
    pub conflicts: Vec<Conflict>,
    /// It is in the bin.
    pub removed: bool,
}

/// What wants attention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TodayView {
    /// Due now, most urgent first.
    pub due: Vec<Due>,
    /// How many more are due now.
    pub more_due: usize,
    /// Due within the next seven days, soonest first.
    pub soon: Vec<Due>,
    /// How many more are due within the next seven days.
    pub more_soon: usize,
    /// Entries that are due as well and are not in the list: more of one sort than a day has room for.
    pub waiting: usize,
    /// Gentle hints about how I go about it.
    pub hints: Vec<Hint>,
    /// The first day of the next week, as the person counts weeks.
    pub next_week: NaiveDate,
    /// Jots that wait to be sorted.
    pub inbox: usize,
    /// There is nothing in the notebook at all yet.
    pub empty: bool,
}

/// By which rule of the practice an entry is there (domain §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A prospect expects a call.
    Expectation,
    /// I promised something.
    Promise,
    /// A referral that I received wants first contact within 24 hours.
    FirstContact,
    /// I planned to follow up on this day.
    Planned,
    /// Within 24 hours of meeting: a personal note.
    Note,
    /// Within 7 days of meeting: connect where they like to be connected.
    Connect,
    /// Within 30 days of meeting: ask for a one-to-one.
    OneToOne,
    /// The time between touches that I wanted is over.
    Cadence,
    /// Their GAINS are stale.
    Gains,
}

/// What restraint is about (domain §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restraint {
    /// Many new people and no second conversation.
    CardDealer,
    /// Pitching before any one-to-one.
    PrematureSolicitor,
    /// Four messages in a week without an answer.
    NewBestFriend,
}

/// A gentle hint: it warns, and never forbids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// What it is about.
    pub restraint: Restraint,
    /// The name under which it is decided about.
    pub about: String,
    /// The person it is about.
    pub person: Option<Id>,
    /// Their name, or what it is about.
    pub title: String,
    /// Why, in a sentence.
    pub why: String,
}

/// How loudly an entry speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Something expected did not happen in time.
    Overdue,
    /// A promise.
    Promise,
    /// Worth doing.
    Plain,
}

/// One entry of Today.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Due {
    /// The record behind it.
    pub record: Ref,
    /// The person it is about.
    pub person: Option<Id>,
    /// Their name, or the need when nobody is named.
    pub title: String,
    /// The day it is due.
    pub on: NaiveDate,
    /// The time of day it is due, minutes after midnight.
    pub at: Option<u16>,
    /// How loudly.
    pub signal: Signal,
    /// Why now, in one line.
    pub why: String,
    /// The rule behind it.
    pub rule: Rule,
    /// The name under which it is decided about: [`crate::record::Decision::about`].
    pub about: String,
}

/// An event as a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    /// The event.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// When it begins.
    pub starts: Option<Instant>,
    /// When it ends.
    pub ends: Option<Instant>,
}

/// A known name that goes on from a prefix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// The name to insert.
    pub name: String,
    /// Who or what it is, in a few words.
    pub about: String,
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

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The change.
    pub change: ChangeId,
    /// When, Unix seconds.
    pub at: i64,
    /// The command's name: jot, edit, undo …
    pub name: String,
    /// The records it touched, with their titles now.
    pub records: Vec<(Ref, String)>,
    /// What it changed, field by field; at most 20.
    pub fields: Vec<FieldChange>,
    /// It made these records.
    pub made: Vec<Ref>,
}

/// One field before and after a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The record.
    pub record: Ref,
    /// The key.
    pub key: String,
    /// Before.
    pub before: Option<Value>,
    /// After.
    pub after: Option<Value>,
}

/// Something in the bin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BinRow {
    /// The record.
    pub record: Ref,
    /// Its title.
    pub title: String,
    /// Removed when.
    pub removed_at: Instant,
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
