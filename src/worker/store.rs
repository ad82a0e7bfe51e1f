//! The keeper's storage in IndexedDB: one database a storage, one object store, a row for each byte string under the text
//! of its key.

use js_sys::{Array, Uint8Array};
use keeper::store::{Batch, Key, Store, StoreError};
use rapport::browser::idb::{Database, Layout, Mode};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest};

/// One storage.
pub(super) struct IndexedDbStore {
    database: Database,
}

impl IndexedDbStore {
    pub(super) fn new(storage: &str) -> Self {
        let layout = Layout { database: storage.to_owned(), store: "bytes", numbered: false };
        Self { database: Database::new(layout) }
    }

    /// Deletes the whole storage.
    pub(super) async fn delete(&self) -> Result<(), StoreError> {
        self.database.delete().await
    }
}

impl Store for IndexedDbStore {
    async fn all(&self) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        // Both in one transaction, both in the order of the keys: row by row they belong together.
        let requests =
            self.database.run(Mode::Read, |store| Ok((store.get_all_keys()?, store.get_all()?))).await?;
        let (keys, values) = (Array::from(&result(&requests.0)?), Array::from(&result(&requests.1)?));
        let rows = keys.iter().zip(values.iter());
        // A key that this version does not know belongs to a later one: it stays where it is.
        Ok(rows.filter_map(|(key, value)| Some((read_key(&key.as_string()?)?, bytes(value)))).collect())
    }

    async fn keys(&self) -> Result<Vec<Key>, StoreError> {
        let keys = self.database.run(Mode::Read, IdbObjectStore::get_all_keys).await?;
        let keys = Array::from(&result(&keys)?);
        Ok(keys.iter().filter_map(|key| read_key(&key.as_string()?)).collect())
    }

    async fn of_vault(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let issue = |store: &IdbObjectStore| {
            // All names that begin with `vault/`: the next letter after `/` is `0`.
            let range = IdbKeyRange::bound(&"vault/".into(), &"vault0".into())?;
            Ok((store.get_all_keys_with_key(&range)?, store.get_all_with_key(&range)?))
        };
        let requests = self.database.run(Mode::Read, issue).await?;
        let (keys, values) = (Array::from(&result(&requests.0)?), Array::from(&result(&requests.1)?));
        let name = |key: JsValue| {
            if let Key::Vault(name) = read_key(&key.as_string()?)? { Some(name) } else { None }
        };
        Ok(keys
            .iter()
            .zip(values.iter())
            .filter_map(|(key, value)| Some((name(key)?, bytes(value))))
            .collect())
    }

    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let key = name(key);
        let request = self.database.run(Mode::Read, |store| store.get(&key)).await?;
        let value = result(&request)?;
        Ok(if value.is_undefined() { None } else { Some(bytes(value)) })
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let (put, delete) = written(batch);
        let issue = |store: &IdbObjectStore| write(store, &put, &delete);
        self.database.run(Mode::Write, issue).await
    }

    async fn commit_over(&self, batch: &Batch, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let (put, delete) = written(batch);
        let key = name(key);
        let issue = |store: &IdbObjectStore| {
            let before = store.get(&key)?;
            write(store, &put, &delete)?;
            Ok(before)
        };
        let before = self.database.run(Mode::Write, issue).await?;
        let before = result(&before)?;
        Ok(if before.is_undefined() { None } else { Some(bytes(before)) })
    }

    fn distrust(&self) {
        self.database.close();
    }
}

type Put = Vec<(JsValue, Uint8Array)>;

fn written(batch: &Batch) -> (Put, Vec<JsValue>) {
    let put = batch.put.iter().map(|(key, bytes)| (name(key), Uint8Array::from(bytes.as_slice())));
    (put.collect(), batch.delete.iter().map(name).collect())
}

fn write(store: &IdbObjectStore, put: &Put, delete: &[JsValue]) -> Result<(), JsValue> {
    put.iter().try_for_each(|(key, bytes)| store.put_with_key(bytes, key).map(drop))?;
    delete.iter().try_for_each(|key| store.delete(key).map(drop))
}

fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    request.result().map_err(|error| StoreError::Failed(format!("{error:?}")))
}

/// What is not bytes counts as none, which the keeper takes for damage.
fn bytes(value: JsValue) -> Vec<u8> {
    value.dyn_into::<Uint8Array>().map(|array| array.to_vec()).unwrap_or_default()
}

fn name(key: &Key) -> JsValue {
    JsValue::from_str(&key.to_string())
}

fn read_key(text: &str) -> Option<Key> {
    let (kind, rest) = text.split_once('/')?;
    Some(match kind {
        "chunk" => Key::Chunk(rest.parse().ok()?),
        "snapshot" => Key::Snapshot(rest.parse().ok()?),
        "quarantine" => Key::Quarantine(rest.to_owned()),
        "fact" => Key::Fact(rest.to_owned()),
        "vault" => Key::Vault(rest.to_owned()),
        _ => return None,
    })
}
