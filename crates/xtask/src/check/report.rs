//! The summary at the end of the checks.

use super::stage::{End, Stage};
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[derive(Default)]
pub(super) struct Report {
    rows: Vec<(String, Stage, Duration)>,
}

impl Report {
    /// Runs a stage and keeps what it came to; says whether nothing in it failed.
    pub(super) fn stage(&mut self, name: &str, run: impl FnOnce() -> Stage) -> bool {
        println!("\n── {name}");
        let start = Instant::now();
        let stage = run();
        let ok = stage.failed == 0;
        if !ok {
            println!("   failed: {}", stage.why);
        }
        self.rows.push((name.to_owned(), stage, start.elapsed()));
        ok
    }

    /// Runs stages side by side; the first row bears the time of all.
    pub(super) fn stages(&mut self, name: &str, run: impl FnOnce() -> Vec<(String, Stage)>) {
        println!("\n── {name}");
        let start = Instant::now();
        let rows = run();
        let times = std::iter::once(start.elapsed()).chain(std::iter::repeat(Duration::ZERO));
        self.rows.extend(rows.into_iter().zip(times).map(|((name, stage), took)| (name, stage, took)));
    }

    pub(super) fn skip(&mut self, name: &str, why: &str) {
        println!("\n── {name}\n   skipped: {why}");
        let stage = Stage { skipped: 1, why: why.to_owned(), ..Stage::default() };
        self.rows.push((name.to_owned(), stage, Duration::ZERO));
    }

    /// Prints the table; its last line is `N passed, N failed, N skipped`.
    pub(super) fn finish(self) -> ExitCode {
        println!("\n{:<36} {:>7} {:>7} {:>7} {:>9}", "stage", "passed", "failed", "skipped", "seconds");
        let (mut total, mut left_out) = (Stage::default(), Vec::new());
        for (name, stage, took) in self.rows {
            let Stage { passed, failed, skipped, why, cases, .. } = stage;
            left_out.extend(cases.into_iter().filter_map(|case| match case.end {
                End::LeftOut(why) => Some(format!("{}: {why}", case.name)),
                End::Passed | End::Failed(_) => None,
            }));
            println!("{name:<36} {passed:>7} {failed:>7} {skipped:>7} {:>9.1}  {why}", took.as_secs_f64());
            total.passed += passed;
            total.failed += failed;
            total.skipped += skipped;
        }
        if !left_out.is_empty() {
            println!("\nLeft out:\n  {}", left_out.join("\n  "));
        }
        println!("\n{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
        if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
