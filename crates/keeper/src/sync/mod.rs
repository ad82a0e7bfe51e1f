//! The sync of one device: an optional vault beside the notebook.
//!
//! Without a vault nothing here does anything. With one, every change is sealed and stored together with itself, whichever
//! tab makes it; one tab at a time, the one that *leads*, talks to the server. The engine of the vault decides what is
//! asked and stored; this module carries it out: requests and timers go out through [`crate::Out`], answers come in.

mod call;
mod carry;
mod copy;
mod ending;
mod errand;
mod found;
mod member;
mod pair;
mod seal;
mod state;
mod tabs;
mod take;

use std::collections::{BTreeMap, BTreeSet};

use notebook::{Now, command::ChangeId, record::Ref};
use vault::{
    Engine,
    engine::{self, Event, Millis, Write},
};

use crate::{
    keeper::Keeper,
    link,
    session::Out,
    store::{Batch, Key, Store, StoreError},
};

pub use call::Call;
use call::{Calls, Purpose};
use ending::{Progress, Whose};
pub(crate) use found::Found;
use member::{MEMBER, Member, Old};
use pair::Pairing;
pub(crate) use seal::Parcel;
pub use vault::engine::Answer;

/// Fills a buffer with random bytes, fit for keys.
pub type Entropy = Box<dyn FnMut(&mut [u8])>;

/// When both sides last had the same, beside the cursor.
const SYNCED: &str = "synced";

/// Everything about the sync that a keeper holds in memory.
pub(crate) struct Syncing {
    entropy: Entropy,
    /// The time that was heard last.
    pub(crate) clock: Millis,
    /// This tab is the one that talks to the server.
    leads: bool,
    vault: Option<Vault>,
    pairing: Option<Pairing>,
    calls: Calls,
    /// Changes of other devices that are in the notebook and not on the disk yet.
    pub(crate) taken: BTreeMap<ChangeId, Vec<u8>>,
    /// What the tab that leads said last.
    told: Option<link::Sync>,
    /// Sealed records that reached the disk just now: the tab that leads wants to hear of them.
    sealed: Vec<String>,
    out: Vec<Out>,
    wake: Option<Millis>,
    /// When the kept copy was made.
    copy: Option<Millis>,
    generations: u64,
}

/// The vault of this device.
pub(crate) struct Vault {
    member: Member,
    prefix: String,
    engine: Engine,
    /// Tells this engine from those before it: answers to them no longer count.
    generation: u64,
    wake: Option<Millis>,
    /// Stored: when both sides last had the same.
    synced: Option<Millis>,
    /// How far the end has come of each vault that was moved out of.
    ending: Vec<Progress>,
}

/// What the sync did to the notebook.
#[derive(Debug, Default, PartialEq)]
pub struct Settled {
    /// The records whose contents differ now.
    pub touched: BTreeSet<Ref>,
    /// Changes that reached the disk.
    pub stored: Vec<ChangeId>,
}

impl Syncing {
    pub(crate) fn new(entropy: Entropy) -> Self {
        Self {
            entropy,
            clock: 0,
            leads: false,
            vault: None,
            pairing: None,
            calls: Calls::default(),
            taken: BTreeMap::new(),
            told: None,
            sealed: Vec::new(),
            out: Vec::new(),
            wake: None,
            copy: None,
            generations: 0,
        }
    }

    /// Begins with what was found; what was under way for another engine no longer counts.
    pub(crate) fn install(&mut self, found: Found, is_whole: bool) {
        self.copy = found.copy;
        self.told = None;
        let gone = self.calls.drop_where(|purpose| match purpose {
            Purpose::Engine(..) => true,
            Purpose::Read(ending) | Purpose::Delete(ending) => ending.whose == Whose::Old,
            Purpose::Join(_) | Purpose::Pair(_) => false,
        });
        self.out.extend(gone.into_iter().map(Out::Cancel));
        let Some(member) = found.member else {
            self.vault = None;
            return;
        };
        let mut seed = [0; 8];
        (self.entropy)(&mut seed);
        let mut engine = Engine::new(member.keys(), u64::from_le_bytes(seed), found.entries);
        engine.set_complete(is_whole);
        if let Some(code) = &member.invitation {
            engine.set_invitation(code.clone());
        }
        self.generations += 1;
        self.vault = Some(Vault {
            prefix: member.prefix(),
            member,
            engine,
            generation: self.generations,
            wake: None,
            synced: found.synced,
            ending: Vec::new(),
        });
        if self.leads {
            self.begin();
        }
    }

