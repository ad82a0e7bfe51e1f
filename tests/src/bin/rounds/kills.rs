//! SIGKILL, up to fifty milliseconds after the app said "Kept".

use crate::Tally;
use crate::notebook::{compare, jot, words};
use std::time::Duration;
use stories::{Result, Story};

/// The pause before each kill, in milliseconds: every length once, in an order that hops about.
fn pause(round: u32) -> Duration {
    Duration::from_millis(u64::from(round * 29 % 51))
}

pub(crate) async fn run(rounds: u32) -> Result<Tally> {
    let mut story = Story::phone().await?;
    let (mut tally, mut saved) = (Tally::default(), Vec::new());
    story.open("/").await?;
    story.ready_offline().await?;
    for round in 0..rounds {
        let words = words(round as usize + 1);
        jot(&story, &words).await?;
        tokio::time::sleep(pause(round)).await;
        story.kill_now();
        saved.push(words);
        story.restart_browser().await?;
        match compare(&story, &saved, &mut tally).await {
            Ok(wrong) if wrong.is_empty() => {}
            Ok(wrong) => {
                eprintln!("  round {round}: not there once: {}", wrong.join(", "));
                // Each is counted in the round in which it was found.
                saved.retain(|words| !wrong.contains(words));
            }
            Err(error) => tally.failed.push(format!("round {round}: {error:#}")),
        }
        tally.rounds += 1;
        tally.saved += 1;
    }
    Ok(tally)
}
