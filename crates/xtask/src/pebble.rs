//! A certificate authority for the endpoint's tests, which start one of their own and have it look at a server of theirs.

use crate::{packages, paths::on_path};
use anyhow::{Context, Result};

/// Installs it from Debian's packages where it is missing and that is possible.
///
/// # Errors
/// Names what to install when we cannot.
pub fn install() -> Result<()> {
    if on_path(&["pebble"]).is_some() {
        return Ok(());
    }
    packages::install(&["pebble"]).context("the endpoint's tests of ACME need pebble")
}
