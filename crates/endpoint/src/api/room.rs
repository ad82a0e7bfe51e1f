//! Memory for long bodies: there is room for some at a time, on their way in and on their way out, and always for short ones.
//! Nobody's bodies take more than a quarter of it, neither those of one vault nor those of one address.

use super::answer::Problem;
use crate::limits::Caller;
use crate::shares::{Shares, Taken};
use bytes::Bytes;
use vault::VaultId;
use vault::wire::Code;

/// Bytes of a body up to which it needs no room of its own.
const SMALL: usize = 8 << 10;
/// Before a device for whose body there was no room tries again, seconds.
const LATER: u64 = 5;

/// Bytes.
pub(super) struct Room(Shares<Holder>);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    Vault(VaultId),
    Caller(Caller),
}

/// Whose body it is.
#[derive(Clone, Copy)]
pub(super) struct Whose {
    pub(super) vault: Option<VaultId>,
    pub(super) caller: Option<Caller>,
}

/// A body's part of the room, until it is dropped.
pub(super) struct Part(Taken<Holder>);

impl Room {
    pub(super) fn new(bytes: usize) -> Self {
        Self(Shares::new(bytes, bytes / 4))
    }

    /// For a body that has no bytes yet.
    pub(super) fn part(&self, whose: Whose) -> Part {
        Part(self.0.nothing([whose.vault.map(Holder::Vault), whose.caller.map(Holder::Caller)]))
    }

    /// A body that takes its room until it is sent.
    pub(super) fn hold(&self, body: Vec<u8>, whose: Whose) -> Result<Bytes, Problem> {
        let mut part = self.part(whose);
        part.grow(body.len(), body.len())?;
        Ok(Bytes::from_owner(Held { body, part }))
    }
}

impl Part {
    /// So many bytes more, of a body that is so long now.
    pub(super) fn grow(&mut self, bytes: usize, length: usize) -> Result<(), Problem> {
        if length <= SMALL || self.0.grow(bytes) {
            return Ok(());
        }
        Err(Problem { code: Code::Unavailable, retry_after: Some(LATER), why: None })
    }
}

struct Held {
    body: Vec<u8>,
    #[expect(dead_code, reason = "it is dropped with the body")]
    part: Part,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}
