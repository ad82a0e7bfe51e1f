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
    /// Two readings agree, so these are the bytes on the disk. Otherwise they stay where they are.
    pub(crate) sure: bool,
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

/// Sets damaged bytes aside, and forgets `also` with them.
pub(crate) async fn set_aside<S: Store>(store: &S, bad: &[Bad], also: Vec<Key>) -> Result<(), StoreError> {
    let sure = || bad.iter().filter(|bad| bad.sure);
    if sure().next().is_none() {
        return Ok(());
    }
    store
        .commit(&Batch {
            put: sure().map(|bad| (Key::Quarantine(bad.name()), bad.bytes.clone())).collect(),
            delete: sure().map(|bad| bad.key.clone()).chain(also).collect(),
        })
        .await
}
