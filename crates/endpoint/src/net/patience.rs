//! A stream that gives up when the other side neither takes nor closes.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Without a byte taken.
const STALLED: Duration = Duration::from_secs(30);

/// Reading has its own limits (heads, bodies); this one is about writing.
pub(super) struct Patient<T> {
    stream: T,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<T> Patient<T> {
    pub(super) fn new(stream: T) -> Self {
        Self { stream, stalled: None }
    }

    /// After an attempt to write: clears the clock, or winds it up and looks at it.
    fn look(&mut self, context: &mut Context<'_>, wrote: Poll<Result<usize>>) -> Poll<Result<usize>> {
        if wrote.is_ready() {
            self.stalled = None;
            return wrote;
        }
        let clock = self.stalled.get_or_insert_with(|| Box::pin(sleep(STALLED)));
        ready!(clock.as_mut().poll(context));
        clock.as_mut().reset(Instant::now() + STALLED);
        Poll::Ready(Err(Error::new(ErrorKind::TimedOut, "the client does not read")))
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Patient<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Patient<T> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.look(context, wrote)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.look(context, wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context).map_ok(|()| 0);
        self.look(context, flushed).map_ok(drop)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let ended = Pin::new(&mut self.stream).poll_shutdown(context).map_ok(|()| 0);
        self.look(context, ended).map_ok(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncWriteExt;

    #[tokio::test(start_paused = true)]
    async fn a_client_that_does_not_read_is_given_up() {
        let (ours, _theirs) = tokio::io::duplex(16);
        let mut stream = Patient::new(ours);
        let written = stream.write_all(&[0; 1000]).await;
        assert_eq!(written.unwrap_err().kind(), ErrorKind::TimedOut);
    }
}
