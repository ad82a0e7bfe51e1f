//! A static server for the built app, on a runtime of its own, that can really be stopped.

mod answer;

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::extract::{Request, State};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// Serves one folder on the loopback address. Dropping it ends it as well as [`Server::stop`], but may return sooner.
#[derive(Debug)]
pub struct Server {
    runtime: Option<Runtime>,
    address: SocketAddr,
}

impl Server {
    /// Starts serving `dir` on `127.0.0.1:port`; port 0 takes a free one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(dir: &Path, port: u16) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("cannot listen on 127.0.0.1:{port}"))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let root: Arc<PathBuf> = Arc::new(dir.to_path_buf());
        let app = Router::new().fallback(handle).with_state(root);
        runtime.spawn(async move { axum::serve(listener, app).await });
        Ok(Self { runtime: Some(runtime), address })
    }

    /// With a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Returns when the listener and every open connection are closed.
    ///
    /// # Errors
    /// When the runtime's thread panicked.
    pub fn stop(mut self) -> Result<()> {
        let Some(runtime) = self.runtime.take() else { return Ok(()) };
        // Not on the caller's thread: it may belong to another runtime.
        let ending = std::thread::spawn(move || runtime.shutdown_timeout(Duration::from_secs(5)));
        ending.join().map_err(|_| anyhow!("the server did not end in order"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn handle(State(root): State<Arc<PathBuf>>, request: Request) -> axum::response::Response {
    answer::answer(&root, &request)
}
