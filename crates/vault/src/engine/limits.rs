//! When and how much.

use super::Millis;
use crate::wire::{MAX_BATCH, MAX_RECORD, MAX_SNAPSHOT};

/// When and how much.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Longest record.
    pub record: usize,
    /// Longest batch.
    pub batch: usize,
    /// Longest snapshot.
    pub snapshot: usize,
    /// A snapshot is due when the log since the last one is longer than this and than twice that one, in bytes.
    pub log_bytes: u64,
    /// … or has more records than this.
    pub log_records: u64,
    /// So long at most a device waits before it makes one, so that not all of them do: milliseconds.
    pub spread: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            record: MAX_RECORD,
            // Proxies that take a megabyte take a million bytes or 2^20.
            batch: MAX_BATCH.min(960 << 10),
            snapshot: MAX_SNAPSHOT,
            log_bytes: 64 << 10,
            log_records: 200,
            spread: 20_000,
        }
    }
}
