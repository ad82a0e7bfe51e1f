//! The sync of one device: an optional vault beside the notebook.
//!
//! Without a vault nothing here does anything. With one, every change is sealed and stored together with itself, whichever
//! tab makes it; one tab at a time, the one that *leads*, talks to the server. The engine of the vault decides what is
//! asked and stored; this module carries it out: requests and timers go out through [`crate::Out`], answers come in.

mod call;
mod carry;
mod copy;
mod errand;
mod member;
mod pair;
mod state;
mod take;

use std::collections::{BTreeMap, BTreeSet};

use notebook::{Now, command::ChangeId, record::Ref};
use vault::{
    Engine,
    engine::{self, Event, Millis, Step, Write},
};

use crate::{
    keeper::Keeper,
    link,
    session::Out,
    store::{Batch, Key, Store, StoreError},
};

pub use call::Call;
use call::{Calls, Purpose};
use member::{MEMBER, Member};
use pair::Pairing;
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
    /// The vault that was moved out of: when to ask again for its end.
    forget_at: Millis,
}

/// A change's sealed record, to be stored with it.
#[derive(Default)]
pub(crate) struct Parcel {
    step: Option<Step>,
    pub(crate) put: Vec<(Key, Vec<u8>)>,
}

/// What the sync did to the notebook.
#[derive(Debug, Default, PartialEq)]
pub struct Settled {
    /// The records whose contents differ now.
    pub touched: BTreeSet<Ref>,
    /// Changes that reached the disk.
    pub stored: Vec<ChangeId>,
}

/// What was found in storage.
pub(crate) struct Found {
    member: Option<Member>,
    entries: Vec<(engine::Key, Vec<u8>)>,
    synced: Option<Millis>,
    copy: Option<Millis>,
    /// To be deleted before anything else: what tells wrongly how far the log was read.
    pub(crate) stale: Vec<Key>,
}

impl Found {
    /// Sorts what lies under [`Key::Vault`]. With `is_damaged` the notebook lacks something that was stored: the log is read
    /// from its start once more.
    pub(crate) fn sort(all: Vec<(String, Vec<u8>)>, is_damaged: bool) -> Self {
        let member = all.iter().find(|(name, _)| name == MEMBER).and_then(|(_, bytes)| Member::read(bytes));
        let copy = all.iter().filter_map(|(name, _)| copy::made_at(name)).max();
        let mut found = Self { member, entries: Vec::new(), synced: None, copy, stale: Vec::new() };
        let Some(prefix) = found.member.as_ref().map(Member::prefix) else { return found };
        for (name, bytes) in all {
            match name.strip_prefix(&prefix) {
                Some(SYNCED) => found.synced = bytes.try_into().ok().map(Millis::from_le_bytes),
                Some(rest) => found.entries.extend(engine::Key::parse(rest).map(|key| (key, bytes))),
                // A tab that had not heard of the move sealed it for another vault: the log is compared with all there is.
                None if name.contains("/outbox/") => found.stale.push(Key::Vault(name)),
                None => {}
            }
        }
        if is_damaged || !found.stale.is_empty() {
            found.stale.push(Key::Vault(prefix + &engine::Key::Cursor.to_string()));
            found.entries.retain(|(key, _)| *key != engine::Key::Cursor);
        }
        found
    }
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
        let gone = self.calls.drop_where(|purpose| matches!(purpose, Purpose::Engine(..) | Purpose::Forget));
        self.out.extend(gone.into_iter().map(Out::Cancel));
        let Some(member) = found.member else {
            self.vault = None;
            return;
        };
        let mut seed = [0; 8];
        (self.entropy)(&mut seed);
        let mut engine = Engine::new(member.keys(), u64::from_le_bytes(seed), found.entries);
        engine.set_complete(is_whole);
        self.generations += 1;
        self.vault = Some(Vault {
            prefix: member.prefix(),
            member,
            engine,
            generation: self.generations,
            wake: None,
            synced: found.synced,
            forget_at: 0,
        });
        if self.leads {
            self.begin();
        }
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

