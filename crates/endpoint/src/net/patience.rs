//! A stream that gives up when the other side takes what it is sent too slowly.

use crate::pace::Pace;
use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Reading has its own limits (heads, bodies); this one is about writing.
pub(super) struct Patient<T> {
    stream: T,
    pace: Pace,
    moved: Instant,
    /// Since when the other side takes nothing, and when that has lasted too long.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl<T> Patient<T> {
    pub(super) fn new(stream: T) -> Self {
        Self { stream, pace: Pace::new(), moved: Instant::now(), waiting: None }
    }

    /// After an attempt to write.
    fn look(&mut self, context: &mut Context<'_>, wrote: Poll<Result<usize>>) -> Poll<Result<usize>> {
        if let Poll::Ready(wrote) = wrote {
            let waited = self.waiting.take().map(|(since, _)| since.elapsed());
            if waited.is_none() {
                self.pace.rested(self.moved.elapsed());
            }
            self.pace.moved(waited.unwrap_or_default(), *wrote.as_ref().unwrap_or(&0));
            self.moved = Instant::now();
            return Poll::Ready(wrote);
        }
        let pace = &self.pace;
        let clock = || (Instant::now(), Box::pin(sleep(pace.left())));
        let (_, clock) = self.waiting.get_or_insert_with(clock);
        ready!(clock.as_mut().poll(context));
        self.waiting = None;
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
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

    /// Reads so many bytes each second.
    async fn reads(mut theirs: DuplexStream, bytes: usize) {
        let mut buffer = vec![0; bytes];
        while theirs.read_exact(&mut buffer).await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
    }

    async fn written(length: usize, bytes_a_second: usize) -> Result<()> {
        let (ours, theirs) = tokio::io::duplex(1 << 10);
        tokio::spawn(reads(theirs, bytes_a_second));
        Patient::new(ours).write_all(&vec![0; length]).await
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_does_not_read_is_given_up() {
        let (ours, _theirs) = tokio::io::duplex(16);
        let written = Patient::new(ours).write_all(&[0; 1000]).await;
        assert_eq!(written.unwrap_err().kind(), ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_trickles_is_given_up_and_a_slow_phone_is_not() {
        assert_eq!(written(1 << 20, 100).await.unwrap_err().kind(), ErrorKind::TimedOut);
        assert!(written(16 << 20, 20_000).await.is_ok());
        assert!(written(2_000, 100).await.is_ok(), "a short answer has its time");
    }

    #[tokio::test(start_paused = true)]
    async fn time_between_two_answers_is_nobodys_fault() {
        let (ours, mut theirs) = tokio::io::duplex(16);
        let mut stream = Patient::new(ours);
        for _ in 0..5 {
            let read = async {
                sleep(Duration::from_secs(40)).await;
                theirs.read_exact(&mut [0; 20_000]).await
            };
            let (written, read) = tokio::join!(stream.write_all(&[0; 20_000]), read);
            assert!(written.is_ok() && read.is_ok());
            sleep(Duration::from_secs(3600)).await;
        }
    }
}
