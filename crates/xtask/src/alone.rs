//! What only one process may do at a time: the second one waits, and says for whom.

use anyhow::{Context, Result};
use std::fs::{File, TryLockError};
use std::io::{Seek, Write};
use std::path::Path;

/// Holds the lock `name` in `dir` until the file is dropped, or the process ends. `what` is what others wait for.
///
/// # Errors
/// When the folder cannot be written to.
pub(crate) fn hold(dir: &Path, name: &str, what: &str) -> Result<File> {
    std::fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))?;
    let path = dir.join(name);
    let mut lock = File::options().create(true).truncate(false).read(true).write(true).open(&path)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let who = std::fs::read_to_string(&path).unwrap_or_default();
            println!("• Waiting for {what} ({})", who.trim());
            lock.lock()?;
        }
        Err(TryLockError::Error(error)) => {
            return Err(error).with_context(|| format!("cannot lock {}", path.display()));
        }
    }
    lock.set_len(0)?;
    lock.rewind()?;
    writeln!(lock, "process {}", std::process::id())?;
    Ok(lock)
}

#[cfg(test)]
mod tests {
    use super::hold;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn the_second_one_waits_until_the_first_has_ended() {
        let dir = std::env::temp_dir().join(format!("rapport-alone-{}", std::process::id()));
        let first = hold(&dir, "lock", "a test").unwrap();
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let _second = hold(&dir, "lock", "a test").unwrap();
                assert!(is_over.load(Ordering::SeqCst), "two at once");
            });
            // It says who has it before it is let in.
            while !std::fs::read_to_string(dir.join("lock")).unwrap().contains("process") {
                std::thread::yield_now();
            }
            is_over.store(true, Ordering::SeqCst);
            drop(first);
            second.join().unwrap();
        });
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
