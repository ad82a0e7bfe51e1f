//! Transactions under way: what holds once they are on the disk, and what is done when they are not.

use super::errands::Errand;
use super::outbox::Parcel;
use super::pull::{Page, Pulling};
use super::push::Pushing;
use super::{Cursor, Effect, Engine, Millis, OutboxKey, Step, Write};

pub(super) enum Pending {
    Local(Vec<(OutboxKey, Parcel)>),
    Merged { gone: Vec<OutboxKey>, new: Vec<(OutboxKey, Parcel)> },
    Pushed { gone: Vec<OutboxKey>, cursor: Cursor },
    Pulled(Box<Page>),
    Healed { gone: Vec<OutboxKey>, new: Vec<(OutboxKey, Parcel)> },
    Offered,
    Noted,
}

impl Engine {
    pub(super) fn stored(&mut self, step: Step, now: Millis) {
        match self.pending.remove(&step) {
            Some(Pending::Local(parcels)) => self.outbox.extend(parcels),
            Some(Pending::Merged { gone, new }) => {
                gone.iter().for_each(|key| drop(self.outbox.remove(key)));
                self.outbox.extend(new);
                self.pushing = Pushing::Idle;
            }
            Some(Pending::Pushed { gone, cursor }) => {
                gone.iter().for_each(|key| drop(self.outbox.remove(key)));
                self.move_cursor(cursor);
            }
            Some(Pending::Pulled(page)) => self.page_stored(*page, now),
            Some(Pending::Healed { gone, new }) => self.healed(&gone, new, now),
            Some(Pending::Offered) => self.send_offer(),
            Some(Pending::Noted) | None => {}
        }
    }

    pub(super) fn not_stored(&mut self, step: Step, now: Millis) {
        match self.pending.remove(&step) {
            Some(Pending::Merged { .. }) => {
                self.pushing = Pushing::Idle;
                self.push_lane.failed(now, None, &mut self.chance);
            }
            Some(Pending::Pulled(_) | Pending::Healed { .. }) => {
                self.pulling = Pulling::Idle;
                self.pull_lane.failed(now, None, &mut self.chance);
            }
            Some(Pending::Offered) => {
                self.errand = Errand::None;
                self.errand_lane.failed(now, None, &mut self.chance);
            }
            Some(Pending::Local(_) | Pending::Pushed { .. } | Pending::Noted) | None => {}
        }
    }

    pub(super) fn store(&mut self, writes: Vec<Write>, pending: Pending) -> Step {
        let step = self.step(pending);
        self.effects.push_back(Effect::Store(step, writes));
        step
    }

    pub(super) fn step(&mut self, pending: Pending) -> Step {
        self.next += 1;
        self.pending.insert(self.next, pending);
        self.next
    }
}
