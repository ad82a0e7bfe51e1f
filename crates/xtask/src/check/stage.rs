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
    /// Each test by itself, where there are any.
    pub(super) cases: Vec<Case>,
    /// Whose words the lines are that come now.
    pub(super) speaker: Option<String>,
}

/// One test and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) end: End,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Passed,
    /// With what it waited for, or said first.
    Failed(String),
    /// With the reason.
    LeftOut(String),
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

    /// The names of the failing tests.
    pub(super) fn failing(&self) -> Vec<String> {
        let failed = self.cases.iter().filter(|case| matches!(case.end, End::Failed(_)));
        failed.map(|case| case.name.clone()).collect()
    }

    /// Adds up a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`, and notes each test's end and last words.
    pub(super) fn read(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result:") {
            self.speaker = None;
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
        } else if let Some((name, end)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... "))
        {
            let end = match end {
                "ok" => End::Passed,
                "FAILED" => End::Failed(String::new()),
                other => {
                    End::LeftOut(other.trim_start_matches("ignored").trim_start_matches(", ").to_owned())
                }
            };
            self.cases.push(Case { name: name.to_owned(), end });
        } else if let Some(name) =
            line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----"))
        {
            self.speaker = Some(name.to_owned());
        } else {
            self.note(line.trim());
        }
    }

    /// Words of a test that failed: what it waited for counts more than what came before.
    fn note(&mut self, line: &str) {
        let Some(speaker) = &self.speaker else { return };
        let case = self.cases.iter_mut().find(|case| &case.name == speaker);
        if let Some(End::Failed(said)) = case.map(|case| &mut case.end)
            && (said.is_empty() || line.starts_with("waited ") && !said.starts_with("waited "))
        {
            *said = line.trim_start_matches("Error: ").chars().take(200).collect();
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
    stage.why = stage.failing().join(", ");
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
    use super::{Case, End, Stage};

    #[test]
    fn results_are_added_up_and_each_test_is_known_with_its_end() {
        let mut stage = Stage::default();
        for line in [
            "test a::good ... ok",
            "test a::bad ... FAILED",
            "test a::left ... ignored, this engine has no camera",
            "---- a::bad stdout ----",
            "Error: /inbox showed “Nothing here”",
            "",
            "Caused by:",
            "    waited 30s for “1 jot to sort”",
            "test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 7 filtered out; finished in 2.5s",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s",
        ] {
            stage.read(line);
        }
        assert_eq!((stage.passed, stage.failed, stage.skipped), (4, 1, 2));
        let case = |name: &str, end| Case { name: name.to_owned(), end };
        assert_eq!(
            stage.cases,
            [
                case("a::good", End::Passed),
                case("a::bad", End::Failed("waited 30s for “1 jot to sort”".to_owned())),
                case("a::left", End::LeftOut("this engine has no camera".to_owned())),
            ]
        );
        assert_eq!(stage.failing(), ["a::bad"]);
    }

    #[test]
    fn a_test_that_waited_for_nothing_is_known_by_its_first_words() {
        let mut stage = Stage::default();
        for line in
            ["test a::bad ... FAILED", "---- a::bad stdout ----", "", "Error: the digits differ", "more"]
        {
            stage.read(line);
        }
        assert_eq!(stage.cases[0].end, End::Failed("the digits differ".to_owned()));
    }
}
