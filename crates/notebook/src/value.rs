//! Values as the document holds them, free of Automerge's types.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One value of a field: what an edit carries and what an unknown field shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// A short text, written as one scalar: concurrent values are both kept.
    Str(String),
    /// A long note, merged character by character.
    Text(String),
    /// A map: an item of a many-valued field, or a set (members mapped to `true`).
    Map(BTreeMap<String, Value>),
    /// Something a later version wrote, as words.
    Unknown(String),
}

impl Value {
    /// A short text.
    pub fn str(text: impl Into<String>) -> Self {
        Self::Str(text.into())
    }

    /// A map from pairs.
    pub fn map<K: Into<String>>(pairs: impl IntoIterator<Item = (K, Value)>) -> Self {
        Self::Map(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A set: every member mapped to `true`.
    pub fn set<K: Into<String>>(members: impl IntoIterator<Item = K>) -> Self {
        Self::map(members.into_iter().map(|member| (member, Self::Bool(true))))
    }

    /// The value as a person would read it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Bool(true) => "yes".into(),
            Self::Bool(false) => "no".into(),
            Self::Int(n) => n.to_string(),
            Self::Float(n) => n.to_string(),
            Self::Str(text) | Self::Text(text) | Self::Unknown(text) => text.clone(),
            Self::Map(map) => map
                .iter()
                .map(|(key, value)| match value {
                    Self::Bool(true) => key.clone(),
                    value => value.words(),
                })
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}
