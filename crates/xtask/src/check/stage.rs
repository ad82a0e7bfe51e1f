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
    /// The names of the failing tests.
    pub(super) failing: Vec<String>,
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
            self.failing.push(name.to_owned());
        }
    }

    /// What a stage comes to when its failing tests ran once more.
    fn repeated(self, failing: &[String], again: &Self) -> Self {
        let why = match again.failed {
            0 => format!("only at the second attempt: {}", failing.join(", ")),
            _ => format!("twice: {}", again.why),
        };
        Self { passed: self.passed + again.passed, failed: again.failed, why, ..self }
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

/// How many stories may be told again; more than these are no coincidence.
const MAY_BE_REPEATED: usize = 3;

/// The stories. A browser that loses its page on a busy machine fails a story for no reason of the app's: a few that fail are told once more,
/// one at a time, and the summary names them. A story that is told twice in run after run wants mending.
pub(super) fn stories() -> Stage {
    let all = ["test", "--package", "stories", "--no-fail-fast"];
    let mut stage = tests(&all);
    let failing = std::mem::take(&mut stage.failing);
    if failing.is_empty() || failing.len() > MAY_BE_REPEATED {
        return stage;
    }
    println!("\n   once more: {}", failing.join(", "));
    let named: Vec<&str> = failing.iter().map(String::as_str).collect();
    let again = tests(&[&all[..], &["--", "--exact", "--test-threads=1"], &named].concat());
    stage.repeated(&failing, &again)
}

/// A cargo command that runs tests.
pub(super) fn tests(args: &[&str]) -> Stage {
    let mut command = command(args);
    // What an error says is enough; the frames of a runtime bury it.
    command.env("RUST_LIB_BACKTRACE", "0");
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
    stage.why = stage.failing.join(", ");
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
        let failing = vec!["a::b".to_owned()];
        assert_eq!(stage, Stage { passed: 4, failed: 1, skipped: 1, why: String::new(), failing });
    }

    #[test]
    fn a_story_that_fails_twice_fails_and_one_that_passes_at_the_second_attempt_is_named() {
        let failing = ["a::b".to_owned(), "c::d".to_owned()];
        let first = || Stage { passed: 8, failed: 2, ..Stage::default() };
        let both = first().repeated(&failing, &Stage { passed: 2, ..Stage::default() });
        assert_eq!((both.passed, both.failed), (10, 0));
        assert_eq!(both.why, "only at the second attempt: a::b, c::d");
        let one = Stage { passed: 1, failed: 1, why: "c::d".to_owned(), ..Stage::default() };
        let still = first().repeated(&failing, &one);
        assert_eq!((still.passed, still.failed), (9, 1));
        assert_eq!(still.why, "twice: c::d");
    }
}
