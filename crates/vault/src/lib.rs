//! End-to-end encrypted sync of one notebook over a handful of devices, without IO.
//!
//! The server stores bytes that it cannot read and puts them in an order; the devices do the rest. What travels and what is
//! stored is described byte by byte in `docs/sync-protocol.md`; frozen samples in `tests/golden.rs` hold this crate to it.
//! Time and randomness come in with every call.
//!
//! Start reading at [`Engine`], which is one device's side of the conversation.

mod bytes;
pub mod engine;
mod keys;
pub mod pairing;
mod record;
pub mod wire;

pub use engine::Engine;
pub use keys::{Access, Keys, VaultId, VaultSecret, WordsError};
pub use record::{Content, Kind, OpenError, open, open_snapshot, padded, seal_changes, seal_snapshot};

/// Fills a buffer with random bytes, fit for keys.
pub type Entropy<'a> = &'a mut dyn FnMut(&mut [u8]);
