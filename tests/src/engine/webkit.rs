//! WebKitGTK, which stands for Safari: a window on a screen that nobody sees, opened by a launcher of our own
//! (`tests/launcher/webkit.py`) because the driver's own browser forgets its profile. What WebDriver has no words for goes through
//! the launcher's door.

use crate::browser::Shape;
use crate::driver::free_port;
use crate::wait::until;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::Capabilities;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use xtask::engine::Parts;

/// The engine's own word that it does not know something newer than itself, which the page can do without.
const UNKNOWN: [&str; 2] = ["Unrecognized Content-Security-Policy directive", "not recognized and ignored"];

#[derive(Debug)]
pub(crate) struct Seat {
    screen: Screen,
    /// Where the launcher listens.
    door: u16,
    /// Up to here its output was read.
    read: usize,
}

impl Seat {
    pub(crate) fn take() -> Result<Self> {
        Ok(Self { screen: Screen::light()?, door: free_port()?, read: 0 })
    }

    /// What the driver's process finds in its environment.
    pub(crate) fn environment(&self) -> Vec<(&str, &str)> {
        vec![
            ("DISPLAY", self.screen.name.as_str()),
            ("GDK_BACKEND", "x11"),
            ("NO_AT_BRIDGE", "1"),
            ("GIO_USE_VFS", "local"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            // The language of its person; the other engines have this one by themselves.
            ("LANG", "en_US.UTF-8"),
            ("LC_ALL", "en_US.UTF-8"),
        ]
    }

    /// For a session that begins: another door, and an output that was not read.
    pub(crate) fn renew(&mut self) -> Result<()> {
        self.door = free_port()?;
        self.read = 0;
        Ok(())
    }

    pub(crate) fn wanted(
        &self,
        parts: &Parts,
        profile: &Path,
        shape: Shape,
        time_zone: Option<&str>,
    ) -> Result<Capabilities> {
        let launcher = Path::new(env!("CARGO_MANIFEST_DIR")).join("launcher/webkit.py");
        let (width, height) = shape.size();
        let mut arguments = vec![
            launcher.display().to_string(),
            format!("--profile={}", profile.display()),
            format!("--control={}", self.door),
            format!("--size={width}x{height}"),
            "--camera".to_owned(),
        ];
        arguments.extend(time_zone.map(|name| format!("--time-zone={name}")));
        let mut wanted = Capabilities::new();
        wanted.set("browserName", "MiniBrowser")?;
        wanted.set("webkitgtk:browserOptions", json!({ "binary": parts.program, "args": arguments }))?;
        Ok(wanted)
    }

    /// Gives the launcher an order, and waits until it is done.
    pub(crate) async fn order(&self, order: &Value) -> Result<()> {
        let mut door = until(Duration::from_secs(10), "the launcher", async || {
            Ok(TcpStream::connect(("127.0.0.1", self.door)).await.ok())
        })
        .await?;
        door.write_all(format!("{order}\n").as_bytes()).await?;
        let mut answer = String::new();
        door.read_to_string(&mut answer).await?;
        ensure!(answer == "done\n", "the launcher did not obey {order}");
        Ok(())
    }

    /// What pages and workers complained about since the last time.
    pub(crate) fn complaints(&mut self, log: &PathBuf) -> Result<Vec<String>> {
        let all = std::fs::read(log)?;
        let new = all.get(self.read..).unwrap_or_default();
        // The last line may still be being written.
        let whole = new.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        self.read += whole;
        let text = String::from_utf8_lossy(&new[..whole]).into_owned();
        Ok(text.lines().filter(|line| is_complaint(line)).map(str::to_owned).collect())
    }
}

/// Whether a line is an error of a page: `CONSOLE ERROR …` by its own word, `ADDRESS:LINE:COLUMN: CONSOLE JS ERROR …` by the engine's.
fn is_complaint(line: &str) -> bool {
    if UNKNOWN.iter().any(|words| line.contains(words)) {
        return false;
    }
    let Some(at) = line.find("CONSOLE ") else { return false };
    let is_start = at == 0 || line[..at].ends_with(": ");
    is_start && line[at..].split(' ').skip(1).take(2).any(|word| word == "ERROR")
}

/// A screen in memory.
#[derive(Debug)]
struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn light() -> Result<Self> {
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
        let mut server = server
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        // It looks for a free number itself, and says which.
        let mut number = String::new();
        BufReader::new(server.stdout.take().context("no output")?).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "Xvfb found no free display");
        Ok(Self { server, name: format!(":{}", number.trim()) })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::is_complaint;

    #[test]
    fn only_errors_of_pages_count_as_complaints() {
        for line in [
            "CONSOLE ERROR boom",
            "http://127.0.0.1:1/app.js:2:59: CONSOLE JS ERROR Error: uncaught",
            "CONSOLE SECURITY ERROR Refused to load",
        ] {
            assert!(is_complaint(line), "{line}");
        }
        for line in
            ["CONSOLE LOG an ERROR of mine", "(webkit.py:1): CRITICAL", "CONSOLE JS WARNING ERROR", ""]
        {
            assert!(!is_complaint(line), "{line}");
        }
    }
}
