//! Bodies: never longer than allowed, never waited for longer than a slow phone needs, and never more of them at once than there is
//! room for.

use super::answer::Problem;
use super::room::Part;
use crate::metrics::METRICS;
use crate::pace::Pace;
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Body as _;
use tokio::time::{Instant, timeout};
use vault::wire::Code;

/// Reads a body, which takes its part of the room as it grows: keep that as long as the body.
pub(super) async fn read(mut body: Body, limit: usize, part: &mut Part) -> Result<Bytes, Problem> {
    let announced = body.size_hint().upper().unwrap_or(limit as u64);
    if announced > limit as u64 {
        return Err(Code::TooLarge.into());
    }
    let (mut first, mut all, mut pace) = (Bytes::new(), BytesMut::new(), Pace::new());
    loop {
        let asked = Instant::now();
        let Ok(frame) = timeout(pace.left(), body.frame()).await else { return Err(Code::TooSlow.into()) };
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|_| Code::Malformed)?.into_data() else { continue };
        pace.moved(asked.elapsed(), data.len());
        let length = first.len() + all.len() + data.len();
        if length > limit {
            return Err(Code::TooLarge.into());
        }
        part.grow(data.len(), length)?;
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

#[cfg(test)]
mod tests {
    use super::super::room::{Room, Whose};
    use super::*;
    use futures_util::{StreamExt, stream};
    use std::convert::Infallible;
    use std::time::Duration;
    use tokio::time::sleep;

    /// Of a client that sends so many pieces, one a second.
    async fn arrives(pieces: usize, bytes: usize) -> Result<usize, Code> {
        let next = move |number: usize| async move {
            sleep(Duration::from_secs(1)).await;
            (number < pieces).then(|| (Ok::<_, Infallible>(Bytes::from(vec![7; bytes])), number + 1))
        };
        let body = Body::from_stream(stream::unfold(0, next));
        let mut part = Room::new(1 << 30).part(Whose { vault: None, caller: None });
        read(body, 16 << 20, &mut part).await.map(|body| body.len()).map_err(|problem| problem.code)
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_trickles_is_given_up_and_that_of_a_slow_phone_is_not() {
        assert_eq!(arrives(1 << 20, 16).await, Err(Code::TooSlow));
        assert_eq!(arrives(500, 20_000).await, Ok(10_000_000));
        assert_eq!(arrives(50, 16).await, Ok(800), "a short one has its time");
    }

    #[tokio::test(start_paused = true)]
    async fn who_sent_most_of_a_body_at_once_cannot_sit_on_the_rest() {
        let began = Instant::now();
        let pieces = stream::iter(0..15).map(|_| Ok::<_, Infallible>(Bytes::from(vec![7; 1 << 20])));
        let body = Body::from_stream(pieces.chain(stream::pending()));
        let mut part = Room::new(1 << 30).part(Whose { vault: None, caller: None });
        assert!(read(body, 16 << 20, &mut part).await.is_err_and(|problem| problem.code == Code::TooSlow));
        assert!(began.elapsed() <= Duration::from_secs(61));
    }
}
