//! `run` and `serve`: the app at an address, until Ctrl-C.

use crate::{app, paths, serve::Server};
use anyhow::{Context, Result, bail};

/// Installs, builds and serves.
///
/// # Errors
/// When something cannot be installed or built, or the port is taken.
pub fn run(port: u16) -> Result<()> {
    app::build(false)?;
    serve(port)
}

/// Serves `dist/` as it is.
///
/// # Errors
/// When there is no built app or the port is taken.
pub fn serve(port: u16) -> Result<()> {
    let dist = paths::dist();
    if !dist.join("index.html").exists() {
        bail!("there is no built app in {}: run `cargo xtask build` first", dist.display());
    }
    let server = Server::start(&dist, port).with_context(|| {
        format!("port {port} may be in use: try `cargo xtask run --port {}`", port.wrapping_add(1))
    })?;
    println!("\nRapport is at {}  (Ctrl-C ends it)", server.url().trim_end_matches('/'));
    loop {
        std::thread::park();
    }
}
