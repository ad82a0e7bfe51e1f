//! What waits for the server: sealed once, kept until the cursor has passed it.

use super::{Engine, Key, Millis, OutboxKey, Pending, Step, Write};
use crate::bytes::{Reader, put_number};
use crate::record::{VERSION, framed_length, open, seal_changes};
use crate::wire::{Rid, Seq};
use crate::{Content, Entropy};

/// `version u8 ‖ flags u8 (1 = made of several) ‖ number of changes ‖ record`
#[derive(Debug, Clone)]
pub(super) struct Parcel {
    pub(super) record: Vec<u8>,
    pub(super) changes: u64,
    /// Made of several; stays as it is.
    merged: bool,
    /// It may be at the server already; stays as it is. Not stored: after a restart it is sent again, and the server knows it.
    pub(super) sent: bool,
    /// Where the server says that it stands.
    pub(super) acknowledged: Option<Seq>,
    /// How often the server, or a proxy before it, found it too long. It stays, and is tried again ever more seldom: what is
    /// written after it cannot be read anywhere before it is.
    pub(super) refusals: u32,
    /// When it is tried again, if it was refused.
    pub(super) again: Millis,
}

/// The delay after a first refusal; each later one is four times as long, up to the longest.
const FIRST_REFUSAL: Millis = 60_000;
const LONGEST_REFUSAL: Millis = 6 * 3_600_000;

impl Parcel {
    fn new(record: Vec<u8>, changes: u64, merged: bool) -> Self {
        Self { record, changes, merged, sent: false, acknowledged: None, refusals: 0, again: 0 }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION, u8::from(self.merged)];
        put_number(&mut out, self.changes);
        out.extend_from_slice(&self.record);
        out
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        reader.byte().filter(|version| *version == VERSION)?;
        let merged = reader.byte()? & 1 == 1;
        let changes = reader.number()?;
        Some(Self::new(reader.0.to_vec(), changes, merged))
    }

    /// Can still become part of a larger record.
    pub(super) fn is_loose(&self) -> bool {
        !self.merged && !self.sent && self.acknowledged.is_none()
    }

    pub(super) fn waits(&self, now: Millis) -> bool {
        // A clock that was set back must not put it to sleep.
        self.acknowledged.is_none() && (self.again <= now || self.again - now > 2 * LONGEST_REFUSAL)
    }

    /// The server did not take it because of its length.
    pub(super) fn refuse(&mut self, now: Millis) {
        let delay = FIRST_REFUSAL << (2 * self.refusals.min(8));
        self.refusals += 1;
        self.again = now + delay.min(LONGEST_REFUSAL);
    }
}

/// Records are not made shorter than this because of a refusal, bytes.
const SHORTEST_LIMIT: usize = 4 << 10;

/// New changes of this device on their way into the outbox.
#[derive(Debug)]
pub struct Local {
    /// Send [`super::Event::Stored`] with it when the writes are on the disk.
    pub step: Step,
    /// To be committed together with the changes themselves.
    pub writes: Vec<Write>,
}

impl Engine {
    /// Seals changes that this device made. Nothing is sent before the writes are on the disk; they may be committed later,
    /// or never if the changes are not.
    pub fn local(&mut self, changes: &[impl AsRef<[u8]>], entropy: Entropy<'_>) -> Local {
        let record = seal_changes(&self.keys, changes, entropy);
        let (key, parcel) = self.parcel(record, changes.len(), false, 0);
        let writes = vec![Write::Put(Key::Outbox(key), parcel.to_bytes())];
        Local { step: self.step(Pending::Local(vec![(key, parcel)])), writes }
    }

    /// Something that is stored in the outbox, from this tab or another one. Its changes are in the document already.
    pub(super) fn take_in(&mut self, key: OutboxKey, bytes: &[u8]) {
        let parcel = Parcel::from_bytes(bytes).filter(|parcel| Rid::of(&parcel.record) == key.rid);
        match parcel {
            Some(parcel) => drop(self.outbox.entry(key).or_insert(parcel)),
            None => self.rotten.push(key),
        }
    }

