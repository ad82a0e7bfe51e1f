//! A window's conversation with its keeper, without a browser: messages in, messages out. The
//! worker only carries them.

mod files;
mod sync;
mod watch;

use std::collections::BTreeMap;

use notebook::{
    Now,
    command::{ChangeId, Command},
};

use crate::{
    home::Done,
    keeper::{Keeper, Report, Saved},
    link::{FromKeeper, Status, Sync, ToKeeper, view_bytes},
    store::{Store, StoreError},
    sync::{Call, Entropy},
    tidy::Tidied,
    trouble::Trouble,
};
use watch::{Change, Watch};

/// What a session wants to have carried somewhere. In the order in which it comes.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "there are a few at a time")]
pub enum Out {
    /// To the window.
    Window(FromKeeper),
    /// To the other tabs of this storage: these changes were stored; see [`Session::heard`].
    Tabs(Vec<ChangeId>),
    /// To the other tabs, after that: these sealed records were stored; see [`Session::heard_sealed`].
    Sealed(Vec<String>),
    /// To the other tabs: how the sync stands; see [`Session::told`].
    Told(Option<Sync>),
    /// This device joined, moved or left a vault: the other tabs want to hear of it ([`Session::vault_changed`]), and one of all
    /// has to [lead](Session::lead).
    Vault,
    /// To a server; answer with [`Session::answered`].
    Call(Call),
    /// A request is no longer wanted.
    Cancel(u64),
    /// Come back with [`Session::woke`] at this time, Unix milliseconds. A later one replaces it.
    Wake(u64),
}

/// One window's conversation with its keeper.
pub struct Session<S> {
    keeper: Keeper<S>,
    now: Now,
    watches: BTreeMap<u32, Watch>,
    status: Status,
    /// Something changed since the status was said.
    has_news: bool,
}

impl<S: Store> Session<S> {
    /// Starts over an opened keeper: says [`FromKeeper::Ready`].
    pub fn start(keeper: Keeper<S>, now: Now, out: &mut impl FnMut(Out)) -> Self {
        let status = keeper.status();
        out(Out::Window(FromKeeper::Ready(status.clone())));
        Self { keeper, now, watches: BTreeMap::new(), status, has_news: false }
    }

    /// Opens a storage and starts.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read: [`FromKeeper::Unavailable`] is for the sentence.
    pub async fn open(
        store: S,
        actor: [u8; 16],
        entropy: Entropy,
        now: Now,
        out: &mut impl FnMut(Out),
    ) -> Result<(Self, Report), StoreError> {
        let (keeper, report) = Keeper::open(store, actor, entropy).await?;
        Ok((Self::start(keeper, now, out), report))
    }

    /// Answers one message. [`ToKeeper::Open`], [`ToKeeper::Drain`], [`ToKeeper::Discard`] and [`ToKeeper::Lives`] are
    /// about storage and the worker and belong to the caller: they are passed over here.
    pub async fn handle(&mut self, message: ToKeeper, out: &mut impl FnMut(Out)) {
        match message {
            ToKeeper::Do { call, command, now } => {
                // The answer has been given, whatever it was.
                let _ = self.carry_out(&command, now, Some(call), out).await;
            }
            ToKeeper::Ask { call, query, now } => {
                self.now = now;
                let view = view_bytes(&self.keeper.query(&query, now));
                out(Out::Window(FromKeeper::View { call, view }));
            }
            ToKeeper::Watch { watch, query, now } => {
                self.now = now;
                self.watch(watch, query, out);
            }
            ToKeeper::Unwatch { watch } => {
                self.watches.remove(&watch);
            }
            ToKeeper::Tick { now } => {
                self.now = now;
                self.keeper.set_clock(now);
                // Storage that cannot be read now can be at the next tick.
                let _ = self.look_around(out).await;
                self.refresh(Change::Time, out);
                self.report(out);
            }
            ToKeeper::Backup { call, now } => {
                self.now = now;
                self.backup(call, out).await;
            }
            ToKeeper::Preview { call, file } => self.preview(call, &file, out),
            ToKeeper::Merge { call, file, now } => {
                self.now = now;
                self.merge(call, &file, out).await;
                self.settle(out).await;
            }
            ToKeeper::Vault { call, ask, now } => self.ask_vault(call, ask, now, out).await,
            ToKeeper::Shown { shown, now } => self.shown(shown, now, out).await,
            ToKeeper::Accept => {
                let stored = self.keeper.accept().await;
                self.tell(&stored, out);
                self.report(out);
                self.settle(out).await;
            }
            ToKeeper::Open { .. } | ToKeeper::Drain { .. } | ToKeeper::Discard { .. } | ToKeeper::Lives => {}
        }
    }

