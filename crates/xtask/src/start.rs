//! `run` and `serve`: the app at an address, until Ctrl-C.

use crate::narrate::{line, step};
use crate::paths::{self, workspace};
use crate::{app, serve::Server};
use anyhow::{Context, Result, bail};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::time::Duration;

const HOST: &str = "127.0.0.1";

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
    endpoint.arg("serve").args(["--listen", &format!("{HOST}:{port}"), "--log", "warn"]);
    endpoint.arg("--data").arg(&data).arg("--app").arg(paths::dist());
    let in_use = || format!("port {port} is in use: try `cargo xtask run --port {}`", port.wrapping_add(1));
    // Whoever has the port would otherwise be taken for the endpoint.
    drop(TcpListener::bind((HOST, port)).with_context(in_use)?);
    let mut running = endpoint.spawn().with_context(|| format!("cannot start `{}`", line(&endpoint)))?;
    if listens(&mut running, port)? {
        println!("\nRapport is at http://{HOST}:{port}  (Ctrl-C ends it)");
    }
    let status = running.wait()?;
    if !status.success() {
        bail!("the endpoint has ended ({status}): see above");
    }
    Ok(())
}

/// Waits until somebody answers at the port; false when the program ended before.
fn listens(program: &mut Child, port: u16) -> Result<bool> {
    while program.try_wait()?.is_none() {
        if TcpStream::connect((HOST, port)).is_ok() {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(false)
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
