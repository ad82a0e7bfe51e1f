//! What a first visit costs in bytes. A build over budget fails.

use super::{HEADERS_FILE, PAGE, WORKER};
use crate::paths::files_below;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// One row: what is weighed, what it may weigh, and the size above which a build fails until then.
struct Budget {
    what: &'static str,
    goal: u64,
    limit: u64,
}

/// Until the composer works: page, style, and the first part of the window with its script.
const COMPOSER: Budget = Budget { what: "until the composer works (*)", goal: 300_000, limit: 300_000 };
/// Everything that an installed app keeps, with everything of the practice in it. The limit is a ratchet: it goes down as bytes
/// are won back (docs/decisions.md says where they are) and rises only by the allowance of a part that is new.
const INSTALL: Budget = Budget { what: "all of an install", goal: 1_500_000, limit: 1_720_000 };

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
    let rows = [(COMPOSER, composer), (INSTALL, install)];
    for (budget, bytes) in &rows {
        let Budget { what, goal, limit } = budget;
        let verdict = if bytes <= goal { "within the budget" } else { "MISSES the budget" };
        println!("{what}: {bytes} bytes brotli, {verdict} of {goal} (a build fails from {limit})");
    }
    println!();
    match rows.iter().find(|(budget, bytes)| *bytes > budget.limit) {
        Some((Budget { what, limit, .. }, bytes)) => bail!("too large, {what}: {bytes} bytes of {limit}"),
        None => Ok(()),
    }
}

fn is_needed_to_type(file: &str) -> bool {
    let window = file.starts_with("rapport-") && !file.contains("_places.") || file.starts_with("snippets/");
    file == PAGE || file.ends_with(".css") || window && (file.ends_with(".js") || file.ends_with(".wasm"))
}
