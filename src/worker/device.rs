//! Where this device keeps the notebook: in its database, or in the second home alone while that cannot be opened.

use std::rc::Rc;

use keeper::{
    home::Alone,
    store::{Batch, Key, Store, StoreError},
};

use super::{second::SecondHome, store::IndexedDbStore};

/// One of the two.
pub(super) enum DeviceStore {
    Database(IndexedDbStore),
    Second(Alone<Rc<SecondHome>>),
}

impl Store for DeviceStore {
    async fn all(&self) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        match self {
            Self::Database(store) => store.all().await,
            Self::Second(store) => store.all().await,
        }
    }

    async fn keys(&self) -> Result<Vec<Key>, StoreError> {
        match self {
            Self::Database(store) => store.keys().await,
            Self::Second(store) => store.keys().await,
        }
    }

    async fn of_vault(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        match self {
            Self::Database(store) => store.of_vault().await,
            Self::Second(store) => store.of_vault().await,
        }
    }

    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Database(store) => store.get(key).await,
            Self::Second(store) => store.get(key).await,
        }
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        match self {
            Self::Database(store) => store.commit(batch).await,
            Self::Second(store) => store.commit(batch).await,
        }
    }

    async fn commit_over(&self, batch: &Batch, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Database(store) => store.commit_over(batch, key).await,
            Self::Second(store) => store.commit_over(batch, key).await,
        }
    }

    fn distrust(&self) {
        match self {
            Self::Database(store) => store.distrust(),
            Self::Second(store) => store.distrust(),
        }
    }
}
