//! Where things are.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The repository's root.
pub fn workspace() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().and_then(Path::parent).unwrap_or(here)
}

/// The built app.
pub fn dist() -> PathBuf {
    workspace().join("dist")
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}

/// Where pinned tools are kept, shared by all checkouts: `$RAPPORT_TOOLS`, else the user's cache folder.
pub fn tools() -> Result<PathBuf> {
    let given = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    given("RAPPORT_TOOLS")
        .or_else(|| given("XDG_CACHE_HOME").map(|dir| dir.join("rapport-tools")))
        .or_else(|| given("HOME").map(|dir| dir.join(".cache/rapport-tools")))
        .or_else(|| given("LOCALAPPDATA").map(|dir| dir.join("rapport-tools")))
        .context("no home folder is known: set RAPPORT_TOOLS to a folder where tools may be kept")
}

/// The first program of these names on `PATH`.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let dirs: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let candidates = names.iter().flat_map(|name| dirs.iter().map(move |dir| dir.join(name)));
    candidates.flat_map(|plain| [plain.with_extension("exe"), plain]).find(|file| file.is_file())
}

/// Every file below `dir`, sorted, as paths relative to it with forward slashes.
pub fn files_below(dir: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut todo = vec![dir.to_path_buf()];
    while let Some(next) = todo.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let relative = path.strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
                found.push(relative);
            }
        }
    }
    found.sort();
    Ok(found)
}
