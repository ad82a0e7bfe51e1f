//! `cargo xtask <command>`: the one door to building, running and testing Rapport.
#![allow(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

use anyhow::{Context, Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  run        install what is missing, build the release app, serve it on http://127.0.0.1:8080 (--port N)
  test       everything that CI checks: format, lints, tests, release build, byte budgets, stories in Chromium
             (--quick: without the release build and the stories)
  bench      native benchmarks and benchmarks in Chromium; table here, JSON in target/bench/report.json

  notebook   a believable notebook of any size from a seed, as a backup file (--people N --out FILE.rapport)

  setup      only install what is missing (--browser: also Chromium, its driver and axe)
  build      only build the release app into dist/ (--force: even if nothing changed)
  serve      only serve dist/ (--port N)
  precache   what Trunk calls after each build: names, digests, compression, budgets
  icons      draw the PNG icons again from crates/xtask/icons/*.svg";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    match args.first().map(String::as_str) {
        Some("run") => xtask::start::run(port(args)?)?,
        Some("serve") => xtask::start::serve(port(args)?)?,
        Some("setup") => {
            xtask::setup::build_tools()?;
            if has("--browser") {
                xtask::browser::install()?;
            }
        }
        Some("build") => xtask::app::build(has("--force"))?,
        Some("test") => return xtask::check::run(has("--quick")),
        Some("bench") => xtask::bench::run()?,
        Some("notebook") => return notebook(&args[1..]),
        Some("precache") => xtask::precache::hook()?,
        Some("icons") => xtask::icons::draw()?,
        None | Some("help" | "--help" | "-h") => println!("{HELP}"),
        Some(other) => bail!("no command “{other}”\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Made by the keeper's own example, so that this command line stays free of the notebook's dependencies.
fn notebook(args: &[String]) -> Result<ExitCode> {
    let made = std::process::Command::new("cargo")
        .args(["run", "--quiet", "--package", "rapport-keeper", "--example", "notebook", "--"])
        .args(args)
        .status()?;
    Ok(if made.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn port(args: &[String]) -> Result<u16> {
    let Some(at) = args.iter().position(|arg| arg == "--port") else { return Ok(8080) };
    args.get(at + 1).and_then(|port| port.parse().ok()).context("--port wants a number from 0 to 65535")
}
