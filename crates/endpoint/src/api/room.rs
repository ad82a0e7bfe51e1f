//! Memory for long bodies: there is room for some at a time, on their way in and on their way out, and always for short ones.

use super::answer::Problem;
use bytes::Bytes;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use vault::wire::Code;

/// Bytes of a body up to which it needs no room of its own.
pub(super) const SMALL: usize = 8 << 10;
/// Before a device for whose body there was no room tries again, seconds.
const LATER: u64 = 5;

/// A permit a byte.
pub(super) struct Room(Arc<Semaphore>);

/// A part of it, until it is dropped.
pub(super) type Taken = OwnedSemaphorePermit;

impl Room {
    pub(super) fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes.min(Semaphore::MAX_PERMITS))))
    }

    pub(super) fn take(&self, bytes: usize) -> Result<Taken, Problem> {
        let none = Problem { code: Code::Unavailable, retry_after: Some(LATER), why: None };
        let bytes = u32::try_from(bytes).ok();
        bytes.and_then(|bytes| self.0.clone().try_acquire_many_owned(bytes).ok()).ok_or(none)
    }

    /// A body that takes its room until it is sent.
    pub(super) fn hold(&self, body: Vec<u8>) -> Result<Bytes, Problem> {
        if body.len() <= SMALL {
            return Ok(body.into());
        }
        Ok(Bytes::from_owner(Held { room: self.take(body.len())?, body }))
    }
}

struct Held {
    body: Vec<u8>,
    #[expect(dead_code, reason = "it is dropped with the body")]
    room: Taken,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}
