//! A `.br` and a `.gz` beside every file that gets smaller by it, so that a server need not compress.

use crate::paths::files_below;
use anyhow::Result;
use std::io::Write;
use std::path::Path;

/// Pictures and the headers file stay as they are.
fn is_worth_it(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default();
    matches!(ending, "html" | "css" | "js" | "wasm" | "json" | "webmanifest" | "svg" | "txt")
        && file != super::HEADERS_FILE
}

pub(super) fn all(dir: &Path) -> Result<()> {
    // The largest files first, two at a time: the two wasm binaries take nearly all of the time.
    let mut files: Vec<_> = files_below(dir)?.into_iter().filter(|file| is_worth_it(file)).collect();
    files.sort_by_key(|file| {
        std::cmp::Reverse(std::fs::metadata(dir.join(file)).map_or(0, |meta| meta.len()))
    });
    let queue = std::sync::Mutex::new(files.into_iter());
    std::thread::scope(|scope| {
        let work = || -> Result<()> {
            while let Some(file) = queue.lock().ok().and_then(|mut files| files.next()) {
                one(dir, &file)?;
            }
            Ok(())
        };
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| anyhow::bail!("compression failed")))
    })
}

fn one(dir: &Path, file: &str) -> Result<()> {
    let bytes = std::fs::read(dir.join(file))?;
    for (ending, smaller) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
        if smaller.len() < bytes.len() {
            std::fs::write(dir.join(format!("{file}.{ending}")), smaller)?;
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
