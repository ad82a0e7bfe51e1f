//! A backup: the whole notebook as one file.
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–7 | `RAPPORT` and a line feed |
//! | 8 | version of this layout: 1 |
//! | 9–16 | length of the notebook, bytes, little-endian |
//! | 17–48 | SHA-256 of the notebook |
//! | 49– | the notebook, as [`notebook::Notebook::save`] gives it |

use std::fmt;

use notebook::{Damage, MOST_FILE_BYTES};
use sha2::{Digest, Sha256};

const MAGIC: &[u8; 8] = b"RAPPORT\n";
const VERSION: u8 = 1;
const HEADER: usize = 49;

/// No backup is larger, bytes: whoever hands one over looks at its size before anything is read.
pub const MOST_BACKUP_BYTES: usize = HEADER + MOST_FILE_BYTES;

/// What [`BackupError::TooLarge`] says.
#[must_use]
pub fn too_large() -> String {
    let most = (MOST_FILE_BYTES >> 20).to_string();
    ["This file is larger than a notebook can be (", &most, " MB). Choose a file that Rapport made."].concat()
}

/// Why a file cannot be taken for a backup; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupError {
    /// It is something else.
    NotABackup,
    /// Its end is missing, or it was changed since it was written.
    Damaged,
    /// A later version of Rapport wrote it.
    Newer,
    /// It is larger than a notebook can be.
    TooLarge,
    /// It is whole, but does not fit this notebook.
    DoesNotFit(String),
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotABackup => f.write_str(
                "This file is not a Rapport backup. Choose one that Rapport made; its name ends with .rapport.",
            ),
            Self::Damaged => f.write_str(
                "This backup is damaged or only a part of the file arrived. Copy it again from where it came, \
                 or choose an older one. Your notebook is as it was.",
            ),
            Self::Newer => f.write_str(
                "This backup was made by a newer Rapport: update, then try again. Your notebook is as it was.",
            ),
            Self::TooLarge => f.write_str(&too_large()),
            Self::DoesNotFit(why) => write!(
                f,
                "This backup is whole, but it does not fit this notebook ({why}). Your notebook is as it was; \
                 keep the file, and try an older backup."
            ),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<Damage> for BackupError {
    fn from(damage: Damage) -> Self {
        match damage {
            Damage::Unreadable(_) => Self::Damaged,
            Damage::NotANotebook => Self::NotABackup,
            Damage::TooLarge { .. } => Self::TooLarge,
        }
    }
}

/// Makes a backup file of a saved notebook.
#[must_use]
pub fn seal(document: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEADER + document.len());
    file.extend_from_slice(MAGIC);
    file.push(VERSION);
    file.extend_from_slice(&(document.len() as u64).to_le_bytes());
    file.extend_from_slice(&Sha256::digest(document));
    file.extend_from_slice(document);
    file
}

/// The saved notebook inside a backup file.
pub(crate) fn unseal(file: &[u8]) -> Result<&[u8], BackupError> {
    if file.len() > MOST_BACKUP_BYTES {
        return Err(BackupError::TooLarge);
    }
    let Some(rest) = file.strip_prefix(MAGIC) else {
        // The beginning of a backup, or nothing at all: the rest did not arrive.
        let part = !file.is_empty() && MAGIC.starts_with(file);
        return Err(if part { BackupError::Damaged } else { BackupError::NotABackup });
    };
    let (version, rest) = rest.split_first().ok_or(BackupError::Damaged)?;
    match *version {
        VERSION => {}
        0 => return Err(BackupError::Damaged),
        _ => return Err(BackupError::Newer),
    }
    let (length, rest) = rest.split_first_chunk::<8>().ok_or(BackupError::Damaged)?;
    let (sum, document) = rest.split_first_chunk::<32>().ok_or(BackupError::Damaged)?;
    let whole = u64::from_le_bytes(*length) == document.len() as u64;
    if !whole || Sha256::digest(document).as_slice() != sum {
        return Err(BackupError::Damaged);
    }
    Ok(document)
}
