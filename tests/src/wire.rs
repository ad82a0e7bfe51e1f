//! What goes over the wire: an address that passes everything on to a site, and counts.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::site::Site;

/// A wire to a site.
#[derive(Debug)]
pub struct Wire {
    port: u16,
    sent: Arc<AtomicU64>,
    asked: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Wire {
    /// Listens at an address of its own.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn to(site: &Site) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let to = site.url("").trim_start_matches("http://").trim_end_matches('/').to_owned();
        let sent = Arc::new(AtomicU64::new(0));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (counts, notes) = (Arc::clone(&sent), Arc::clone(&asked));
        let task = tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                let (to, counts, notes) = (to.clone(), Arc::clone(&counts), Arc::clone(&notes));
                tokio::spawn(async move { pass_on(caller, &to, &counts, notes).await });
            }
        });
        Ok(Self { port, sent, asked, task })
    }

    /// The address with a path of the app.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{}", self.port, path.trim_start_matches('/'))
    }

    /// What was asked for more than once, and how often.
    pub fn asked_again(&self) -> BTreeMap<String, usize> {
        let mut times = BTreeMap::new();
        let asked = self.asked.lock().map(|asked| asked.clone()).unwrap_or_default();
        asked.into_iter().for_each(|path| *times.entry(path).or_default() += 1);
        times.retain(|_, times| *times > 1);
        times
    }

    /// Bytes that the server has sent, headers included, since this was asked last.
    pub fn sent(&self) -> u64 {
        self.sent.swap(0, Ordering::SeqCst)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass_on(
    caller: TcpStream,
    to: &str,
    counts: &AtomicU64,
    notes: Arc<Mutex<Vec<String>>>,
) -> Result<()> {
    let server = TcpStream::connect(to).await?;
    let (mut from_caller, mut to_caller) = caller.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let asked = tokio::spawn(async move {
        let mut some = vec![0; 16 * 1024];
        loop {
            let count = from_caller.read(&mut some).await?;
            if count == 0 {
                return std::io::Result::Ok(());
            }
            // Each request of a browser begins a packet of its own.
            let line =
                some[..count].strip_prefix(b"GET ").and_then(|rest| rest.split(|byte| *byte == b' ').next());
            if let (Some(path), Ok(mut notes)) = (line, notes.lock()) {
                notes.push(String::from_utf8_lossy(path).into_owned());
            }
            to_server.write_all(&some[..count]).await?;
        }
    });
    let mut some = vec![0; 64 * 1024];
    loop {
        let count = from_server.read(&mut some).await?;
        if count == 0 {
            break;
        }
        counts.fetch_add(count as u64, Ordering::SeqCst);
        to_caller.write_all(&some[..count]).await?;
    }
    asked.abort();
    Ok(())
}

/// Bytes of an install: every file of the built app once, as small as the server has it.
///
/// # Errors
/// When there is no built app.
pub fn install_bytes(site: &Site) -> Result<u64> {
    let folder = site.folder();
    let packed = |file: &str| file.ends_with(".br") || file.ends_with(".gz");
    let mut sum = 0;
    for file in xtask::paths::files_below(folder)?.into_iter().filter(|file| !packed(file)) {
        let plain = folder.join(&file);
        let small = folder.join([&file, ".br"].concat());
        let of = if small.is_file() { small } else { plain };
        sum += std::fs::metadata(&of).with_context(|| of.display().to_string())?.len();
    }
    Ok(sum)
}
