//! The second home: what the notebook holds, kept once more in a place that does not fail together with the first.
//!
//! The first home ([`crate::store::Store`]) decides what is called saved. The second one follows: files to which checked
//! [entries](entry) are appended, one file with the whole notebook and one with what came since. Only one tab at a time writes it
//! (a lock of the browser's); each tab can read it. What is to be done comes out as a [`Job`], which knows nothing of the keeper,
//! so that a home that hangs holds up nobody.

mod alone;
mod back;
mod contents;
mod entry;
mod job;
mod second;

use crate::store::StoreError;

pub use alone::Alone;
pub use contents::Contents;
pub use job::{Done, Job};
pub(crate) use second::Second;

/// A few named byte strings that can be lengthened. Nothing of it is trusted: what is read is checked by the reader, and what was
/// written to the end only half is passed over.
#[allow(async_fn_in_trait, reason = "homes are never sent between threads")]
pub trait Home {
    /// Every file and its bytes. One that cannot be read has none.
    async fn files(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// The bytes of one file.
    async fn read(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// The length of one file, bytes.
    async fn length(&self, file: &str) -> Result<Option<u64>, StoreError>;

    /// Writes to the end of a file, which is made if it is not there. After an error nobody knows how much of it was written.
    async fn append(&self, file: &str, bytes: &[u8]) -> Result<(), StoreError>;

    /// Deletes a file; one that is not there is no error.
    async fn delete(&self, file: &str) -> Result<(), StoreError>;
}

impl<H: Home> Home for std::rc::Rc<H> {
    async fn files(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        (**self).files().await
    }

    async fn read(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
        (**self).read(file).await
    }

    async fn length(&self, file: &str) -> Result<Option<u64>, StoreError> {
        (**self).length(file).await
    }

    async fn append(&self, file: &str, bytes: &[u8]) -> Result<(), StoreError> {
        (**self).append(file, bytes).await
    }

    async fn delete(&self, file: &str) -> Result<(), StoreError> {
        (**self).delete(file).await
    }
}
