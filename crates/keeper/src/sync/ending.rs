//! The end of a vault at its server. Another device, lost by now, may have sent what this one has not read: a vault is deleted
//! only after everything in it was taken in, or when the person says that it should go regardless.

use vault::{
    Keys,
    engine::{Answer, Event, Millis},
    open, open_snapshot,
    wire::{Chain, Code, Incarnation, Page, Pull, Route, Seq},
};

use super::{
    Old, Purpose, Settled,
    call::Refused,
    errand::{TIMEOUT, request},
};
use crate::{
    keeper::Keeper,
    session::Out,
    store::{Batch, Store},
};

/// For a page, which may hold a long snapshot, milliseconds.
const PATIENCE: Millis = 120_000;
/// Between two attempts at the vault that was moved out of, milliseconds.
const EVERY: Millis = 10 * 60_000;

/// Why a vault ends.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Whose {
    /// The person deletes the vault of this device, and waits.
    Own { reply: u32, regardless: bool },
    /// It was moved out of.
    Old,
    /// The same, and the person does not want to wait for it any more.
    GivenUp { reply: u32 },
}

/// A vault on its way to its end.
pub(super) struct Ending {
    pub(super) whose: Whose,
    vault: Old,
    place: Place,
}

/// How far a vault was read.
#[derive(Clone, Copy)]
struct Place {
    after: Seq,
    chain: Chain,
    incarnation: Option<Incarnation>,
    /// Records before it that could not be taken in.
    unread: u64,
}

impl Place {
    const START: Self = Self { after: 0, chain: Chain::START, incarnation: None, unread: 0 };
}

/// How far the end of a vault has come that was moved out of. Not stored: the next start reads it once more.
#[derive(Clone)]
pub(crate) struct Progress {
    place: Place,
    /// It was read to its end: now the new vault has to have everything.
    is_read: bool,
    next: Millis,
}

impl Default for Progress {
    fn default() -> Self {
        Self { place: Place::START, is_read: false, next: 0 }
    }
}

impl Progress {
    pub(super) fn unread(&self) -> u64 {
        self.place.unread
    }
}

impl<S: Store> Keeper<S> {
    pub(super) fn delete(&mut self, reply: u32, regardless: bool) -> Result<bool, String> {
        self.is_moved()?;
        let vault = self.member()?.leaving();
        self.read(Ending { whose: Whose::Own { reply, regardless }, vault, place: Place::START });
        Ok(false)
    }

    pub(super) fn give_up(&mut self, reply: u32) -> Result<bool, String> {
        let vault = self.member()?.old.first().cloned().ok_or("The old vault is deleted already.")?;
        self.send_deletion(Ending { whose: Whose::GivenUp { reply }, vault, place: Place::START });
        Ok(false)
    }

    /// Nobody but this device knows of the vault that was moved out of: it has to see to its end.
    pub(super) fn is_moved(&self) -> Result<(), String> {
        match self.old().first() {
            None => Ok(()),
            Some(old) => Err(format!(
                "The last move is not finished: the old vault at {} is still to be deleted. Please wait for that, or give it up first.",
                old.endpoint
            )),
        }
    }

    /// The new vault has everything that this device has.
    fn is_safe(&self) -> bool {
        let status = self.sync.vault.as_ref().map(|vault| vault.engine.status());
        let is_level = status
            .is_some_and(|status| status.last_synced.is_some() && status.waiting == 0 && !status.healing);
        is_level && self.not_stored().is_empty()
    }

