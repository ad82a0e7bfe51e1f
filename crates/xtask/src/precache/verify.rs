//! What lies in a finished build is read back and compared: every file with its digest in the service worker's list, every packed
//! form with its file, and every program as a program. A file that was cut short or written by two builds at once would
//! otherwise be published under a digest of its own zeros.

use super::{WORKER, digests};
use crate::paths::files_below;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// Compares a finished build with its own list.
///
/// # Errors
/// Names the first file that is not what it should be.
pub fn verify(dir: &Path) -> Result<()> {
    let text = std::fs::read_to_string(dir.join(WORKER)).context("no service worker in the build")?;
    let (_, rest) = text.split_once("const FILES = ").context("the service worker has no list")?;
    let (list, _) = rest.split_once("};").context("the service worker's list has no end")?;
    let listed: BTreeMap<String, String> = serde_json::from_str(&[list, "}"].concat())?;
    let here = digests(dir)?;
    for (path, digest) in &listed {
        let found = here.get(path).with_context(|| format!("{path} is listed and not there"))?;
        ensure!(found == digest, "{path} is not what the service worker's list says");
    }
    for path in here.keys() {
        ensure!(listed.contains_key(path), "{path} is there and not listed");
    }
    for file in files_below(dir)? {
        let read = |name: &str| std::fs::read(dir.join(name)).with_context(|| name.to_owned());
        if file.ends_with(".wasm") {
            is_program(&read(&file)?).with_context(|| file.clone())?;
        } else if let Some(plain) = file.strip_suffix(".br") {
            let mut unpacked = Vec::new();
            brotli::Decompressor::new(&*read(&file)?, 1 << 16)
                .read_to_end(&mut unpacked)
                .context(file.clone())?;
            ensure!(unpacked == read(plain)?, "{file} is not {plain}");
        } else if let Some(plain) = file.strip_suffix(".gz") {
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(&*read(&file)?).read_to_end(&mut unpacked).context(file.clone())?;
            ensure!(unpacked == read(plain)?, "{file} is not {plain}");
        }
    }
    Ok(())
}

/// Whole, and such as every browser of the last years takes.
fn is_program(bytes: &[u8]) -> Result<()> {
    wasmparser::Validator::new().validate_all(bytes).map(drop).context("not a valid program")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::precache::{list_again, squeeze};

    /// A header and one empty custom section.
    const PROGRAM: &[u8] = b"\0asm\x01\0\0\0\0\x02\x01a";

    fn build(dir: &Path) {
        std::fs::write(dir.join("index.html"), "page ".repeat(100)).unwrap();
        std::fs::write(dir.join("a.wasm"), PROGRAM).unwrap();
        std::fs::write(dir.join(WORKER), "const FILES = {};").unwrap();
        list_again(dir).unwrap();
        squeeze::all(dir).unwrap();
    }

    #[test]
    fn a_build_is_published_whole_or_not_at_all() {
        let dir = std::env::temp_dir().join(format!("rapport-verify-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        build(&dir);
        verify(&dir).unwrap();

        let harm = |file: &str, change: &dyn Fn(&mut Vec<u8>)| {
            let path = dir.join(file);
            let whole = std::fs::read(&path).unwrap();
            let mut harmed = whole.clone();
            change(&mut harmed);
            std::fs::write(&path, &harmed).unwrap();
            let found = verify(&dir).err().map(|error| format!("{error:#}"));
            std::fs::write(&path, whole).unwrap();
            found.unwrap_or_else(|| panic!("{file} harmed and nobody noticed"))
        };
        let cut = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
        for file in ["index.html", "a.wasm", "index.html.br", "index.html.gz"] {
            assert!(harm(file, &cut).contains(file.trim_start_matches("index.html")), "{file}");
        }
        harm("index.html", &|bytes| bytes.fill(0));
        std::fs::write(dir.join("later.html"), "not listed").unwrap();
        assert!(verify(&dir).unwrap_err().to_string().contains("later.html"));
        std::fs::remove_file(dir.join("later.html")).unwrap();

        // The digest of the zeros themselves in the list: then it is no program.
        std::fs::write(dir.join("a.wasm"), vec![0; PROGRAM.len()]).unwrap();
        list_again(&dir).unwrap();
        assert!(format!("{:#}", verify(&dir).unwrap_err()).contains("a.wasm"));
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
