//! The browser of the stories: Chromium and its driver from Debian, or whichever is installed.

use crate::packages;
use crate::paths::{on_path, tools};
use crate::setup::npm_package;
use anyhow::{Context, Result};
use std::path::PathBuf;

const AXE: &str = "4.14.1";
const AXE_SCRIPT: &str = "node_modules/axe-core/axe.min.js";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// What a story needs on the machine.
#[derive(Clone, Debug)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
    /// `axe.min.js`, which looks for accessibility violations.
    pub axe: PathBuf,
}

/// What is installed, without installing anything. `RAPPORT_CHROMIUM` and `RAPPORT_CHROMEDRIVER` win.
///
/// # Errors
/// When a part is missing.
pub fn find() -> Result<Browser> {
    let axe = axe()?;
    Ok(Browser {
        chromium: chromium().context("Chromium or Chrome is missing")?,
        driver: driver().context("chromedriver is missing")?,
        axe: axe
            .is_file()
            .then_some(axe)
            .context("axe-core is missing: run `cargo xtask setup --browser`")?,
    })
}

/// Finds the parts, installing those that are missing where that is possible.
///
/// # Errors
/// Names what to install when we cannot.
pub fn install() -> Result<Browser> {
    if chromium().is_none() || driver().is_none() {
        packages::install(&["chromium", "chromium-driver"]).context(
            "the stories need Chromium (or Chrome) and a chromedriver of the same version on PATH",
        )?;
    }
    if on_path(&["pdftotext"]).is_none() {
        packages::install(&["poppler-utils"]).context("the stories read what was printed with pdftotext")?;
    }
    install_axe()?;
    find()
}

pub(crate) fn install_axe() -> Result<()> {
    npm_package(&tools()?, "axe-core", AXE, AXE_SCRIPT).map(drop)
}

/// Where axe is, or would be.
pub(crate) fn axe() -> Result<PathBuf> {
    Ok(tools()?.join(format!("axe-core-{AXE}")).join(AXE_SCRIPT))
}

fn chromium() -> Option<PathBuf> {
    std::env::var_os("RAPPORT_CHROMIUM").map(PathBuf::from).or_else(|| on_path(&BROWSERS))
}

fn driver() -> Option<PathBuf> {
    let given = std::env::var_os("RAPPORT_CHROMEDRIVER").map(PathBuf::from);
    given.or_else(|| on_path(&["chromedriver"]))
}
