//! What a person can do: every command becomes exactly one Automerge change.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Deleted,
    id::Id,
    practice::{
        leads::{About, Deed},
        today::{Settled, Settling},
    },
    record::{DecisionKind, Kind, Ref, TouchKind},
    time::{Instant, Planned},
    value::Value,
};

/// The hash of a change: how history and undo name it. 64 hexadecimal digits in text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId(pub [u8; 32]);

/// One new value for one key of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The flat key: `name`, `tags/sailing`, `phones/<item id>/value`.
    pub key: String,
    /// The value; `None` clears the key.
    pub value: Option<Value>,
}

impl Edit {
    /// Sets a key.
    pub fn set(key: impl Into<String>, value: Value) -> Self {
        Self { key: key.into(), value: Some(value) }
    }

    /// Sets a key to a short text, or clears it when the text is blank.
    pub fn text(key: impl Into<String>, text: &str) -> Self {
        let text = text.trim();
        Self { key: key.into(), value: (!text.is_empty()).then(|| Value::str(text)) }
    }

    /// Clears a key.
    pub fn clear(key: impl Into<String>) -> Self {
        Self { key: key.into(), value: None }
    }
}

/// Whom a jot is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Somebody new: made from what the jot says, under this id and name.
    New {
        /// The new person's id.
        id: Id,
        /// The name as corrected in triage.
        name: String,
    },
    /// Somebody known: what the jot says is added to them, nothing is overwritten.
    Known {
        /// The person's id.
        id: Id,
    },
}

impl Who {
    /// The person's id.
    #[must_use]
    pub fn id(&self) -> Id {
        match self {
            Self::New { id, .. } | Self::Known { id } => *id,
        }
    }
}

/// Whom a name in a jot stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// The name as it was written.
    pub name: String,
    /// Whom it stands for: a person or a group; `None` while nobody knows.
    pub who: Option<Ref>,
}

/// What triage makes of a jot; everything is optional, and the jot itself is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sorting {
    /// The person it is about.
    pub person: Option<Who>,
    /// A lead: its id and the need in words.
    pub lead: Option<(Id, String)>,
    /// For whom the lead is, as chosen in triage.
    pub recipients: Vec<Named>,
    /// Who told me, as chosen in triage.
    pub source: Option<Named>,
    /// A promise: its id, its words and when it is due.
    pub promise: Option<(Id, String, Option<Planned>)>,
    /// A touch with the person: its id and what happened.
    pub touch: Option<(Id, TouchKind)>,
    /// Who else it is about.
    pub others: Vec<Another>,
}

/// Somebody else whom a jot is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Another {
    /// Who it is.
    pub who: Who,
    /// What they do, as the jot says.
    #[serde(default)]
    pub trade: String,
    /// Where they do it.
    #[serde(default)]
    pub company: String,
    /// A lead of their own: its id and the need in words.
    #[serde(default)]
    pub lead: Option<(Id, String)>,
}

/// A command. Ids, words and times come from outside: the same command twice changes nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Keep words as they were typed.
    Jot {
        /// The jot's id.
        id: Id,
        /// The words.
        text: String,
        /// When they were typed.
        at: Instant,
        /// The event that was on.
        event: Option<Id>,
        /// Chips taken back while typing: [`crate::jot::Meaning::key`].
        dismissed: BTreeSet<String>,
        /// The month comes first in its dates.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        month_first: bool,
    },
    /// Make records of a jot.
    Sort {
        /// The jot.
        jot: Id,
        /// What it becomes.
        into: Sorting,
    },
    /// Nothing to do about a jot: out of the inbox, words kept.
    PutAway {
        /// The jot.
        jot: Id,
    },
    /// Add a record.
    Add {
        /// Its name.
        record: Ref,
        /// Its first values.
        edits: Vec<Edit>,
    },
    /// Change fields of a record; brings it back when it was in the bin.
    Edit {
        /// Which record.
        record: Ref,
        /// The new values.
        edits: Vec<Edit>,
    },
    /// Do something with a lead in one tap.
    Lead {
        /// Which lead.
        lead: Id,
        /// What.
        deed: Deed,
    },
    /// A message about a lead went out: log the touch, and what follows from it.
    Sent {
        /// The touch's id.
        touch: Id,
        /// The lead.
        lead: Id,
        /// What it was about.
        about: About,
        /// What happened, when it was no message: a call.
        kind: Option<TouchKind>,
        /// The words that went out.
        words: String,
    },
    /// Put a record into the bin.
    Remove {
        /// Which record.
        record: Ref,
    },
    /// Take a record out of the bin.
    Restore {
        /// Which record.
        record: Ref,
    },
    /// Settle an entry of Today, as its rule says.
    Settle {
        /// The entry.
        entry: Settled,
        /// What was decided.
        how: Settling,
        /// What is made takes its ids from this one.
        id: Id,
    },
    /// Decide about something else that is computed: a hint, two entries that may be one person.
    Decide {
        /// The decision's id.
        id: Id,
        /// What it is about: [`crate::record::Decision::about`].
        about: String,
        /// What history calls it.
        title: String,
        /// What is decided.
        kind: DecisionKind,
    },
    /// Several additions, edits and deeds that are one act, and one undo: a call that is logged with the lead
    /// that it was about.
    Together {
        /// [`Command::Add`], [`Command::Edit`] and [`Command::Lead`], each about another record.
        acts: Vec<Command>,
    },
    /// Two entries are one person, from now on and for whatever was or is written of either, here or elsewhere.
    /// Nothing is written over; undoing it separates them again.
    Unite {
        /// Under whom they are shown.
        keep: Id,
        /// Who was entered twice.
        double: Id,
    },
    /// Delete for good what the bin holds. The only command that asks first.
    EmptyBin,
    /// Brings back what was deleted here and is in a backup, as it is there.
    BringBack {
        /// The records: [`crate::Notebook::deleted_of`].
        records: Vec<Deleted>,
    },
    /// Take one change back, whoever made it and whenever: what was changed since is left alone.
    /// Undoing an undo is redo.
    Undo {
        /// The change.
        change: ChangeId,
    },
}

