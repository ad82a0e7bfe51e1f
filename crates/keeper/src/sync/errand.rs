//! What a person asks of the vault: making one, joining one, moving, leaving, deleting.

use notebook::Now;
use vault::{
    Keys, VaultSecret,
    engine::{Answer, Millis},
    wire::{Code, Pull, Request, Route},
};

use super::{
    Found, MEMBER, Member, Purpose, Settled,
    call::{Call, Join, Refused, standing},
    copy::made_at,
    member::address,
};
use crate::{
    keeper::Keeper,
    link::{FromKeeper, ToVault},
    session::Out,
    store::{Batch, Key, Store, StoreError},
};

/// For requests that a person waits for, milliseconds.
pub(super) const TIMEOUT: Millis = 30_000;

const NO_VAULT: &str = "This device keeps its notebook to itself: there is no vault yet.";
const HAS_VAULT: &str = "This device belongs to a vault already. Leave that one first.";

/// The request that deletes a vault.
pub(super) fn deletion(secret: &VaultSecret) -> Request {
    let keys = Keys::new(secret);
    request(Route::Delete(keys.vault), &keys)
}

fn request(route: Route, keys: &Keys) -> Request {
    Request { route, access: Some(keys.access.clone()), body: Vec::new(), invitation: None }
}

impl<S: Store> Keeper<S> {
    /// Does what the person asks of the vault; the answer comes as [`FromKeeper::Saved`], [`FromKeeper::Refused`] or, for
    /// words and files, with them.
    pub async fn ask_vault(&mut self, call: u32, ask: ToVault, now: Now) -> Settled {
        self.set_clock(now);
        let done = match ask {
            ToVault::Create { endpoint, invitation } => self.create(call, &endpoint, invitation),
            ToVault::Restore { endpoint, words } => self.find(call, &endpoint, &words),
            ToVault::Show => self.show_code().map(|()| true),
            ToVault::Meet { endpoint, code } => address(&endpoint)
                .map_err(Into::into)
                .and_then(|endpoint| self.meet(endpoint, &code))
                .map(|()| true),
            ToVault::Confirm => self.confirm().map(|()| true),
            ToVault::Stop => {
                self.stop_pairing();
                Ok(true)
            }
            ToVault::Words => self.words(call),
            ToVault::Move => self.move_out(call),
            ToVault::Relocate { endpoint } => self.relocate(call, &endpoint),
            ToVault::Leave => self.leave().await.map(|()| true).map_err(|error| error.to_string()),
            ToVault::Delete => self.delete(call),
            ToVault::Copy => self.give_copy(call).await.map(|()| false),
            ToVault::ForgetCopy => self.forget_copy().await.map(|()| true).map_err(|error| error.to_string()),
            ToVault::GoBack => self.go_back().await.map(|()| true),
        };
        match done {
            Ok(true) => self.reply(call, None),
            // The answer is on its way, or was given.
            Ok(false) => {}
            Err(why) => self.reply(call, Some(why)),
        }
        self.settle().await
    }

    fn reply(&mut self, call: u32, refused: Option<String>) {
        self.sync.out.push(Out::Window(match refused {
            None => FromKeeper::Saved { call, change: None },
            Some(why) => FromKeeper::Refused { call, why, keep: false },
        }));
    }

    fn member(&self) -> Result<&Member, String> {
        self.sync.vault.as_ref().map(|vault| &vault.member).ok_or_else(|| NO_VAULT.to_owned())
    }

    pub(super) fn has_none(&self) -> Result<(), String> {
        // One that is gone from its server can be left by joining another.
        let is_gone = self.sync.vault.as_ref().is_some_and(super::state::is_gone);
        if self.has_vault() && !is_gone { Err(HAS_VAULT.into()) } else { Ok(()) }
    }

    fn fresh_secret(&mut self) -> VaultSecret {
        let mut bytes = [0; 32];
        (self.sync.entropy)(&mut bytes);
        VaultSecret::new(bytes)
    }

    fn begin(&mut self, join: Join, request: Request) -> bool {
        let endpoint = join.endpoint.clone();
        let call = self.sync.calls.begin(Purpose::Join(Box::new(join)));
        self.sync.out.push(Out::Call(Call { call, endpoint, request, timeout: TIMEOUT, keepalive: false }));
        false
    }

    fn create(&mut self, reply: u32, endpoint: &str, invitation: Option<String>) -> Result<bool, String> {
        self.has_none()?;
        let endpoint = address(endpoint)?;
        let secret = self.fresh_secret();
        let keys = Keys::new(&secret);
        let request = Request { invitation, ..request(Route::Create(keys.vault), &keys) };
        Ok(self.begin(Join { reply, secret, endpoint, old: None, merges: false }, request))
    }

    fn find(&mut self, reply: u32, endpoint: &str, words: &str) -> Result<bool, String> {
        self.has_none()?;
        let endpoint = address(endpoint)?;
        let secret = VaultSecret::from_words(words).map_err(|error| error.to_string())?;
        let keys = Keys::new(&secret);
        let request = request(Route::Pull(keys.vault, Pull::default()), &keys);
        Ok(self.begin(Join { reply, secret, endpoint, old: None, merges: true }, request))
    }

