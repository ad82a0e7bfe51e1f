//! The lane that reads the log.

use super::{
    Answer, CallId, ChangeHash, Cursor, Effect, Engine, Key, Millis, OutboxKey, Outcome, Pending, Piece,
};
use super::{Quarantined, Reason, Step, Write};
use crate::record::{open, open_snapshot};
use crate::wire::{self, Chain, MAX_WAIT, Pull, Rid, Route, Seq, Standing};

/// Beyond the time that the server may wait. After failures twice as long, and then four times: a page with a snapshot or a long
/// record may be many times as long as others.
const PATIENCE: Millis = 35_000;
/// Before asking again after a page with nothing but this device's own records: more of them are likely under way.
const BREATH: Millis = 150;

pub(super) enum Pulling {
    Idle,
    Asking { call: CallId, after: Seq, chain: Chain, generation: u64 },
    Applying,
    Collecting,
}

impl Pulling {
    pub(super) fn is_idle(&self) -> bool {
        matches!(self, Self::Idle)
    }

    pub(super) fn call(&self) -> Option<CallId> {
        match self {
            Self::Asking { call, .. } => Some(*call),
            _ => None,
        }
    }
}

/// A page on its way into the document.
pub(super) struct Page {
    generation: u64,
    cursor: Cursor,
    /// The chain before the page's first record and at each of them, and the place of the first of these chains.
    chains: (Seq, Vec<Chain>),
    standing: Option<Standing>,
    /// The records behind the pieces that were handed out, in their order.
    handed: Vec<Quarantined>,
    bad: Vec<Quarantined>,
    /// Own records that the page contained.
    own: Vec<OutboxKey>,
    gone: Vec<OutboxKey>,
    mended: Vec<Rid>,
    /// The changes in it: what the server has. They count once the cursor has passed them, because the log that is read next
    /// may be another one.
    seen: Vec<ChangeHash>,
    /// It came from this device's quarantine and says nothing about what the server has.
    again: bool,
}

impl Engine {
    pub(super) fn drive_pull(&mut self, now: Millis) {
        if let Pulling::Asking { call, generation, .. } = self.pulling
            && generation != self.generation
        {
            self.effects.push_back(Effect::Cancel(call));
            self.pulling = Pulling::Idle;
        }
        if !self.pulling.is_idle() || !self.pull_lane.is_due(now) || self.hidden {
            return;
        }
        if std::mem::take(&mut self.retries) && self.retry_quarantine() {
            return;
        }
        if self.cursor.healing && self.is_level() {
            self.pulling = Pulling::Collecting;
            let seen = std::mem::take(&mut self.seen);
            self.effects.push_back(Effect::Collect(seen));
            return;
        }
        let Cursor { incarnation, seq: after, chain, .. } = self.cursor;
        // The first answers are wanted at once: they tell where both sides stand.
        let failures = self.pull_lane.failures();
        let is_urgent = self.standing.is_none() || self.cursor.healing || self.asks_anew || failures > 0;
        let wait = if is_urgent { 0 } else { MAX_WAIT };
        let pull = Pull { after, chain: (after > 0).then_some(chain), incarnation, wait };
        let request = self.request(Route::Pull(self.keys.vault, pull), Vec::new());
        let call = self.send(request, PATIENCE << failures.min(2));
        self.pulling = Pulling::Asking { call, after, chain, generation: self.generation };
    }

    pub(super) fn pull_answered(&mut self, answer: &Answer, now: Millis) {
        let Pulling::Asking { after, chain, .. } = std::mem::replace(&mut self.pulling, Pulling::Idle) else {
            return;
        };
        if !answer.is_ok() {
            self.pull_lane.failed(now, answer.retry_after, &mut self.chance);
            return self.refused(answer);
        }
        let page = wire::Page::from_bytes(&answer.body, chain).ok();
        let Some(page) = page.filter(|page| page.snapshot.is_some() || page.first == after + 1) else {
            return self.pull_lane.failed(now, None, &mut self.chance);
        };
        self.pull_lane.succeeded();
        self.is_fresh |= std::mem::take(&mut self.asks_anew);
        if self.trouble.is_some_and(|trouble| !trouble.is_final()) {
            self.trouble = None;
        }
        if self.cursor.incarnation.is_some_and(|known| known != page.standing.incarnation) {
            return self.start_over();
        }
        self.take_page(page, chain, now);
    }

