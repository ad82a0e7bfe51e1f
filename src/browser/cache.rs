//! The browser's cache as a place for a few byte strings, each under an address that nobody ever fetches.

use js_sys::{Array, Uint8Array, global};
use keeper::store::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

use super::{
    files::{ask, get},
    idb::reason,
};

/// What the addresses begin with.
const AT: &str = "/second-home/";

/// One cache. Its name begins otherwise than those of the app's own files, which the service worker clears.
pub struct Cache {
    caches: JsValue,
    name: String,
}

impl Cache {
    /// Opens the cache of this name; `None` where the browser allows none.
    pub async fn open(name: &str) -> Option<Self> {
        let caches = get(&global(), "caches").ok()?;
        ask(&caches, "open", &[&name.into()]).await.ok()?;
        Some(Self { caches, name: name.to_owned() })
    }

    /// Every byte string under its name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let requests = self.ask("keys", &[]).await.map_err(|error| reason(&error))?;
        let mut all = Vec::new();
        for request in Array::from(&requests).iter() {
            let url = get(&request, "url").ok().and_then(|url| url.as_string()).unwrap_or_default();
            let Some((_, name)) = url.rsplit_once('/') else { continue };
            let bytes = self.bytes(name).await.ok().flatten().unwrap_or_default();
            all.push((name.to_owned(), bytes));
        }
        Ok(all)
    }

    /// The bytes under a name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.bytes(name).await.map_err(|error| reason(&error))
    }

    async fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let found = self.ask("match", &[&address(name)]).await?;
        if found.is_undefined() {
            return Ok(None);
        }
        let buffer = ask(&found, "arrayBuffer", &[]).await?;
        Ok(Some(Uint8Array::new(&buffer).to_vec()))
    }

    /// Puts bytes behind those under a name: all of it is written anew, or nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let mut all = self.read(name).await?.unwrap_or_default();
        all.extend_from_slice(bytes);
        let response = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(all.as_slice())));
        let response = response.map_err(|error| reason(&error))?;
        let address = address(name);
        let put = self.ask("put", &[&address, response.unchecked_ref()]).await;
        put.map(drop).map_err(|error| reason(&error))
    }

    /// Deletes what is under a name; nothing is no error.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.ask("delete", &[&address(name)]).await.map(drop).map_err(|error| reason(&error))
    }

    /// Asks the cache as it is now: it may have been cleared away under the app.
    async fn ask(&self, what: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
        let cache = ask(&self.caches, "open", &[&self.name.as_str().into()]).await?;
        ask(&cache, what, with).await
    }
}

fn address(name: &str) -> JsValue {
    [AT, name].concat().into()
}
