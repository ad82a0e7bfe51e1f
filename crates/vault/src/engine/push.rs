//! The lane that sends.

use super::outbox::Parcel;
use super::{Answer, CallId, Cursor, Engine, Key, Millis, OutboxKey, Pending, Write};
use crate::Entropy;
use crate::wire::{Appended, MAX_RECORDS, Request, Route, Seq, write_batch};

const TIMEOUT: Millis = 60_000;
/// HTTP's status for a body that is too long: ours and that of a proxy before the server.
const TOO_LARGE: u16 = 413;

pub(super) enum Pushing {
    Idle,
    Merging,
    Sending(CallId, Vec<OutboxKey>),
}

impl Pushing {
    pub(super) fn is_idle(&self) -> bool {
        matches!(self, Self::Idle)
    }

    pub(super) fn call(&self) -> Option<CallId> {
        match self {
            Self::Sending(call, _) => Some(*call),
            _ => None,
        }
    }
}

impl Engine {
    pub(super) fn drive_push(&mut self, now: Millis, entropy: Entropy<'_>) {
        let waits = self.outbox.values().any(|parcel| parcel.waits(now));
        // While healing, all that the server lacks is about to be sealed anew.
        if !self.pushing.is_idle() || !self.push_lane.is_due(now) || !waits || self.cursor.healing {
            return;
        }
        if self.merge_outbox(entropy) {
            self.pushing = Pushing::Merging;
            return;
        }
        let (mut keys, mut length) = (Vec::new(), 16);
        for (key, parcel) in self.outbox.iter_mut().filter(|(_, parcel)| parcel.waits(now)) {
            length += parcel.record.len() + 5;
            let is_long = parcel.record.len() > self.limits.record;
            let is_full = keys.len() == MAX_RECORDS || length > self.limits.batch;
            if (is_long || is_full) && !keys.is_empty() {
                break;
            }
            parcel.sent = true;
            keys.push(*key);
            if is_long {
                break;
            }
        }
        let body = write_batch(keys.iter().map(|key| &self.outbox[key].record[..]));
        let route = Route::Append(self.keys.vault);
        let call = self.send(self.request(route, body), TIMEOUT);
        self.pushing = Pushing::Sending(call, keys);
    }

    pub(super) fn request(&self, route: Route, body: Vec<u8>) -> Request {
        Request { route, access: Some(self.keys.access.clone()), body, invitation: None }
    }

    pub(super) fn push_answered(&mut self, answer: &Answer, now: Millis, entropy: Entropy<'_>) {
        let Pushing::Sending(_, keys) = std::mem::replace(&mut self.pushing, Pushing::Idle) else { return };
        if answer.status == TOO_LARGE {
            return self.too_large(&keys, now, entropy);
        }
        if !answer.is_ok() {
            self.push_lane.failed(now, answer.retry_after, &mut self.chance);
            return self.refused(answer);
        }
        let appended = Appended::from_bytes(&answer.body).ok();
        let Some(places) = appended.as_ref().and_then(|appended| places(appended, &keys)) else {
            return self.push_lane.failed(now, None, &mut self.chance);
        };
        for (key, seq) in keys.iter().zip(&places) {
            if let Some(parcel) = self.outbox.get_mut(key) {
                parcel.acknowledged = Some(*seq);
            }
        }
        self.push_lane.succeeded();
        if self.trouble.is_some_and(|trouble| !trouble.is_final()) {
            self.trouble = None;
        }
        if let Some(appended) = appended {
            self.pass_own(&appended, &keys, &places);
            self.heard_standing(appended.standing);
        }
        self.note_synced(now);
    }

    /// One record that a server does not take must not hold up the others: requests get shorter, a record of several changes
    /// is split, and one of a single change stays and is tried again later.
    fn too_large(&mut self, keys: &[OutboxKey], now: Millis, entropy: Entropy<'_>) {
        self.push_lane.succeeded();
        let [key] = keys else {
            let sent: usize =
                keys.iter().filter_map(|key| self.outbox.get(key)).map(|parcel| parcel.record.len()).sum();
            self.limits.batch = self.limits.batch.min(sent / 2);
            return;
        };
        if self.split(*key, entropy) {
            self.pushing = Pushing::Merging;
        } else if let Some(parcel) = self.outbox.get_mut(key) {
            parcel.refuse(now);
        }
    }

    /// If the device's own records are all that came after its cursor, it need not read them back.
    fn pass_own(&mut self, appended: &Appended, keys: &[OutboxKey], places: &[Seq]) {
        let standing = appended.standing;
        if self.cursor.incarnation != Some(standing.incarnation) || self.cursor.healing {
            return;
        }
        let mut own: Vec<(Seq, OutboxKey)> = places.iter().copied().zip(keys.iter().copied()).collect();
        own.sort_by_key(|(seq, _)| *seq);
        let old = own.iter().filter(|(seq, _)| *seq <= self.cursor.seq).count();
        let new = &own[old..];
        let follows = new.iter().zip(self.cursor.seq + 1..).all(|((seq, _), expected)| *seq == expected);
        let chain = new.iter().fold(self.cursor.chain, |chain, (_, key)| chain.then(&key.rid));
        let at_head = self.cursor.seq + new.len() as u64 == standing.head;
        if !follows || !at_head || chain != appended.chain {
            // A place that the cursor has passed, in a log that need not be the one that the device knows.
            if own[..old].iter().any(|(_, key)| self.outbox.contains_key(key)) {
                self.start_over();
            }
            return;
        }
        let cursor = Cursor { seq: standing.head, chain, ..self.cursor.clone() };
        let gone: Vec<OutboxKey> = own.into_iter().map(|(_, key)| key).collect();
        let mut writes: Vec<Write> = gone.iter().map(|key| Write::Delete(Key::Outbox(*key))).collect();
        writes.push(cursor.write());
        // What the next push builds on; should the transaction fail, the next start reads it again.
        self.cursor = cursor.clone();
        self.store(writes, Pending::Pushed { gone, cursor });
    }

    /// A record that the server named a place for is not there: the server is not the one that it was. It is sent again.
    pub(super) fn doubt(&mut self, up_to: Seq) {
        let passed = |parcel: &&mut Parcel| parcel.acknowledged.is_some_and(|place| place <= up_to);
        self.outbox.values_mut().filter(passed).for_each(|parcel| parcel.acknowledged = None);
    }

    /// A cursor that is on the disk now.
    pub(super) fn move_cursor(&mut self, cursor: Cursor) {
        if cursor.incarnation == self.cursor.incarnation && cursor.seq > self.cursor.seq {
            self.cursor = cursor;
        }
    }
}

/// Where each of the records that were sent stands; `None` unless the answer names all of them.
fn places(appended: &Appended, keys: &[OutboxKey]) -> Option<Vec<Seq>> {
    let same = appended.places.len() == keys.len();
    let place = |(key, (rid, seq)): (&OutboxKey, &(_, Seq))| {
        (key.rid == *rid && *seq > 0 && *seq <= appended.standing.head).then_some(*seq)
    };
    keys.iter().zip(&appended.places).map(place).collect::<Option<Vec<Seq>>>().filter(|_| same)
}
