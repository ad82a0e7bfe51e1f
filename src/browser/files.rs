//! Files that the browser keeps for this site alone (the origin private file system), in a folder. In workers; where there are no
//! synchronous handles, through streams that take the place of the file when they are closed.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array, global};
use keeper::store::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::idb::reason;

/// A folder of them.
pub struct Folder {
    root: JsValue,
    name: String,
}

impl Folder {
    /// Opens the folder of this name; `None` where the browser has none, or no way to write to it.
    pub async fn open(name: &str) -> Option<Self> {
        let storage = get(&get(&global(), "navigator").ok()?, "storage").ok()?;
        let root = ask(&storage, "getDirectory", &[]).await.ok()?;
        ask(&root, "getDirectoryHandle", &[&name.into(), &creating()]).await.ok()?;
        let handle = get(&get(&global(), "FileSystemFileHandle").ok()?, "prototype").ok()?;
        let writes =
            ["createSyncAccessHandle", "createWritable"].iter().any(|way| has(&handle, way).unwrap_or(false));
        writes.then(|| Self { root, name: name.to_owned() })
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
            names.extend(get(&next, "value")?.as_string());
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
        let folder = self.again().await?;
        let handle = ask(&folder, "getFileHandle", &[&name.into(), &creating()]).await?;
        let bytes: JsValue = Uint8Array::from(bytes).into();
        if has(&handle, "createSyncAccessHandle")? {
            let file = ask(&handle, "createSyncAccessHandle", &[]).await?;
            let written = write(&file, &bytes).await;
            // Also when writing failed: else nobody can open it again.
            let closed = ask(&file, "close", &[]).await;
            return written.and(closed.map(drop));
        }
        let at = get(&ask(&handle, "getFile", &[]).await?, "size")?;
        let stream = ask(&handle, "createWritable", &[&object("keepExistingData", &JsValue::TRUE)]).await?;
        let piece = object("type", &"write".into());
        Reflect::set(&piece, &"position".into(), &at)?;
        Reflect::set(&piece, &"data".into(), &bytes)?;
        ask(&stream, "write", &[&piece]).await?;
        ask(&stream, "close", &[]).await.map(drop)
    }

    /// Deletes a file; one that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, name: &str) -> Result<(), StoreError> {
        let folder = self.again().await.map_err(|error| reason(&error))?;
        remove(&folder, name).await
    }

    /// Deletes the folder and everything in it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn discard(&self) -> Result<(), StoreError> {
        remove(&self.root, &self.name).await
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

async fn remove(folder: &JsValue, name: &str) -> Result<(), StoreError> {
    let all = object("recursive", &JsValue::TRUE);
    match ask(folder, "removeEntry", &[&name.into(), &all]).await {
        Err(error) if !is_missing(&error) => Err(reason(&error)),
        _ => Ok(()),
    }
}

fn is_missing(error: &JsValue) -> bool {
    get(error, "name").is_ok_and(|name| name.as_string().as_deref() == Some("NotFoundError"))
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

fn has(of: &JsValue, key: &str) -> Result<bool, JsValue> {
    Reflect::has(of, &key.into())
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
