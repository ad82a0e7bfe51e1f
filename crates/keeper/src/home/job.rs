//! One errand to the second home. It takes its bytes along and brings an answer back; the keeper does not wait for it.

use super::{Contents, Home};
use crate::store::StoreError;

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Read everything.
    Read,
    /// Lengthen a file.
    Append {
        /// Which.
        file: String,
        /// How long it has to be before, bytes: else somebody else was here, or it is gone.
        at: u64,
        /// By what.
        bytes: Vec<u8>,
        /// Another file that has to be there, and its length.
        beside: Option<(String, u64)>,
    },
    /// Write a new file, read it back, and delete others only then.
    Replace {
        /// The new one.
        file: String,
        /// All of it.
        bytes: Vec<u8>,
        /// The others, each with its length, bytes. One that somebody has written to meanwhile stays.
        gone: Vec<(String, u64)>,
    },
    /// See whether files are as they were left.
    Look(Vec<(String, u64)>),
}

/// What came of a [`Job`].
#[derive(Debug, Clone, PartialEq)]
pub enum Done {
    /// What lies there.
    Read(Contents),
    /// Done as it was wanted.
    Written,
    /// The files are not as they were left: they have to be read again.
    Changed,
    /// It failed, and what was to be written is there, in part, or not at all.
    Failed(StoreError),
}

impl Job {
    /// Does it.
    pub async fn run(self, home: &impl Home) -> Done {
        self.attempt(home).await.unwrap_or_else(Done::Failed)
    }

    async fn attempt(self, home: &impl Home) -> Result<Done, StoreError> {
        match self {
            Self::Read => Ok(Done::Read(Contents::read(home.files().await?))),
            Self::Append { file, at, bytes, beside } => {
                let here = (file.clone(), at);
                for (file, length) in beside.into_iter().chain([here]) {
                    if home.length(&file).await?.unwrap_or(0) != length {
                        return Ok(Done::Changed);
                    }
                }
                home.append(&file, &bytes).await?;
                Ok(Done::Written)
            }
            Self::Replace { file, bytes, gone } => {
                if home.length(&file).await?.is_some() {
                    return Ok(Done::Changed);
                }
                home.append(&file, &bytes).await?;
                if home.read(&file).await?.as_deref() != Some(&bytes[..]) {
                    // The older files are still there.
                    home.delete(&file).await?;
                    return Err(StoreError::Failed("what was written did not read back".into()));
                }
                let mut is_changed = false;
                for (file, length) in gone {
                    match home.length(&file).await? {
                        Some(now) if now == length => home.delete(&file).await?,
                        now => is_changed |= now.is_some(),
                    }
                }
                Ok(if is_changed { Done::Changed } else { Done::Written })
            }
            Self::Look(files) => {
                for (file, length) in files {
                    if home.length(&file).await? != Some(length) {
                        return Ok(Done::Changed);
                    }
                }
                Ok(Done::Written)
            }
        }
    }
}
