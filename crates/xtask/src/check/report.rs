//! The summary at the end of the checks.

use super::stage::Stage;
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

    pub(super) fn skip(&mut self, name: &str, why: &str) {
        println!("\n── {name}\n   skipped: {why}");
        let stage = Stage { skipped: 1, why: why.to_owned(), ..Stage::default() };
        self.rows.push((name.to_owned(), stage, Duration::ZERO));
    }

    /// Prints the table; its last line is `N passed, N failed, N skipped`.
    pub(super) fn finish(self) -> ExitCode {
        println!("\n{:<36} {:>7} {:>7} {:>7} {:>9}", "stage", "passed", "failed", "skipped", "seconds");
        let mut total = Stage::default();
        for (name, stage, took) in self.rows {
            let Stage { passed, failed, skipped, why, .. } = stage;
            println!("{name:<36} {passed:>7} {failed:>7} {skipped:>7} {:>9.1}  {why}", took.as_secs_f64());
            total.passed += passed;
            total.failed += failed;
            total.skipped += skipped;
        }
        println!("\n{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
        if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
