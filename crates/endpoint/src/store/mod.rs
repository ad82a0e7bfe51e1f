//! What a storage has to do, whichever it is. Every promise of the protocol that is about bytes is kept here.

pub mod postgres;
pub mod sqlite;

use bytes::Bytes;
use std::future::Future;
use vault::VaultId;
use vault::wire::{Chain, Code, Incarnation, Offer, Page, PairingId, Pull, Rid, Seq, Standing};

/// Milliseconds since 1970.
pub type Millis = u64;

/// Snapshots that nobody acknowledged for so long count as acknowledged: the vault has one device.
pub const ALONE_AFTER: Millis = 30 * 86_400_000;

/// Why a storage did not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// The answer is a problem with this code; nothing was changed.
    Refused(Code),
    /// The storage itself failed; nothing was changed.
    Failed(String),
}

impl From<Code> for StoreError {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

/// A result of a storage.
pub type Stored<T> = Result<T, StoreError>;

/// Records on their way in, with their names.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Each with its hash.
    pub records: Vec<(Rid, Bytes)>,
}

impl Batch {
    /// Names the records.
    pub fn new(records: Vec<Bytes>) -> Self {
        Self { records: records.into_iter().map(|record| (Rid::of(&record), record)).collect() }
    }
}

/// What an append did.
#[derive(Debug, Clone)]
pub struct Appended {
    /// Afterwards.
    pub standing: Standing,
    /// At the head.
    pub chain: Chain,
    /// Of each record of the batch, in its order.
    pub places: Vec<Seq>,
    /// What was new, if anything was.
    pub tail: Option<Tail>,
}

/// The end of a log: what a waiting device wants to hear.
#[derive(Debug, Clone)]
pub struct Tail {
    /// Afterwards.
    pub standing: Standing,
    /// Before the first of the records.
    pub before: Chain,
    /// The first one's place.
    pub first: Seq,
    /// New records.
    pub records: Vec<Bytes>,
    /// After the last of them.
    pub chain: Chain,
}

/// What operators see of a storage.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Stats {
    /// How many vaults there are.
    pub vaults: u64,
    /// How many of them were written to in the last 30 days.
    pub touched_in_30_days: u64,
    /// Records in all logs.
    pub records: u64,
    /// Their bytes with [`OVERHEAD`], and those of all snapshots.
    pub bytes: u64,
    /// The largest vault's.
    pub largest: u64,
    /// Deleted vaults that are remembered.
    pub deleted: u64,
}

/// What a record costs besides its own bytes, in bytes: its chain, its name, and what a database puts around a row.
pub const OVERHEAD: u64 = 200;

/// Limits that the storage enforces.
#[derive(Debug, Clone, Copy)]
pub struct Quota {
    /// Bytes that one vault may have: records with [`OVERHEAD`], and snapshots. A snapshot may exceed it: it is what makes room.
    pub vault: u64,
    /// Vaults are created with an invitation only.
    pub invitations: bool,
}

/// Where bytes go. Everything is on the disk before an answer is given.
pub trait Store: Send + Sync + 'static {
    /// Creates a vault, or tells where it stands if it is there.
    fn create(
        &self,
        vault: VaultId,
        incarnation: Incarnation,
        invitation: Option<[u8; 32]>,
        now: Millis,
    ) -> impl Future<Output = Stored<Standing>> + Send;

    /// Appends records that are new, in one transaction, in the order of commit.
    fn append(
        &self,
        vault: VaultId,
        batch: Batch,
        now: Millis,
    ) -> impl Future<Output = Stored<Appended>> + Send;

    /// Reads a page of the log.
    fn page(&self, vault: VaultId, pull: Pull) -> impl Future<Output = Stored<Page>> + Send;

    /// Takes a snapshot in the place of the newest one.
    fn offer(
        &self,
        vault: VaultId,
        offer: Offer,
        record: Bytes,
        now: Millis,
    ) -> impl Future<Output = Stored<Standing>> + Send;

    /// A second device has all that the newest snapshot covers: the records may go.
    fn acknowledge(
        &self,
        vault: VaultId,
        covers: Seq,
        incarnation: Incarnation,
    ) -> impl Future<Output = Stored<Standing>> + Send;

    /// Deletes a vault and remembers that it was.
    fn delete(&self, vault: VaultId, now: Millis) -> impl Future<Output = Stored<()>> + Send;

    /// Puts a letter into an empty, unused mailbox.
    fn put_letter(
        &self,
        mailbox: PairingId,
        letter: Bytes,
        now: Millis,
    ) -> impl Future<Output = Stored<()>> + Send;

    /// Takes the letter out.
    fn take_letter(
        &self,
        mailbox: PairingId,
        now: Millis,
    ) -> impl Future<Output = Stored<Option<Bytes>>> + Send;

    /// Forgets mailboxes that are over, and acknowledges snapshots by time. Answers how many snapshots that were.
    fn sweep(&self, now: Millis) -> impl Future<Output = Stored<u64>> + Send;

    /// Deletes vaults that nobody wrote to since then, without remembering them: a device that returns creates its vault
    /// anew and loses nothing. Answers how many.
    fn purge(&self, untouched_since: Millis) -> impl Future<Output = Stored<u64>> + Send;

    /// Makes an invitation good for some vaults until a time.
    fn invite(&self, code: [u8; 32], vaults: u32, until: Millis) -> impl Future<Output = Stored<()>> + Send;

    /// For operators.
    fn stats(&self, now: Millis) -> impl Future<Output = Stored<Stats>> + Send;

    /// The heads of some vaults: the slow poll behind the hints of other nodes. Empty where there are no other nodes.
    fn heads(&self, vaults: Vec<VaultId>) -> impl Future<Output = Stored<Vec<(VaultId, Seq)>>> + Send;

    /// Tells other nodes that something was appended. It may get lost.
    fn hint(&self, vault: VaultId);

    /// Ends in order.
    fn close(&self) -> impl Future<Output = ()> + Send;
}

/// The row of a vault.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) number: i64,
    pub(crate) incarnation: Incarnation,
    pub(crate) head: Seq,
    pub(crate) chain: Chain,
    pub(crate) floor: Seq,
    pub(crate) floor_chain: Chain,
    pub(crate) covers: Seq,
    pub(crate) snapshot_bytes: u64,
    pub(crate) log_bytes: u64,
    pub(crate) bytes: u64,
}

impl Row {
    pub(crate) fn standing(&self) -> Standing {
        Standing {
            incarnation: self.incarnation,
            head: self.head,
            floor: self.floor,
            covers: self.covers,
            snapshot_bytes: self.snapshot_bytes,
            log_bytes: self.log_bytes,
        }
    }

    /// Whether a pull fits this vault as far as the row can tell; the chain at `after` is looked up by the storage.
    pub(crate) fn fits(&self, pull: &Pull) -> Stored<()> {
        let known = pull.incarnation.is_none_or(|known| known == self.incarnation);
        if known && pull.after <= self.head { Ok(()) } else { Err(Code::HistoryChanged.into()) }
    }
}