    pub(crate) fn random(&mut self, bytes: &mut [u8]) {
        (self.entropy)(bytes);
    }

    fn begin(&mut self) {
        self.handle(Event::Start);
        let is_bad = self.vault.as_ref().is_some_and(|vault| vault.engine.status().quarantined > 0);
        if is_bad {
            // This may be a newer app, or somebody has made a newer snapshot.
            self.handle(Event::Reread);
        }
    }

    pub(crate) fn handle(&mut self, event: Event) {
        if let Some(vault) = &mut self.vault {
            vault.engine.handle(event, self.clock, &mut *self.entropy);
        }
    }

    /// What has to be carried somewhere.
    pub(crate) fn drain(&mut self) -> Vec<Out> {
        let sealed = std::mem::take(&mut self.sealed);
        if !sealed.is_empty() && !self.leads {
            self.out.push(Out::Sealed(sealed));
        }
        std::mem::take(&mut self.out)
    }
}

/// Writes of the engine as the store takes them.
fn under(prefix: &str, writes: Vec<Write>) -> (Vec<(Key, Vec<u8>)>, Vec<Key>) {
    let name = |key: &engine::Key| Key::Vault([prefix, &key.to_string()].concat());
    let (mut put, mut delete) = (Vec::new(), Vec::new());
    for write in writes {
        match write {
            Write::Put(key, bytes) => put.push((name(&key), bytes)),
            Write::Delete(key) => delete.push(name(&key)),
        }
    }
    (put, delete)
}

impl<S: Store> Keeper<S> {
    /// Whether this device belongs to a vault.
    #[must_use]
    pub fn has_vault(&self) -> bool {
        self.sync.vault.is_some()
    }

    /// Whether this is the tab that talks to the server.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.sync.leads
    }

    /// What time it is.
    pub fn set_clock(&mut self, now: Now) {
        self.sync.clock = u64::try_from(now.millis()).unwrap_or(0);
    }

    /// Other limits than the protocol's.
    pub fn set_vault_limits(&mut self, limits: engine::Limits) {
        if let Some(vault) = &mut self.sync.vault {
            vault.engine.set_limits(limits);
        }
    }

    async fn reload(&mut self) -> Result<(), StoreError> {
        let found = Found::sort(self.store.of_vault().await?, false);
        if !found.stale.is_empty() {
            self.store.commit(&Batch { put: Vec::new(), delete: found.stale.clone() }).await?;
        }
        self.install(found);
        Ok(())
    }

    /// What lies in storage about the vault that this device belongs to; the second home keeps it too.
    pub(crate) fn membership(&self) -> Option<(Key, Vec<u8>)> {
        self.sync.vault.as_ref().map(|vault| vault.member.write())
    }

    /// Where that lies.
    pub(crate) fn member_key() -> Key {
        Key::Vault(MEMBER.into())
    }

    /// What tells how far the vault's log was read.
    pub(crate) fn cursor(&self) -> Option<Key> {
        let prefix = self.sync.vault.as_ref().map(|vault| &vault.prefix)?;
        Some(Key::Vault([prefix.as_str(), &engine::Key::Cursor.to_string()].concat()))
    }

    /// What lies here and in the vault is compared from the start: something was lost here, or came back.
    pub(crate) async fn read_from_the_start(&mut self) -> Result<(), StoreError> {
        let found = Found::sort(self.store.of_vault().await?, true);
        if !found.has_vault() {
            return Ok(());
        }
        self.store.commit(&Batch { put: Vec::new(), delete: found.stale.clone() }).await?;
        self.install(found);
        self.sync.out.push(Out::Vault);
        Ok(())
    }

    /// Begins with another engine; what is not on the disk yet is sealed for it.
    pub(crate) fn install(&mut self, found: Found) {
        let is_whole = self.is_whole();
        self.sync.install(found, is_whole);
        self.seal_unsaved();
    }

    /// Nothing in storage waits for something that is not there.
    fn is_whole(&self) -> bool {
        self.notebook.is_whole() && self.shelf.waiting.is_empty()
    }
}
