//! The disk is full, in the middle of writing; there is room again, and the browser starts anew. On a disk in memory, for which one
//! has to be root.

use crate::Tally;
use crate::notebook::{compare, jot, words};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use stories::{Browser, Key, Result, Shape, Site, Story, ensure};
use tempfile::TempDir;

const JOTS: usize = 12;
const SETTLED: Duration = Duration::from_millis(2500);
const SIZE: &str = "size=300m";

/// A small disk, as long as it lives.
struct Disk(TempDir);

impl Disk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(folder.path());
        ensure!(mount.status()?.success(), "cannot mount a disk in memory: one has to be root");
        Ok(Self(folder))
    }

    /// Writes until nothing fits any more.
    fn fill(&self) -> Result<()> {
        let mut filler = std::fs::File::create(self.filler())?;
        for size in [1 << 20, 1 << 12, 1 << 8] {
            while filler.write_all(&vec![1; size]).is_ok() {}
        }
        Ok(())
    }

    fn empty(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.filler())?)
    }

    fn filler(&self) -> std::path::PathBuf {
        self.0.path().join("filler")
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

pub(crate) async fn run(rounds: u32) -> Result<Tally> {
    let mut tally = Tally::default();
    for round in 0..rounds {
        let disk = Disk::new()?;
        let profile = tempfile::Builder::new().prefix("rapport-profile-").tempdir_in(disk.path())?;
        let mut story =
            Story { site: Site::start()?, browser: Browser::start_with(profile, Shape::Phone).await? };
        story.open("/").await?;
        story.ready_offline().await?;
        let mut saved: Vec<String> = (1..=JOTS).map(words).collect();
        for words in &saved {
            jot(&story, words).await?;
        }
        tokio::time::sleep(SETTLED).await;
        disk.fill()?;
        // What is called kept now counts as well; what is refused need not be there, and need not be missing.
        story.patience = Duration::from_secs(5);
        for number in JOTS + 1..JOTS + 4 {
            story.fill("Jot", &words(number)).await?;
            story.press(Key::Enter).await?;
            let said = story.see("Kept").await;
            let text = story.visible_text().await?;
            if said.is_ok() && text.contains("Saved on this device") && !text.contains("cannot be stored") {
                saved.push(words(number));
            }
        }
        story.patience = Duration::from_secs(30);
        story.kill_now();
        disk.empty()?;
        story.restart_browser().await?;
        match compare(&story, &saved, &mut tally).await {
            Ok(wrong) if wrong.is_empty() => {}
            Ok(wrong) => eprintln!("  round {round}: not there once: {}", wrong.join(", ")),
            Err(error) => tally.failed.push(format!("round {round}: {error:#}")),
        }
        tally.rounds += 1;
        tally.saved += saved.len();
        drop(story);
    }
    Ok(tally)
}
