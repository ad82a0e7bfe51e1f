//! Bodies: never longer than allowed, never waited for longer than a slow phone needs, and never more of them at once than there is
//! room for.

use super::answer::Problem;
use crate::metrics::METRICS;
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Body as _;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout, timeout_at};
use vault::wire::Code;

/// Without a single byte.
const SILENCE: Duration = Duration::from_secs(15);
/// For the whole body, besides what its length needs at [`SLOWEST`].
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes a second.
const SLOWEST: usize = 8 << 10;

/// Bytes of a body up to which it needs no room of its own.
const SMALL: usize = 8 << 10;
/// Room for so many of the longest bodies.
const LONGEST_AT_ONCE: usize = 4;
/// Before a device for whose body there was no room tries again, seconds.
const LATER: u64 = 5;

/// Room for all the bodies that are not small, a permit a byte.
pub(super) struct Bodies(Semaphore);

impl Bodies {
    pub(super) fn new(longest: usize) -> Self {
        Self(Semaphore::new(longest.saturating_mul(LONGEST_AT_ONCE).min(Semaphore::MAX_PERMITS)))
    }

    /// Reads a body, and holds its room as long as the second part of the answer lives.
    pub(super) async fn read(
        &self,
        mut body: Body,
        limit: usize,
    ) -> Result<(Bytes, SemaphorePermit<'_>), Problem> {
        let announced = body.size_hint().upper().unwrap_or(limit as u64);
        if announced > limit as u64 {
            return Err(Code::TooLarge.into());
        }
        let deadline = Instant::now() + PATIENCE + Duration::from_secs((announced as usize / SLOWEST) as u64);
        let (mut first, mut all) = (Bytes::new(), BytesMut::new());
        let mut room = self.room(0)?;
        loop {
            let frame = timeout_at(deadline, timeout(SILENCE, body.frame())).await;
            let Ok(Ok(frame)) = frame else { return Err(Code::TooSlow.into()) };
            let Some(frame) = frame else { break };
            let Ok(data) = frame.map_err(|_| Code::Malformed)?.into_data() else { continue };
            let length = first.len() + all.len() + data.len();
            if length > limit {
                return Err(Code::TooLarge.into());
            }
            if length > SMALL {
                room.merge(self.room(data.len())?);
            }
            // Most bodies come in one piece, which is not copied.
            if first.is_empty() && all.is_empty() {
                first = data;
            } else {
                if all.is_empty() {
                    all.reserve(announced as usize);
                    all.extend_from_slice(&std::mem::take(&mut first));
                }
                all.extend_from_slice(&data);
            }
        }
        let body = if all.is_empty() { first } else { all.freeze() };
        METRICS.add(&METRICS.bytes_in, body.len() as u64);
        Ok((body, room))
    }

    fn room(&self, bytes: usize) -> Result<SemaphorePermit<'_>, Problem> {
        let none = Problem { code: Code::Unavailable, retry_after: Some(LATER), why: None };
        u32::try_from(bytes).ok().and_then(|bytes| self.0.try_acquire_many(bytes).ok()).ok_or(none)
    }
}