    fn take_page(&mut self, wire: wire::Page, asked: Chain, now: Millis) {
        // Also what was seen of another log while healing says nothing about this one.
        let is_behind = !self.cursor.healing || self.cursor.seq > 0;
        if let Some(snapshot) = wire.snapshot.as_ref().filter(|_| is_behind) {
            self.start_over_behind(snapshot.covers);
        }
        let (last, standing) = (wire.last(), wire.standing);
        let start = wire.snapshot.as_ref().map_or(asked, |snapshot| snapshot.chain);
        let mut chains = vec![start];
        for entry in &wire.entries {
            let before = chains[chains.len() - 1];
            chains.push(entry.damaged.unwrap_or_else(|| before.then(&Rid::of(&entry.record))));
        }
        let cursor = Cursor {
            incarnation: Some(standing.incarnation),
            seq: last,
            chain: wire.chain,
            ..self.cursor.clone()
        };
        let mut page = Page {
            generation: self.generation,
            cursor,
            chains: (wire.first - 1, chains),
            standing: Some(standing),
            handed: Vec::new(),
            bad: Vec::new(),
            own: Vec::new(),
            gone: Vec::new(),
            mended: Vec::new(),
            seen: Vec::new(),
            again: false,
        };
        let mut pieces = Vec::new();
        if let Some(wire::Snapshot { covers, record, .. }) = wire.snapshot {
            let opened = open_snapshot(&self.keys, covers, &record);
            page.sort_in(covers, record, true, opened, &mut pieces);
        }
        for (entry, seq) in wire.entries.into_iter().zip(wire.first..) {
            let rid = Rid::of(&entry.record);
            let own = self.outbox.keys().find(|key| key.rid == rid).copied();
            page.own.extend(own);
            // Its changes are in the document. While healing they have to be named all the same.
            if own.is_none() || self.cursor.healing {
                let opened = open(&self.keys, &entry.record);
                page.sort_in(seq, entry.record, false, opened, &mut pieces);
            }
        }
        page.gone.extend(page.own.iter().copied());
        let is_news = page.cursor != self.cursor || !pieces.is_empty() || !page.bad.is_empty();
        if !is_news {
            self.heard_standing(standing);
            return self.note_synced(now);
        }
        self.pulling = Pulling::Applying;
        if pieces.is_empty() {
            if page.bad.is_empty() && !page.own.is_empty() {
                self.pull_lane.put_off(now + BREATH);
            }
            let writes = self.page_writes(&page);
            self.store(writes, Pending::Pulled(Box::new(page)));
        } else {
            let step = self.step(Pending::Pulled(Box::new(page)));
            self.effects.push_back(Effect::Apply(step, pieces));
        }
    }

    /// Starting over is also the time to try again what could not be read: the app may be a newer one by now.
    fn retry_quarantine(&mut self) -> bool {
        let mut page = Page {
            generation: self.generation,
            cursor: self.cursor.clone(),
            chains: (self.cursor.seq, vec![self.cursor.chain]),
            standing: None,
            handed: Vec::new(),
            bad: Vec::new(),
            own: Vec::new(),
            gone: Vec::new(),
            mended: Vec::new(),
            seen: Vec::new(),
            again: true,
        };
        let mut pieces = Vec::new();
        for bad in self.quarantine.values() {
            let opened = if bad.is_snapshot {
                open_snapshot(&self.keys, bad.seq, &bad.record)
            } else {
                open(&self.keys, &bad.record)
            };
            if let Ok(content) = opened {
                pieces.push(Piece { seq: bad.seq, content });
                page.handed.push(bad.clone());
            }
        }
        if pieces.is_empty() {
            return false;
        }
        self.pulling = Pulling::Applying;
        let step = self.step(Pending::Pulled(Box::new(page)));
        self.effects.push_back(Effect::Apply(step, pieces));
        true
    }

