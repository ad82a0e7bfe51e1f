//! Benchmarks in Chromium. Each prints its figures as the JSON lines that `cargo xtask bench` collects.

use anyhow::Result;
use std::time::Instant;
use stories::Story;
use xtask::bench::Figure;

#[tokio::main]
async fn main() -> Result<()> {
    warm_start().await
}

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
