//! Benchmarks in Chromium. Each prints its figures as the JSON lines that `cargo xtask bench` collects.

use anyhow::Result;
use std::time::Instant;
use stories::{Context, Story, Workbench, large};
use xtask::bench::Figure;

#[tokio::main]
async fn main() -> Result<()> {
    // `bench opening` leaves the rest out.
    let only = std::env::args().nth(1);
    if only.as_deref() != Some("opening") {
        warm_start().await?;
    }
    for (people, touches, size) in [(1_000, 5_000, "1,000 people"), (10_000, 50_000, "10,000 people")] {
        open(people, touches, size).await?;
    }
    Ok(())
}

/// The worker alone, without a window's work: opening a notebook, the first answers, and one jot.
async fn open(people: usize, touches: usize, size: &str) -> Result<()> {
    let bench = Workbench::start().await?;
    bench.story.lay_notebook("rapport", &large(people, touches)?).await?;
    let times = bench.story.js(&OPEN.replace("KEEPER", &bench.keeper)).await?;
    for (what, budget) in OPENING {
        let times = times[what].as_array().context(what)?;
        let mut times: Vec<f64> = times.iter().filter_map(serde_json::Value::as_f64).collect();
        times.sort_by(f64::total_cmp);
        Figure {
            bench: format!("keeper: {what}, median"),
            size: size.to_owned(),
            value: times[times.len() / 2],
            unit: "ms".to_owned(),
            budget,
        }
        .print();
    }
    bench.end().await
}

const OPENING: [(&str, Option<f64>); 6] = [
    ("worker up", None),
    ("ready after that", None),
    ("today after that", None),
    ("search, cold", None),
    ("search, warm", Some(50.0)),
    ("jot to disk", Some(50.0)),
];

const OPEN: &str = "
    const times = {};
    const note = (what, since) => (times[what] ??= []).push(performance.now() - since);
    const timed = async (what, work) => { const since = performance.now(); await work(); note(what, since); };
    const search = (text) => k.call({ ask: { query: { search: { text, limit: 20 } } } });
    for (let round = 0; round < 3; round += 1) {
        globalThis.k?.worker.terminate();
        const since = performance.now();
        globalThis.k = new Keeper('KEEPER');
        await k.up();
        note('worker up', since);
        await timed('ready after that', () => k.open('rapport'));
        await timed('today after that', () => k.call({ ask: { query: 'today' } }));
        await timed('search, cold', () => search('an'));
        for (const text of ['sailing', 'mar', 'roof repair', 'photographer', 'lisbon']) await timed('search, warm', () => search(text));
        for (let n = 0; n < 10; n += 1) await timed('jot to disk', () => k.jot('Kim needs a new roof'));
    }
    return times;";

/// From the address to the first painted words, without a network, on the window slowed down four times.
async fn warm_start() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.ready_offline().await?;
    story.offline().await?;
    story.cpu_throttle(4.0).await?;
    let mut times = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        story.open("/").await?;
        story.see("Rapport").await?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Figure {
        bench: "warm start without network, 4×, median".to_owned(),
        size: String::new(),
        value: times[times.len() / 2],
        unit: "ms".to_owned(),
        budget: Some(600.0),
    }
    .print();
    story.end().await
}
