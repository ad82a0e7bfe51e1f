//! The sync's part of the conversation.

use notebook::Now;

use super::{Change, Out, Session};
use crate::{
    link::{FromKeeper, Sync, ToVault},
    store::{Store, StoreError},
    sync::{Answer, Settled},
};

impl<S: Store> Session<S> {
    /// Whether this device belongs to a vault: then one of its tabs has to lead.
    #[must_use]
    pub fn has_vault(&self) -> bool {
        self.keeper.has_vault()
    }

    /// From now on this tab talks to the server.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read: it leads all the same and begins with what it knows.
    pub async fn lead(&mut self, now: Now, out: &mut impl FnMut(Out)) -> Result<(), StoreError> {
        self.keeper.set_clock(now);
        let settled = self.keeper.lead().await;
        self.follow(settled, out).await
    }

    /// A server answered, or did not: no connection, or it took too long.
    pub async fn answered(&mut self, call: u64, answer: Option<Answer>, now: Now, out: &mut impl FnMut(Out)) {
        let settled = self.keeper.answered(call, answer, now).await;
        let _ = self.follow(Ok(settled), out).await;
    }

    /// The time of [`Out::Wake`] has come.
    pub async fn woke(&mut self, now: Now, out: &mut impl FnMut(Out)) {
        let settled = self.keeper.woke(now).await;
        let _ = self.follow(Ok(settled), out).await;
    }

    /// The page is shown again, or the connection came back; or no page of this storage is shown any more.
    pub async fn shown(&mut self, is_shown: bool, now: Now, out: &mut impl FnMut(Out)) {
        let settled = self.keeper.shown(is_shown, now).await;
        let _ = self.follow(Ok(settled), out).await;
    }

    /// Another tab stored sealed records.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn heard_sealed(
        &mut self,
        names: &[String],
        out: &mut impl FnMut(Out),
    ) -> Result<(), StoreError> {
        let settled = self.keeper.hear_sealed(names).await;
        self.follow(settled, out).await
    }

    /// Reads what other tabs stored without this one hearing of it.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn look_around(&mut self, out: &mut impl FnMut(Out)) -> Result<(), StoreError> {
        let settled = self.keeper.look_around().await;
        self.follow(settled, out).await
    }

    /// Another tab joined, moved or left a vault.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn vault_changed(&mut self, out: &mut impl FnMut(Out)) -> Result<(), StoreError> {
        let settled = self.keeper.vault_changed().await;
        self.follow(settled, out).await
    }

    /// The tab that leads says how the sync stands.
    pub fn told(&mut self, sync: Option<Sync>, out: &mut impl FnMut(Out)) {
        self.keeper.sync.tell(sync);
        self.report_sync(out);
    }

    /// How the sync stands, for a tab that has just opened.
    pub fn tell_again(&self, out: &mut impl FnMut(Out)) {
        if self.keeper.leads() {
            out(Out::Told(self.status.sync.clone()));
        }
    }

    pub(super) async fn ask_vault(&mut self, call: u32, ask: ToVault, now: Now, out: &mut impl FnMut(Out)) {
        self.now = now;
        let is_other_notebook = ask == ToVault::GoBack;
        let settled = self.keeper.ask_vault(call, ask, now).await;
        let _ = self.follow(Ok(settled), out).await;
        if is_other_notebook {
            self.refresh(Change::Anything, out);
            self.report(out);
        }
    }

    /// Lets the sync do what it wants to do now.
    pub(super) async fn settle(&mut self, out: &mut impl FnMut(Out)) {
        let settled = self.keeper.settle().await;
        let _ = self.follow(Ok(settled), out).await;
    }

    pub(super) async fn follow(
        &mut self,
        settled: Result<Settled, StoreError>,
        out: &mut impl FnMut(Out),
    ) -> Result<(), StoreError> {
        let failed = match settled {
            Ok(settled) => {
                self.tell(&settled.stored, out);
                if !settled.touched.is_empty() {
                    self.refresh(Change::Of(&settled.touched), out);
                }
                Ok(())
            }
            Err(error) => Err(error),
        };
        self.keeper.sync.drain().into_iter().for_each(&mut *out);
        self.report_sync(out);
        failed
    }

    /// Says how the sync stands when it is not as it was last said; the other numbers can wait for the next tick.
    fn report_sync(&mut self, out: &mut impl FnMut(Out)) {
        let (sync, pairing, copy) =
            (self.keeper.sync.state(), self.keeper.sync.pairing(), self.keeper.sync.copy());
        if sync == self.status.sync && pairing == self.status.pairing && copy == self.status.copy {
            return;
        }
        if sync != self.status.sync && self.keeper.leads() {
            out(Out::Told(sync.clone()));
        }
        (self.status.sync, self.status.pairing, self.status.copy) = (sync, pairing, copy);
        out(Out::Window(FromKeeper::Status(self.status.clone())));
    }
}
