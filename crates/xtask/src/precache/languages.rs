//! The files of the languages beside English. There is none yet that people speak; a build for trying things has one that nobody
//! does, which shows what was not said by way of the language file.

use crate::paths::workspace;
use anyhow::{Context, Result, anyhow};
use std::path::Path;

/// Where they lie in a build, by the code of the language.
const DIR: &str = "lang";
/// The code of the language that nobody speaks.
pub const PSEUDO: &str = "qps";

/// Writes the language that nobody speaks.
///
/// # Errors
/// When English cannot be read, or the file not written.
pub(super) fn pseudo(dir: &Path) -> Result<()> {
    let text = std::fs::read_to_string(workspace().join("crates/said/lang/en.toml"))?;
    let english = lang::read(&text).map_err(|faults| anyhow!(faults.join("\n"))).context("en.toml")?;
    let (first, places) = lang::table(&english, &lang::pseudo(&english));
    std::fs::create_dir_all(dir.join(DIR))?;
    let lines = format!("{:x}\n{first}{places}", lang::shape(&english));
    Ok(std::fs::write(dir.join(DIR).join(PSEUDO).with_extension("txt"), lines)?)
}
