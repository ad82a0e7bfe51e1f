//! Which kinds of records there are, and how one record is named.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::id::{Id, NotAnId};

/// The kinds of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The owner's own profile: there is exactly one.
    Me,
    /// A person met, known or only heard of.
    Person,
    /// Words as they were typed in the middle of a conversation.
    Jot,
    /// One contact with a person: met, call, message, one-to-one …
    Touch,
    /// A need that somebody has, and what became of it.
    Lead,
    /// Something promised to a person, with a due date.
    Promise,
    /// A mixer or another event, attended or hosted.
    Event,
    /// A referral group, chamber, club …
    Group,
    /// What the person decided about something computed: done, skipped, snoozed, overruled.
    Decision,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Me,
        Self::Person,
        Self::Jot,
        Self::Touch,
        Self::Lead,
        Self::Promise,
        Self::Event,
        Self::Group,
        Self::Decision,
    ];

    /// The name of the root map that holds the records of this kind.
    #[must_use]
    pub const fn root(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Person => "people",
            Self::Jot => "jots",
            Self::Touch => "touches",
            Self::Lead => "leads",
            Self::Promise => "promises",
            Self::Event => "events",
            Self::Group => "groups",
            Self::Decision => "decisions",
        }
    }

    /// The kind whose records live in the root map `name`.
    #[must_use]
    pub fn of_root(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.root() == name)
    }
}

/// The name of one record: `people/AAAAAAAAAAAAAAAAAAAAAA`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// Its kind.
    pub kind: Kind,
    /// Its id; all zeros for [`Kind::Me`].
    pub id: Id,
}

impl Ref {
    /// The owner's own profile.
    pub const ME: Self = Self { kind: Kind::Me, id: Id([0; 16]) };

    /// The record of this kind with this id.
    #[must_use]
    pub const fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id }
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.root())?;
        f.write_str("/")?;
        fmt::Display::fmt(&self.id, f)
    }
}

impl fmt::Debug for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Ref {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (root, id) = text.split_once('/').ok_or(NotAnId)?;
        Ok(Self { kind: Kind::of_root(root).ok_or(NotAnId)?, id: id.parse()? })
    }
}

impl Serialize for Ref {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ref {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
