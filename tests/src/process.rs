//! Ending processes for certain: a browser is a whole tree of them.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Every process whose command line names `marker` (a folder of ours alone), with all descendants.
pub(crate) fn by_marker(marker: &str) -> BTreeSet<u32> {
    let me = std::process::id();
    let names_it = |pid: &u32| {
        std::fs::read(format!("/proc/{pid}/cmdline"))
            .is_ok_and(|line| String::from_utf8_lossy(&line).contains(marker))
    };
    let all = all();
    let roots = all.iter().copied().filter(|pid| *pid != me).filter(names_it);
    roots.flat_map(|root| tree(root, &all)).collect()
}

/// A process and all its descendants.
pub(crate) fn descendants(root: u32) -> BTreeSet<u32> {
    tree(root, &all())
}

/// SIGKILL to all, and waits until they are gone.
pub(crate) fn kill(pids: &BTreeSet<u32>) {
    if pids.is_empty() {
        return;
    }
    let list = pids.iter().map(u32::to_string);
    let _ = Command::new("kill").arg("-9").args(list).stderr(Stdio::null()).status();
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(5) && pids.iter().any(|pid| is_running(*pid)) {
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn tree(root: u32, all: &[u32]) -> BTreeSet<u32> {
    let parents: Vec<(u32, u32)> = all.iter().filter_map(|pid| Some((*pid, stat(*pid)?.0))).collect();
    let mut found = BTreeSet::from([root]);
    loop {
        let before = found.len();
        found.extend(
            parents.iter().filter(|(_, up)| found.contains(up)).map(|(pid, _)| *pid).collect::<Vec<_>>(),
        );
        if found.len() == before {
            return found;
        }
    }
}

fn all() -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

fn is_running(pid: u32) -> bool {
    stat(pid).is_some_and(|(_, state)| state != 'Z')
}

/// Parent and state, from behind the command's name in brackets.
fn stat(pid: u32) -> Option<(u32, char)> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = text[text.rfind(')')? + 2..].split(' ');
    let state = fields.next()?.chars().next()?;
    Some((fields.next()?.parse().ok()?, state))
}
