//! `cargo xtask mutants`: are the rules tested? cargo-mutants breaks them one line at a time; a test has to notice
//! each. Where this looks: the rules of the practice, what is done and shown by them, what goes out to other
//! programs, and the parts of sync and storage that decide without any IO.

use crate::{
    narrate::{elapsed, line},
    paths::{target, workspace},
    setup,
};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where mutants are made.
const WHERE: [&str; 6] = [
    "crates/notebook/src/practice/**",
    "crates/notebook/src/act/**",
    "crates/notebook/src/view/**",
    "crates/exchange/src/**",
    "crates/vault/src/**",
    "crates/keeper/src/**",
];

/// A mutant's tests are given up after so many seconds: it hangs, and that is noticed too.
const PATIENCE: &str = "300";

/// Which mutants are tried.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    /// Only those of this file or folder, from the repository's root.
    pub path: Option<&'a str>,
    /// Only this share of them, such as `0/8`.
    pub shard: Option<&'a str>,
    /// Only those of lines that differ from the main branch.
    pub changed: bool,
    /// Nothing new is tried after so long.
    pub most: Option<Duration>,
}

/// What became of the mutants that were tried.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// A test noticed.
    pub caught: usize,
    /// No test noticed: where, and what was broken.
    pub missed: Vec<String>,
    /// The time was over before all of them were tried.
    pub is_cut_short: bool,
}

impl Found {
    /// In words: how many were caught, and whether there was time for all.
    #[must_use]
    pub fn told(&self) -> String {
        let tried = self.caught + self.missed.len();
        let rest = if self.is_cut_short { "; there was no time for the others" } else { "" };
        format!("{} of {tried} mutants caught{rest}", self.caught)
    }

    /// Whether enough were caught: 95 of a hundred, as soon as there are enough of them to say so.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        let tried = self.caught + self.missed.len();
        tried < 20 || self.caught * 100 >= tried * 95
    }
}

