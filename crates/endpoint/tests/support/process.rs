//! The real binary as a process of its own, over a folder that is removed afterwards.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder of its own.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        Self::under(&std::env::temp_dir())
    }

    /// In memory where the system offers that: for tests that are not about what a flush costs.
    pub fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Self::under(memory) } else { Self::new() }
    }

    fn under(parent: &Path) -> Self {
        let name = format!("rapport-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = parent.join(name);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Every file below a folder, with its name.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if let Ok(bytes) = std::fs::read(&path) {
            found.push((path.display().to_string(), bytes));
        }
    }
    found
}

/// MiB that a process has had at most.
pub fn peak(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("its status");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("its peak");
    line.split_whitespace().nth(1).expect("a number").parse::<u64>().expect("a number") / 1024
}

pub struct Endpoint {
    child: Child,
    pub address: SocketAddr,
    log: Arc<(Mutex<String>, Condvar)>,
}

impl Endpoint {
    /// Starts the binary; returns when it listens.
    pub fn start(binary: &Path, arguments: &[&str]) -> Self {
        Self::start_at(binary, "127.0.0.1:0", arguments)
    }

    pub fn start_at(binary: &Path, listen: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new(binary)
            .args(["serve", "--listen", listen])
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the endpoint starts");
        let log = Arc::new((Mutex::new(String::new()), Condvar::new()));
        let mut lines = BufReader::new(child.stderr.take().expect("its log")).lines();
        let mut address = None;
        while address.is_none() {
            let Some(Ok(line)) = lines.next() else {
                panic!("the endpoint ended:\n{}", log.0.lock().expect("its log"));
            };
            address = line.split("://").nth(1).and_then(|rest| {
                rest.trim_end_matches(|end: char| !end.is_ascii_digit()).parse::<SocketAddr>().ok()
            });
            log.0.lock().expect("its log").push_str(&format!("{line}\n"));
        }
        let keep = log.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                keep.0.lock().expect("its log").push_str(&format!("{line}\n"));
                keep.1.notify_all();
            }
        });
        Self { child, address: address.expect("an address"), log }
    }

    /// All that it said so far.
    pub fn log(&self) -> String {
        self.log.0.lock().expect("its log").clone()
    }

    /// Returns as soon as it has said this.
    pub fn wait_for(&self, words: &str) {
        let patience = Duration::from_secs(120);
        let log = self.log.0.lock().expect("its log");
        let (log, waited) =
            self.log.1.wait_timeout_while(log, patience, |log| !log.contains(words)).expect("its log");
        assert!(!waited.timed_out(), "it does not say {words:?}:\n{log}");
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// SIGTERM; waits for its end and says whether it was in order.
    pub fn end(&mut self) -> bool {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.is_ok_and(|status| status.success()));
        self.child.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Where a part that is missing is a failure.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}
