//! The commands as data: what each is for, which options it takes. Help is made from it, and whatever a command does
//! not know is refused before anything begins.

use anyhow::{Context, Result, bail};
use std::fmt::Write;

/// One command of `cargo xtask`.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    pub name: &'static str,
    /// One line for the list of all commands.
    pub what: &'static str,
    /// What a word without dashes is called; empty: it takes none.
    takes: &'static str,
    options: &'static [Opt],
}

/// An option: its name with two dashes, what its value is called (empty: it has none), and what it does.
type Opt = (&'static str, &'static str, &'static str);

const PORT: Opt = ("--port", "N", "another port than 8080");

/// Every command, in the order of the help.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        what: "install what is missing, build the release app, serve it with its endpoint on http://127.0.0.1:8080",
        takes: "",
        options: &[PORT],
    },
    Command {
        name: "test",
        what: "everything that CI checks: format, lints, tests, release build, byte budgets, stories in browsers",
        takes: "",
        options: &[("--quick", "", "without the release build and the stories")],
    },
    Command {
        name: "bench",
        what: "native benchmarks and benchmarks in Chromium; table here, JSON in target/bench/report.json; `bench jots`: only \
               how well jots are read",
        takes: "jots|FILE",
        options: &[("--check", "", "a missed budget is a failure")],
    },
    Command {
        name: "jots",
        what: "print what is read from each jot of a file, one line of JSON a jot",
        takes: "FILE",
        options: &[("--score", "", "how much of what a person wrote down was found, as a table")],
    },
    Command {
        name: "mutants",
        what: "break the rules one line at a time and name what no test notices",
        takes: "PATH",
        options: &[
            ("--shard", "K/N", "only this share of them, from 0/N"),
            ("--changed", "", "only in lines that differ from the main branch"),
            ("--minutes", "N", "begin nothing new after so long"),
        ],
    },
    Command {
        name: "rounds",
        what: "by hand: browsers killed right after “Kept”, bytes turned in their profiles, their disks full",
        takes: "kills|flips|full|chromium|webkit|firefox|N",
        options: &[],
    },
    Command {
        name: "notebook",
        what: "a believable notebook of any size from a seed, as a backup file",
        takes: "",
        options: &[
            ("--out", "FILE", "where it is written"),
            ("--people", "N", "people (150)"),
            ("--touches", "N", "touches within the past year (5 for each person)"),
            ("--leads", "N", "leads (1 for each person)"),
            ("--seed", "N", "another seed makes another notebook (2026)"),
            ("--now", "MILLIS", "the time it is written at, Unix milliseconds (a day in November 2026)"),
        ],
    },
    Command {
        name: "setup",
        what: "only install what is missing",
        takes: "",
        options: &[("--browser", "", "also the browsers of the stories, their drivers and axe")],
    },
    Command {
        name: "build",
        what: "only build the release app into dist/",
        takes: "",
        options: &[
            ("--force", "", "even if nothing changed"),
            ("--fast", "", "quick to build, large and slow to load: for trying things, never for people"),
        ],
    },
    Command { name: "serve", what: "only serve dist/, without the endpoint", takes: "", options: &[PORT] },
    Command {
        name: "precache",
        what: "what Trunk calls after each build: names, digests, compression, budgets",
        takes: "",
        options: &[],
    },
    Command {
        name: "icons",
        what: "draw the PNG icons again from crates/xtask/icons/*.svg",
        takes: "",
        options: &[],
    },
];

/// A command line that was understood.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Help about one command, or about all.
    Help(String),
    /// The command and its options with their values.
    Do(&'static Command, Vec<(&'static str, String)>),
}

