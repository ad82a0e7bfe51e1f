//! What a device can say about its sync.

use super::{Engine, Millis, Quarantined};
use crate::wire::{Code, Standing};

/// Why nothing moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No answer, or not one of ours. It is tried again.
    NoConnection,
    /// The server refused. What cannot pass by itself stops the engine until the next start; the rest is tried again.
    Refused(Code),
}

impl Trouble {
    pub(super) fn is_final(self) -> bool {
        matches!(self, Self::Refused(Code::VaultDeleted | Code::UnsupportedVersion))
    }
}

/// The state of the sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Changes that the server has not acknowledged.
    pub waiting: u64,
    /// Records that could not be read.
    pub quarantined: usize,
    /// The device reads the server's log from the start.
    pub healing: bool,
    /// When this device last had all that the server has, and the other way round.
    pub last_synced: Option<Millis>,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
    /// The vault at the server, as far as it was told.
    pub standing: Option<Standing>,
}

impl Engine {
    /// See [`Status`].
    pub fn status(&self) -> Status {
        let is_too_long =
            self.outbox.values().any(|parcel| parcel.refusals > 0 && parcel.acknowledged.is_none());
        let waiting =
            self.outbox.values().filter(|parcel| parcel.acknowledged.is_none()).map(|parcel| parcel.changes);
        Status {
            waiting: waiting.sum(),
            quarantined: self.quarantine.len(),
            healing: self.cursor.healing,
            last_synced: self.last_synced,
            trouble: self.trouble.or(is_too_long.then_some(Trouble::Refused(Code::TooLarge))),
            standing: self.standing,
        }
    }

    /// What could not be read, with its ciphertext.
    pub fn quarantined(&self) -> impl Iterator<Item = &Quarantined> {
        self.quarantine.values()
    }

    /// The device has read all that the server has.
    pub(super) fn is_level(&self) -> bool {
        let standing = self.standing.filter(|standing| Some(standing.incarnation) == self.cursor.incarnation);
        standing.is_some_and(|standing| standing.head == self.cursor.seq)
    }

    /// Notes the time when both sides have the same.
    pub(super) fn note_synced(&mut self, now: Millis) {
        let waits = self.outbox.values().any(|parcel| parcel.acknowledged.is_none());
        if self.is_level() && !self.cursor.healing && !waits {
            self.last_synced = Some(now);
        }
    }
}
