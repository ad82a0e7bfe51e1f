//! One stage of the checks: run, streamed, counted.

use crate::narrate::line;
use crate::paths::workspace;
use std::io::{BufRead, BufReader, IsTerminal};
use std::process::{Command, Stdio};

/// What a stage came to, in test cases; a stage without tests is one case.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stage {
    pub(super) passed: u64,
    pub(super) failed: u64,
    pub(super) skipped: u64,
    pub(super) why: String,
}

impl Stage {
    pub(super) fn of(result: anyhow::Result<()>) -> Self {
        match result {
            Ok(()) => Self { passed: 1, ..Self::default() },
            Err(error) => Self::failed(format!("{error:#}")),
        }
    }

    pub(super) fn failed(why: String) -> Self {
        Self { failed: 1, why, ..Self::default() }
    }

    /// Adds up a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`, and notes the failing tests' names.
    fn read(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result:") {
            for part in counts.split(['.', ';']).map(str::trim) {
                let Some((number, what)) = part.split_once(' ') else { continue };
                let Ok(number) = number.parse::<u64>() else { continue };
                match what {
                    "passed" => self.passed += number,
                    "failed" => self.failed += number,
                    "ignored" => self.skipped += number,
                    _ => {}
                }
            }
        } else if let Some(name) =
            line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            self.why = if self.why.is_empty() { name.to_owned() } else { format!("{}, {name}", self.why) };
        }
    }
}

/// A cargo command that is one case.
pub(super) fn cargo(args: &[&str]) -> Stage {
    let mut command = command(args);
    match command.status() {
        Ok(status) if status.success() => Stage { passed: 1, ..Stage::default() },
        _ => Stage::failed(format!("see above; it was: {}", line(&command))),
    }
}

/// A cargo command that runs tests.
pub(super) fn tests(args: &[&str]) -> Stage {
    let mut command = command(args);
    let Ok(mut child) = command.stdout(Stdio::piped()).spawn() else {
        return Stage::failed(format!("cannot start {}", line(&command)));
    };
    let mut stage = Stage::default();
    if let Some(out) = child.stdout.take() {
        for text in BufReader::new(out).lines().map_while(Result::ok) {
            println!("{text}");
            stage.read(&text);
        }
    }
    let ok = child.wait().is_ok_and(|status| status.success());
    if !ok && stage.failed == 0 {
        stage.failed = 1;
        stage.why = "did not compile, or ended early: see above".to_owned();
    }
    stage
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(args).current_dir(workspace());
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

#[cfg(test)]
mod tests {
    use super::Stage;

    #[test]
    fn results_are_added_up_and_failures_named() {
        let mut stage = Stage::default();
        stage.read(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s",
        );
        stage.read("test a::b ... FAILED");
        stage.read("test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 2.5s");
        assert_eq!(stage, Stage { passed: 4, failed: 1, skipped: 1, why: "a::b".to_owned() });
    }
}