    /// Goes on with the end of the vaults that were moved out of, one at a time.
    pub(super) fn end_old(&mut self) {
        let is_under_way = self.sync.calls.any(|purpose| match purpose {
            Purpose::Read(ending) | Purpose::Delete(ending) => !matches!(ending.whose, Whose::Own { .. }),
            _ => false,
        });
        if is_under_way || !self.sync.leads {
            return;
        }
        let (is_safe, clock) = (self.is_safe(), self.sync.clock);
        let Some(vault) = &mut self.sync.vault else { return };
        vault.ending.resize(vault.member.old.len(), Progress::default());
        let is_due = |progress: &Progress| progress.next <= clock && (is_safe || !progress.is_read);
        let mut due = vault.member.old.iter().zip(&mut vault.ending).filter(|(_, progress)| is_due(progress));
        let Some((old, progress)) = due.next() else { return };
        // Unless it answers.
        progress.next = clock + EVERY;
        let ending = Ending { whose: Whose::Old, vault: old.clone(), place: progress.place };
        self.read(ending);
    }

    fn progress(&mut self, of: &Old) -> Option<&mut Progress> {
        let vault = self.sync.vault.as_mut()?;
        let place = vault.member.old.iter().position(|old| old == of)?;
        vault.ending.get_mut(place)
    }

    fn read(&mut self, ending: Ending) {
        let Place { after, chain, incarnation, .. } = ending.place;
        let pull = Pull { after, chain: (after > 0).then_some(chain), incarnation, wait: 0 };
        let (keys, endpoint) = (Keys::new(&ending.vault.secret), ending.vault.endpoint.clone());
        let request = request(Route::Pull(keys.vault, pull), &keys);
        self.call(Purpose::Read(Box::new(ending)), endpoint, request, PATIENCE);
    }

    fn send_deletion(&mut self, ending: Ending) {
        let (keys, endpoint) = (Keys::new(&ending.vault.secret), ending.vault.endpoint.clone());
        let request = request(Route::Delete(keys.vault), &keys);
        self.call(Purpose::Delete(Box::new(ending)), endpoint, request, TIMEOUT);
    }

    pub(super) async fn read_answered(
        &mut self,
        mut ending: Box<Ending>,
        answer: Option<&Answer>,
        settled: &mut Settled,
    ) {
        let Place { after, chain, .. } = ending.place;
        let bytes = answer.filter(|answer| answer.status == 200).map(|answer| &answer.body);
        let page = bytes.and_then(|bytes| Page::from_bytes(bytes, chain).ok());
        // A page that brings nothing says that there is nothing.
        let is_empty = |page: &Page| page.snapshot.is_none() && page.entries.is_empty();
        let fits = |page: &Page| {
            (page.snapshot.is_some() || page.first == after + 1)
                && (!is_empty(page) || page.last() == page.standing.head)
        };
        let Some(page) = page.filter(fits) else { return self.not_read(*ending, answer).await };
        let (is_empty, last, head) = (is_empty(&page), page.last(), page.standing.head);
        ending.place.after = last;
        ending.place.chain = page.chain;
        ending.place.incarnation = Some(page.standing.incarnation);
        ending.place.unread += self.take_page(&page, &Keys::new(&ending.vault.secret), settled);
        if last < head {
            return self.read(*ending);
        }
        match ending.whose {
            Whose::Own { reply, regardless } => {
                let done = match self.write(Batch::default()).await {
                    Ok(stored) => {
                        settled.stored.extend(stored);
                        readable(ending.place.unread, regardless)
                    }
                    Err(error) => Err(error.to_string()),
                };
                match done {
                    Ok(()) => self.send_deletion(*ending),
                    Err(why) => self.reply(reply, Some(why)),
                }
            }
            Whose::Old | Whose::GivenUp { .. } => {
                let (is_safe, unread) = (self.is_safe(), ending.place.unread);
                let Some(progress) = self.progress(&ending.vault) else { return };
                (progress.place, progress.is_read) = (ending.place, true);
                if unread > 0 {
                    return;
                }
                // Nothing came since it was read, and all of that is in the new vault.
                if is_empty && is_safe {
                    return self.send_deletion(*ending);
                }
                progress.next = 0;
            }
        }
    }

