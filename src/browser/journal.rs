//! The window's own journal: what is entered while the worker is loading or dead, strictly on the disk before
//! anything is called saved. The keeper drains it; an entry leaves only when its command is stored.

use std::rc::Rc;

use js_sys::Array;
use keeper::{
    journal::{self, Entry},
    store::StoreError,
};
use notebook::{Now, command::Command};
use wasm_bindgen::JsValue;
use web_sys::{IdbObjectStore, IdbRequest};

use super::idb::{Database, Layout, Mode};

/// The database, shared by all storages: an entry says where it belongs.
pub const DATABASE: &str = "rapport-journal";

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
    append_entry(&journal::write(storage, command, now, 0).map_err(StoreError::Failed)?).await
}

/// The same with an entry that was written already, as [`journal::write`] writes it.
///
/// # Errors
/// As [`append`].
pub async fn append_entry(text: &str) -> Result<String, StoreError> {
    let text = JsValue::from_str(text);
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
    Ok(pairs.filter_map(|(key, text)| journal::read(storage, name_of(&key)?, text.as_string()?)).collect())
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
    let text = journal::write(storage, command, *now, tries).map_err(StoreError::Failed)?;
    let (text, key) = (JsValue::from_str(&text), JsValue::from_f64(key));
    database().run(Mode::Write, |store| store.put_with_key(&text, &key).map(drop)).await
}

/// The names of everything that waits, for any storage.
///
/// # Errors
/// [`StoreError`].
pub async fn keys() -> Result<Vec<String>, StoreError> {
    let request = database().run(Mode::Read, IdbObjectStore::get_all_keys).await?;
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
    let issue = |store: &IdbObjectStore| {
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
