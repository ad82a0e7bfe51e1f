//! An entry of the window's journal as it is written down: what was commanded while the worker was loading or dead.

use notebook::{Now, command::Command};
use serde::{Deserialize, Serialize};

/// Something that waits to be taken into a notebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Names it in the journal and in what the keeper reports.
    pub key: String,
    /// The command and when it was entered; else, why this version cannot read it.
    pub entered: Result<(Command, Now), String>,
    /// The entry as it stands in the journal.
    pub text: String,
    /// How often a keeper has begun to take it in.
    pub tries: u32,
}

#[derive(Serialize, Deserialize)]
struct Stored<C> {
    storage: String,
    now: Now,
    command: C,
    #[serde(default)]
    tries: u32,
}

/// Which storage an entry is for, whatever else is in it.
#[derive(Deserialize)]
struct Address {
    storage: String,
}

/// An entry for a storage as it stands in the journal.
///
/// # Errors
/// When the command cannot be written as JSON.
pub fn write(storage: &str, command: &Command, now: Now, tries: u32) -> Result<String, String> {
    let stored = Stored { storage: storage.to_owned(), now, command, tries };
    serde_json::to_string(&stored).map_err(|error| error.to_string())
}

/// An entry of this storage; one that says nothing about its storage is everybody's, so that somebody reports it.
#[must_use]
pub fn read(storage: &str, key: String, text: String) -> Option<Entry> {
    let address = serde_json::from_str::<Address>(&text);
    if address.is_ok_and(|address| address.storage != storage) {
        return None;
    }
    let stored = serde_json::from_str::<Stored<Command>>(&text);
    let tries = stored.as_ref().map_or(0, |stored| stored.tries);
    let entered = stored.map(|stored| (stored.command, stored.now)).map_err(|error| error.to_string());
    Some(Entry { key, entered, text, tries })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_by_its_own_storage_only() {
        let now = Now::from_millis(0, 60).unwrap();
        let text = write("rapport", &Command::EmptyBin, now, 2).unwrap();
        let entry = read("rapport", "1".to_owned(), text.clone()).unwrap();
        assert_eq!(entry.entered, Ok((Command::EmptyBin, now)));
        assert_eq!(entry.tries, 2);
        assert_eq!(read("rapport-example", "1".to_owned(), text), None);
    }

    #[test]
    fn an_entry_of_another_version_is_kept_with_its_words() {
        let text =
            r#"{"storage":"rapport","now":"1970-01-01T00:00:00Z","command":{"juggle":{"text":"Kim"}}}"#;
        let entry = read("rapport", "7".to_owned(), text.to_owned()).unwrap();
        assert!(entry.entered.is_err() && entry.text.contains("Kim"));
        assert!(read("rapport", "8".to_owned(), "not json".to_owned()).is_some());
    }
}