    /// Takes in what is in a page; how much could not be. If there was anything new in a vault that was moved out of, the engine
    /// compares this notebook with the new vault: it notes that in the transaction that stores what was taken in.
    fn take_page(&mut self, page: &Page, keys: &Keys, settled: &mut Settled) -> u64 {
        let known = self.sync.taken.len();
        let snapshot =
            page.snapshot.iter().map(|snapshot| open_snapshot(keys, snapshot.covers, &snapshot.record));
        let records = page.entries.iter().map(|entry| open(keys, &entry.record));
        let mut unread = 0;
        for opened in snapshot.chain(records) {
            let is_taken = opened.is_ok_and(|content| self.take(content, &mut settled.touched).applied);
            unread += u64::from(!is_taken);
        }
        let is_own = self.member().is_ok_and(|member| member.keys().vault == keys.vault);
        if self.sync.taken.len() > known && !is_own {
            self.sync.handle(Event::Reread);
        }
        unread
    }

    async fn not_read(&mut self, mut ending: Ending, answer: Option<&Answer>) {
        let refused = Refused { endpoint: &ending.vault.endpoint, answer };
        let code = refused.code();
        if is_gone(code) {
            return self.ended(&ending).await;
        }
        if code == Some(Code::HistoryChanged) && ending.place.after > 0 {
            ending.place = Place::START;
            self.progress(&ending.vault).into_iter().for_each(|progress| progress.place = Place::START);
            return self.read(ending);
        }
        if let Whose::Own { reply, .. } = ending.whose {
            let why = refused.to_string();
            self.reply(reply, Some(why));
        }
    }

    pub(super) async fn delete_answered(&mut self, ending: &Ending, answer: Option<&Answer>) {
        let refused = Refused { endpoint: &ending.vault.endpoint, answer };
        let is_deleted = answer.is_some_and(|answer| answer.status / 100 == 2) || is_gone(refused.code());
        let why = refused.to_string();
        match ending.whose {
            _ if is_deleted => self.ended(ending).await,
            Whose::Own { reply, .. } => self.reply(reply, Some(why)),
            // It is tried again.
            Whose::Old => {}
            Whose::GivenUp { reply } => {
                self.forget(ending).await;
                let stays =
                    "The old vault is still there, and this device does not ask for its end any more.";
                self.reply(reply, Some([&why, " ", stays].concat()));
            }
        }
    }

    async fn ended(&mut self, ending: &Ending) {
        match ending.whose {
            Whose::Own { reply, .. } => {
                let is_still = self.member().is_ok_and(|member| member.secret == ending.vault.secret);
                let done = if is_still { self.leave().await } else { Ok(()) };
                self.reply(reply, done.err().map(|error| error.to_string()));
            }
            Whose::Old => self.forget(ending).await,
            Whose::GivenUp { reply } => {
                self.forget(ending).await;
                self.reply(reply, None);
            }
        }
    }

    /// Nothing more is to be done about a vault that was moved out of.
    async fn forget(&mut self, ending: &Ending) {
        let Some(vault) = &mut self.sync.vault else { return };
        if let Some(place) = vault.member.old.iter().position(|old| *old == ending.vault) {
            vault.member.old.remove(place);
            if place < vault.ending.len() {
                vault.ending.remove(place);
            }
        }
        // Should it not be stored, the next start asks once more.
        let put = vec![vault.member.write()];
        let _ = self.store.commit(&Batch { put, delete: Vec::new() }).await;
        if ending.whose != Whose::Old {
            self.sync.out.push(Out::Vault);
        }
    }
}

fn is_gone(code: Option<Code>) -> bool {
    matches!(code, Some(Code::UnknownVault | Code::VaultDeleted))
}

fn readable(unread: u64, regardless: bool) -> Result<(), String> {
    if unread == 0 || regardless {
        return Ok(());
    }
    Err(format!(
        "{unread} of its records cannot be read on this device, so the vault is still there. Update Rapport here, or delete it from a device that reads them."
    ))
}
