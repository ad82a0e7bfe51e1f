//! By what a keeper knows its storage, and how much there was in it.
//!
//! Storage in which the sign is gone, or is another one, was replaced under the running app. A mark is written with every change; one
//! that names changes that nobody has any more says that there was more.

use notebook::command::ChangeId;
use serde::{Deserialize, Serialize};

use crate::{
    facts::{hex, sum},
    store::Key,
};

/// How much there was: what was on the disk when it was written, never more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Grows when another notebook takes the place of this one: marks from before say nothing then.
    pub epoch: u64,
    /// The changes that nothing depended on.
    pub heads: Vec<ChangeId>,
    /// How many changes there were, the first one of every notebook left out.
    pub changes: u64,
}

/// So many hexadecimal digits of the SHA-256 of the mark stand before it: a name with one digit changed is a name that nobody
/// has, and what would be said to be missing then never was.
const DIGITS: usize = 16;

impl Mark {
    /// The name of this fact in either home.
    pub(crate) const NAME: &'static str = "mark";

    pub(crate) fn key() -> Key {
        Key::Fact(Self::NAME.into())
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        Self::from_text(std::str::from_utf8(bytes).ok()?)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.to_text().into_bytes()
    }

    /// As it is noted, with its checksum.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Writing into memory does not fail.
        let text = serde_json::to_string(self).unwrap_or_default();
        [&hex(&sum(text.as_bytes()))[..DIGITS], &text].concat()
    }

    /// From [`Self::to_text`]; `None` of anything else, and of what was damaged.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (digits, text) = text.split_at_checked(DIGITS)?;
        let is_whole = hex(&sum(text.as_bytes())).starts_with(digits);
        if is_whole { serde_json::from_str(text).ok() } else { None }
    }
}

/// What this keeper knows of the sign of its storage: a random name that is given once, to a storage without one, and never put in
/// the place of another one. So whoever finds the name that they know knows that nothing was cleared since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sign {
    /// Hexadecimal.
    pub(crate) name: String,
    /// It has to be there: it was seen or written, or there was something that an older version or damage left without one.
    pub(crate) is_stored: bool,
    pub(crate) epoch: u64,
    /// How much was on the disk when everything was for the last time.
    pub(crate) settled: Mark,
}

impl Sign {
    /// What was found, or a new one, for a storage in which there is nothing or something.
    pub(crate) fn of(found: Option<&str>, mark: Option<&Mark>, is_used: bool, random: [u8; 16]) -> Self {
        Self {
            name: found.map_or_else(|| hex(&random), str::to_owned),
            is_stored: is_used || found.is_some(),
            epoch: mark.map_or(0, |mark| mark.epoch),
            settled: Mark::default(),
        }
    }

    pub(crate) fn key() -> Key {
        Key::Fact("sign".into())
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<String> {
        String::from_utf8(bytes.to_vec()).ok()
    }

    /// Whether the storage is the one that this keeper knows, by what lies there.
    pub(crate) fn meets(&mut self, found: Option<&[u8]>) -> bool {
        match found.and_then(Self::read) {
            Some(name) if self.is_stored => name == self.name,
            Some(name) => {
                (self.name, self.is_stored) = (name, true);
                true
            }
            None => !self.is_stored,
        }
    }
}
