//! The window's own journal: what is commanded while the worker is loading or dead.

use notebook::command::Command;

/// Writes a command strictly: it is on the disk when this returns.
pub(super) async fn put(_storage: &str, _key: &str, _command: &Command) -> Result<(), String> {
    Err("The notebook is still being opened. Your words stay here; please try again in a moment.".into())
}

pub(super) async fn remove(_storage: &str, _key: &str) {}
