//! People: lists of them, and a person's page.

use super::{LeadRow, Listed};
use crate::{
    id::Id,
    record::{Person, Promise, Ref},
    search::Snippet,
    time::Instant,
    value::Value,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// A person's part in a lead; of several the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// They need it.
    Needs,
    /// They told me.
    Told,
    /// It is for them.
    Gets,
}

/// A person's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    /// Everything recorded about them.
    pub person: Person,
    /// The names of other records that appear on the page.
    pub names: BTreeMap<String, String>,
    /// Leads that they have, gave or get, each with their part in it.
    pub leads: Vec<(Part, LeadRow)>,
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

/// A field that was changed on two devices at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The key.
    pub key: String,
    /// Every value that is in the document; the first is the one that is shown.
    pub values: Vec<ConflictValue>,
    /// It was not written on two devices at once, but in two entries that are one person.
    pub entries: bool,
}

/// One of several concurrent values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConflictValue {
    /// The value.
    pub value: Value,
    /// When it was written, Unix seconds.
    pub at: i64,
}
