//! A reader of QR codes of another maker, for the test of my card.

use crate::{packages, paths::on_path};
use anyhow::{Context, Result};

/// Installs it from the system's packages where it is missing and that is possible.
///
/// # Errors
/// Names what to install when we cannot.
pub fn install() -> Result<()> {
    if on_path(&["zbarimg"]).is_some() {
        return Ok(());
    }
    packages::install(&["zbar-tools"]).context("the test that reads my card with another reader needs zbar")
}
