//! A driver of our own, on a free port, with a HOME of its own: installing an app writes there.

use crate::process;
use crate::wait::until;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    pub(crate) url: String,
    /// What the driver and its browser wrote to their output.
    pub(crate) log: PathBuf,
}

impl Driver {
    pub(crate) async fn start(
        program: &Path,
        arguments: &[String],
        environment: &[(&str, &str)],
        home: &Path,
    ) -> Result<Self> {
        let data = home.join("share");
        for folder in ["applications", "icons/hicolor"] {
            std::fs::create_dir_all(data.join(folder))?;
        }
        let port = free_port()?;
        let log = home.join("driver.log");
        let out = std::fs::File::create(&log)?;
        let child = Command::new(program)
            .arg(format!("--port={port}"))
            .args(arguments)
            .env("HOME", home)
            .env("XDG_DATA_HOME", data)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let driver = Self { child, url: format!("http://127.0.0.1:{port}"), log };
        until(Duration::from_secs(20), "the browser's driver", async || {
            Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok())
        })
        .await?;
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        process::kill(&process::descendants(self.child.id()));
        let _ = self.child.wait();
    }
}

/// A port that nobody listens at.
pub(crate) fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
