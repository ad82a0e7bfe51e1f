//! Carrying out what the engine wants, until it wants nothing more.

use std::collections::BTreeSet;

use notebook::{Loading, Now, command::ChangeId, record::Ref};
use vault::engine::{Answer, ChangeHash, Effect, Event, Millis, Write};

use super::{Purpose, SYNCED, Settled, call::carried, under};
use crate::{
    keeper::Keeper,
    open::Entries,
    session::Out,
    store::{Batch, Key, Store, StoreError},
};

/// So often at most it is stored when both sides last had the same, milliseconds.
const NOTE_EVERY: Millis = 60_000;

impl<S: Store> Keeper<S> {
    /// A server answered, or did not.
    pub async fn answered(&mut self, call: u64, answer: Option<Answer>, now: Now) -> Settled {
        self.set_clock(now);
        let mut settled = Settled::default();
        match self.sync.calls.end(call) {
            Some(Purpose::Engine(generation, call)) => {
                let is_mine = self.sync.vault.as_ref().is_some_and(|vault| vault.generation == generation);
                if is_mine {
                    self.sync.handle(match answer {
                        Some(answer) => Event::Answer(call, answer),
                        None => Event::Failed(call),
                    });
                }
            }
            Some(Purpose::Join(join)) => self.join_answered(*join, answer.as_ref()).await,
            Some(Purpose::Read(ending)) => self.read_answered(ending, answer.as_ref(), &mut settled).await,
            Some(Purpose::Delete(ending)) => self.delete_answered(&ending, answer.as_ref()).await,
            Some(Purpose::Pair(step)) => self.pair_answered(step, answer).await,
            None => {}
        }
        self.settle_into(&mut settled).await;
        settled
    }

    /// The time of [`Out::Wake`] has come.
    pub async fn woke(&mut self, now: Now) -> Settled {
        self.set_clock(now);
        self.sync.wake = None;
        let clock = self.sync.clock;
        if let Some(vault) = &mut self.sync.vault
            && vault.wake.is_some_and(|at| at <= clock)
        {
            vault.wake = None;
            self.sync.handle(Event::Woke);
        }
        self.settle().await
    }

    /// The page is shown again or the connection came back; or the page is being hidden and no other one is shown.
    pub async fn shown(&mut self, is_shown: bool, now: Now) -> Settled {
        self.set_clock(now);
        self.sync.handle(if is_shown { Event::Hurry } else { Event::Hidden });
        if !is_shown {
            self.note_synced(0).await;
        }
        self.settle().await
    }

    /// Carries out what the engine wants. To be called after whatever may have made it want something.
    pub async fn settle(&mut self) -> Settled {
        let mut settled = Settled::default();
        self.settle_into(&mut settled).await;
        settled
    }

    async fn settle_into(&mut self, settled: &mut Settled) {
        while let Some(effect) = self.sync.vault.as_mut().and_then(|vault| vault.engine.effect()) {
            self.carry_out(effect, settled).await;
        }
        self.note_synced(NOTE_EVERY).await;
        self.end_old();
        self.drive_pairing();
        self.set_alarm();
    }

    async fn carry_out(&mut self, effect: Effect, settled: &mut Settled) {
        match effect {
            Effect::Send(send) => {
                let Some(vault) = &self.sync.vault else { return };
                let call = self.sync.calls.begin(Purpose::Engine(vault.generation, send.call));
                self.sync.out.push(Out::Call(carried(call, &vault.member.endpoint, send)));
            }
            Effect::Cancel(gone) => {
                let calls = &mut self.sync.calls;
                let gone =
                    calls.drop_where(|purpose| matches!(purpose, Purpose::Engine(_, call) if *call == gone));
                self.sync.out.extend(gone.into_iter().map(Out::Cancel));
            }
            Effect::Wake(at) => {
                if let Some(vault) = &mut self.sync.vault {
                    vault.wake = Some(at);
                }
            }
            Effect::Store(step, writes) => {
                let stored = self.write_vault(writes, settled).await;
                self.sync.handle(if stored { Event::Stored(step) } else { Event::NotStored(step) });
            }
            Effect::Apply(step, pieces) => {
                let outcomes =
                    pieces.into_iter().map(|piece| self.take(piece.content, &mut settled.touched)).collect();
                let is_whole = self.is_whole();
                let writes = match &mut self.sync.vault {
                    Some(vault) => vault.engine.applied(step, outcomes, is_whole),
                    None => Vec::new(),
                };
                let stored = self.write_vault(writes, settled).await;
                self.sync.handle(if stored { Event::Stored(step) } else { Event::NotStored(step) });
            }
            Effect::Collect(seen) => {
                settled.touched.extend(self.look_everywhere().await.unwrap_or_default());
                let not_stored = self.not_stored();
                let is_known = |change: ChangeId| {
                    let hash: ChangeHash = change.0;
                    seen.contains(&hash) || not_stored.contains(&change)
                };
                let changes =
                    self.notebook.changes_but(is_known).into_iter().map(|(_, bytes)| bytes).collect();
                self.sync.handle(Event::Collected(changes));
            }
            Effect::Snapshot => {
                let document = match self.look_everywhere().await {
                    Ok(touched) => {
                        settled.touched.extend(touched);
                        self.proven_document()
                    }
                    Err(_) => None,
                };
                self.sync.handle(Event::Snapshot(document));
            }
        }
    }

    /// Commits what the engine wants to have stored, with everything else that waits for the disk.
    async fn write_vault(&mut self, writes: Vec<Write>, settled: &mut Settled) -> bool {
        let Some(vault) = &self.sync.vault else { return false };
        let (put, delete) = under(&vault.prefix, writes);
        match self.write(Batch { put, delete }).await {
            Ok(stored) => {
                settled.stored.extend(stored);
                true
            }
            Err(_) => false,
        }
    }

    /// Takes in whatever the other tabs have stored.
    pub(super) async fn look_everywhere(&mut self) -> Result<BTreeSet<Ref>, StoreError> {
        let entries = Entries::sort(self.store.all().await?);
        Ok(self.catch_up(entries))
    }

    /// The notebook as one file, loaded again and compared; `None` while anything of it is missing or not stored.
    fn proven_document(&self) -> Option<Vec<u8>> {
        if !self.is_whole() || !self.not_stored().is_empty() {
            return None;
        }
        let document = self.notebook.save();
        let copy = Loading::snapshot(&document, self.actor).ok()?;
        (copy.heads() == self.notebook.heads()).then_some(document)
    }

    /// Remembers when both sides last had the same; that it was not remembered does no harm.
    async fn note_synced(&mut self, every: Millis) {
        let Some(vault) = &mut self.sync.vault else { return };
        let Some(synced) = vault.engine.status().last_synced else { return };
        if vault.synced.is_some_and(|noted| synced >= noted && synced - noted <= every) {
            return;
        }
        vault.synced = Some(synced);
        let put = vec![(Key::Vault(vault.prefix.clone() + SYNCED), synced.to_le_bytes().to_vec())];
        let _ = self.store.commit(&Batch { put, delete: Vec::new() }).await;
    }

    /// Says when something is to be done next, if that is not what was said last.
    fn set_alarm(&mut self) {
        let vault = self.sync.vault.as_ref().and_then(|vault| vault.wake);
        let pairing = self.sync.pairing.as_ref().and_then(super::pair::Pairing::wakes);
        let next = vault.into_iter().chain(pairing).min();
        if next != self.sync.wake {
            self.sync.wake = next;
            self.sync.out.extend(next.map(Out::Wake));
        }
    }
}
