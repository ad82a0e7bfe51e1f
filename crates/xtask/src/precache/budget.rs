//! What a first visit costs in bytes. A build over budget fails.

use super::{HEADERS_FILE, PAGE, WORKER};
use crate::paths::files_below;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// Until the composer works: page, style, and the window's script and wasm.
const COMPOSER: u64 = 300_000;
/// Everything that an installed app keeps.
const INSTALL: u64 = 750_000;

/// Prints the table of bytes and compares it with the budgets.
pub(super) fn check(dir: &Path, kept: &BTreeMap<String, String>) -> Result<()> {
    println!("\n{:>10} {:>10}  file", "bytes", "sent");
    let (mut composer, mut install) = (0, 0);
    for file in files_below(dir)? {
        if file.ends_with(".br") || file.ends_with(".gz") || file == HEADERS_FILE {
            continue;
        }
        let size = |name: &str| std::fs::metadata(dir.join(name)).map(|meta| meta.len());
        let raw = size(&file)?;
        let sent = size(&format!("{file}.br")).unwrap_or(raw);
        let needed = is_needed_to_type(&file);
        if needed {
            composer += sent;
        }
        if file == PAGE || file == WORKER || kept.contains_key(&super::url_path(&file)) {
            install += sent;
        }
        println!("{raw:>10} {sent:>10}  {file}{}", if needed { "  *" } else { "" });
    }
    let rows =
        [("until the composer works (*)", composer, COMPOSER), ("all of an install", install, INSTALL)];
    for (what, bytes, budget) in rows {
        let verdict = if bytes <= budget { "within" } else { "OVER" };
        println!("{what}: {bytes} bytes brotli, {verdict} the budget of {budget}");
    }
    println!();
    match rows.iter().find(|(_, bytes, budget)| bytes > budget) {
        Some((what, bytes, budget)) => bail!("over budget, {what}: {bytes} bytes of {budget}"),
        None => Ok(()),
    }
}

fn is_needed_to_type(file: &str) -> bool {
    let window = file.starts_with("rapport-") || file.starts_with("snippets/");
    file == PAGE || file.ends_with(".css") || window && (file.ends_with(".js") || file.ends_with(".wasm"))
}
