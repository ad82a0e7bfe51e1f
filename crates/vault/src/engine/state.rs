//! What a device stores about its sync, byte by byte.

use crate::bytes::{Reader, put_number};
use crate::record::VERSION;
use crate::wire::{Chain, Incarnation, Rid, Seq};
use std::fmt;

/// Under what something is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// How far the log was read.
    Cursor,
    /// A sealed record that is not known to be safe at the server.
    Outbox(OutboxKey),
    /// A record that does not open or apply.
    Quarantine(Rid),
}

/// Orders the outbox: as the records were sealed, and by name where two tabs sealed at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutboxKey {
    pub(super) number: u64,
    pub(super) rid: Rid,
}

/// To be committed with the others that came with it, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// New or replaced.
    Put(Key, Vec<u8>),
    /// No longer needed.
    Delete(Key),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cursor => f.write_str("cursor"),
            Self::Outbox(key) => write!(f, "outbox/{:016}/{:?}", key.number, key.rid),
            Self::Quarantine(rid) => write!(f, "quarantine/{rid:?}"),
        }
    }
}

impl Key {
    /// The reverse of `Display`.
    pub fn parse(text: &str) -> Option<Self> {
        let rid = |text| crate::wire::text::decode(text).map(Rid);
        if text == "cursor" {
            return Some(Self::Cursor);
        }
        if let Some(text) = text.strip_prefix("quarantine/") {
            return rid(text).map(Self::Quarantine);
        }
        let (number, name) = text.strip_prefix("outbox/")?.split_once('/')?;
        Some(Self::Outbox(OutboxKey { number: number.parse().ok()?, rid: rid(name)? }))
    }
}

/// `version u8 ‖ flags u8 (1 = an incarnation follows, 2 = healing) ‖ [incarnation 16] ‖ seq ‖ chain 32 ‖ offered ‖ mended`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The vault that it belongs to.
    pub(super) incarnation: Option<Incarnation>,
    /// Everything up to here is stored on this device.
    pub(super) seq: Seq,
    pub(super) chain: Chain,
    /// The device reads the log from the start to find out what the server lacks.
    pub(super) healing: bool,
    /// What the snapshot covers that this device offered last: another one has to acknowledge it.
    pub(super) offered: Seq,
    /// The floor up to which quarantined records were looked for in a snapshot.
    pub(super) mended: Seq,
}

impl Default for Cursor {
    fn default() -> Self {
        Self { incarnation: None, seq: 0, chain: Chain::START, healing: true, offered: 0, mended: 0 }
    }
}

impl Cursor {
    /// What was seen is not stored: after a restart the reading begins again.
    pub(super) fn restart_healing(&mut self) {
        if self.healing {
            *self = Self { offered: self.offered, mended: self.mended, ..Self::default() };
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION, u8::from(self.incarnation.is_some()) | u8::from(self.healing) << 1];
        if let Some(incarnation) = &self.incarnation {
            out.extend_from_slice(&incarnation.0);
        }
        put_number(&mut out, self.seq);
        out.extend_from_slice(&self.chain.0);
        put_number(&mut out, self.offered);
        put_number(&mut out, self.mended);
        out
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        reader.byte().filter(|version| *version == VERSION)?;
        let flags = reader.byte()?;
        let incarnation = if flags & 1 == 1 { Some(Incarnation(reader.array()?)) } else { None };
        let cursor = Self {
            incarnation,
            seq: reader.number()?,
            chain: Chain(reader.array()?),
            healing: flags & 2 == 2,
            offered: reader.number()?,
            mended: reader.number()?,
        };
        (reader.is_empty() && flags < 4).then_some(cursor)
    }

    pub(super) fn write(&self) -> Write {
        Write::Put(Key::Cursor, self.to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_the_cursor_come_back() {
        let rid = Rid([7; 32]);
        for key in [Key::Cursor, Key::Outbox(OutboxKey { number: 12, rid }), Key::Quarantine(rid)] {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        let cursor = Cursor {
            incarnation: Some(Incarnation([3; 16])),
            seq: 300,
            chain: Chain([4; 32]),
            healing: false,
            offered: 5,
            mended: 6,
        };
        assert_eq!(Cursor::from_bytes(&cursor.to_bytes()), Some(cursor));
        assert_eq!(Cursor::from_bytes(&Cursor::default().to_bytes()), Some(Cursor::default()));
    }
}