    fn parcel(&self, record: Vec<u8>, changes: usize, merged: bool, later: u64) -> (OutboxKey, Parcel) {
        let pending = self.pending.values().filter_map(|pending| match pending {
            Pending::Local(parcels) => parcels.last().map(|(key, _)| key.number),
            _ => None,
        });
        let last = self.outbox.keys().next_back().map(|key| key.number).max(pending.max()).unwrap_or(0);
        let key = OutboxKey { number: last + 1 + later, rid: Rid::of(&record) };
        (key, Parcel::new(record, changes as u64, merged))
    }

    /// Seals many changes into few records.
    pub(super) fn seal_all(
        &self,
        changes: &[impl AsRef<[u8]> + Clone + Into<Vec<u8>>],
        entropy: Entropy<'_>,
    ) -> Vec<(OutboxKey, Parcel)> {
        let mut sealed: Vec<(OutboxKey, Parcel)> = Vec::new();
        let mut group: Vec<Vec<u8>> = Vec::new();
        let mut length = 0;
        // A record that unpacks to this much still fits if it does not get smaller at all.
        let limit = self.limits.record * 7 / 8 - 64;
        for change in changes {
            let change: Vec<u8> = change.clone().into();
            let more = framed_length([&change]);
            if length + more > limit && !group.is_empty() {
                let record = seal_changes(&self.keys, &group, entropy);
                sealed.push(self.parcel(record, group.len(), true, sealed.len() as u64));
                group.clear();
                length = 0;
            }
            length += more;
            group.push(change);
        }
        if !group.is_empty() {
            let record = seal_changes(&self.keys, &group, entropy);
            sealed.push(self.parcel(record, group.len(), true, sealed.len() as u64));
        }
        sealed
    }

    /// A record of several changes that was found too long becomes shorter ones; says whether it is one.
    pub(super) fn split(&mut self, key: OutboxKey, entropy: Entropy<'_>) -> bool {
        let Some(parcel) = self.outbox.get(&key).filter(|parcel| parcel.changes > 1) else { return false };
        let Ok(Content::Changes(changes)) = open(&self.keys, &parcel.record) else { return false };
        // Padded and sealed, a half is a little more than half as long.
        self.limits.record = self.limits.record.min(parcel.record.len() / 2).max(SHORTEST_LIMIT);
        let new = self.seal_all(&changes, entropy);
        if new.len() < 2 {
            return false;
        }
        let gone = vec![key];
        let writes = replace(&gone, &new);
        self.store(writes, Pending::Merged { gone, new });
        true
    }

    /// Many small records that were never sent become few large ones: a week without a connection is one request.
    pub(super) fn merge_outbox(&mut self, entropy: Entropy<'_>) -> bool {
        let loose = self.outbox.iter().filter(|(_, parcel)| parcel.is_loose());
        let (mut gone, mut changes) = (Vec::new(), Vec::new());
        for (key, parcel) in loose {
            // What this device sealed opens; what rotted on its disk is sent as it is and ends in the others' quarantine.
            if let Ok(Content::Changes(inside)) = open(&self.keys, &parcel.record) {
                gone.push(*key);
                changes.extend(inside);
            }
        }
        if gone.len() < 8 {
            return false;
        }
        let new = self.seal_all(&changes, entropy);
        let writes = replace(&gone, &new);
        self.store(writes, Pending::Merged { gone, new });
        true
    }
}

/// The writes that put some parcels in the place of others.
pub(super) fn replace(gone: &[OutboxKey], new: &[(OutboxKey, Parcel)]) -> Vec<Write> {
    let deleted = gone.iter().map(|key| Write::Delete(Key::Outbox(*key)));
    deleted.chain(new.iter().map(|(key, parcel)| Write::Put(Key::Outbox(*key), parcel.to_bytes()))).collect()
}
