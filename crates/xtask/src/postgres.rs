//! Postgres for the endpoint's tests, which start a server of their own in a temporary folder.

use crate::{packages, paths::on_path};
use anyhow::{Context, Result};

/// Installs it from Debian's packages where it is missing and that is possible.
///
/// # Errors
/// Names what to install when we cannot.
pub fn install() -> Result<()> {
    if is_there() {
        return Ok(());
    }
    packages::install(&["postgresql"]).context("the endpoint's tests need Postgres 15 or later")
}

fn is_there() -> bool {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    on_path(&["initdb"]).is_some()
        || debian.into_iter().any(|version| version.path().join("bin/initdb").is_file())
}
