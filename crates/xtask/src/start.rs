//! `run` and `serve`: the app at an address, until Ctrl-C.

use crate::narrate::{line, step};
use crate::paths::{self, workspace};
use crate::{app, serve::Server};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Installs, builds, and starts the endpoint: the app and its sync at one address, the data in `data`.
///
/// # Errors
/// When something cannot be installed or built, or the port is taken.
pub fn run(port: u16) -> Result<()> {
    app::build(false)?;
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--package", "rapport-endpoint", "--profile", "server"]);
    step("Building the endpoint (first time: a few minutes)", build.current_dir(workspace()))?;

    let data = workspace().join("data");
    std::fs::create_dir_all(&data)?;
    let mut endpoint = Command::new(paths::target().join("server").join("rapport-endpoint"));
    endpoint.arg("serve").args(["--listen", &format!("127.0.0.1:{port}"), "--log", "warn"]);
    endpoint.arg("--data").arg(&data).arg("--app").arg(paths::dist());
    println!("\nRapport is at http://127.0.0.1:{port}  (Ctrl-C ends it)");
    let status = endpoint.status().with_context(|| format!("cannot start `{}`", line(&endpoint)))?;
    if !status.success() {
        bail!(
            "the endpoint has ended; if port {port} is in use: cargo xtask run --port {}",
            port.wrapping_add(1)
        );
    }
    Ok(())
}

/// Serves `dist/` as it is, without sync.
///
/// # Errors
/// When there is no built app or the port is taken.
pub fn serve(port: u16) -> Result<()> {
    let dist = paths::dist();
    if !dist.join("index.html").exists() {
        bail!("there is no built app in {}: run `cargo xtask build` first", dist.display());
    }
    let server = Server::start(&dist, port).with_context(|| {
        format!("port {port} may be in use: try `cargo xtask serve --port {}`", port.wrapping_add(1))
    })?;
    println!("\nRapport is at {}  (Ctrl-C ends it)", server.url().trim_end_matches('/'));
    loop {
        std::thread::park();
    }
}
