//! The rare errands: creating the vault, offering a snapshot, acknowledging one.

use super::{Answer, CallId, Effect, Engine, Millis, Pending, Pulling};
use crate::Entropy;
use crate::record::seal_snapshot;
use crate::wire::{Code, Offer, Rid, Route, Standing};

const TIMEOUT: Millis = 120_000;

pub(super) enum Errand {
    None,
    Creating(CallId),
    /// A snapshot may be due at this time.
    Musing(Millis),
    Saving(Offer),
    /// Sealed; offered as soon as it is noted that this device did.
    Noting(Offer, Vec<u8>),
    Offering(CallId),
    Acknowledging(CallId),
}

impl Errand {
    pub(super) fn is_idle(&self) -> bool {
        matches!(self, Self::None | Self::Musing(_))
    }

    pub(super) fn call(&self) -> Option<CallId> {
        match self {
            Self::Creating(call) | Self::Offering(call) | Self::Acknowledging(call) => Some(*call),
            _ => None,
        }
    }
}

impl Engine {
    pub(super) fn drive_errands(&mut self, now: Millis) {
        if !self.errand.is_idle() || !self.errand_lane.is_due(now) || self.hidden {
            return;
        }
        if self.vault_is_missing {
            let mut request = self.request(Route::Create(self.keys.vault), Vec::new());
            request.invitation = self.invitation.clone();
            self.errand = Errand::Creating(self.send(request, TIMEOUT));
            return;
        }
        let Some(standing) = self.standing.filter(|_| !self.cursor.healing) else { return };
        if !self.is_sound() {
            if self.is_level() && self.is_long(&standing) {
                self.compare_again(standing.head);
            }
            return;
        }
        if standing.covers > standing.floor
            && self.cursor.seq >= standing.covers
            && self.cursor.offered != standing.covers
        {
            let route = Route::Ack(self.keys.vault, standing.covers, standing.incarnation);
            self.errand = Errand::Acknowledging(self.send(self.request(route, Vec::new()), TIMEOUT));
        } else if self.is_level() && self.is_long(&standing) {
            self.consider(standing, now);
        } else {
            self.errand = Errand::None;
        }
    }

    fn is_long(&self, standing: &Standing) -> bool {
        let full = self.trouble == Some(super::Trouble::Refused(Code::VaultFull));
        let bytes = standing.log_bytes > self.limits.log_bytes.max(2 * standing.snapshot_bytes);
        let records = standing.head - standing.covers;
        bytes || records > self.limits.log_records || (full && records > 0)
    }

    /// Every device finds at the same time that a snapshot is due: each waits a while of its own.
    fn consider(&mut self, standing: Standing, now: Millis) {
        match self.errand {
            // A long poll does not tell of snapshots. Two devices that both offer one could both never acknowledge one.
            Errand::Musing(at) if at <= now && !self.is_fresh => {
                if let Some(call) = self.pulling.call().filter(|_| !self.asks_anew) {
                    self.effects.push_back(Effect::Cancel(call));
                    self.pulling = Pulling::Idle;
                }
                self.asks_anew = true;
            }
            Errand::Musing(at) if at <= now => {
                self.is_fresh = false;
                let offer = Offer {
                    covers: self.cursor.seq,
                    replaces: standing.covers,
                    chain: self.cursor.chain,
                    incarnation: standing.incarnation,
                    rid: Rid([0; 32]),
                };
                self.errand = Errand::Saving(offer);
                self.effects.push_back(Effect::Snapshot);
            }
            Errand::Musing(at) => self.errand_lane.put_off(at),
            _ => {
                let at = now + self.chance.below(self.limits.spread.max(1));
                self.is_fresh = false;
                self.errand = Errand::Musing(at);
                self.errand_lane.put_off(at);
            }
        }
    }

    pub(super) fn snapshot_made(&mut self, document: Option<Vec<u8>>, now: Millis, entropy: Entropy<'_>) {
        let Errand::Saving(offer) = self.errand else { return };
        self.errand = Errand::None;
        if self.cursor.incarnation != Some(offer.incarnation) || !self.is_sound() || !self.holds_just(&offer)
        {
            return;
        }
        let fits = |document: &Vec<u8>| document.len() < self.limits.snapshot * 7 / 8;
        let Some(document) = document.filter(fits) else {
            return self.errand_lane.failed(now, Some(600), &mut self.chance);
        };
        let record = seal_snapshot(&self.keys, offer.covers, document, entropy);
        self.cursor.offered = offer.covers;
        self.errand = Errand::Noting(Offer { rid: Rid::of(&record), ..offer }, record);
        // First noted, then offered: a device must never acknowledge its own snapshot.
        self.store(vec![self.cursor.write()], Pending::Offered);
    }

    /// The document that was saved holds what the log holds up to there, and nothing else. A change that a snapshot holds
    /// and the log does not would be taken for one that every device has read: after an old copy of the server came back,
    /// nobody would send it again.
    fn holds_just(&self, offer: &Offer) -> bool {
        let is_under_way = |pending: &Pending| matches!(pending, Pending::Local(_) | Pending::Pulled(_));
        self.cursor.seq == offer.covers
            && self.cursor.chain == offer.chain
            && self.outbox.is_empty()
            && !self.pending.values().any(is_under_way)
    }

    pub(super) fn send_offer(&mut self) {
        if let Errand::Noting(offer, record) = std::mem::replace(&mut self.errand, Errand::None) {
            let request = self.request(Route::Offer(self.keys.vault, offer), record);
            self.errand = Errand::Offering(self.send(request, TIMEOUT));
        }
    }

    pub(super) fn errand_answered(&mut self, answer: &Answer, now: Millis) {
        let errand = std::mem::replace(&mut self.errand, Errand::None);
        let standing = Standing::from_bytes(&answer.body).ok().filter(|_| answer.is_ok());
        if let Some(standing) = standing {
            self.errand_lane.succeeded();
            if matches!(errand, Errand::Creating(_)) {
                self.vault_is_missing = false;
                self.trouble = None;
                self.pull_lane.hurry();
                self.push_lane.hurry();
            } else {
                self.heard_standing(standing);
            }
            return;
        }
        self.errand_lane.failed(now, answer.retry_after, &mut self.chance);
        // Another device was faster with its snapshot: the next page tells.
        if answer.code() != Some(Code::StaleSnapshot) {
            self.refused(answer);
        }
    }
}
