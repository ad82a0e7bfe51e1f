//! Setting damaged bytes aside: copied under another name and deleted under their own in one
//! batch, so that they are always in exactly one place.

use crate::{
    facts::{hex, sum},
    link::Damaged,
    store::{Batch, Key, Store, StoreError},
};

/// Damaged bytes in storage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bad {
    /// Where they are.
    pub(crate) key: Key,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// What is wrong.
    pub(crate) why: String,
}

impl Bad {
    /// For the storage panel.
    pub(crate) fn damaged(&self) -> Damaged {
        Damaged { key: self.name(), why: self.why.clone(), bytes: self.bytes.len() as u64 }
    }

    /// The name under which the bytes are kept: different bytes never share one.
    fn name(&self) -> String {
        format!("{}/{}", self.key, hex(&sum(&self.bytes)[..8]))
    }
}

/// What was set aside at an earlier start.
pub(crate) fn found(name: &str, bytes: &[u8]) -> Damaged {
    Damaged {
        key: name.to_owned(),
        why: "It could not be read at an earlier start and was set aside.".into(),
        bytes: bytes.len() as u64,
    }
}

/// Sets damaged bytes aside.
pub(crate) async fn set_aside<S: Store>(store: &S, bad: &[Bad]) -> Result<(), StoreError> {
    if bad.is_empty() {
        return Ok(());
    }
    store
        .commit(&Batch {
            put: bad.iter().map(|bad| (Key::Quarantine(bad.name()), bad.bytes.clone())).collect(),
            delete: bad.iter().map(|bad| bad.key.clone()).collect(),
        })
        .await
}
