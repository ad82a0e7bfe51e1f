//! A notebook of any size, in the browser's storage before the story begins.

use crate::browser::Browser;
use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use notebook::example::{Plan, fill};
use notebook::{Notebook, Now};

/// The database as src/worker/store.rs lays it out, with one snapshot in it.
const LAY: &str = "
    const settled = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const opening = indexedDB.open(STORAGE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('bytes');
    const database = await settled(opening);
    const bytes = Uint8Array.from(atob(FILE), (letter) => letter.charCodeAt(0));
    const transaction = database.transaction('bytes', 'readwrite', { durability: 'strict' });
    const end = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
    });
    transaction.objectStore('bytes').put(bytes, 'snapshot/0000000000065536');
    await end;
    database.close();";

/// A notebook of so many people, as many leads, and so many touches, as it lies in storage: the same at every call.
///
/// # Errors
/// When the notebook refuses its own example.
pub fn large(people: usize, touches: usize) -> Result<Vec<u8>> {
    filled([7; 16], &Plan::scaled(people, touches, people))
}

/// A notebook of another device, with which it can be merged.
///
/// # Errors
/// As [`large`].
pub fn another(people: usize, touches: usize) -> Result<Vec<u8>> {
    filled([8; 16], &Plan::scaled(people, touches, people).seeded(2027))
}

fn filled(actor: [u8; 16], plan: &Plan) -> Result<Vec<u8>> {
    let now = Now::from_millis(1_790_000_000_000, 60).context("no such time")?;
    let mut notebook = Notebook::new(actor)?;
    fill(&mut notebook, &plan.together(50), now)?;
    Ok(notebook.save())
}

impl Browser {
    /// Puts a notebook into a storage that does not exist yet. The page must be of the app's own address, and its keeper
    /// not have opened this storage.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn lay_notebook(&self, storage: &str, snapshot: &[u8]) -> Result<()> {
        let file = BASE64_STANDARD.encode(snapshot);
        let script = LAY.replace("STORAGE", &format!("'{storage}'")).replace("FILE", &format!("'{file}'"));
        self.js(&script).await.map(drop)
    }
}