    /// Carries out a command from the window's journal: tells other tabs and watched questions, and
    /// leaves the answer to the caller.
    ///
    /// # Errors
    /// [`Trouble`]; [`Trouble::keep`] says whether the entry has to stay in the journal.
    pub async fn act(
        &mut self,
        command: &Command,
        now: Now,
        out: &mut impl FnMut(Out),
    ) -> Result<Saved, Trouble> {
        self.carry_out(command, now, None, out).await
    }

    async fn carry_out(
        &mut self,
        command: &Command,
        now: Now,
        call: Option<u32>,
        out: &mut impl FnMut(Out),
    ) -> Result<Saved, Trouble> {
        self.now = now;
        let outcome = self.keeper.act(command, now).await;
        if let Some(call) = call {
            out(Out::Window(match &outcome {
                Ok(saved) => FromKeeper::Saved { call, change: saved.change, left: saved.left.clone() },
                Err(trouble) => FromKeeper::Refused { call, why: trouble.to_string(), keep: trouble.keep() },
            }));
        }
        match &outcome {
            Ok(saved) => {
                self.tell(&saved.stored, out);
                self.refresh(Change::Of(&saved.touched), out);
            }
            Err(Trouble::NotStored { touched, .. }) => self.refresh(Change::Of(touched), out),
            Err(Trouble::Refused(_)) => {}
        }
        self.report_refusal(out);
        self.settle(out).await;
        outcome
    }

    /// Another tab stored these changes.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn heard(&mut self, changes: &[ChangeId], out: &mut impl FnMut(Out)) -> Result<(), StoreError> {
        let touched = self.keeper.hear(changes).await?;
        if !touched.is_empty() {
            self.refresh(Change::Of(&touched), out);
        }
        Ok(())
    }

    /// Does in idle time what the first search would have to wait for.
    pub fn warm(&mut self) {
        self.keeper.warm();
    }

    /// Whether the last status may be old: then [`Self::tell_news`] when nothing else happens.
    #[must_use]
    pub fn has_news(&self) -> bool {
        self.has_news
    }

    /// Says how storage is when it is not as it was last said.
    pub fn tell_news(&mut self, out: &mut impl FnMut(Out)) {
        self.report(out);
    }

    /// Whether [`Self::tidy`] has something to do.
    #[must_use]
    pub fn needs_tidy(&self) -> bool {
        self.keeper.needs_tidy()
    }

    /// Whether this tab has something to write into the second home.
    #[must_use]
    pub fn is_second_behind(&self) -> bool {
        self.keeper.is_second_behind()
    }

    /// Whether that failed the last time.
    #[must_use]
    pub fn has_second_trouble(&self) -> bool {
        self.keeper.has_second_trouble()
    }

    /// Whether changes wait in memory because storage refused them: then [`Self::retry`] later.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.keeper.has_unsaved()
    }

    /// Tidies storage, when nothing else happens, under a lock that one tab holds.
    ///
    /// # Errors
    /// [`StoreError`] with everything saved still there.
    pub async fn tidy(&mut self, out: &mut impl FnMut(Out)) -> Result<Tidied, StoreError> {
        let tidied = self.keeper.tidy().await;
        if let Ok(tidied) = &tidied {
            self.tell(&tidied.stored, out);
            if !tidied.touched.is_empty() {
                self.refresh(Change::Of(&tidied.touched), out);
            }
        }
        self.report(out);
        self.settle(out).await;
        tidied
    }

    /// Tries again to write what storage refused.
    pub async fn retry(&mut self, out: &mut impl FnMut(Out)) {
        if let Ok(stored) = self.keeper.retry().await {
            self.tell(&stored, out);
        }
        self.report_refusal(out);
        self.settle(out).await;
    }

    /// What came of a job in the second home; see [`Keeper::second_job`].
    pub async fn second_done(&mut self, done: Done, out: &mut impl FnMut(Out)) {
        let settled = self.keeper.second_done(done).await;
        self.has_news = true;
        let _ = self.follow(Ok(settled), out).await;
        if self.keeper.back != self.status.back || self.keeper.refuses() != self.status.refuses.as_deref() {
            self.report(out);
        }
        self.settle(out).await;
    }

    /// The keeper.
    pub fn keeper(&mut self) -> &mut Keeper<S> {
        &mut self.keeper
    }

    fn tell(&self, stored: &[ChangeId], out: &mut impl FnMut(Out)) {
        if !stored.is_empty() {
            out(Out::Tabs(stored.to_vec()));
        }
    }

    /// Says how storage is when it is not as it was last said.
    fn report(&mut self, out: &mut impl FnMut(Out)) {
        self.has_news = false;
        let status = self.keeper.status();
        if status != self.status {
            self.status = status.clone();
            out(Out::Window(FromKeeper::Status(status)));
        }
    }

    /// The same, but only when storage began or ceased to refuse: numbers can wait for a quiet moment.
    fn report_refusal(&mut self, out: &mut impl FnMut(Out)) {
        if self.keeper.refuses() != self.status.refuses.as_deref() {
            self.report(out);
        }
    }
}
