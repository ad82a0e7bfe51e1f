//! Small facts about this device, kept as JSON beside the notebook. A fact that cannot be read is
//! ignored: each only saves work or informs.

use std::fmt::Write as _;

use notebook::Now;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::store::Key;

/// SHA-256 of stored bytes.
pub(crate) type Sum = [u8; 32];

pub(crate) fn sum(bytes: &[u8]) -> Sum {
    Sha256::digest(bytes).into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// When a backup was last made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastBackup {
    /// Unix milliseconds.
    at: i64,
}

impl LastBackup {
    pub(crate) fn key() -> Key {
        Key::Fact("last_backup".into())
    }

    pub(crate) fn at(now: Now) -> Self {
        Self { at: now.millis() }
    }

    pub(crate) fn millis(self) -> i64 {
        self.at
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        format!("{{\"at\":{}}}", self.at).into_bytes()
    }
}

/// Which older snapshots hold nothing that the newest one lacks: they need not be read at a start.
/// The seal covers all of it, and the sums cover the snapshots' bytes, so no damage can make a
/// snapshot look covered, or whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Generation {
    snapshot: u64,
    covers: Vec<(u64, String)>,
    seal: String,
}

impl Generation {
    pub(crate) fn key() -> Key {
        Key::Fact("generation".into())
    }

    /// `covers`: the numbers and sums of the older snapshots.
    pub(crate) fn new(snapshot: u64, sum: &Sum, covers: impl IntoIterator<Item = (u64, Sum)>) -> Self {
        let covers: Vec<_> = covers.into_iter().map(|(number, sum)| (number, hex(&sum))).collect();
        let seal = Self::seal(snapshot, sum, &covers);
        Self { snapshot, covers, seal }
    }

    fn seal(snapshot: u64, sum: &Sum, covers: &[(u64, String)]) -> String {
        let mut hasher = Sha256::new();
        hasher.update(snapshot.to_le_bytes());
        hasher.update(sum);
        for (number, sum) in covers {
            hasher.update(number.to_le_bytes());
            hasher.update(sum);
        }
        hex(&hasher.finalize())
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Whether this was written about a newest snapshot with these bytes.
    pub(crate) fn is_about(&self, snapshot: u64, sum: &Sum) -> bool {
        self.snapshot == snapshot && self.seal == Self::seal(self.snapshot, sum, &self.covers)
    }

    /// Whether an older snapshot with these bytes is covered.
    pub(crate) fn covers(&self, number: u64, sum: &Sum) -> bool {
        self.covers.iter().any(|(covered, known)| *covered == number && *known == hex(sum))
    }
}
