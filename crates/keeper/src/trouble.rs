//! Why something did not happen, in a sentence that says what to do.

use std::{collections::BTreeSet, fmt};

use notebook::{command::Refusal, record::Ref};

use crate::{backup::BackupError, store::StoreError};

/// Why a command is not saved.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// The notebook refused the command: nothing changed, and trying again will not help.
    Refused(Refusal),
    /// The command was carried out, and storage refused to write it. It is in the notebook as long
    /// as the keeper lives, and is written with whatever is written next.
    NotStored {
        /// What storage said.
        error: StoreError,
        /// The records whose contents differ now.
        touched: BTreeSet<Ref>,
    },
}

impl Trouble {
    /// Whether the command has to be kept and tried again: storage refused, not the notebook.
    #[must_use]
    pub fn keep(&self) -> bool {
        matches!(self, Self::NotStored { .. })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::NotStored { error, .. } => error.fmt(f),
        }
    }
}

impl std::error::Error for Trouble {}

/// Why a backup was not taken in; nothing changed.
#[derive(Debug, Clone, PartialEq)]
pub enum NotRestored {
    /// The file is at fault.
    File(BackupError),
    /// Storage refused to write what it brings.
    Store(StoreError),
}

impl fmt::Display for NotRestored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Store(StoreError::Full) => f.write_str(
                "This device has not enough room for what the backup brings. Nothing was changed: free some \
                 space, then try again.",
            ),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotRestored {}
