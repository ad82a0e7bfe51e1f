//! The app's address: a server that can be stopped, started again, and given another build.

use anyhow::{Context, Result, ensure};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use xtask::serve::Server;

/// One address for one story. The port stays the same however often the server stops.
#[derive(Debug)]
pub struct Site {
    dir: PathBuf,
    port: u16,
    server: Option<Server>,
}

impl Site {
    /// Serves the built app: `RAPPORT_DIST`, else `dist/` of the workspace.
    ///
    /// # Errors
    /// When there is no built app.
    pub fn start() -> Result<Self> {
        let given = std::env::var_os("RAPPORT_DIST").map(PathBuf::from);
        Self::serving(&given.unwrap_or_else(xtask::paths::dist))
    }

    /// Serves any folder.
    ///
    /// # Errors
    /// When it holds no app.
    pub fn serving(dir: &Path) -> Result<Self> {
        let page = dir.join("index.html");
        ensure!(page.is_file(), "no built app in {}: run `cargo xtask build` first", dir.display());
        let server = Server::start(dir, 0)?;
        Ok(Self { dir: dir.to_path_buf(), port: server.port(), server: Some(server) })
    }

    /// The address with a path of the app, such as `/jot`.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{}", self.port, path.trim_start_matches('/'))
    }

    /// What it serves.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// Returns when nobody answers at the address any more.
    ///
    /// # Errors
    /// When somebody still does.
    pub fn stop(&mut self) -> Result<()> {
        if let Some(server) = self.server.take() {
            server.stop()?;
        }
        ensure!(TcpStream::connect(("127.0.0.1", self.port)).is_err(), "the server still answers");
        Ok(())
    }

    /// At the same address as before.
    ///
    /// # Errors
    /// When another program has taken the port meanwhile.
    pub fn start_again(&mut self) -> Result<()> {
        if self.server.is_none() {
            self.server = Some(Server::start(&self.dir, self.port).context("the port was taken meanwhile")?);
        }
        Ok(())
    }

    /// From now on the address serves another build.
    ///
    /// # Errors
    /// As [`Site::stop`] and [`Site::start_again`].
    pub fn deploy(&mut self, dir: &Path) -> Result<()> {
        self.stop()?;
        self.dir = dir.to_path_buf();
        self.start_again()
    }
}
