//! A chromedriver of our own, on a free port, with a HOME of its own: installing an app writes there.

use crate::process;
use crate::wait::until;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

#[derive(Debug)]
pub(crate) struct Chromedriver {
    child: Child,
    pub(crate) url: String,
}

impl Chromedriver {
    pub(crate) async fn start(program: &Path, home: &Path) -> Result<Self> {
        let data = home.join("share");
        for folder in ["applications", "icons/hicolor"] {
            std::fs::create_dir_all(data.join(folder))?;
        }
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log = std::fs::File::create(home.join("chromedriver.log"))?;
        let child = Command::new(program)
            .arg(format!("--port={port}"))
            .env("HOME", home)
            .env("XDG_DATA_HOME", data)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let driver = Self { child, url: format!("http://127.0.0.1:{port}") };
        until(Duration::from_secs(20), "chromedriver", async || {
            Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok())
        })
        .await?;
        Ok(driver)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        process::kill(&process::descendants(self.child.id()));
        let _ = self.child.wait();
    }
}
