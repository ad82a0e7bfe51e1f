//! `cargo xtask test`: everything that must hold before a change lands.

mod report;
mod stage;
mod stories;

use crate::engine::Engine;
use crate::{app, mutants, paths, pebble, postgres, setup, zbar};
use anyhow::Result;
use report::Report;
use stage::{Stage, cargo, tests};
use std::process::ExitCode;
use std::time::Duration;

/// With the release profile, so that its macros are compiled once for the lints and for the build.
const APP: [&str; 5] = ["--package", "rapport", "--target", "wasm32-unknown-unknown", "--release"];

/// Whether a story that passes only when told again is a failure. It should be one, in CI: as soon as the stories of three engines
/// have gone through many runs without a race. Until then the summary names it with what it waited for.
const RACES_FAIL: bool = false;

/// Runs all stages, later ones also after a failure where that tells more, and prints the summary.
///
/// # Errors
/// When the tools cannot be installed at all.
pub fn run(quick: bool) -> Result<ExitCode> {
    let mut report = Report::default();
    let ready = report
        .stage("tools", || Stage::of(setup::lint_tools().and_then(|()| setup::build_tools()).map(drop)));
    let engines = if quick { Vec::new() } else { find_engines(&mut report) };

    report.stage("format", || cargo(&["fmt", "--all", "--check"]));
    let lint = |scope: &[&str]| cargo(&[&["clippy", "--quiet"], scope, &["--", "-D", "warnings"]].concat());
    report.stage("lints", || lint(&["--workspace", "--all-targets", "--exclude", "rapport"]));
    if ready {
        report.stage("lints of the app", || lint(&APP));
    }
    report.part("the endpoint over Postgres", postgres::install());
    report.part("certificates from an authority", pebble::install());
    report.part("my card, read by zbar", zbar::install());
    report.stage("unit, property and simulator tests", || {
        tests(&["test", "--workspace", "--exclude", "rapport", "--exclude", "stories", "--no-fail-fast"])
    });

    if is_ci() {
        report.stage("mutants of what changed", changed_mutants);
    } else {
        report.skip("mutants of what changed", "only in CI; `cargo xtask mutants --changed` tries them here");
    }

    if quick {
        report.skip("release build and byte budgets", "left out by --quick");
        report.skip("stories", "left out by --quick");
    } else {
        let built = ready && report.stage("release build and byte budgets", || Stage::of(app::build(false)));
        match engines.is_empty() {
            true => report.skip("stories", "there is no browser to tell them in"),
            false if !built => report.skip("stories", "there is no app to test"),
            false => report.stages("stories", || stories::tell(&engines, RACES_FAIL)),
        }
    }
    let screenshots = paths::target().join("screenshots");
    if screenshots.is_dir() {
        println!("\nScreenshots are in {}", screenshots.display());
    }
    Ok(report.finish())
}

/// The engines that are here, or can be installed.
fn find_engines(report: &mut Report) -> Vec<Engine> {
    let is_there = |engine: &Engine| report.part(engine.name(), engine.install().map(drop));
    Engine::ALL.into_iter().filter(is_there).collect()
}

impl Report {
    /// A part that tests need beside the tools: in CI one that is missing is a failure; at home what needs it is left out.
    fn part(&mut self, name: &str, found: Result<()>) -> bool {
        match found {
            Err(why) if !is_ci() => {
                self.skip(name, &format!("{why:#}"));
                false
            }
            found => self.stage(name, || Stage::of(found)),
        }
    }
}

/// The rules that a change touches are broken one line at a time, for so long and no longer: what there was no time
/// for is no failure.
const MUTANTS_MOST: Duration = Duration::from_secs(8 * 60);

fn changed_mutants() -> Stage {
    let asked = mutants::Asked { changed: true, most: Some(MUTANTS_MOST), ..mutants::Asked::default() };
    match mutants::run(&asked) {
        Ok(found) if found.is_enough() => Stage { passed: 1, why: found.told(), ..Stage::default() },
        Ok(found) => Stage::failed(found.told()),
        Err(error) => Stage::failed(format!("{error:#}")),
    }
}

fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}
