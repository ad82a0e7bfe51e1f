//! What is too long for every day: the browser killed right after "Kept", bytes turned in its profile, its disk full; each many
//! times, in every engine. `rounds kills webkit 50`, each word as one likes.
#![allow(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

mod damage;
mod full;
mod kills;
mod notebook;

use stories::{Engine, Result, told_in};

/// How many rounds where nobody says.
const KILLS: u32 = 50;
const OTHERS: u32 = 10;

/// What some rounds of one kind came to in one engine.
#[derive(Debug, Default)]
struct Tally {
    rounds: u32,
    /// Entries that were called saved, in all rounds together.
    saved: usize,
    lost: usize,
    doubled: usize,
    /// Rounds after which the field held words that were kept already.
    stale: u32,
    /// Rounds after which the app did not open, or not say what it should.
    failed: Vec<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let wants = |word: &str, all: &[&str]| {
        let named = words.iter().any(|given| all.contains(&given.as_str()));
        !named || words.iter().any(|given| given == word)
    };
    let number = words.iter().find_map(|word| word.parse().ok());
    let kinds = ["kills", "flips", "full"];
    let engines = Engine::ALL.map(Engine::word);
    println!("| what | engine | rounds | saved | lost | doubled | stale drafts | did not open |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for kind in kinds.into_iter().filter(|kind| wants(kind, &kinds)) {
        for engine in Engine::ALL.into_iter().filter(|engine| wants(engine.word(), &engines)) {
            let tally = match kind {
                "kills" => told_in(engine, kills::run(number.unwrap_or(KILLS))).await?,
                "flips" => told_in(engine, damage::run(number.unwrap_or(OTHERS))).await?,
                _ => told_in(engine, full::run(number.unwrap_or(OTHERS))).await?,
            };
            let Tally { rounds, saved, lost, doubled, stale, failed } = tally;
            println!(
                "| {kind} | {} | {rounds} | {saved} | {lost} | {doubled} | {stale} | {} |",
                engine.name(),
                failed.len()
            );
            failed.iter().for_each(|why| eprintln!("  {why}"));
        }
    }
    Ok(())
}
