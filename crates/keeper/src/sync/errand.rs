//! What a person asks of the vault: making one, joining one, moving, leaving, deleting.

use notebook::Now;
use vault::{
    Keys, VaultSecret,
    engine::{Answer, Event, Millis},
    wire::{Pull, Request, Route},
};

use super::{
    Found, MEMBER, Member, Old, Purpose, Settled,
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
const HAS_VAULT: &str = "This device belongs to a vault already. Disconnect it from that one first.";

pub(super) fn request(route: Route, keys: &Keys) -> Request {
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
            ToVault::Confirm => self.confirm().await.map(|()| true),
            ToVault::Stop => {
                self.stop_pairing();
                Ok(true)
            }
            ToVault::Words => self.words(call),
            ToVault::Move { invitation } => self.move_out(call, invitation),
            ToVault::Relocate { endpoint, invitation } => self.relocate(call, &endpoint, invitation),
            ToVault::Invite { code } => self.invite(code).await.map(|()| true),
            ToVault::GiveUp => self.give_up(call),
            ToVault::Leave => self.part().await.map(|()| true),
            ToVault::Delete { regardless } => self.delete(call, regardless),
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

    pub(super) fn reply(&mut self, call: u32, refused: Option<String>) {
        self.sync.out.push(Out::Window(match refused {
            None => FromKeeper::Saved { call, change: None, left: Vec::new() },
            Some(why) => FromKeeper::Refused { call, why, keep: false },
        }));
    }

    pub(super) fn member(&self) -> Result<&Member, String> {
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

    /// The vaults that are still to be ended, whichever vault this device belongs to next.
    pub(super) fn old(&self) -> Vec<Old> {
        self.member().map(|member| member.old.clone()).unwrap_or_default()
    }

    fn begin(&mut self, join: Join, request: Request) -> bool {
        let endpoint = join.member.endpoint.clone();
        self.call(Purpose::Join(Box::new(join)), endpoint, request, TIMEOUT);
        false
    }

    pub(super) fn call(&mut self, purpose: Purpose, endpoint: String, request: Request, timeout: Millis) {
        let call = self.sync.calls.begin(purpose);
        self.sync.out.push(Out::Call(Call { call, endpoint, request, timeout, keepalive: false }));
    }

    /// A vault at a server, which makes it unless it has it.
    fn make(&mut self, reply: u32, member: Member, moves: bool) -> bool {
        let keys = member.keys();
        let invitation = member.invitation.clone();
        let request = Request { invitation, ..request(Route::Create(keys.vault), &keys) };
        self.begin(Join { reply, member, merges: false, moves }, request)
    }

    fn create(&mut self, reply: u32, endpoint: &str, invitation: Option<String>) -> Result<bool, String> {
        self.has_none()?;
        let endpoint = address(endpoint)?;
        let (secret, old) = (self.fresh_secret(), self.old());
        Ok(self.make(reply, Member { secret, endpoint, invitation, old }, false))
    }

    fn find(&mut self, reply: u32, endpoint: &str, words: &str) -> Result<bool, String> {
        self.has_none()?;
        let endpoint = address(endpoint)?;
        let secret = VaultSecret::from_words(words).map_err(|error| error.to_string())?;
        let member = Member { secret, endpoint, invitation: None, old: self.old() };
        let keys = member.keys();
        let request = request(Route::Pull(keys.vault, Pull::default()), &keys);
        Ok(self.begin(Join { reply, member, merges: true, moves: false }, request))
    }

    fn move_out(&mut self, reply: u32, invitation: Option<String>) -> Result<bool, String> {
        let secret = self.fresh_secret();
        let member = self.member()?;
        let old = member.old.iter().cloned().chain([member.leaving()]).collect();
        let invitation = invitation.or_else(|| member.invitation.clone());
        let member = Member { secret, endpoint: member.endpoint.clone(), invitation, old };
        Ok(self.make(reply, member, true))
    }

    /// The same vault at another server, or at another address of the same one. Which of both it is nobody knows: vaults that
    /// are still to be ended may be at either.
    fn relocate(&mut self, reply: u32, endpoint: &str, invitation: Option<String>) -> Result<bool, String> {
        let member = self.member()?;
        let endpoint = address(endpoint)?;
        let mut old = member.old.clone();
        for Old { secret, .. } in &member.old {
            let there = Old { secret: secret.clone(), endpoint: endpoint.clone() };
            if !old.contains(&there) {
                old.push(there);
            }
        }
        let invitation = invitation.or_else(|| member.invitation.clone());
        let member = Member { secret: member.secret.clone(), endpoint, invitation, old };
        Ok(self.make(reply, member, false))
    }

    /// The server asks for another invitation than the one that is kept.
    async fn invite(&mut self, code: String) -> Result<(), String> {
        let vault = self.sync.vault.as_mut().ok_or(NO_VAULT)?;
        vault.member.invitation = Some(code.clone());
        let put = vec![vault.member.write()];
        self.store.commit(&Batch { put, delete: Vec::new() }).await.map_err(|error| error.to_string())?;
        vault.engine.set_invitation(code);
        self.sync.handle(Event::Hurry);
        // Another tab may be the one that talks to the server.
        self.sync.out.push(Out::Vault);
        Ok(())
    }

    pub(super) async fn join_answered(&mut self, join: Join, answer: Option<&Answer>) {
        let refused = Refused { endpoint: &join.member.endpoint, answer };
        let is_pulled = answer.is_some_and(|answer| {
            answer.status == 200
                && vault::wire::Page::from_bytes(&answer.body, vault::wire::Chain::START).is_ok()
        });
        let done = match standing(answer).is_some() || is_pulled {
            false if join.moves && answer.is_none() => Err(format!(
                "{} does not answer just now. What is in the old vault has to be read before it is deleted: please try again when it does.",
                join.member.endpoint
            )),
            false => Err(refused.to_string()),
            true => self.join(join.member, join.merges).await.map_err(|error| error.to_string()),
        };
        self.reply(join.reply, done.err());
    }

    /// This device belongs to a vault from now on. Where what it holds may be merged with another notebook, a copy of how it
    /// was is kept, in the same transaction.
    pub(super) async fn join(&mut self, mut member: Member, merges: bool) -> Result<(), StoreError> {
        // Who comes back to a vault that was moved out of uses it again.
        member.old.retain(|old| old.secret != member.secret);
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
        let words = self.member()?.secret.words();
        self.sync.out.push(Out::Window(FromKeeper::Words { call, words }));
        Ok(false)
    }

    async fn part(&mut self) -> Result<(), String> {
        self.is_moved()?;
        self.leave().await.map_err(|error| error.to_string())
    }

    /// The notebook stays; what could not be read of the vault goes, the others still have it.
    pub(super) async fn leave(&mut self) -> Result<(), StoreError> {
        self.stop_pairing();
        let names = self.store.of_vault().await?.into_iter().map(|(name, _)| name);
        let delete = names.filter(|name| made_at(name).is_none()).map(Key::Vault).collect();
        self.store.commit(&Batch { put: Vec::new(), delete }).await?;
        self.look_up().await
    }
}
