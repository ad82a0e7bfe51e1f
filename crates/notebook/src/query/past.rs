//! What was: history and bin.

use crate::{command::ChangeId, record::Ref, time::Instant, value::Value};
use serde::{Deserialize, Serialize};

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
