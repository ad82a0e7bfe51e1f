//! What a server uses, from `/proc`, and what a flush costs here.

use crate::process::Folder;
use crate::scenarios::median;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Instant;

/// A process, or a family of them.
#[derive(Clone)]
pub struct Probe(pub Vec<u32>);

impl Probe {
    /// A process with all its children, as they are now.
    pub fn family(root: u32) -> Self {
        let parent = |pid: u32| -> Option<u32> {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()
        };
        let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        Self(pids.filter(|pid| *pid == root || parent(*pid) == Some(root)).collect())
    }

    /// Seconds of CPU so far, of all threads.
    pub fn cpu(&self) -> f64 {
        let of = |pid: &u32| -> f64 {
            let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
            tasks
                .filter_map(|task| {
                    let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
                    text.split(' ').next()?.parse::<f64>().ok()
                })
                .sum()
        };
        self.0.iter().map(of).sum::<f64>() / 1e9
    }

    fn status(&self, name: &str) -> f64 {
        let of = |pid: &u32| -> Option<f64> {
            let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
            let line = text.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().nth(1)?.parse().ok()
        };
        self.0.iter().filter_map(of).sum::<f64>() / 1024.0
    }

    /// MiB at the peak.
    pub fn peak(&self) -> f64 {
        self.status("VmHWM")
    }

    /// MiB now.
    pub fn memory(&self) -> f64 {
        self.status("VmRSS")
    }

    /// Bytes written to the disk so far.
    pub fn written(&self) -> f64 {
        let of = |pid: &u32| -> Option<f64> {
            let text = std::fs::read_to_string(format!("/proc/{pid}/io")).ok()?;
            let line = text.lines().find(|line| line.starts_with("write_bytes"))?;
            line.split_whitespace().nth(1)?.parse().ok()
        };
        self.0.iter().filter_map(of).sum()
    }
}

/// Milliseconds until 4 KiB are on the disk that the servers write to: the median of many. In a file that has its length
/// already, as the logs of databases have.
pub fn flush() -> f64 {
    const BLOCK: usize = 4 << 10;
    const BLOCKS: usize = 500;
    let folder = Folder::new();
    let file = std::fs::File::create(folder.0.join("flushed")).expect("a file");
    file.write_all_at(&vec![0; BLOCK * BLOCKS], 0)
        .and_then(|()| file.sync_all())
        .expect("a file on the disk");
    let one = |number: usize| {
        let began = Instant::now();
        let written = file.write_all_at(&[7; BLOCK], (number * BLOCK) as u64);
        written.and_then(|()| file.sync_data()).expect("a flush");
        began.elapsed().as_secs_f64() * 1000.0
    };
    median((0..BLOCKS).map(one).collect())
}

/// MiB below a folder.
pub fn size(folder: &Path) -> f64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => size(&entry.path()),
            Ok(meta) => meta.len() as f64 / f64::from(1 << 20),
            Err(_) => 0.0,
        })
        .sum()
}
