//! The release app: Trunk's build, skipped when no input has changed since the last one.

use crate::narrate::{elapsed, line};
use crate::paths::{dist, files_below, workspace};
use crate::setup;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::process::Command;
use std::time::Instant;

/// What the app is made of. A folder counts with everything in it.
const INPUTS: [&str; 10] = [
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "src",
    "crates",
    "public",
    "style",
    "rust-toolchain.toml",
];
/// In `dist/`, never served: the digest of the inputs it was built from.
const STAMP: &str = ".stamp";

/// Builds the app into `dist/`, installing the tools first; `force` builds even if nothing changed.
///
/// # Errors
/// When a tool is missing, the code does not compile, or the build is over its byte budgets.
pub fn build(force: bool) -> Result<()> {
    let path = setup::build_tools()?;
    let stamp = stamp()?;
    let kept = dist().join(STAMP);
    if !force
        && dist().join("index.html").exists()
        && std::fs::read_to_string(&kept).is_ok_and(|old| old == stamp)
    {
        println!("• The app in dist/ is up to date");
        return Ok(());
    }
    println!("• Building the release app (first time: a few minutes)");
    let start = Instant::now();
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(path.into_iter().chain(std::env::split_paths(&inherited)))?;
    // `NO_COLOR=1` in the environment would be read by Trunk as a bad value of its own option.
    let mut trunk = Command::new("trunk");
    trunk.args(["build", "--release", "--locked", "--skip-version-check"]);
    trunk.env("PATH", path).env_remove("NO_COLOR").current_dir(workspace());
    let status = trunk.status().with_context(|| format!("cannot start `{}`", line(&trunk)))?;
    if !status.success() {
        bail!("the release build failed; it was: {}", line(&trunk));
    }
    std::fs::write(kept, stamp)?;
    println!("  built in {}", elapsed(start));
    Ok(())
}

/// One digest over the names and bytes of every input.
fn stamp() -> Result<String> {
    let root = workspace();
    let mut hash = Sha256::new();
    for input in INPUTS {
        let path = root.join(input);
        let files = if path.is_dir() {
            files_below(&path)?.into_iter().map(|file| format!("{input}/{file}")).collect()
        } else if path.is_file() {
            vec![input.to_owned()]
        } else {
            Vec::new()
        };
        for file in files {
            let bytes = std::fs::read(root.join(&file))?;
            hash.update(format!("{file}\0{}\0", bytes.len()));
            hash.update(bytes);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