    /// Seals changes of this device; nothing without a vault.
    pub(crate) fn seal(&mut self, changes: &[&[u8]]) -> Parcel {
        let Some(vault) = &mut self.vault else { return Parcel::default() };
        let local = vault.engine.local(changes, &mut *self.entropy);
        let (put, _) = under(&vault.prefix, local.writes);
        Parcel { step: Some(local.step), put }
    }

    /// Many changes in records that are not too long.
    pub(crate) fn seal_many(&mut self, changes: &[(ChangeId, Vec<u8>)]) -> Vec<Parcel> {
        const MOST: usize = 192 << 10;
        let (mut parcels, mut group, mut length) = (Vec::new(), Vec::new(), 0);
        for (_, bytes) in changes {
            if length + bytes.len() > MOST && !group.is_empty() {
                parcels.push(self.seal(&std::mem::take(&mut group)));
                length = 0;
            }
            length += bytes.len();
            group.push(bytes.as_slice());
        }
        if !group.is_empty() {
            parcels.push(self.seal(&group));
        }
        parcels
    }

    /// A sealed record is on the disk, or never will be.
    pub(crate) fn sealed(&mut self, parcel: Parcel, is_stored: bool) {
        let Some(step) = parcel.step else { return };
        if is_stored {
            let names = parcel
                .put
                .into_iter()
                .filter_map(|(key, _)| if let Key::Vault(name) = key { Some(name) } else { None });
            self.sealed.extend(names);
            self.handle(Event::Stored(step));
        } else {
            self.handle(Event::NotStored(step));
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

    /// From now on this tab is the one that talks to the server: it begins with what all tabs have stored.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn lead(&mut self) -> Result<Settled, StoreError> {
        self.sync.leads = true;
        let looked = self.look_everywhere().await;
        if let Err(error) = self.reload().await {
            // It knows what it read when it was opened.
            self.sync.begin();
            self.settle().await;
            return Err(error);
        }
        let mut settled = self.settle().await;
        settled.touched.extend(looked?);
        Ok(settled)
    }

    /// Another tab joined, moved or left a vault.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn vault_changed(&mut self) -> Result<Settled, StoreError> {
        self.reload().await?;
        Ok(self.settle().await)
    }

    /// Another tab stored these sealed records.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read; they are found when a tab leads next.
    pub async fn hear_sealed(&mut self, names: &[String]) -> Result<Settled, StoreError> {
        self.take_sealed(names).await?;
        Ok(self.settle().await)
    }

    async fn take_sealed(&mut self, names: &[String]) -> Result<(), StoreError> {
        for name in names {
            let Some(vault) = self.sync.vault.as_ref().filter(|_| self.sync.leads) else { return Ok(()) };
            let key = name.strip_prefix(&vault.prefix).and_then(engine::Key::parse);
            let Some(engine::Key::Outbox(key)) = key else { continue };
            if vault.engine.has(&key) {
                continue;
            }
            if let Some(bytes) = self.store.get(&Key::Vault(name.clone())).await? {
                self.sync.handle(Event::Outbox(key, bytes));
            }
        }
        Ok(())
    }

    /// Reads what other tabs stored without this one hearing of it: because it was frozen in the background, or because they
    /// ended before they could tell.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn look_around(&mut self) -> Result<Settled, StoreError> {
        let keys = self.store.keys().await?;
        let is_new = |change: &ChangeId| !self.notebook.has(*change) && !self.shelf.waiting.contains(change);
        let chunk = |key: &Key| if let Key::Chunk(change) = key { Some(*change) } else { None };
        let new: Vec<ChangeId> = keys.iter().filter_map(chunk).filter(is_new).collect();
        let touched = if new.is_empty() { BTreeSet::new() } else { self.hear(&new).await? };
        let name = |key| if let Key::Vault(name) = key { Some(name) } else { None };
        let names: Vec<String> = keys.into_iter().filter_map(name).collect();
        self.take_sealed(&names).await?;
        let mut settled = self.settle().await;
        settled.touched.extend(touched);
        Ok(settled)
    }

    async fn reload(&mut self) -> Result<(), StoreError> {
        let found = Found::sort(self.store.of_vault().await?, false);
        if !found.stale.is_empty() {
            self.store.commit(&Batch { put: Vec::new(), delete: found.stale.clone() }).await?;
        }
        self.install(found);
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