/// Tries the mutants and tells each that nobody noticed.
///
/// # Errors
/// When cargo-mutants cannot be installed or does not start, or the tests fail without any mutant.
pub fn run(asked: &Asked<'_>) -> Result<Found> {
    let bin = setup::mutants_tool()?;
    let out = target().join("mutants");
    std::fs::create_dir_all(&out)?;
    let results = out.join("mutants.out");
    if results.exists() {
        std::fs::remove_dir_all(&results)?;
    }
    let mut command = Command::new(bin.join("cargo-mutants"));
    command
        .args([
            "mutants",
            "--workspace",
            "--no-shuffle",
            "--colors",
            "never",
            "--timeout",
            PATIENCE,
            "--output",
        ])
        .arg(&out);
    match asked.path {
        Some(path) => command.args(["--file", &below(path)]),
        None => command.args(WHERE.iter().flat_map(|place| ["--file", place])),
    };
    command.args(asked.shard.iter().flat_map(|shard| ["--shard", shard]));
    if asked.changed {
        let Some(diff) = changed(&out)? else { return Ok(Found::default()) };
        command.arg("--in-diff").arg(diff);
    }
    // The copy that is broken is a new one each time; what it is built from stays.
    command.env("CARGO_TARGET_DIR", out.join("build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
    println!("• {}", line(&command));
    let mut child = command.current_dir(workspace()).spawn().context("cargo-mutants does not start")?;
    let is_cut_short = !ended(&mut child, asked.most)?;
    let mut found = read(&results)?;
    found.is_cut_short = is_cut_short;
    found.missed.iter().for_each(|missed| println!("  not noticed: {missed}"));
    println!("{}", found.told());
    Ok(found)
}

/// A folder stands for every file in it.
fn below(path: &str) -> String {
    let path = path.trim_end_matches('/');
    if workspace().join(path).is_dir() { format!("{path}/**") } else { path.to_owned() }
}

/// What this branch changes, as a file for cargo-mutants; on the main branch, what its last change does. `None` when
/// that is nothing that mutants are made of.
fn changed(out: &Path) -> Result<Option<PathBuf>> {
    let git = |args: &[&str]| {
        let said =
            Command::new("git").args(args).current_dir(workspace()).output().context("git is missing")?;
        Ok::<_, anyhow::Error>(said.status.success().then_some(said.stdout))
    };
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_owned();
    let head = git(&["rev-parse", "HEAD"])?.map(text).context("there is no commit yet")?;
    let mut base = None;
    for main in ["origin/main", "main"] {
        base = base.or(git(&["merge-base", "HEAD", main])?.map(text));
    }
    let base = base.filter(|base| *base != head).unwrap_or_else(|| "HEAD~1".to_owned());
    let Some(diff) = git(&["diff", &base, "--", "crates"])?.filter(|diff| !diff.is_empty()) else {
        return Ok(None);
    };
    let file = out.join("changed.diff");
    std::fs::write(&file, diff)?;
    Ok(Some(file))
}

/// Waits for the end, or stops it when the time is over; says which.
fn ended(child: &mut Child, most: Option<Duration>) -> Result<bool> {
    let start = Instant::now();
    loop {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        if most.is_some_and(|most| start.elapsed() >= most) {
            println!("  the time is over after {}", elapsed(start));
            // It ends what it started itself, when it is asked to.
            let asked =
                Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
            if !asked.is_ok_and(|status| status.success()) {
                child.kill()?;
            }
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

#[derive(Deserialize)]
struct Outcomes {
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    summary: String,
    scenario: serde_json::Value,
}

/// Reads what cargo-mutants wrote down after each mutant.
fn read(results: &Path) -> Result<Found> {
    let file = results.join("outcomes.json");
    // Nothing to break in what was asked for, or no time for anything.
    let Ok(text) = std::fs::read_to_string(&file) else { return Ok(Found::default()) };
    count(&text)
}

fn count(text: &str) -> Result<Found> {
    let all: Outcomes = serde_json::from_str(text).context("the results of cargo-mutants")?;
    let mut found = Found::default();
    for Outcome { summary, scenario } in all.outcomes {
        let name = scenario.pointer("/Mutant/name").and_then(serde_json::Value::as_str);
        match (summary.as_str(), name) {
            ("CaughtMutant" | "Timeout", Some(_)) => found.caught += 1,
            ("MissedMutant", Some(name)) => found.missed.push(name.to_owned()),
            ("Failure", None) => bail!("the tests fail without any mutant: see target/mutants"),
            _ => {}
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_test_noticed_is_named_and_what_does_not_compile_counts_for_nothing() {
        let outcome = |summary: &str, name: &str| {
            format!(
                r#"{{"summary":"{summary}","scenario":{{"Mutant":{{"name":"{name}"}}}},"phase_results":[]}}"#
            )
        };
        let all = [
            r#"{"summary":"Success","scenario":"Baseline"}"#.to_owned(),
            outcome("CaughtMutant", "a"),
            outcome("MissedMutant", "b"),
            outcome("Unviable", "c"),
            outcome("Timeout", "d"),
        ];
        let found =
            count(&format!(r#"{{"outcomes":[{}],"cargo_mutants_version":"27"}}"#, all.join(","))).unwrap();
        assert_eq!(found, Found { caught: 2, missed: vec!["b".to_owned()], is_cut_short: false });
        assert_eq!(found.told(), "2 of 3 mutants caught");
        assert!(count(r#"{"outcomes":[{"summary":"Failure","scenario":"Baseline"}]}"#).is_err());
    }

    #[test]
    fn ninety_five_of_a_hundred_are_enough_and_a_handful_says_nothing() {
        let found = |caught: usize, missed: usize| Found {
            caught,
            missed: vec![String::new(); missed],
            is_cut_short: false,
        };
        assert!(found(95, 5).is_enough() && found(10, 9).is_enough() && found(0, 0).is_enough());
        assert!(!found(94, 6).is_enough() && !found(18, 2).is_enough());
    }
}