    fn move_out(&mut self, reply: u32) -> Result<bool, String> {
        let Member { secret: old, endpoint, old: older } = self.member()?;
        if older.is_some() {
            return Err("The last move is not finished yet. Please wait until everything is synced.".into());
        }
        let (old, endpoint) = (old.clone(), endpoint.clone());
        let secret = self.fresh_secret();
        let keys = Keys::new(&secret);
        let request = request(Route::Create(keys.vault), &keys);
        Ok(self.begin(Join { reply, secret, endpoint, old: Some(old), merges: false }, request))
    }

    /// The same vault at another server, or at another address of the same one.
    fn relocate(&mut self, reply: u32, endpoint: &str) -> Result<bool, String> {
        let Member { secret, old, .. } = self.member()?;
        let (secret, old) = (secret.clone(), old.clone());
        let endpoint = address(endpoint)?;
        let keys = Keys::new(&secret);
        let request = request(Route::Create(keys.vault), &keys);
        Ok(self.begin(Join { reply, secret, endpoint, old, merges: false }, request))
    }

    pub(super) async fn join_answered(&mut self, join: Join, answer: Option<&Answer>) {
        let refused = Refused { endpoint: &join.endpoint, answer };
        let is_pulled = answer.is_some_and(|answer| {
            answer.status == 200
                && vault::wire::Page::from_bytes(&answer.body, vault::wire::Chain::START).is_ok()
        });
        let done = match standing(answer).is_some() || is_pulled {
            false => Err(refused.to_string()),
            true => {
                let Join { secret, endpoint, old, merges, .. } = join;
                self.join(Member { secret, endpoint, old }, merges).await.map_err(|error| error.to_string())
            }
        };
        self.reply(join.reply, done.err());
    }

    /// This device belongs to a vault from now on. Where what it holds may be merged with another notebook, a copy of how it
    /// was is kept, in the same transaction.
    pub(super) async fn join(&mut self, member: Member, merges: bool) -> Result<(), StoreError> {
        let same = |vault: &super::Vault| vault.member.secret == member.secret;
        let stays = self.sync.vault.as_ref().is_some_and(same);
        let keeps_copy = merges && !stays && self.notebook.changes() > 1;
        let mut batch = if keeps_copy { self.copied() } else { Batch::default() };
        batch.put.push(member.write());
        if !stays {
            batch.delete.extend(self.of_old_vaults().await?);
        }
        self.store.commit(&batch).await?;
        self.look_up().await
    }

    async fn look_up(&mut self) -> Result<(), StoreError> {
        let found = Found::sort(self.store.of_vault().await?, false);
        self.install(found);
        self.sync.out.push(Out::Vault);
        Ok(())
    }

    /// What tells how far another log was read, and what waits for it. What could not be read of it stays.
    async fn of_old_vaults(&self) -> Result<Vec<Key>, StoreError> {
        let stays = |name: &str| name == MEMBER || made_at(name).is_some() || name.contains("/quarantine/");
        let names = self.store.of_vault().await?.into_iter().map(|(name, _)| name);
        Ok(names.filter(|name| !stays(name)).map(Key::Vault).collect())
    }

    fn words(&mut self, call: u32) -> Result<bool, String> {
        let words = self.member()?.secret.words().to_string();
        self.sync.out.push(Out::Window(FromKeeper::Words { call, words }));
        Ok(false)
    }

    /// The notebook stays; what could not be read of the vault goes, the others still have it.
    async fn leave(&mut self) -> Result<(), StoreError> {
        self.stop_pairing();
        let names = self.store.of_vault().await?.into_iter().map(|(name, _)| name);
        let delete = names.filter(|name| made_at(name).is_none()).map(Key::Vault).collect();
        self.store.commit(&Batch { put: Vec::new(), delete }).await?;
        self.look_up().await
    }

    fn delete(&mut self, reply: u32) -> Result<bool, String> {
        let member = self.member()?;
        let (request, endpoint) = (deletion(&member.secret), member.endpoint.clone());
        let call = self.sync.calls.begin(Purpose::Delete(reply));
        self.sync.out.push(Out::Call(Call { call, endpoint, request, timeout: TIMEOUT, keepalive: false }));
        Ok(false)
    }

    pub(super) async fn delete_answered(&mut self, reply: u32, answer: Option<&Answer>) {
        let Ok(endpoint) = self.member().map(|member| member.endpoint.clone()) else {
            return self.reply(reply, None);
        };
        let done = if is_deleted(&endpoint, answer) {
            self.leave().await.map_err(|error| error.to_string())
        } else {
            Err(Refused { endpoint: &endpoint, answer }.to_string())
        };
        self.reply(reply, done.err());
    }

    pub(super) async fn forget_answered(&mut self, answer: Option<&Answer>) {
        let Some(vault) = self.sync.vault.as_mut().filter(|vault| is_deleted(&vault.member.endpoint, answer))
        else {
            return;
        };
        vault.member.old = None;
        // Should it not be stored, the next start asks once more.
        let put = vec![vault.member.write()];
        let _ = self.store.commit(&Batch { put, delete: Vec::new() }).await;
    }
}

fn is_deleted(endpoint: &str, answer: Option<&Answer>) -> bool {
    let code = Refused { endpoint, answer }.code();
    answer.is_some_and(|answer| answer.status / 100 == 2)
        || matches!(code, Some(Code::UnknownVault | Code::VaultDeleted))
}