    /// What became of the pieces of [`Effect::Apply`], in their order, and whether the document is whole now. The answer is
    /// committed together with what was applied; then comes [`super::Event::Stored`] or [`super::Event::NotStored`].
    pub fn applied(&mut self, step: Step, outcomes: Vec<Outcome>, complete: bool) -> Vec<Write> {
        self.complete = complete;
        let Some(Pending::Pulled(mut page)) = self.pending.remove(&step) else { return Vec::new() };
        let mut outcomes = outcomes.into_iter();
        for record in std::mem::take(&mut page.handed) {
            let outcome = outcomes.next().unwrap_or_default();
            if !outcome.applied {
                page.bad.push(Quarantined { reason: Reason::Refused, ..record });
                continue;
            }
            if !page.again {
                page.seen.extend(outcome.changes);
            }
            let heals = |bad: &Quarantined| bad.in_log && record.is_snapshot && bad.seq <= record.seq;
            let same = |bad: &Quarantined| bad.record == record.record;
            let healed =
                self.quarantine.iter().filter(|(_, bad)| heals(bad) || same(bad)).map(|(rid, _)| *rid);
            page.mended.extend(healed);
        }
        let writes = self.page_writes(&page);
        self.pending.insert(step, Pending::Pulled(page));
        writes
    }

    fn page_writes(&self, page: &Page) -> Vec<Write> {
        // What was asked for before the device started over says nothing about where it stands now.
        if page.generation != self.generation || !page.agrees(&self.cursor) {
            return Vec::new();
        }
        let mut writes: Vec<Write> = page.gone.iter().map(|key| Write::Delete(Key::Outbox(*key))).collect();
        writes.extend(page.mended.iter().map(|rid| Write::Delete(Key::Quarantine(*rid))));
        writes.extend(page.bad.iter().map(Quarantined::write));
        writes.push(if page.cursor.seq >= self.cursor.seq {
            page.cursor.write()
        } else {
            self.cursor.write()
        });
        writes
    }

    pub(super) fn page_stored(&mut self, page: Page, now: Millis) {
        self.pulling = Pulling::Idle;
        if page.generation != self.generation {
            return;
        }
        if !page.agrees(&self.cursor) {
            return self.start_over();
        }
        page.gone.iter().for_each(|key| drop(self.outbox.remove(key)));
        self.doubt(page.cursor.seq);
        if self.cursor.healing {
            self.seen.extend(page.seen);
        }
        page.mended.iter().for_each(|rid| drop(self.quarantine.remove(rid)));
        self.quarantine.extend(page.bad.into_iter().map(|bad| (bad.key(), bad)));
        if page.cursor.seq >= self.cursor.seq {
            // Errands may have noted something in the meantime.
            let Cursor { offered, mended, .. } = self.cursor;
            self.cursor = Cursor { offered, mended, ..page.cursor };
        }
        if let Some(standing) = page.standing {
            self.heard_standing(standing);
        }
        self.note_synced(now);
    }

    /// Where the vault stands, from any answer.
    pub(super) fn heard_standing(&mut self, standing: Standing) {
        if self.cursor.incarnation.is_some_and(|known| known != standing.incarnation) {
            return self.start_over();
        }
        if self
            .standing
            .is_none_or(|known| known.incarnation != standing.incarnation || known.head <= standing.head)
        {
            self.standing = Some(standing);
            self.mend();
        }
    }
}

impl Page {
    /// Whether the page is of the log that the cursor stands in. While the page was under way, a push may have moved the cursor, and
    /// its answer may have been that of a server that is no longer the same.
    fn agrees(&self, cursor: &Cursor) -> bool {
        let (first, chains) = &self.chains;
        match cursor.seq.checked_sub(*first) {
            // A cursor beyond the page passed it with this device's own records: the next page tells whether it still fits.
            Some(place) => chains.get(place as usize).is_none_or(|chain| *chain == cursor.chain),
            // A snapshot leads over what lies between.
            None => true,
        }
    }

    fn sort_in(
        &mut self,
        seq: Seq,
        record: Vec<u8>,
        is_snapshot: bool,
        opened: Result<crate::Content, crate::OpenError>,
        pieces: &mut Vec<Piece>,
    ) {
        let kept = Quarantined { seq, reason: Reason::Refused, in_log: true, is_snapshot, record };
        match opened {
            Ok(content) => {
                pieces.push(Piece { seq, content });
                self.handed.push(kept);
            }
            Err(why) => self.bad.push(Quarantined { reason: why.into(), ..kept }),
        }
    }
}
