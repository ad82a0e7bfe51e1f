//! Bodies: never longer than allowed, never waited for longer than a slow phone needs, and never more of them at once than there is
//! room for.

use super::answer::Problem;
use super::room::{Room, SMALL, Taken};
use crate::metrics::METRICS;
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Body as _;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};
use vault::wire::Code;

/// Without a single byte.
const SILENCE: Duration = Duration::from_secs(15);
/// For the whole body, besides what its length needs at [`SLOWEST`].
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes a second.
const SLOWEST: usize = 8 << 10;

/// Reads a body, and takes its room as it grows: that is its own as long as the second part of the answer lives.
pub(super) async fn read(mut body: Body, limit: usize, room: &Room) -> Result<(Bytes, Taken), Problem> {
    let announced = body.size_hint().upper().unwrap_or(limit as u64);
    if announced > limit as u64 {
        return Err(Code::TooLarge.into());
    }
    let deadline = Instant::now() + PATIENCE + Duration::from_secs((announced as usize / SLOWEST) as u64);
    let (mut first, mut all, mut taken) = (Bytes::new(), BytesMut::new(), room.take(0)?);
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
            taken.merge(room.take(data.len())?);
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
    Ok((body, taken))
}
