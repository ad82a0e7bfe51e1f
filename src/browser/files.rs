//! Files that the browser keeps for this site alone (the origin private file system), in a folder: in workers, which write them
//! at once.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array, global};
use keeper::store::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::idb::reason;

/// How a worker writes to a file at once.
const AT_ONCE: &str = "createSyncAccessHandle";
/// A file that holds nothing: what is tried on it works on the others.
const TRIED: &str = "tried";

/// Whether these files and the databases of a site are lost together: Firefox throws everything of a site away whose list of files it
/// cannot read, and has such a list as soon as somebody asks for them.
#[must_use]
pub fn fall_with_the_database() -> bool {
    let agent = get(&global(), "navigator").and_then(|navigator| get(&navigator, "userAgent"));
    // The others say that they are like it.
    agent.is_ok_and(|agent| agent.as_string().is_some_and(|agent| agent.contains(" Gecko/")))
}

/// A folder of them.
pub struct Folder {
    root: JsValue,
    name: String,
}

impl Folder {
    /// Opens the folder of this name; `None` where the browser has none, or does not write to it. WebKitGTK names the way
    /// to write and does not go it, so it is gone once.
    pub async fn open(name: &str) -> Option<Self> {
        let storage = get(&get(&global(), "navigator").ok()?, "storage").ok()?;
        let root = ask(&storage, "getDirectory", &[]).await.ok()?;
        let folder = Self { root, name: name.to_owned() };
        match folder.open_file(TRIED).await {
            Ok(file) => drop(ask(&file, "close", &[]).await),
            // Another tab tries it at this moment.
            Err(error) if is_named(&error, "NoModificationAllowedError") => {}
            Err(_) => return None,
        }
        Some(folder)
    }

    /// A file that this worker alone can write until it is closed.
    async fn open_file(&self, name: &str) -> Result<JsValue, JsValue> {
        let folder = self.again().await?;
        let handle = ask(&folder, "getFileHandle", &[&name.into(), &creating()]).await?;
        ask(&handle, AT_ONCE, &[]).await
    }

    /// Every file and its bytes; none of one that cannot be read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let mut files = Vec::new();
        for name in self.names().await.map_err(|error| reason(&error))? {
            let bytes = self.bytes(&name).await.ok().flatten().unwrap_or_default();
            files.push((name, bytes));
        }
        Ok(files)
    }

    async fn names(&self) -> Result<Vec<String>, JsValue> {
        let folder = self.again().await?;
        let (mut names, each) = (Vec::new(), call(&folder, "keys", &[])?);
        loop {
            let next = ask(&each, "next", &[]).await?;
            if get(&next, "done")?.is_truthy() {
                return Ok(names);
            }
            names.extend(get(&next, "value")?.as_string().filter(|name| name != TRIED));
        }
    }

    /// The bytes of one file.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.bytes(name).await.map_err(|error| reason(&error))
    }

    async fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(file) = self.file(name).await? else { return Ok(None) };
        let buffer = ask(&file, "arrayBuffer", &[]).await?;
        Ok(Some(Uint8Array::new(&buffer).to_vec()))
    }

    /// The length of one file.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn length(&self, name: &str) -> Result<Option<u64>, StoreError> {
        let file = self.file(name).await.map_err(|error| reason(&error))?;
        let size = file.and_then(|file| get(&file, "size").ok()?.as_f64());
        Ok(size.map(|size| size as u64))
    }

    async fn file(&self, name: &str) -> Result<Option<JsValue>, JsValue> {
        let folder = self.again().await?;
        match ask(&folder, "getFileHandle", &[&name.into()]).await {
            Ok(handle) => ask(&handle, "getFile", &[]).await.map(Some),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes to the end of a file.
    ///
    /// # Errors
    /// [`StoreError`]; then nobody knows how much of it was written.
    pub async fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.lengthen(name, bytes).await.map_err(|error| reason(&error))
    }

    async fn lengthen(&self, name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let file = self.open_file(name).await?;
        let written = write(&file, &Uint8Array::from(bytes).into()).await;
        // Also when writing failed: else nobody can open it again.
        let closed = ask(&file, "close", &[]).await;
        written.and(closed.map(drop))
    }

    /// Deletes a file; one that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, name: &str) -> Result<(), StoreError> {
        let folder = self.again().await.map_err(|error| reason(&error))?;
        match ask(&folder, "removeEntry", &[&name.into()]).await {
            Err(error) if !is_missing(&error) => Err(reason(&error)),
            _ => Ok(()),
        }
    }

    /// The folder as it is now: it may have been cleared away under the app.
    async fn again(&self) -> Result<JsValue, JsValue> {
        ask(&self.root, "getDirectoryHandle", &[&self.name.as_str().into(), &creating()]).await
    }
}

async fn write(file: &JsValue, bytes: &JsValue) -> Result<(), JsValue> {
    let at = ask(file, "getSize", &[]).await?;
    let written = call(file, "write", &[bytes, &object("at", &at)])?;
    ask(file, "flush", &[]).await?;
    if written.as_f64() == get(bytes, "length")?.as_f64() {
        Ok(())
    } else {
        Err(object("name", &"QuotaExceededError".into()).into())
    }
}

fn is_missing(error: &JsValue) -> bool {
    is_named(error, "NotFoundError")
}

fn is_named(error: &JsValue, name: &str) -> bool {
    get(error, "name").is_ok_and(|named| named.as_string().as_deref() == Some(name))
}

fn creating() -> JsValue {
    object("create", &JsValue::TRUE).into()
}

fn object(key: &str, value: &JsValue) -> Object {
    let object = Object::new();
    // A plain object takes any value.
    let _ = Reflect::set(&object, &key.into(), value);
    object
}

pub(super) fn get(of: &JsValue, key: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &key.into())
}

fn call(of: &JsValue, name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(of, name)?.dyn_into()?;
    function.apply(of, &with.iter().copied().collect::<Array>())
}

/// Calls, and waits if that is a promise.
pub(super) async fn ask(of: &JsValue, name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&call(of, name, with)?)).await
}
