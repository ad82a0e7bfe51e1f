//! Durable storage as the keeper sees it: a few named byte strings, written in atomic batches.

use std::fmt;

use notebook::command::ChangeId;
use serde::{Deserialize, Serialize};

/// What a stored byte string is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// One encoded change, by its hash: the key says what the bytes must be.
    Chunk(ChangeId),
    /// A whole document. Later snapshots have higher numbers.
    Snapshot(u64),
    /// Bytes that could not be read, under the key they had: kept, reported, never in the way.
    Quarantine(String),
    /// A small fact about this device as JSON: last backup …
    Fact(String),
    /// What belongs to the sync: the membership, and for each vault its cursor, outbox and quarantine.
    Vault(String),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chunk(change) => write!(f, "chunk/{change}"),
            Self::Snapshot(number) => write!(f, "snapshot/{number:016}"),
            Self::Quarantine(key) => write!(f, "quarantine/{key}"),
            Self::Fact(name) => write!(f, "fact/{name}"),
            Self::Vault(name) => write!(f, "vault/{name}"),
        }
    }
}

/// Writes that reach the disk together or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// New or replaced byte strings.
    pub put: Vec<(Key, Vec<u8>)>,
    /// Byte strings to delete.
    pub delete: Vec<Key>,
}

/// Why storage did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// No room is left.
    Full,
    /// The browser or the person does not allow storage here (private window, policy).
    Refused(String),
    /// Something went wrong that may pass.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str(
                "This device has no room left, so the last entry is not saved yet. Free some space, then try again: \
                 your words are kept on the screen.",
            ),
            Self::Refused(why) => write!(
                f,
                "This browser does not let Rapport store anything ({why}). Open it in a normal window, or allow storage \
                 for this site."
            ),
            Self::Failed(why) => {
                write!(f, "Storing failed ({why}). Nothing that was saved before is touched; please try again.")
            }
        }
    }
}

impl std::error::Error for StoreError {}

/// Durable storage. `commit` may only return `Ok` when the bytes survive a crash.
#[allow(async_fn_in_trait, reason = "keepers are never sent between threads")]
pub trait Store {
    /// Every key and its bytes, in one consistent view.
    async fn all(&self) -> Result<Vec<(Key, Vec<u8>)>, StoreError>;

    /// Every key.
    async fn keys(&self) -> Result<Vec<Key>, StoreError> {
        Ok(self.all().await?.into_iter().map(|(key, _)| key).collect())
    }

    /// What lies under [`Key::Vault`], by name, in one consistent view.
    async fn of_vault(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let vault = |(key, bytes)| if let Key::Vault(name) = key { Some((name, bytes)) } else { None };
        Ok(self.all().await?.into_iter().filter_map(vault).collect())
    }

    /// The bytes of one key.
    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError>;

    /// Writes a batch atomically and durably.
    async fn commit(&self, batch: &Batch) -> Result<(), StoreError>;

    /// The same; gives what lay under a key just before.
    async fn commit_over(&self, batch: &Batch, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let before = self.get(key).await?;
        self.commit(batch).await?;
        Ok(before)
    }

    /// What is read next should come from the disk, as far as that is in the caller's hands.
    fn distrust(&self) {}
}
