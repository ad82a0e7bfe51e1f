//! Records that do not open or apply: kept with their ciphertext, reported, stepped over.

use super::{Engine, Key, Write};
use crate::OpenError;
use crate::bytes::{Reader, put_number};
use crate::record::VERSION;
use crate::wire::{Rid, Seq};

/// Why a record is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// See [`OpenError::Version`].
    Version = 1,
    /// See [`OpenError::Shape`].
    Shape = 2,
    /// See [`OpenError::Seal`].
    Seal = 3,
    /// It opened, but the document could not take it.
    Refused = 4,
}

impl From<OpenError> for Reason {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Version => Self::Version,
            OpenError::Shape => Self::Shape,
            OpenError::Seal => Self::Seal,
        }
    }
}

/// `version u8 ‖ flags u8 (1 = in the present log, 2 = a snapshot) ‖ reason u8 ‖ seq ‖ record`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its place in the log; for a snapshot, what it covers.
    pub seq: Seq,
    /// Why.
    pub reason: Reason,
    /// It stands in the log that the device reads now: the device must not make a snapshot.
    pub in_log: bool,
    /// It stands for everything up to its place.
    pub is_snapshot: bool,
    /// As it came.
    pub record: Vec<u8>,
}

impl Quarantined {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let flags = u8::from(self.in_log) | u8::from(self.is_snapshot) << 1;
        let mut out = vec![VERSION, flags, self.reason as u8];
        put_number(&mut out, self.seq);
        out.extend_from_slice(&self.record);
        out
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        reader.byte().filter(|version| *version == VERSION)?;
        let flags = reader.byte()?;
        let reason = match reader.byte()? {
            1 => Reason::Version,
            2 => Reason::Shape,
            3 => Reason::Seal,
            4 => Reason::Refused,
            _ => return None,
        };
        let (in_log, is_snapshot) = (flags & 1 == 1, flags & 2 == 2);
        Some(Self { seq: reader.number()?, reason, in_log, is_snapshot, record: reader.0.to_vec() })
    }

    pub(super) fn key(&self) -> Rid {
        Rid::of(&self.record)
    }

    pub(super) fn write(&self) -> Write {
        Write::Put(Key::Quarantine(self.key()), self.to_bytes())
    }
}

impl Engine {
    /// Nothing of the present log is missing in the document.
    pub(super) fn is_sound(&self) -> bool {
        self.complete && !self.quarantine.values().any(|bad| bad.in_log)
    }

    /// A snapshot is due, and records that nobody can read any more keep this device from making one, and perhaps each of the
    /// others: what one of them cannot read another one may have read in time. So each sends once more what it has and cannot
    /// find in the log; again only when as much has come to the log as makes a snapshot due.
    pub(super) fn compare_again(&mut self, head: Seq) {
        let is_lost = |bad: &Quarantined| bad.in_log && matches!(bad.reason, Reason::Shape | Reason::Seal);
        let is_due = self.compared.is_none_or(|compared| head > compared + self.limits.log_records);
        if is_due && self.quarantine.values().any(is_lost) {
            self.compared = Some(head);
            self.start_over();
        }
    }

    /// A newer snapshot stands for records that could not be read: reading from the start brings them.
    pub(super) fn mend(&mut self) {
        let Some(standing) = self.standing else { return };
        let is_covered = |bad: &Quarantined| bad.in_log && bad.seq <= standing.floor;
        if standing.floor > self.cursor.mended
            && !self.cursor.healing
            && self.quarantine.values().any(is_covered)
        {
            let chain = crate::wire::Chain::START;
            self.cursor = super::Cursor { seq: 0, chain, mended: standing.floor, ..self.cursor.clone() };
            self.generation += 1;
            self.store(vec![self.cursor.write()], super::Pending::Noted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let bad = Quarantined {
            seq: 9,
            reason: Reason::Refused,
            in_log: true,
            is_snapshot: false,
            record: vec![1, 2],
        };
        assert_eq!(Quarantined::from_bytes(&bad.to_bytes()), Some(bad));
    }
}
