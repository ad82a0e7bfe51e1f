//! The one rule for a wiped server, a new one, and one restored from an old backup: pull from the start, then append whatever the
//! server does not have. Joining a vault is the same.

use super::{Cursor, Engine, OutboxKey, Pending, Write, outbox};
use crate::Entropy;
use crate::engine::outbox::Parcel;
use crate::engine::pull::Pulling;

impl Engine {
    /// The history is not the one that this device knows.
    pub(super) fn start_over(&mut self) {
        self.generation += 1;
        self.cursor = Cursor::default();
        self.seen.clear();
        self.standing = None;
        if matches!(self.pulling, Pulling::Collecting) {
            self.pulling = Pulling::Idle;
        }
        let mut writes = vec![self.cursor.write()];
        // Their places were those of another log.
        for bad in self.quarantine.values_mut().filter(|bad| bad.in_log) {
            bad.in_log = false;
            writes.push(bad.write());
        }
        self.outbox.values_mut().for_each(|parcel| parcel.acknowledged = None);
        self.store(writes, Pending::Noted);
    }

    /// What the server lacks replaces the outbox: everything in it is among these changes.
    pub(super) fn collected(&mut self, changes: &[Vec<u8>], entropy: Entropy<'_>) {
        if !matches!(self.pulling, Pulling::Collecting) {
            return;
        }
        let gone: Vec<OutboxKey> = self.outbox.keys().copied().collect();
        let new = self.seal_all(changes, entropy);
        let mut writes: Vec<Write> = outbox::replace(&gone, &new);
        writes.push(Cursor { healing: false, ..self.cursor.clone() }.write());
        self.store(writes, Pending::Healed { gone, new });
        self.pulling = Pulling::Applying;
    }

    pub(super) fn healed(&mut self, gone: &[OutboxKey], new: Vec<(OutboxKey, Parcel)>) {
        self.pulling = Pulling::Idle;
        gone.iter().for_each(|key| drop(self.outbox.remove(key)));
        self.outbox.extend(new);
        self.cursor.healing = false;
    }
}
