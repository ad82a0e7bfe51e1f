//! Bodies: never longer than allowed, and never waited for longer than a slow phone needs.

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

pub(super) async fn read(mut body: Body, limit: usize) -> Result<Bytes, Code> {
    let announced = body.size_hint().upper().unwrap_or(limit as u64);
    if announced > limit as u64 {
        return Err(Code::TooLarge);
    }
    let deadline = Instant::now() + PATIENCE + Duration::from_secs((announced as usize / SLOWEST) as u64);
    let (mut first, mut all) = (Bytes::new(), BytesMut::new());
    loop {
        let frame = timeout_at(deadline, timeout(SILENCE, body.frame())).await;
        let Ok(Ok(frame)) = frame else { return Err(Code::TooSlow) };
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|_| Code::Malformed)?.into_data() else { continue };
        if first.len() + all.len() + data.len() > limit {
            return Err(Code::TooLarge);
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
    Ok(body)
}
