//! Where a vault stands, at the front of every answer about it.

use super::{Incarnation, Malformed, Seq, checked, finish};
use crate::bytes::{Reader, put_number};
use crate::record::VERSION;

/// `version u8 ‖ incarnation 16 ‖ head ‖ floor ‖ covers ‖ snapshot bytes ‖ log bytes`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Which vault of this name it is.
    pub incarnation: Incarnation,
    /// The last record's place.
    pub head: Seq,
    /// Records up to here are gone: the acknowledged snapshot stands for them.
    pub floor: Seq,
    /// What the newest snapshot covers, acknowledged or not; 0 when there is none.
    pub covers: Seq,
    /// The newest snapshot's length.
    pub snapshot_bytes: u64,
    /// The length of all records after `covers`.
    pub log_bytes: u64,
}

impl Standing {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.push(VERSION);
        out.extend_from_slice(&self.incarnation.0);
        for number in [self.head, self.floor, self.covers, self.snapshot_bytes, self.log_bytes] {
            put_number(out, number);
        }
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.byte().filter(|version| *version == VERSION)?;
        let incarnation = Incarnation(reader.array()?);
        let mut next = || reader.number();
        let standing = Self {
            incarnation,
            head: next()?,
            floor: next()?,
            covers: next()?,
            snapshot_bytes: next()?,
            log_bytes: next()?,
        };
        (standing.floor <= standing.covers && standing.covers <= standing.head).then_some(standing)
    }

    /// As the whole answer to creating, offering and acknowledging: with `check 8`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(40);
        self.write(&mut out);
        finish(out)
    }

    /// # Errors
    /// [`Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader(checked(bytes)?);
        let standing = Self::read(&mut reader).ok_or(Malformed)?;
        if reader.is_empty() { Ok(standing) } else { Err(Malformed) }
    }
}
