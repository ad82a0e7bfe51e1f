//! The end of every release build (Trunk's `post_build` hook), over the files that Trunk staged:
//! content names for the worker, the build's digest, the service worker's list, headers, compression, budgets.

mod budget;
mod headers;
mod keeper;
mod languages;
mod split;
mod squeeze;
mod verify;

use crate::app::hex;
use crate::paths::files_below;
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use headers::HEADERS_FILE;
pub use languages::PSEUDO;
pub use verify::verify;

/// Set in the environment of a build that is only for trying things: nothing is made small, nothing is weighed.
pub const FAST: &str = "RAPPORT_FAST_BUILD";

const PAGE: &str = "index.html";
const WORKER: &str = "sw.js";
const NOTIFICATION_ICON: &str = "icons/icon-192.png";
/// In the page: read by the app as its version.
const BUILD_META: &str = r#"<meta name="rapport-build" content="debug">"#;

/// Called by Trunk; in debug builds it only splits the window, and the service worker then removes itself.
///
/// # Errors
/// When a file is not as expected, or the build is over a byte budget.
pub fn hook() -> Result<()> {
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "debug");
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.context("`precache` is Trunk's hook: run `cargo xtask build`")?;
    let is_fast = std::env::var_os(FAST).is_some();
    split::window(&staging, is_release, is_release && !is_fast)?;
    match (is_release, is_fast) {
        (false, _) => Ok(()),
        (true, true) => {
            languages::pseudo(&staging)?;
            list(&staging).map(drop)
        }
        (true, false) => finish(&staging),
    }
}

/// Turns a staged build into one that can be installed.
///
/// # Errors
/// As [`hook`].
pub fn finish(dir: &Path) -> Result<()> {
    let listed = list(dir)?;
    squeeze::all(dir)?;
    verify(dir)?;
    budget::check(dir, &listed)
}

/// Names, digests, headers and the service worker's list, which it returns.
fn list(dir: &Path) -> Result<BTreeMap<String, String>> {
    keeper::name_by_content(dir)?;
    headers::write(dir)?;
    let build = name_the_build(dir)?;
    let listed = digests(dir)?;
    write_service_worker(dir, &build, &listed)?;
    Ok(listed)
}

/// The digest of everything that is in a build, written into its page.
fn name_the_build(dir: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files_below(dir)? {
        hash.update(format!("{file}\0"));
        hash.update(Sha256::digest(std::fs::read(dir.join(&file))?));
    }
    let build = hex(&hash.finalize()[..8]);
    let page = std::fs::read_to_string(dir.join(PAGE))?;
    replace_once(&page, BUILD_META, &BUILD_META.replace("debug", &build))
        .and_then(|page| Ok(std::fs::write(dir.join(PAGE), page)?))
        .context(PAGE)?;
    Ok(build)
}

/// URL path → SHA-256 of every file that an installed app keeps. The page goes by its address, `/`.
fn digests(dir: &Path) -> Result<BTreeMap<String, String>> {
    let mut listed = BTreeMap::new();
    for file in files_below(dir)?.into_iter().filter(|file| is_kept(file)) {
        let digest = hex(&Sha256::digest(std::fs::read(dir.join(&file))?));
        listed.insert(url_path(&file), digest);
    }
    Ok(listed)
}

/// Not kept: packed forms, and what only the server or the installing system reads. The one PNG kept is for notifications.
fn is_kept(file: &str) -> bool {
    let for_installing = file.starts_with("icons/") && file.ends_with(".png") && file != NOTIFICATION_ICON;
    let only_elsewhere =
        file == WORKER || file == HEADERS_FILE || file.starts_with("screenshots/") || for_installing;
    let is_packed = file.ends_with(".br") || file.ends_with(".gz");
    !only_elsewhere && !is_packed && !file.split('/').any(|part| part.starts_with('.'))
}

fn url_path(file: &str) -> String {
    if file == PAGE { "/".to_owned() } else { format!("/{file}") }
}

/// Writes the digests of changed files into a finished build's service worker: for tests that make a "next build".
///
/// # Errors
/// When `dir` holds no finished build.
pub fn list_again(dir: &Path) -> Result<()> {
    let path = dir.join(WORKER);
    let text = std::fs::read_to_string(&path)?;
    let (before, rest) = text.split_once("const FILES = {").context("no list")?;
    let (_, after) = rest.split_once("};").context("a list without an end")?;
    let list = serde_json::to_string(&digests(dir)?)?;
    Ok(std::fs::write(path, format!("{before}const FILES = {list};{after}"))?)
}

fn write_service_worker(dir: &Path, build: &str, listed: &BTreeMap<String, String>) -> Result<()> {
    let path = dir.join(WORKER);
    let text = std::fs::read_to_string(&path)?;
    let list = serde_json::to_string_pretty(listed)?;
    let text = replace_once(&text, r#"const BUILD = "debug";"#, &format!(r#"const BUILD = "{build}";"#))
        .and_then(|text| replace_once(&text, "const FILES = {};", &format!("const FILES = {list};")))
        .context(WORKER)?;
    Ok(std::fs::write(path, text)?)
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    ensure!(text.matches(from).count() == 1, "expected exactly once: {from}");
    Ok(text.replacen(from, to, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_must_be_there_exactly_once() {
        assert_eq!(replace_once("a b", "b", "c").unwrap(), "a c");
        assert!(replace_once("a a", "a", "c").is_err());
        assert!(replace_once("a", "b", "c").is_err());
    }

    #[test]
    fn the_service_worker_its_headers_and_screenshots_are_not_kept_offline() {
        assert!(is_kept("index.html") && is_kept("icons/icon.svg") && is_kept(NOTIFICATION_ICON));
        for file in ["sw.js", HEADERS_FILE, "screenshots/today.png", "icons/maskable-512.png", ".stamp"] {
            assert!(!is_kept(file), "{file}");
        }
    }
}
