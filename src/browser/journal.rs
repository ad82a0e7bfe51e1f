//! The window's own journal: what is entered while the worker is loading or dead, strictly on the disk before
//! anything is called saved. The keeper drains it; an entry leaves only when its command is stored.

use std::rc::Rc;

use js_sys::Array;
use keeper::store::StoreError;
use notebook::{Now, command::Command};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::IdbRequest;

use super::idb::{Database, Layout, Mode};

/// The database, shared by all storages: an entry says where it belongs.
pub const DATABASE: &str = "rapport-journal";

/// Something that waits to be taken into a notebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Names it in [`delete`] and in what the keeper reports.
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

thread_local! {
    static JOURNAL: Rc<Database> = Rc::new(Database::new(Layout {
        database: DATABASE.to_owned(),
        store: "entries",
        numbered: true,
    }));
}

/// Writes a command down for a storage. When this returns it survives the end of the browser.
///
/// # Errors
/// [`StoreError`]: the entry is nowhere but on the screen.
pub async fn append(storage: &str, command: &Command, now: Now) -> Result<String, StoreError> {
    let stored = Stored { storage: storage.to_owned(), now, command, tries: 0 };
    let text = serde_json::to_string(&stored).map_err(|error| StoreError::Failed(error.to_string()))?;
    let text = JsValue::from_str(&text);
    let request = database().run(Mode::Write, |store| store.put(&text)).await?;
    name_of(&result(&request)?).ok_or_else(|| StoreError::Failed("the journal gave no key".to_owned()))
}

/// What waits for a storage, in the order in which it was entered.
///
/// # Errors
/// [`StoreError`].
pub async fn list(storage: &str) -> Result<Vec<Entry>, StoreError> {
    let requests = database().run(Mode::Read, |store| Ok((store.get_all_keys()?, store.get_all()?))).await?;
    let (keys, texts) = requests;
    let (keys, texts) = (Array::from(&result(&keys)?), Array::from(&result(&texts)?));
    let pairs = keys.iter().zip(texts.iter());
    Ok(pairs.filter_map(|(key, text)| read(storage, name_of(&key)?, text.as_string()?)).collect())
}

/// Notes that a keeper begins to take an entry in: one that ends the worker every time must not do so for ever.
///
/// # Errors
/// [`StoreError`]: nothing was noted.
pub async fn try_now(storage: &str, entry: &Entry) -> Result<(), StoreError> {
    rewrite(storage, entry, entry.tries + 1).await
}

/// Takes [`try_now`] back: the entry was not to blame.
///
/// # Errors
/// [`StoreError`]: it counts as a try.
pub async fn untry(storage: &str, entry: &Entry) -> Result<(), StoreError> {
    rewrite(storage, entry, entry.tries).await
}

async fn rewrite(storage: &str, entry: &Entry, tries: u32) -> Result<(), StoreError> {
    let (Ok((command, now)), Ok(key)) = (&entry.entered, entry.key.parse()) else { return Ok(()) };
    let stored = Stored { storage: storage.to_owned(), now: *now, command, tries };
    let text = serde_json::to_string(&stored).map_err(|error| StoreError::Failed(error.to_string()))?;
    let (text, key) = (JsValue::from_str(&text), JsValue::from_f64(key));
    database().run(Mode::Write, |store| store.put_with_key(&text, &key).map(drop)).await
}

/// The names of everything that waits, for any storage.
///
/// # Errors
/// [`StoreError`].
pub async fn keys() -> Result<Vec<String>, StoreError> {
    let request = database().run(Mode::Read, |store| store.get_all_keys()).await?;
    Ok(Array::from(&result(&request)?).iter().filter_map(|key| name_of(&key)).collect())
}

/// Removes entries; unknown keys are no error.
///
/// # Errors
/// [`StoreError`]: all of them are still there.
pub async fn delete(keys: &[String]) -> Result<(), StoreError> {
    let numbers: Vec<f64> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    if numbers.is_empty() {
        return Ok(());
    }
    let issue = |store: &web_sys::IdbObjectStore| {
        numbers.iter().try_for_each(|number| store.delete(&JsValue::from_f64(*number)).map(drop))
    };
    database().run(Mode::Write, issue).await
}

/// Removes everything that waits for a storage: with the storage itself.
///
/// # Errors
/// [`StoreError`].
pub async fn forget(storage: &str) -> Result<(), StoreError> {
    let keys: Vec<String> = list(storage).await?.into_iter().map(|entry| entry.key).collect();
    delete(&keys).await
}

fn database() -> Rc<Database> {
    JOURNAL.with(Rc::clone)
}

fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    request.result().map_err(|error| StoreError::Failed(format!("{error:?}")))
}

fn name_of(key: &JsValue) -> Option<String> {
    key.as_f64().map(|number| number.to_string())
}

/// An entry of this storage; one that says nothing about its storage is everybody's, so that somebody reports it.
fn read(storage: &str, key: String, text: String) -> Option<Entry> {
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
        let stored = Stored { storage: "rapport".to_owned(), now, command: Command::EmptyBin, tries: 0 };
        let text = serde_json::to_string(&stored).unwrap();
        let entry = read("rapport", "1".to_owned(), text.clone()).unwrap();
        assert_eq!(entry.entered, Ok((Command::EmptyBin, now)));
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
