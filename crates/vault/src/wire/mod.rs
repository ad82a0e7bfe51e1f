//! What travels between a device and a server, for both of them. Binary, small, described in `docs/sync-protocol.md`.

mod append;
mod page;
mod problem;
mod route;
mod standing;
pub mod text;

pub use append::{Appended, read_batch, write_batch};
pub use page::{Entry, Page, Snapshot};
pub use problem::Code;
pub use route::{Method, Offer, PairingId, Pull, Request, Route};
pub use standing::Standing;

use sha2::{Digest, Sha256};
use std::fmt;

/// Packed changes unpack to at most this many bytes a record; more are not packed.
pub const MAX_UNPACKED: usize = 8 << 20;
/// Longest record, in bytes, that shares a batch with others, unless a server is configured otherwise. One that comes alone may be
/// as long as a snapshot: a change cannot be cut, and the document that it becomes part of has to fit into a snapshot anyway.
pub const MAX_RECORD: usize = 256 << 10;
/// Shortest record there can be, in bytes: version, kind, nonce, the two bytes that say that nothing follows, and the seal's tag.
pub const MIN_RECORD: usize = 2 + 24 + 2 + 16;
/// Longest batch of several records, in bytes.
pub const MAX_BATCH: usize = 1 << 20;
/// Most records of a batch: many short ones cost a server far more than their bytes.
pub const MAX_RECORDS: usize = 1000;
/// Longest snapshot, and longest record that comes alone, in bytes.
pub const MAX_SNAPSHOT: usize = 16 << 20;
/// From this many bytes of records on, a page ends. One record or a snapshot may exceed it.
pub const PAGE: usize = 1 << 20;
/// Longest message in the pairing mailbox, in bytes.
pub const MAX_LETTER: usize = 1 << 10;
/// How long a pairing mailbox stays, in milliseconds.
pub const PAIRING_LASTS: u64 = 10 * 60 * 1000;
/// Longest wait that a pull may ask for, in seconds.
pub const MAX_WAIT: u64 = 25;
/// Of every binary body.
pub const CONTENT_TYPE: &str = "application/octet-stream";
/// Carries an invitation code where a server asks for one.
pub const INVITATION: &str = "rapport-invitation";

/// A place in a vault's log, from 1. 0 is before the first record.
pub type Seq = u64;

macro_rules! named_bytes {
    ($($(#[$doc:meta])* $name:ident[$length:literal];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; $length]);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&text::encode(&self.0))
            }
        }
    )*};
}

named_bytes! {
    /// Names a record: SHA-256 of its bytes.
    Rid[32];
    /// Stands for a log up to a place: `chain(seq) = SHA-256(chain(seq−1) ‖ rid)`, and 32 zeros before the first record.
    Chain[32];
    /// Random, made with a vault: another one is another vault of the same name.
    Incarnation[16];
}

impl Chain {
    /// Before the first record.
    pub const START: Self = Self([0; 32]);

    /// After one more record.
    #[must_use]
    pub fn then(&self, rid: &Rid) -> Self {
        Self(Sha256::new().chain_update(self.0).chain_update(rid.0).finalize().into())
    }
}

/// Bytes at the end of every body that guard it on its way: what was changed there must neither be stored nor believed.
const CHECK: usize = 8;

/// Ends a body with the first 8 bytes of its SHA-256.
fn finish(mut body: Vec<u8>) -> Vec<u8> {
    let check = Sha256::digest(&body);
    body.extend_from_slice(&check[..CHECK]);
    body
}

/// A body without its check, if that is right.
fn checked(body: &[u8]) -> Result<&[u8], Malformed> {
    let (inside, check) = body.split_at_checked(body.len().wrapping_sub(CHECK)).ok_or(Malformed)?;
    if Sha256::digest(inside)[..CHECK] == *check { Ok(inside) } else { Err(Malformed) }
}

/// A body that is not as the protocol says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The message is not as the protocol says.")
    }
}

impl std::error::Error for Malformed {}
