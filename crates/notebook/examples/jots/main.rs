//! Prints what is read from each jot of a file (`jots FILE`), or how well it is read (`jots --score [FILE]`).
//!
//! A line is `{"id":…,"text":…,"locale":"en-GB","now":"2026-11-26T18:40:00+00:00","style":…,"gold":{…}}`; what is printed
//! has the form of `gold`: `{"id":…,"read":{…}}`, as the composer shows it before anybody touches it.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

mod gold;
mod reading;
mod score;

use std::{fmt::Write, process::ExitCode};

use serde_json::{Value, json};

/// Invented jots with what a sensible person would write down from each.
const OURS: &str = include_str!("jots.jsonl");

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let is_score = args.iter().any(|arg| arg == "--score");
    let file = args.iter().find(|arg| !arg.starts_with("--"));
    let text = match file.map(std::fs::read_to_string) {
        None if is_score => OURS.to_owned(),
        None => return refuse("name a file with one jot a line, or --score"),
        Some(Ok(text)) => text,
        Some(Err(why)) => return refuse(&format!("{}: {why}", file.map_or("", String::as_str))),
    };
    let mut out = String::new();
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Ok(row) = serde_json::from_str::<Value>(line) else {
            return refuse(&format!("line {} is no JSON", number + 1));
        };
        let Some(read) = reading::of(&row) else {
            return refuse(&format!(
                "line {}: a jot has a `text`, and its `now` is a moment with its offset",
                number + 1
            ));
        };
        if is_score {
            rows.push((row, read));
        } else {
            let _ = writeln!(out, "{}", json!({ "id": row["id"], "read": read }));
        }
    }
    if is_score {
        out = score::table(&rows);
    }
    print!("{out}");
    ExitCode::SUCCESS
}

fn refuse(why: &str) -> ExitCode {
    eprintln!("jots: {why}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::{OURS, reading, score};

    /// What was reached, rounded down: it only rises.
    #[test]
    fn our_own_jots_are_read_as_well_as_before() {
        let rows: Vec<_> = OURS
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .map(|row: serde_json::Value| (row.clone(), reading::of(&row).unwrap()))
            .collect();
        assert!(rows.len() >= 700, "{} jots", rows.len());
        let scores = score::Scores::of(&rows);
        for (field, least) in score::FLOOR {
            let reached = scores.f1(field);
            assert!(reached >= *least, "{field}: {reached:.3} is less than {least}");
        }
        assert!(scores.leads() >= score::LEADS, "is it a lead: {:.3}", scores.leads());
        assert!(scores.misread() <= score::MISREAD, "traps misread: {:.3}", scores.misread());
    }

    #[test]
    fn a_jot_without_words_is_refused() {
        assert!(reading::of(&serde_json::json!({ "id": "1" })).is_none());
        assert!(reading::of(&serde_json::json!({ "text": "hi", "now": "yesterday" })).is_none());
    }
}
