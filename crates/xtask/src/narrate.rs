//! Long steps, told while they run: what is being done, for how long, and what it printed last.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

const EVERY: Duration = Duration::from_secs(15);
const KEPT_LINES: usize = 40;

/// Runs `command` quietly, saying every 15 seconds how far it is; on failure shows its last lines.
pub fn step(what: &str, command: &mut Command) -> Result<()> {
    println!("• {what}");
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    let last = Arc::new(Mutex::new(Vec::<String>::new()));
    let readers = [
        child.stdout.take().map(|out| follow(out, Arc::clone(&last))),
        child.stderr.take().map(|err| follow(err, Arc::clone(&last))),
    ];
    let (done, ticks) = mpsc::channel::<()>();
    let ticker = {
        let (what, last) = (what.to_owned(), Arc::clone(&last));
        std::thread::spawn(move || {
            while ticks.recv_timeout(EVERY) == Err(mpsc::RecvTimeoutError::Timeout) {
                let doing = last.lock().ok().and_then(|lines| lines.last().cloned()).unwrap_or_default();
                println!("  … {what}: {} so far  {}", elapsed(start), doing.trim());
            }
        })
    };
    let status = child.wait()?;
    drop(done);
    let _ = ticker.join();
    for reader in readers.into_iter().flatten() {
        let _ = reader.join();
    }
    if !status.success() {
        let lines = last.lock().map(|lines| lines.join("\n")).unwrap_or_default();
        bail!("{what} failed ({status}). It was:\n  {}\nand its last words:\n{lines}", line(command));
    }
    println!("  done in {}", elapsed(start));
    Ok(())
}

/// The command as one could type it.
pub fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// "1 min 05 s".
pub fn elapsed(since: Instant) -> String {
    let seconds = since.elapsed().as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        let whole = since.elapsed().as_secs();
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

fn follow(from: impl Read + Send + 'static, into: Arc<Mutex<Vec<String>>>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if let Ok(mut lines) = into.lock()
                && !line.trim().is_empty()
            {
                lines.push(line);
                if lines.len() > KEPT_LINES {
                    lines.remove(0);
                }
            }
        }
    })
}
