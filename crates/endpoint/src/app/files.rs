//! The build's files in memory: read once, however many ask for them, and again when they have changed.

use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;
use vault::wire::text;

/// Bytes of all files together. A built app has a fifth of it, packed and not.
const MOST: u64 = 64 << 20;

/// The files of one folder, by their names in it.
pub(super) struct Files {
    root: PathBuf,
    held: Mutex<HashMap<String, File>>,
}

/// A file as it was read. Everybody who is sent it has the same bytes.
#[derive(Clone)]
pub(super) struct File {
    pub(super) bytes: Bytes,
    /// A strong one, with its quotation marks.
    pub(super) etag: String,
    modified: Option<SystemTime>,
}

impl Files {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, held: Mutex::default() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// `None` when there is no such file, or no room for it.
    pub(super) fn get(&self, name: &str) -> Option<File> {
        let path = self.root.join(name);
        let found = path.metadata().ok().filter(Metadata::is_file)?;
        let modified = found.modified().ok();
        let mut held = self.held.lock().ok()?;
        let known = held.get(name);
        let is_same = |file: &&File| file.modified == modified && file.bytes.len() as u64 == found.len();
        if let Some(file) = known.filter(is_same) {
            return Some(file.clone());
        }
        // A new build has come: what went with the old one is dropped.
        held.retain(|other, _| other != name && self.root.join(other).is_file());
        let rest: u64 = held.values().map(|file| file.bytes.len() as u64).sum();
        if rest + found.len() > MOST {
            tracing::error!(name, "the app's folder holds more than can be handed out");
            return None;
        }
        let bytes = Bytes::from(std::fs::read(&path).ok()?);
        let etag = format!("\"{}\"", text::encode(&Sha256::digest(&bytes)[..12]));
        let file = File { bytes, etag, modified };
        held.insert(name.to_owned(), file.clone());
        Some(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("rapport-files-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn write(&self, name: &str, text: &str) {
            std::fs::write(self.0.join(name), text).unwrap();
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn all_who_ask_get_the_same_bytes() {
        let folder = Folder::new("same");
        folder.write("sw.js", "worker");
        let files = Files::new(folder.0.clone());
        let [one, other] = [files.get("sw.js").unwrap(), files.get("sw.js").unwrap()];
        assert_eq!((&one.bytes[..], one.bytes.as_ptr()), (&b"worker"[..], other.bytes.as_ptr()));
        assert!(files.get("other.js").is_none());
    }

    #[test]
    fn a_new_build_is_handed_out_and_the_old_one_forgotten() {
        let folder = Folder::new("build");
        folder.write("old.js", "old");
        folder.write("index.html", "first");
        let files = Files::new(folder.0.clone());
        let first = files.get("index.html").unwrap();
        assert!(files.get("old.js").is_some());
        std::fs::remove_file(folder.0.join("old.js")).unwrap();
        folder.write("index.html", "the second");
        let second = files.get("index.html").unwrap();
        assert_eq!(&second.bytes[..], b"the second");
        assert_ne!(first.etag, second.etag);
        assert_eq!(files.held.lock().unwrap().keys().collect::<Vec<_>>(), ["index.html"]);
    }

    #[test]
    fn a_folder_that_holds_more_than_an_app_does_not_fill_the_memory() {
        let folder = Folder::new("much");
        folder.write("sw.js", "worker");
        std::fs::File::create(folder.0.join("film.mp4")).unwrap().set_len(MOST + 1).unwrap();
        let files = Files::new(folder.0.clone());
        assert!(files.get("film.mp4").is_none());
        assert!(files.get("sw.js").is_some());
    }
}
