//! `cargo xtask test`: everything that must hold before a change lands.

mod report;
mod stage;

use crate::{app, browser, mutants, paths, pebble, postgres, setup};
use anyhow::Result;
use report::Report;
use stage::{Stage, cargo, tests};
use std::process::ExitCode;
use std::time::Duration;

/// With the release profile, so that its macros are compiled once for the lints and for the build.
const APP: [&str; 5] = ["--package", "rapport", "--target", "wasm32-unknown-unknown", "--release"];

/// Runs all stages, later ones also after a failure where that tells more, and prints the summary.
///
/// # Errors
/// When the tools cannot be installed at all.
pub fn run(quick: bool) -> Result<ExitCode> {
    let mut report = Report::default();
    let ready = report
        .stage("tools", || Stage::of(setup::lint_tools().and_then(|()| setup::build_tools()).map(drop)));
    let browser = if quick { Err("left out by --quick".to_owned()) } else { find_browser(&mut report) };

    report.stage("format", || cargo(&["fmt", "--all", "--check"]));
    let lint = |scope: &[&str]| cargo(&[&["clippy", "--quiet"], scope, &["--", "-D", "warnings"]].concat());
    report.stage("lints", || lint(&["--workspace", "--all-targets", "--exclude", "rapport"]));
    if ready {
        report.stage("lints of the app", || lint(&APP));
    }
    match postgres::install() {
        Ok(()) => {}
        Err(why) if is_ci() => {
            report.stage("Postgres", || Stage::failed(format!("{why:#}")));
        }
        Err(why) => report.skip("the endpoint over Postgres", &format!("{why:#}")),
    }
    // Not every distribution has it: the tests that need it leave themselves out.
    if let Err(why) = pebble::install() {
        report.skip("certificates from an authority", &format!("{why:#}"));
    }
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
        match browser {
            Err(why) => report.skip("stories", &why),
            Ok(()) if !built => report.skip("stories", "there is no app to test"),
            Ok(()) => {
                report.stage("stories", stage::stories);
            }
        }
    }
    let screenshots = paths::target().join("screenshots");
    if screenshots.is_dir() {
        println!("\nScreenshots are in {}", screenshots.display());
    }
    Ok(report.finish())
}

/// In CI a browser that is missing is a failure; at home the stories are left out.
fn find_browser(report: &mut Report) -> std::result::Result<(), String> {
    let found = browser::install();
    let why = match &found {
        Ok(_) => String::new(),
        Err(error) => format!("{error:#}"),
    };
    if found.is_ok() || is_ci() {
        report.stage("browser", || Stage::of(found.map(drop)));
    } else {
        report.skip("browser", &why);
    }
    if why.is_empty() { Ok(()) } else { Err(why) }
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