/// Reads a command line.
///
/// # Errors
/// Names the word that is not known, and what would be.
pub fn read(args: &[String]) -> Result<Asked> {
    let Some(name) = args.first() else { return Ok(Asked::Help(all())) };
    if is_help(name) {
        return Ok(Asked::Help(match args.get(1) {
            Some(about) => find(about)?.help(),
            None => all(),
        }));
    }
    let command = find(name)?;
    if args.iter().any(|arg| is_help(arg)) {
        return Ok(Asked::Help(command.help()));
    }
    let (mut given, mut rest) = (Vec::new(), args[1..].iter());
    while let Some(arg) = rest.next() {
        let (word, joined) = match arg.split_once('=') {
            Some((word, value)) => (word, Some(value.to_owned())),
            None => (arg.as_str(), None),
        };
        let known = command.options.iter().find(|(option, _, _)| *option == word);
        if !command.takes.is_empty() && !arg.starts_with('-') {
            given.push((command.takes, arg.clone()));
            continue;
        }
        let Some((option, value, _)) = known else {
            bail!("`{name}` does not know “{arg}”\n\n{}", command.help())
        };
        given.push((
            *option,
            match (value.is_empty(), joined) {
                (true, None) => String::new(),
                (true, Some(_)) => bail!("{option} takes no value\n\n{}", command.help()),
                (false, Some(joined)) => joined,
                (false, None) => rest.next().with_context(|| format!("{option} wants {value}"))?.clone(),
            },
        ));
    }
    Ok(Asked::Do(command, given))
}

impl Command {
    /// What one reads after `cargo xtask <command> --help`.
    fn help(&self) -> String {
        let mut text = format!("cargo xtask {}", self.name);
        if !self.takes.is_empty() {
            let _ = write!(text, " [{}]", self.takes);
        }
        for (option, value, _) in self.options {
            let _ = write!(text, " [{}]", [*option, *value].join(" ").trim_end());
        }
        let _ = write!(text, "\n\n  {}\n", self.what);
        for (option, value, what) in self.options {
            let _ = write!(text, "\n  {:<16} {what}", [*option, *value].join(" "));
        }
        text
    }
}

fn find(name: &str) -> Result<&'static Command> {
    let found = COMMANDS.iter().find(|command| command.name == name);
    found.with_context(|| format!("no command “{name}”\n\n{}", all()))
}

fn all() -> String {
    let mut text = String::from("cargo xtask <command>      (cargo xtask <command> --help: its options)\n");
    for Command { name, what, .. } in COMMANDS {
        let _ = write!(text, "\n  {name:<10} {what}");
    }
    text
}

fn is_help(arg: &str) -> bool {
    matches!(arg, "help" | "--help" | "-h")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Asked> {
        read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn every_command_answers_to_help_and_begins_nothing() {
        for command in COMMANDS {
            for line in ["{} --help", "{} -h", "help {}"] {
                let asked = asked(&line.replace("{}", command.name)).unwrap();
                assert!(matches!(&asked, Asked::Help(text) if text.contains(command.what)), "{asked:?}");
            }
        }
        assert!(matches!(asked("").unwrap(), Asked::Help(_)));
    }

    #[test]
    fn an_argument_that_a_command_does_not_know_is_refused() {
        for line in
            ["run --prot 80", "test quick", "build --fast=yes", "serve --port", "sing", "icons --port 1"]
        {
            assert!(asked(line).is_err(), "{line}");
        }
    }

    #[test]
    fn options_come_with_their_values() {
        let Asked::Do(command, given) = asked("run --port 81").unwrap() else { panic!("not done") };
        assert_eq!((command.name, given), ("run", vec![("--port", "81".to_owned())]));
        let Asked::Do(_, given) = asked("notebook --people=3 --out a.rapport").unwrap() else {
            panic!("not done")
        };
        assert_eq!(given, [("--people", "3".to_owned()), ("--out", "a.rapport".to_owned())]);
        let Asked::Do(_, given) = asked("mutants crates/exchange --shard 0/4").unwrap() else {
            panic!("not done")
        };
        assert_eq!(given, [("PATH", "crates/exchange".to_owned()), ("--shard", "0/4".to_owned())]);
    }
}