impl Command {
    /// The stable name under which the change stands in history.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Jot { .. } => "jot",
            Self::Sort { .. } => "sort",
            Self::PutAway { .. } => "put_away",
            Self::Add { .. } => "add",
            Self::Edit { .. } | Self::Lead { .. } => "edit",
            Self::Sent { .. } => "sent",
            // By what it writes: an older version reads the history as well.
            Self::Settle { how: Settling::Done, .. } => "together",
            Self::Settle { entry, how: Settling::Left, .. } if entry.record.kind == Kind::Promise => "edit",
            Self::Settle { .. } | Self::Decide { .. } => "add",
            Self::Remove { .. } => "remove",
            Self::Restore { .. } => "restore",
            Self::Together { .. } => "together",
            Self::Unite { .. } => "unite",
            Self::EmptyBin => "empty_bin",
            Self::BringBack { .. } => "bring_back",
            Self::Undo { .. } => "undo",
        }
    }
}

/// Why a command was not carried out; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// There is no such record.
    NoSuchRecord,
    /// There is no such change.
    NoSuchChange,
    /// Nothing of a change can be taken back.
    ChangedSince {
        /// What was changed since, in words.
        what: String,
    },
    /// The record has no such field.
    NoSuchField {
        /// The key that was asked for.
        key: String,
    },
    /// The value does not fit the field.
    WrongValue {
        /// The key that was asked for.
        key: String,
    },
    /// There is nothing in it.
    Empty,
    /// A jot, a field or a set of edits is larger than a notebook takes.
    TooLong {
        /// The most that is taken, bytes.
        most: usize,
    },
    /// Only additions, edits and deeds can be done together.
    NotTogether,
    /// A person cannot be united with themselves.
    SamePerson,
    /// Somebody would be the other one of themselves: know, or introduce, themselves.
    Oneself,
    /// The document itself refused; the sentence is Automerge's.
    Document(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchRecord => {
                f.write_str("That entry is not in this notebook. It may have been deleted for good.")
            }
            Self::NoSuchChange => f.write_str("That change is not in this notebook, so it cannot be undone."),
            Self::ChangedSince { what } => write!(f, "Not taken back, because it was changed since: {what}."),
            Self::NoSuchField { key } => write!(f, "This version of Rapport has no field “{key}”."),
            Self::WrongValue { key } => {
                write!(f, "That value does not fit the field “{key}”. Please check it.")
            }
            Self::Empty => f.write_str("There is nothing to keep yet: write something first."),
            Self::TooLong { most } => {
                write!(
                    f,
                    "That is too long for one entry ({} KB at most). Split it into several.",
                    most / 1024
                )
            }
            Self::NotTogether => f.write_str("These cannot be done in one go: do them one after the other."),
            Self::Oneself => f.write_str("That is the same person. Choose somebody else."),
            Self::SamePerson => f.write_str("This is one and the same entry already."),
            Self::Document(why) => {
                write!(f, "The notebook could not take this in: {why}. Nothing was changed.")
            }
        }
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ChangeId {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let mut hash = [0u8; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(Refusal::NoSuchChange);
        }
        for (n, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * n..2 * n + 2], 16).map_err(|_| Refusal::NoSuchChange)?;
        }
        Ok(Self(hash))
    }
}

impl Serialize for ChangeId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ChangeId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
