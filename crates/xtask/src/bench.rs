//! `cargo xtask bench`: every benchmark prints JSON lines; here they become a table and a report.
//!
//! A line is `{"bench":"search","size":"10k","value":12.3,"unit":"ms","budget":50}`; `budget` may be missing and
//! is an upper bound. Lines that do not start with `{` are shown as they are.

use crate::paths::{target, workspace};
use crate::{app, browser};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// One measured figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub bench: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub size: String,
    pub value: f64,
    pub unit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<f64>,
}

impl Figure {
    fn misses(&self) -> bool {
        self.budget.is_some_and(|budget| self.value > budget)
    }

    /// Prints it as the line that `cargo xtask bench` collects.
    pub fn print(&self) {
        if let Ok(line) = serde_json::to_string(self) {
            println!("{line}");
        }
    }
}

/// Runs the native benchmarks, those of the endpoint beside other systems, then those in Chromium.
///
/// # Errors
/// When one does not compile or run; with `check` also when a budget is missed, which is only marked else.
pub fn run(check: bool) -> Result<()> {
    let mut figures = Vec::new();
    for (package, bench) in native()? {
        figures.extend(collect(&["bench", "--quiet", "--package", &package, "--bench", &bench])?);
    }
    figures.extend(collect(&[
        "run",
        "--quiet",
        "--profile",
        "server",
        "--package",
        "rapport-endpoint",
        "--example",
        "bench",
    ])?);
    match browser::install() {
        Ok(_) => {
            app::build(false)?;
            figures.extend(collect(&["run", "--quiet", "--package", "stories", "--bin", "bench"])?);
        }
        Err(why) => println!("• No benchmarks in a browser: {why:#}"),
    }
    table(&figures);
    let report = target().join("bench/report.json");
    std::fs::create_dir_all(report.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(&report, serde_json::to_string_pretty(&figures)?)?;
    println!("\nAll figures are in {}", report.display());
    let missed: Vec<String> = figures.iter().filter(|figure| figure.misses()).map(row).collect();
    if check && !missed.is_empty() {
        bail!("{} of {} figures miss their budget:\n{}", missed.len(), figures.len(), missed.join("\n"));
    }
    Ok(())
}

/// Every `crates/*/benches/*.rs`, as package and benchmark.
fn native() -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for crate_dir in std::fs::read_dir(workspace().join("crates"))? {
        let dir = crate_dir?.path();
        let Ok(benches) = std::fs::read_dir(dir.join("benches")) else { continue };
        let manifest = std::fs::read_to_string(dir.join("Cargo.toml"))?;
        let name = manifest.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        let name = name.with_context(|| format!("{} has no name", dir.display()))?;
        for bench in benches {
            let path = bench?.path();
            if let Some(stem) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "rs")) {
                found.push((name.to_owned(), stem.to_string_lossy().into_owned()));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn collect(args: &[&str]) -> Result<Vec<Figure>> {
    println!("• cargo {}", args.join(" "));
    let mut child =
        Command::new("cargo").args(args).current_dir(workspace()).stdout(Stdio::piped()).spawn()?;
    let mut figures = Vec::new();
    for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
        let line = line?;
        match serde_json::from_str::<Figure>(&line) {
            Ok(figure) => {
                println!("  {}", row(&figure));
                figures.push(figure);
            }
            Err(_) => println!("  {line}"),
        }
    }
    if !child.wait()?.success() {
        bail!("cargo {} failed", args.join(" "));
    }
    Ok(figures)
}

fn table(figures: &[Figure]) {
    println!("\n{:<52} {:>8} {:>12} {:<6} {:>10}", "benchmark", "size", "value", "unit", "budget");
    for figure in figures {
        println!("{}", row(figure));
    }
}

fn row(figure: &Figure) -> String {
    let Figure { bench, size, value, unit, budget } = figure;
    let verdict = if figure.misses() { "MISSED" } else { budget.map_or("", |_| "ok") };
    let budget = budget.map(|budget| budget.to_string()).unwrap_or_default();
    format!("{bench:<52} {size:>8} {value:>12.2} {unit:<6} {budget:>10} {verdict}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_size_and_budget_is_a_figure() {
        let figure: Figure = serde_json::from_str(r#"{"bench":"load","value":1.5,"unit":"ms"}"#).unwrap();
        assert_eq!(figure.budget, None);
        assert!(row(&Figure { budget: Some(1.0), ..figure }).ends_with("MISSED"));
    }
}
