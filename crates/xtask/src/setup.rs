//! Installs what a build needs, at pinned versions, where it disturbs nothing else on the machine.

use crate::alone;
use crate::narrate::step;
use crate::packages;
use crate::paths::{on_path, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const WASM: &str = "wasm32-unknown-unknown";
/// Trunk 0.22 wants a newer Rust than the workspace does.
const TRUNK: &str = "0.21.14";
/// Exactly the version of the crate in `Cargo.lock`.
const WASM_BINDGEN: &str = "0.2.130";
/// wasm-opt: older ones do not read what rustc writes today.
const BINARYEN: &str = "132";
/// Breaks the rules, for `cargo xtask mutants`.
const MUTANTS: &str = "27.1.0";

/// Installs the wasm target, Trunk, wasm-bindgen and wasm-opt if missing; returns the folders to put on `PATH`.
///
/// # Errors
/// When something is missing and cannot be installed; the error names the command that would.
pub fn build_tools() -> Result<Vec<PathBuf>> {
    let root = tools()?;
    // All checkouts share the folder: two installations of one tool at once would pull it from under each other.
    let _alone = alone::hold(&root, "setup.lock", "the tools that another checkout installs")?;
    wasm_target()?;
    let bindgen =
        cargo_tool(&root, "wasm-bindgen-cli", "wasm-bindgen", WASM_BINDGEN, &[], "about 3 minutes")?;
    let lean = ["--no-default-features", "--features", "rustls"];
    let trunk = cargo_tool(&root, "trunk", "trunk", TRUNK, &lean, "about 5 minutes")?;
    let binaryen = npm_package(&root, "binaryen", BINARYEN, "node_modules/.bin/wasm-opt")?;
    Ok([Some(bindgen), Some(trunk), binaryen.parent().map(Path::to_path_buf)].into_iter().flatten().collect())
}

/// cargo-mutants; returns its folder.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn mutants_tool() -> Result<PathBuf> {
    let root = tools()?;
    let _alone = alone::hold(&root, "setup.lock", "the tools that another checkout installs")?;
    cargo_tool(&root, "cargo-mutants", "cargo-mutants", MUTANTS, &[], "about 3 minutes")
}

/// The driver of Firefox.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn geckodriver(root: &Path, version: &str) -> Result<PathBuf> {
    let _alone = alone::hold(root, "setup.lock", "the tools that another checkout installs")?;
    cargo_tool(root, "geckodriver", "geckodriver", version, &[], "about 3 minutes")
}

/// rustfmt and clippy: rustup's minimal profile comes without them.
///
/// # Errors
/// When they are missing and rustup is not there to add them.
pub fn lint_tools() -> Result<()> {
    for component in ["rustfmt", "clippy"] {
        let program = if component == "rustfmt" { "fmt" } else { "clippy" };
        if !succeeds(Command::new("cargo").args([program, "--version"])) {
            step(
                &format!("Adding {component}"),
                Command::new("rustup").args(["component", "add", component]),
            )
            .with_context(|| format!("please run: rustup component add {component}"))?;
        }
    }
    Ok(())
}

/// An npm package at a version of its own folder; returns the path of `file` in it.
///
/// # Errors
/// When npm is missing and cannot be installed, or the registry does not answer.
pub fn npm_package(root: &Path, name: &str, version: &str, file: &str) -> Result<PathBuf> {
    let dir = root.join(format!("{name}-{version}"));
    let wanted = dir.join(file);
    if !wanted.exists() {
        let npm = npm()?;
        let package = format!("{name}@{version}");
        std::fs::create_dir_all(&dir)?;
        let mut install = Command::new(npm);
        install.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&dir).arg(&package);
        step(&format!("Installing {package} from npm"), &mut install)?;
        if !wanted.exists() {
            bail!("{package} came without {file}; please remove {} and try again", dir.display());
        }
    }
    Ok(wanted)
}

fn wasm_target() -> Result<()> {
    if sysroot()?.join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    step("Adding Rust's target for the browser", Command::new("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("please run: rustup target add {WASM}"))
}

/// The source of the standard library, for builds that compile it along.
///
/// # Errors
/// When it is missing and rustup is not there to add it.
pub(crate) fn standard_library() -> Result<()> {
    if sysroot()?.join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    step(
        "Adding the source of Rust's standard library",
        Command::new("rustup").args(["component", "add", "rust-src"]),
    )
    .context("please run: rustup component add rust-src")
}

fn sysroot() -> Result<PathBuf> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().context("rustc is missing")?;
    Ok(PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim()))
}

/// A program from crates.io in a folder of its own; one of the same version on `PATH` will do.
fn cargo_tool(
    root: &Path,
    package: &str,
    program: &str,
    version: &str,
    options: &[&str],
    patience: &str,
) -> Result<PathBuf> {
    let dir = root.join(format!("{package}-{version}"));
    let bin = dir.join("bin");
    if bin.join(program).exists() || bin.join(program).with_extension("exe").exists() {
        return Ok(bin);
    }
    if let Some(found) = on_path(&[program]).filter(|found| has_version(found, version)) {
        return found.parent().map(Path::to_path_buf).context("a program without a folder");
    }
    std::fs::create_dir_all(root).with_context(|| format!("cannot create {}", root.display()))?;
    let install = |locked: &[&str]| {
        let mut install = Command::new("cargo");
        // By force: cargo's list of installed programs outlives a program that was removed.
        install.args(["install", package, "--version", version, "--force"]).args(locked).args(options);
        // Quick to compile instead of quick to run; in a target folder of its own, and away from the workspace,
        // whose `.cargo/config.toml` has no say here.
        install
            .arg("--root")
            .arg(&dir)
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env_remove("CARGO_TARGET_DIR")
            .current_dir(root);
        install
    };
    let what = format!("Installing {package} {version} ({patience}, once)");
    if step(&what, &mut install(&["--locked"])).is_err() {
        // A dependency that was locked may have been withdrawn since.
        println!("  not with the dependencies of its own lock file");
        step(&format!("{what}, with today's dependencies"), &mut install(&[]))?;
    }
    Ok(bin)
}

fn npm() -> Result<PathBuf> {
    let names = ["npm", "npm.cmd"];
    if on_path(&names).is_none() {
        packages::install(&["nodejs", "npm"])
            .context("Node.js 18 or newer and its npm are needed: wasm-opt and axe come from there")?;
    }
    on_path(&names).context("npm is still missing: please install Node.js 18 or newer")
}

fn has_version(program: &Path, version: &str) -> bool {
    let said = Command::new(program).arg("--version").stderr(Stdio::null()).output();
    said.is_ok_and(|said| {
        String::from_utf8_lossy(&said.stdout).split_whitespace().any(|word| word == version)
    })
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
