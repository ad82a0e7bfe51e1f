//! Writes a believable notebook of any size from a seed, as a backup file: `cargo xtask notebook --help`.
#![allow(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

use std::error::Error;

use notebook::{
    Notebook, Now,
    example::{Plan, fill},
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let number = |name: &str, otherwise: usize| -> Result<usize, Box<dyn Error>> {
        text(name)
            .map_or(Ok(otherwise), |value| Ok(value.parse().map_err(|_| format!("{name} wants a number"))?))
    };
    let out = text("--out").ok_or("where to? --out FILE (see `cargo xtask notebook --help`)")?;
    let people = number("--people", 150)?;
    let plan = Plan::scaled(people, number("--touches", people * 5)?, number("--leads", people)?)
        .seeded(number("--seed", 2026)? as u64)
        // A large notebook takes minutes if every record is a change of its own, as in life.
        .together(if people > 500 { 100 } else { 1 });
    let now = Now::from_millis(number("--now", 1_795_340_000_000)? as i64, 0).ok_or("--now is not a time")?;
    let mut notebook = Notebook::new(*b"rapport/example/")?;
    fill(&mut notebook, &plan, now)?;
    let file = keeper::seal(&notebook.save());
    std::fs::write(out, &file)?;
    println!("{out}: {people} people, {} changes, {} bytes", notebook.changes(), file.len());
    Ok(())
}
