//! Trunk leaves a worker's files without a hash in their names. An open page of one build could then be handed
//! the worker of the next; so they are named by their content, and the page says by which name to start it.

use super::{PAGE, replace_once};
use crate::app::hex;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::Path;

const LOADER: &str = "keeper_loader.js";
const SCRIPT: &str = "keeper.js";
const WASM: &str = "keeper_bg.wasm";

/// Renames the worker's three files and their mentions of each other.
pub(super) fn name_by_content(dir: &Path) -> Result<()> {
    let read = |name: &str| std::fs::read(dir.join(name)).with_context(|| format!("no {name} in the build"));
    let mut hash = Sha256::new();
    for name in [LOADER, SCRIPT, WASM] {
        hash.update(read(name)?);
    }
    let digest = hex(&hash.finalize()[..8]);
    let renamed = |name: &str| name.replacen("keeper", &format!("keeper-{digest}"), 1);
    let rewritten = |text: &str| text.replace(WASM, &renamed(WASM)).replace(SCRIPT, &renamed(SCRIPT));

    for name in [LOADER, SCRIPT] {
        let text = String::from_utf8(read(name)?).with_context(|| format!("{name} is not text"))?;
        std::fs::write(dir.join(renamed(name)), rewritten(&text))?;
        std::fs::remove_file(dir.join(name))?;
    }
    std::fs::rename(dir.join(WASM), dir.join(renamed(WASM)))?;

    let page = std::fs::read_to_string(dir.join(PAGE))?;
    let page =
        replace_once(&page, LOADER, &renamed(LOADER)).context("the page must name the worker in a meta")?;
    Ok(std::fs::write(dir.join(PAGE), page)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_is_renamed_with_every_mention() {
        let dir = std::env::temp_dir().join(format!("rapport-keeper-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join(LOADER), "import init from '/keeper.js';await init('/keeper_bg.wasm');")
            .unwrap();
        std::fs::write(dir.join(SCRIPT), "new URL('keeper_bg.wasm', import.meta.url)").unwrap();
        std::fs::write(dir.join(WASM), b"\0asm").unwrap();
        std::fs::write(dir.join(PAGE), r#"<meta name="rapport-keeper" content="/keeper_loader.js">"#)
            .unwrap();

        name_by_content(&dir).unwrap();

        let files = crate::paths::files_below(&dir).unwrap();
        let all = files
            .iter()
            .map(|file| String::from_utf8_lossy(&std::fs::read(dir.join(file)).unwrap()).into_owned());
        let all = all.collect::<String>();
        std::fs::remove_dir_all(&dir).unwrap();
        assert!(!all.contains("/keeper.js") && !all.contains("keeper_bg.wasm"), "{all}");
        for file in files.iter().filter(|file| *file != PAGE && !file.contains("loader")) {
            assert!(all.contains(file.as_str()), "{file} is mentioned in {all}");
        }
    }
}
