//! The release app: Trunk's build, skipped when no input has changed since the last one.

use crate::narrate::{elapsed, line};
use crate::paths::{dist, files_below, on_path, target, workspace};
use crate::{alone, precache, setup};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::PathBuf;
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

/// The standard library is compiled along, for size instead of speed: an install is 4 % smaller (docs/decisions.md).
/// Rust calls this unstable, which is about the names of the switches: the code is that of the release. It is asked for
/// in the programs of the app only, not in what Trunk calls besides. Nor does it say in which file and line it panicked:
/// that is a path of the machine that built it.
const SMALL: &str = "#!/bin/sh\n\
    if [ \"$1\" = build ]; then\n\
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size\n\
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=-Zlocation-detail=none\n\
    fi\n\
    exec \"$CARGO\" \"$@\"\n";

/// A `wasm-opt` that leaves everything as it is.
const UNSHRUNK: &str = "#!/bin/sh\n\
    [ \"$1\" = --version ] && { echo 'wasm-opt version 132 (version_132)'; exit; }\n\
    for word; do case \"$word\" in --output=*) to=${word#--output=};; -*) ;; *) from=$word;; esac; done\n\
    [ \"$from\" = \"$to\" ] || cp \"$from\" \"$to\"\n";

/// How the programs are compiled for trying things.
const FAST: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_INCREMENTAL", "true"),
];

/// Builds the app into `dist/`, installing the tools first; `force` builds even if nothing changed.
///
/// # Errors
/// When a tool is missing, the code does not compile, the build is over its byte budgets, or what lies in `dist/`
/// afterwards is not what was built.
pub fn build(force: bool) -> Result<()> {
    build_as(force, false)
}

/// The same within a fraction of the time: large, slow, without budgets. Nobody is to get it.
///
/// # Errors
/// As [`build`].
pub fn build_fast(force: bool) -> Result<()> {
    build_as(force, true)
}

fn build_as(force: bool, is_fast: bool) -> Result<()> {
    let mut path = setup::build_tools()?;
    // Two at once would publish files that the other one is still writing.
    let _alone = alone::hold(&target(), "app-build.lock", "another build in this checkout")?;
    let stamp = if is_fast { ["fast ", &stamp()?].concat() } else { stamp()? };
    let kept = dist().join(STAMP);
    if !force
        && dist().join("index.html").exists()
        && std::fs::read_to_string(&kept).is_ok_and(|old| old == stamp)
    {
        println!("• The app in dist/ is up to date");
        return Ok(());
    }
    println!("• Building the {} app (first time: a few minutes)", if is_fast { "fast" } else { "release" });
    let start = Instant::now();
    let mut trunk = Command::new("trunk");
    if is_fast {
        path.insert(0, in_place_of("wasm-opt", UNSHRUNK)?);
        trunk.envs(FAST).env(precache::FAST, "1");
    } else {
        setup::standard_library()?;
        path.insert(0, in_place_of("cargo", SMALL)?);
        trunk.env("CARGO", cargo()?);
    }
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(path.into_iter().chain(std::env::split_paths(&inherited)))?;
    // `NO_COLOR=1` in the environment would be read by Trunk as a bad value of its own option.
    trunk.args(["build", "--release", "--locked", "--skip-version-check"]);
    trunk.env("PATH", path).env_remove("NO_COLOR").current_dir(workspace());
    let status = trunk.status().with_context(|| format!("cannot start `{}`", line(&trunk)))?;
    if !status.success() {
        bail!("the release build failed; it was: {}", line(&trunk));
    }
    precache::verify(&dist()).context("the build in dist/ is broken: please build again with --force")?;
    std::fs::write(kept, stamp)?;
    println!("  built in {}", elapsed(start));
    Ok(())
}

/// The cargo that runs this, or the one on `PATH`.
fn cargo() -> Result<PathBuf> {
    let running = std::env::var_os("CARGO").map(PathBuf::from);
    running.or_else(|| on_path(&["cargo"])).context("cargo is not on PATH")
}

/// A folder with a program of this name that does as the script says.
fn in_place_of(program: &str, script: &str) -> Result<PathBuf> {
    let dir = target().join("in-place-of").join(program);
    let file = dir.join(program);
    std::fs::create_dir_all(&dir)?;
    std::fs::write(&file, script)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(dir)
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
