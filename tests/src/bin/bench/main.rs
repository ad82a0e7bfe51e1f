//! Benchmarks in Chromium. Each prints its figures as the JSON lines that `cargo xtask bench` collects.

mod app;
mod bytes;
mod keeper;

use anyhow::Result;
use stories::large;
use xtask::bench::Figure;

#[tokio::main]
async fn main() -> Result<()> {
    // `bench bytes`, `bench keeper` and `bench app` leave the others out.
    let only = std::env::args().nth(1);
    let wants = |part: &str| only.as_deref().is_none_or(|only| only == part);
    if wants("bytes") {
        bytes::run().await?;
    }
    for (people, touches, size) in [(1_000, 5_000, "1,000 people"), (10_000, 50_000, "10,000 people")] {
        let notebook = large(people, touches)?;
        if wants("app") {
            app::run(&notebook, size).await?;
        }
        if wants("keeper") {
            keeper::run(&notebook, size).await?;
        }
    }
    Ok(())
}

/// Prints one figure in milliseconds: this share of the times is at most so long (0.5 is the median).
fn print(bench: &str, size: &str, mut times: Vec<f64>, share: f64, budget: Option<f64>) {
    times.sort_by(f64::total_cmp);
    let at = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
    let Some(value) = times.get(at).copied() else { return };
    Figure { bench: bench.to_owned(), size: size.to_owned(), value, unit: "ms".to_owned(), budget }.print();
}

/// The numbers of a list.
fn numbers(value: &stories::Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().filter_map(stories::Value::as_f64).collect()
}
