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
/// The seal covers the numbers and the newest snapshot's bytes, so no damage can make a snapshot
/// look covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Generation {
    snapshot: u64,
    covers: Vec<u64>,
    seal: String,
}

impl Generation {
    pub(crate) fn key() -> Key {
        Key::Fact("generation".into())
    }

    pub(crate) fn new(snapshot: u64, sum: &Sum, covers: Vec<u64>) -> Self {
        let seal = Self::seal(snapshot, sum, &covers);
        Self { snapshot, covers, seal }
    }

    fn seal(snapshot: u64, sum: &Sum, covers: &[u64]) -> String {
        let mut hasher = Sha256::new();
        hasher.update(snapshot.to_le_bytes());
        hasher.update(sum);
        covers.iter().for_each(|number| hasher.update(number.to_le_bytes()));
        hex(&hasher.finalize())
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The snapshots that need not be read when this one was.
    pub(crate) fn covered_by(&self, snapshot: u64, sum: &Sum) -> &[u64] {
        let holds = self.snapshot == snapshot && self.seal == Self::seal(self.snapshot, sum, &self.covers);
        if holds { &self.covers } else { &[] }
    }
}
