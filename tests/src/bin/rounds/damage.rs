//! One byte is turned in what the browser keeps of the site, while it is not running.

use crate::Tally;
use crate::notebook::{compare, jot, words};
use std::path::{Path, PathBuf};
use std::time::Duration;
use stories::{Context, Engine, Result, Story};

const JOTS: usize = 12;
/// With what each entry of the second home begins.
const HOME: &[u8] = &[0xf7, b'R', b'H', 1];
/// No file of it is longer here, bytes. The app's own program has the same four bytes in it, and is longer.
const MOST_HOME: usize = 1 << 20;
/// As long as the second home may take, and a little more.
const SETTLED: Duration = Duration::from_millis(2500);

pub(crate) async fn run(rounds: u32) -> Result<Tally> {
    let mut tally = Tally::default();
    for round in 0..rounds {
        let mut story = Story::phone().await?;
        story.open("/").await?;
        story.ready_offline().await?;
        let saved: Vec<String> = (1..=JOTS).map(words).collect();
        for words in &saved {
            jot(&story, words).await?;
        }
        tokio::time::sleep(SETTLED).await;
        story.kill_now();
        let turned = turn(story.engine(), story.profile(), round).context("nothing to damage")?;
        story.restart_browser().await?;
        match compare(&story, &saved, &mut tally).await {
            Ok(wrong) if wrong.is_empty() => {}
            Ok(wrong) => eprintln!("  round {round}, {turned}: not there once: {}", wrong.join(", ")),
            Err(error) => tally.failed.push(format!("round {round}, {turned}: {error:#}")),
        }
        tally.rounds += 1;
        tally.saved += saved.len();
    }
    Ok(tally)
}

/// Turns one bit of one byte; says where. Large files are hit as often as small ones.
fn turn(engine: Engine, profile: &Path, round: u32) -> Option<String> {
    let kept: &[&str] = match engine {
        Engine::Chromium => &["Default/IndexedDB", "Default/File System"],
        Engine::WebKit => &["data"],
        Engine::Firefox => &["storage/default"],
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in kept {
        let folder = profile.join(folder);
        let below = xtask::paths::files_below(&folder).unwrap_or_default();
        files.extend(below.into_iter().map(|file| folder.join(file)));
    }
    let mut files: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().filter_map(|file| std::fs::read(&file).ok().map(|bytes| (file, bytes))).collect();
    files.retain(|(file, bytes)| {
        let name = file.to_string_lossy();
        let is = |others: &[&str]| others.iter().any(|other| name.contains(other));
        // The app itself, which the service worker keeps, comes from its server again; but the second home may be beside it.
        let is_apps = is(&["CacheStorage", "/cache/", "ServiceWorker"]);
        let is_home = bytes.len() < MOST_HOME && bytes.windows(HOME.len()).any(|at| at == HOME);
        (is_home || !is_apps) && !is(&["LOCK", "LOG"]) && bytes.iter().any(|byte| *byte != 0)
    });
    // Spread by a large odd number, the same in every run.
    let at = |length: usize| (round as usize + 1).wrapping_mul(0x9E37_79B9) % length.max(1);
    let which = at(files.len());
    let (file, bytes) = files.get_mut(which)?;
    let written: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let place = *written.get(at(written.len()))?;
    bytes[place] ^= 0x10;
    std::fs::write(&*file, &*bytes).ok()?;
    Some(format!("byte {place} of {}", file.strip_prefix(profile).ok()?.display()))
}
