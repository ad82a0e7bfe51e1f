//! The real endpoint: the app and its vaults at one address, over a database file that can be deleted, copied and put back.

use anyhow::{Context, Result, ensure};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::task::JoinHandle;

use crate::gate::Gate;
use crate::wait::until;

/// One endpoint at one address, however often it is stopped and started.
#[derive(Debug)]
pub struct Endpoint {
    scheme: &'static str,
    port: u16,
    folder: TempDir,
    /// More of the command line.
    extra: Vec<String>,
    process: Option<Child>,
    gate: Option<Gate>,
}

impl Endpoint {
    /// Serves the built app (`RAPPORT_DIST`, else `dist/`) and vaults in a fresh folder.
    ///
    /// # Errors
    /// When there is no built app or endpoint.
    pub async fn start() -> Result<Self> {
        Self::serving("http", tempfile::tempdir()?, Vec::new()).await
    }

    /// One behind a proxy: its address is that of the proxy.
    ///
    /// # Errors
    /// As [`Endpoint::start`].
    pub async fn start_behind_gate() -> Result<Self> {
        let mut endpoint = Self::start().await?;
        endpoint.gate = Some(Gate::before(endpoint.port).await?);
        Ok(endpoint)
    }

    /// The proxy before it.
    ///
    /// # Errors
    /// When there is none.
    pub fn gate(&self) -> Result<&Gate> {
        self.gate.as_ref().context("no proxy")
    }

    /// Another one, over HTTPS with a certificate that nobody vouches for, for pages of `other`.
    ///
    /// # Errors
    /// As [`Endpoint::start`].
    pub async fn start_for(other: &Self) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()])?;
        let (chain, key) = (folder.path().join("chain.pem"), folder.path().join("key.pem"));
        std::fs::write(&chain, made.cert.pem())?;
        std::fs::write(&key, made.key_pair.serialize_pem())?;
        let (chain, key) = (chain.display().to_string(), key.display().to_string());
        let extra = ["--tls-certificate", &chain, "--tls-key", &key, "--origin", &other.origin()];
        Self::serving("https", folder, extra.map(str::to_owned).into()).await
    }

    /// One that makes vaults only by invitation.
    ///
    /// # Errors
    /// As [`Endpoint::start`].
    pub async fn start_by_invitation() -> Result<Self> {
        let extra = ["--invitations", "true"].map(str::to_owned).into();
        Self::serving("http", tempfile::tempdir()?, extra).await
    }

    /// A code that is good for one vault.
    ///
    /// # Errors
    /// When the endpoint makes none.
    pub fn invite(&self) -> Result<String> {
        let made = Command::new(program()).args(["invite", "--data"]).arg(self.data()).output()?;
        ensure!(made.status.success(), "no invitation: {}", String::from_utf8_lossy(&made.stderr));
        Ok(String::from_utf8(made.stdout)?.trim().to_owned())
    }

    async fn serving(scheme: &'static str, folder: TempDir, extra: Vec<String>) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut endpoint = Self { scheme, port, folder, extra, process: None, gate: None };
        endpoint.start_again().await?;
        Ok(endpoint)
    }

    /// Its address.
    pub fn origin(&self) -> String {
        let port = self.gate.as_ref().map_or(self.port, Gate::port);
        format!("{}://127.0.0.1:{port}", self.scheme)
    }

    /// The address with a path of the app.
    pub fn url(&self, path: &str) -> String {
        format!("{}/{}", self.origin(), path.trim_start_matches('/'))
    }

    /// At the same address, over the same folder.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_again(&mut self) -> Result<()> {
        let given = std::env::var_os("RAPPORT_DIST").map(PathBuf::from);
        let app = given.unwrap_or_else(xtask::paths::dist);
        ensure!(
            app.join("index.html").is_file(),
            "no built app in {}: run `cargo xtask build` first",
            app.display()
        );
        let program = program();
        let child = Command::new(&program)
            .args(["serve", "--listen", &format!("127.0.0.1:{}", self.port)])
            .arg("--data")
            .arg(self.data())
            .arg("--app")
            .arg(&app)
            .args(&self.extra)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| {
                format!("no {}: run `cargo build -p rapport-endpoint` first", program.display())
            })?;
        self.process = Some(child);
        let address = ("127.0.0.1", self.port);
        until(Duration::from_secs(20), "the endpoint to answer", async || {
            Ok(std::net::TcpStream::connect(address).ok().map(drop))
        })
        .await
    }

    /// SIGKILL.
    ///
    /// # Errors
    /// When it had ended before.
    pub fn stop(&mut self) -> Result<()> {
        let mut process = self.process.take().context("the endpoint does not run")?;
        process.kill()?;
        process.wait()?;
        Ok(())
    }

    /// It ends, and somebody hangs up on whoever calls: says how often something was to be sent there.
    ///
    /// # Errors
    /// When it had ended before.
    pub async fn hang_up(&mut self) -> Result<HangsUp> {
        self.stop()?;
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", self.port)).await?;
        let sent = Arc::new(AtomicUsize::new(0));
        let counts = Arc::clone(&sent);
        let task = tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                let (mut start, counts) = ([0; 5], Arc::clone(&counts));
                tokio::spawn(async move {
                    let mut caller = caller;
                    if caller.read_exact(&mut start).await.is_ok() && &start == b"POST " {
                        counts.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        Ok(HangsUp { sent, task })
    }

    /// The server's disk is gone; it starts again with nothing.
    ///
    /// # Errors
    /// When the folder cannot be deleted.
    pub async fn lose_everything(&mut self) -> Result<()> {
        self.stop()?;
        std::fs::remove_dir_all(self.data())?;
        self.start_again().await
    }

    /// A copy of the database as it is now.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub async fn copy(&mut self) -> Result<TempDir> {
        self.stop()?;
        let copy = tempfile::tempdir()?;
        copy_files(&self.data(), copy.path())?;
        self.start_again().await?;
        Ok(copy)
    }

    /// An old copy is put back.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub async fn put_back(&mut self, copy: &TempDir) -> Result<()> {
        self.stop()?;
        std::fs::remove_dir_all(self.data())?;
        copy_files(copy.path(), &self.data())?;
        self.start_again().await
    }

    /// Whether any file of the server holds these bytes.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn holds(&self, bytes: &[u8]) -> Result<bool> {
        for file in xtask::paths::files_below(&self.data())? {
            let all = std::fs::read(self.data().join(file))?;
            if all.windows(bytes.len()).any(|part| part == bytes) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

fn program() -> PathBuf {
    xtask::paths::target().join("debug").join("rapport-endpoint")
}

/// Takes the place of an endpoint that has ended.
#[derive(Debug)]
pub struct HangsUp {
    sent: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl HangsUp {
    /// Waits until something was to be sent so often.
    ///
    /// # Errors
    /// When it was not.
    pub async fn sent(&self, times: usize) -> Result<()> {
        until(Duration::from_secs(30), "requests", async || {
            Ok((self.sent.load(Ordering::SeqCst) >= times).then_some(()))
        })
        .await
    }

    /// Nobody is there any more.
    pub async fn end(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for file in xtask::paths::files_below(from)? {
        let target = to.join(&file);
        std::fs::create_dir_all(target.parent().context("a file in a folder")?)?;
        std::fs::copy(from.join(&file), target)?;
    }
    Ok(())
}
