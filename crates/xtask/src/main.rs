//! `cargo xtask <command>`: the one door to building, running and testing Rapport.
#![allow(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

use anyhow::{Context, Result, bail};
use std::process::ExitCode;
use std::time::Duration;
use xtask::commands::{Asked, read};

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
    let (command, options) = match read(args)? {
        Asked::Help(text) => {
            println!("{text}");
            return Ok(ExitCode::SUCCESS);
        }
        Asked::Do(command, options) => (command, options),
    };
    let value = |option: &str| options.iter().find(|(name, _)| *name == option).map(|(_, value)| value);
    let has = |option: &str| value(option).is_some();
    let port = || match value("--port") {
        None => Ok(8080),
        Some(port) => port.parse().context("--port wants a number from 0 to 65535"),
    };
    match command.name {
        "run" => xtask::start::run(port()?)?,
        "serve" => xtask::start::serve(port()?)?,
        "setup" => {
            xtask::setup::build_tools()?;
            if has("--browser") {
                xtask::engine::install_all()?;
            }
        }
        "build" if has("--fast") => xtask::app::build_fast(has("--force"))?,
        "build" => xtask::app::build(has("--force"))?,
        "test" => return xtask::check::run(has("--quick")),
        "jots" => return jots(&options),
        "bench" if value("jots|FILE").is_some() => return scores(&options),
        "bench" => xtask::bench::run(has("--check"))?,
        "mutants" => {
            let minutes = |minutes: &String| minutes.parse().context("--minutes wants a whole number");
            let most = value("--minutes").map(minutes).transpose()?;
            let asked = xtask::mutants::Asked {
                path: value("PATH").map(String::as_str),
                shard: value("--shard").map(String::as_str),
                changed: has("--changed"),
                most: most.map(|minutes: u64| Duration::from_secs(minutes * 60)),
            };
            let is_enough = xtask::mutants::run(&asked)?.is_enough();
            return Ok(if is_enough { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        "rounds" => return rounds(&options),
        "notebook" => return notebook(&options),
        "precache" => xtask::precache::hook()?,
        "icons" => xtask::icons::draw()?,
        other => bail!("`{other}` is in the list of commands and nowhere else"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Told by the stories' own program, against `dist/` as it is.
fn rounds(options: &[(&str, String)]) -> Result<ExitCode> {
    let words = options.iter().map(|(_, word)| word);
    let told = std::process::Command::new("cargo")
        .args(["run", "--quiet", "--package", "stories", "--bin", "rounds", "--"])
        .args(words)
        .status()?;
    Ok(if told.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Read by the notebook's own example, so that this command line stays free of its dependencies; nothing else is printed.
fn jots(options: &[(&str, String)]) -> Result<ExitCode> {
    let words = options.iter().map(|(name, value)| if value.is_empty() { *name } else { value.as_str() });
    let read = std::process::Command::new("cargo")
        .args(["run", "--quiet", "--package", "rapport-notebook", "--example", "jots", "--"])
        .args(words)
        .status()?;
    Ok(if read.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `bench jots [FILE]`: the jots of the repository, or those of a file.
fn scores(options: &[(&str, String)]) -> Result<ExitCode> {
    let mut words = options.iter().map(|(_, word)| word);
    if words.next().is_none_or(|word| word != "jots") {
        bail!("bench takes nothing, or `jots` and a file");
    }
    let files: Vec<_> = words.map(|file| ("FILE", file.clone())).collect();
    jots(&[vec![("--score", String::new())], files].concat())
}

/// Made by the keeper's own example, so that this command line stays free of the notebook's dependencies.
fn notebook(options: &[(&str, String)]) -> Result<ExitCode> {
    let words = options.iter().flat_map(|(name, value)| [*name, value.as_str()]);
    let made = std::process::Command::new("cargo")
        .args(["run", "--quiet", "--package", "rapport-keeper", "--example", "notebook", "--"])
        .args(words)
        .status()?;
    Ok(if made.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
