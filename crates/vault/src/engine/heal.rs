//! The one rule for a wiped server, a new one, and one restored from an old backup: pull from the start, then append whatever the
//! server does not have. Joining a vault is the same.

use super::{Cursor, Engine, Millis, OutboxKey, Pending, Write, outbox};
use crate::engine::outbox::Parcel;
use crate::engine::pull::Pulling;
use crate::wire::Seq;
use crate::{Content, Entropy, open};
use std::collections::HashSet;

impl Engine {
    /// The history is not the one that this device knows.
    pub(super) fn start_over(&mut self) {
        self.start_over_behind(0);
    }

    /// Starts over with a page that begins with a snapshot up to `covers`: what the device has before it can no longer be compared
    /// with the server's log, because that is gone. It may be another one.
    pub(super) fn start_over_behind(&mut self, covers: Seq) {
        self.generation += 1;
        let Cursor { offered, mended, .. } = self.cursor;
        self.cursor = Cursor { offered, mended, ..Cursor::default() };
        self.seen.clear();
        self.retries = !self.quarantine.is_empty();
        self.standing = None;
        if matches!(self.pulling, Pulling::Collecting) {
            self.pulling = Pulling::Idle;
        }
        let mut writes = vec![self.cursor.write()];
        // Their places may have been those of another log; the snapshot heals the others.
        for bad in self.quarantine.values_mut().filter(|bad| bad.in_log && bad.seq > covers) {
            bad.in_log = false;
            writes.push(bad.write());
        }
        self.outbox.values_mut().for_each(|parcel| parcel.acknowledged = None);
        self.store(writes, Pending::Noted);
    }

    /// What the server lacks is sealed anew, in few records, and replaces what waited of it.
    pub(super) fn collected(&mut self, changes: &[Vec<u8>], entropy: Entropy<'_>) {
        if !matches!(self.pulling, Pulling::Collecting) {
            return;
        }
        let lacks: HashSet<&[u8]> = changes.iter().map(Vec::as_slice).collect();
        let is_among = |parcel: &Parcel| match open(&self.keys, &parcel.record) {
            Ok(Content::Changes(inside)) => inside.iter().all(|change| lacks.contains(change.as_slice())),
            _ => false,
        };
        let replaced = self.outbox.iter().filter(|(_, parcel)| is_among(parcel)).map(|(key, _)| *key);
        let gone: Vec<OutboxKey> = replaced.chain(self.rotten.iter().copied()).collect();
        let new = self.seal_all(changes, entropy);
        let mut writes: Vec<Write> = outbox::replace(&gone, &new);
        writes.push(Cursor { healing: false, ..self.cursor.clone() }.write());
        self.store(writes, Pending::Healed { gone, new });
        self.pulling = Pulling::Applying;
    }

    pub(super) fn healed(&mut self, gone: &[OutboxKey], new: Vec<(OutboxKey, Parcel)>, now: Millis) {
        self.pulling = Pulling::Idle;
        gone.iter().for_each(|key| drop(self.outbox.remove(key)));
        self.rotten.retain(|key| !gone.contains(key));
        self.outbox.extend(new);
        self.cursor.healing = false;
        self.note_synced(now);
    }
}
