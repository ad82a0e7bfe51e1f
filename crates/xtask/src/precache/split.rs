//! The window in two parts: what the composer needs, and the places, which are fetched once it works. Trunk knows only
//! whole programs, so its window is replaced by the two parts of the same program (`src/app/places.rs` says where to
//! cut).

use crate::narrate::line;
use crate::paths::{files_below, target};
use crate::setup;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_split_cli_support::{Options, transform};

const BIN: &str = "rapport";
/// As the splitter names the part of `#[wasm_split(places)]`.
const CUT_OFF: &str = "split_places.wasm";
/// What every browser that can run Rapport knows; as in `index.html` for the worker.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Replaces Trunk's window among the staged files; both parts are made small where that is wanted.
pub(super) fn window(dir: &Path, is_release: bool, is_small: bool) -> Result<()> {
    let stem = stem(dir)?;
    let profile = if is_release { "release" } else { "debug" };
    let whole = target().join("wasm32-unknown-unknown").join(profile).join(BIN).with_extension("wasm");
    let whole = std::fs::read(&whole).with_context(|| format!("no {}", whole.display()))?;
    let work = target().join("split").join(profile);
    std::fs::create_dir_all(&work)?;
    let parts = cut(&whole, &stem, &work)?;

    let tools = setup::build_tools()?;
    let tool = |name: &str| tools.iter().map(|dir| dir.join(name)).find(|file| file.is_file());
    let tool = |name: &str| Command::new(tool(name).unwrap_or_else(|| PathBuf::from(name)));
    let mut bind = tool("wasm-bindgen");
    bind.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &stem]);
    run(bind.arg("--out-dir").arg(dir).arg(&parts.first))?;

    let places = dir.join(parts.places_name(&stem));
    std::fs::copy(&parts.places, &places)?;
    if is_small {
        for file in [dir.join(format!("{stem}_bg.wasm")), places] {
            let mut shrink = tool("wasm-opt");
            shrink.args(["-Oz", "--strip-debug", "--strip-producers"]).args(FEATURES);
            run(shrink.arg(&file).arg("-o").arg(&file))?;
        }
    }
    let loader = format!("{stem}_places.js");
    let text = std::fs::read_to_string(work.join(&loader))?;
    let named =
        super::replace_once(&text, CUT_OFF, &parts.places_name(&stem)).context("the loader of the places")?;
    Ok(std::fs::write(dir.join(loader), named)?)
}

struct Parts {
    first: PathBuf,
    places: PathBuf,
}

impl Parts {
    fn places_name(&self, stem: &str) -> String {
        format!("{stem}_places.wasm")
    }
}

fn cut(whole: &[u8], stem: &str, work: &Path) -> Result<Parts> {
    let first = work.join("first.wasm");
    let (loader, script) = (format!("./{stem}_places.js"), format!("./{stem}.js"));
    let mut options = Options::new(whole);
    options.output_dir = work;
    options.main_out_path = &first;
    options.link_name = &loader;
    options.main_module = &script;
    let cut = transform(options).map_err(|error| anyhow::anyhow!("the window cannot be split: {error:#}"))?;
    let [places] = &cut.split_modules[..] else {
        bail!("expected one part beside the first, got {:?}", cut.split_modules);
    };
    ensure!(places.ends_with(CUT_OFF), "the part has another name: {}", places.display());
    Ok(Parts { first, places: places.clone() })
}

/// What Trunk called the window: `rapport-` and the digest of the whole of it.
fn stem(dir: &Path) -> Result<String> {
    let files = files_below(dir)?;
    let mut stems = files.iter().filter_map(|file| file.strip_suffix("_bg.wasm"));
    let stem = stems.find(|stem| stem.starts_with("rapport-")).context("Trunk built no window")?;
    Ok(stem.to_owned())
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", line(command)))?;
    ensure!(status.success(), "this failed: {}", line(command));
    Ok(())
}
