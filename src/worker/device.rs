//! Where this device keeps the notebook: in its database, or in the second home alone while that cannot be opened.

use std::{pin::Pin, rc::Rc};

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

/// What either does, as one thing: the keeper's own steps are many, and each would hold both.
type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

impl Store for DeviceStore {
    async fn all(&self) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let work: Work<'_, Vec<(Key, Vec<u8>)>> = match self {
            Self::Database(store) => Box::pin(store.all()),
            Self::Second(store) => Box::pin(store.all()),
        };
        work.await
    }

    async fn keys(&self) -> Result<Vec<Key>, StoreError> {
        let work: Work<'_, Vec<Key>> = match self {
            Self::Database(store) => Box::pin(store.keys()),
            Self::Second(store) => Box::pin(store.keys()),
        };
        work.await
    }

    async fn of_vault(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let work: Work<'_, Vec<(String, Vec<u8>)>> = match self {
            Self::Database(store) => Box::pin(store.of_vault()),
            Self::Second(store) => Box::pin(store.of_vault()),
        };
        work.await
    }

    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let work: Work<'_, Option<Vec<u8>>> = match self {
            Self::Database(store) => Box::pin(store.get(key)),
            Self::Second(store) => Box::pin(store.get(key)),
        };
        work.await
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let work: Work<'_, ()> = match self {
            Self::Database(store) => Box::pin(store.commit(batch)),
            Self::Second(store) => Box::pin(store.commit(batch)),
        };
        work.await
    }

    async fn commit_over(&self, batch: &Batch, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let work: Work<'_, Option<Vec<u8>>> = match self {
            Self::Database(store) => Box::pin(store.commit_over(batch, key)),
            Self::Second(store) => Box::pin(store.commit_over(batch, key)),
        };
        work.await
    }

    fn distrust(&self) {
        match self {
            Self::Database(store) => store.distrust(),
            Self::Second(store) => store.distrust(),
        }
    }
}
