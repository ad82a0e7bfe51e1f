//! A proxy before an endpoint that takes no long requests, as many do.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

const REFUSAL: &[u8] =
    b"HTTP/1.1 413 Content Too Large\r\ncontent-type: text/html\r\ncontent-length: 14\r\nconnection: close\r\n\r\n<h1>large</h1>";
/// No head of a request is longer, bytes.
const MOST_HEAD: usize = 64 << 10;

/// A proxy at an address of its own.
#[derive(Debug)]
pub struct Gate {
    port: u16,
    most: Arc<AtomicUsize>,
    refused: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Gate {
    /// Before whoever listens at a port of this machine.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn before(to: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let (most, refused) = (Arc::new(AtomicUsize::new(usize::MAX)), Arc::new(AtomicUsize::new(0)));
        let (limit, counts) = (Arc::clone(&most), Arc::clone(&refused));
        let task = tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                let (limit, counts) = (Arc::clone(&limit), Arc::clone(&counts));
                tokio::spawn(async move { pass(caller, to, &limit, &counts).await });
            }
        });
        Ok(Self { port, most, refused, task })
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on it takes records of so many bytes at most in one request.
    pub fn takes(&self, most: usize) {
        self.most.store(most, Ordering::SeqCst);
    }

    /// How often it refused one.
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::SeqCst)
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One request for each connection.
async fn pass(mut caller: TcpStream, to: u16, most: &AtomicUsize, refused: &AtomicUsize) -> Result<()> {
    let mut asked = Vec::new();
    let end = loop {
        if let Some(end) = asked.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 2;
        }
        ensure!(asked.len() < MOST_HEAD && caller.read_buf(&mut asked).await? > 0, "no request");
    };
    let head = String::from_utf8_lossy(&asked[..end]).into_owned();
    let length = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    };
    let length = head.lines().find_map(length).unwrap_or(0);
    while asked.len() < end + 2 + length {
        ensure!(caller.read_buf(&mut asked).await? > 0, "half a request");
    }
    let line = head.lines().next().context("no first line")?;
    if line.starts_with("POST ") && line.contains("/records") && length > most.load(Ordering::SeqCst) {
        refused.fetch_add(1, Ordering::SeqCst);
        caller.write_all(REFUSAL).await?;
        return Ok(caller.shutdown().await?);
    }
    let mut server = TcpStream::connect(("127.0.0.1", to)).await?;
    let kept = head.lines().filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let head: String = kept.map(|line| [line, "\r\n"].concat()).collect();
    server
        .write_all([head.as_bytes(), b"connection: close\r\n\r\n", &asked[end + 2..]].concat().as_slice())
        .await?;
    tokio::io::copy(&mut server, &mut caller).await?;
    Ok(caller.shutdown().await?)
}
