//! Several tabs of one device: which of them talks to the server, and what they hear of each other.

use std::collections::BTreeSet;

use notebook::command::ChangeId;
use vault::engine::{self, Event};

use super::Settled;
use crate::{
    keeper::Keeper,
    store::{Key, Store, StoreError},
};

impl<S: Store> Keeper<S> {
    /// From now on this tab is the one that talks to the server: it begins with what all tabs have stored.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn lead(&mut self) -> Result<Settled, StoreError> {
        self.sync.leads = true;
        let looked = self.look_everywhere().await;
        if let Err(error) = self.reload().await {
            // It knows what it read when it was opened.
            self.sync.begin();
            self.settle().await;
            return Err(error);
        }
        let mut settled = self.settle().await;
        settled.touched.extend(looked?);
        Ok(settled)
    }

    /// Another tab joined, moved or left a vault.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn vault_changed(&mut self) -> Result<Settled, StoreError> {
        self.reload().await?;
        Ok(self.settle().await)
    }

    /// Another tab stored these sealed records.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read; they are found when a tab leads next.
    pub async fn hear_sealed(&mut self, names: &[String]) -> Result<Settled, StoreError> {
        self.take_sealed(names).await?;
        Ok(self.settle().await)
    }

    async fn take_sealed(&mut self, names: &[String]) -> Result<(), StoreError> {
        for name in names {
            let Some(vault) = self.sync.vault.as_ref().filter(|_| self.sync.leads) else { return Ok(()) };
            let key = name.strip_prefix(&vault.prefix).and_then(engine::Key::parse);
            let Some(engine::Key::Outbox(key)) = key else { continue };
            if vault.engine.has(&key) {
                continue;
            }
            if let Some(bytes) = self.store.get(&Key::Vault(name.clone())).await? {
                self.sync.handle(Event::Outbox(key, bytes));
            }
        }
        Ok(())
    }

    /// Reads what other tabs stored without this one hearing of it: because it was frozen in the background, or because they
    /// ended before they could tell.
    ///
    /// # Errors
    /// [`StoreError`] when storage cannot be read.
    pub async fn look_around(&mut self) -> Result<Settled, StoreError> {
        // Somebody may have cleared storage under the running app: then everything is written again.
        self.look_for_sign().await?;
        let stored = if self.doubts { self.retry().await? } else { Vec::new() };
        let keys = self.store.keys().await?;
        let is_new = |change: &ChangeId| !self.notebook.has(*change) && !self.shelf.waiting.contains(change);
        let chunk = |key: &Key| if let Key::Chunk(change) = key { Some(*change) } else { None };
        let new: Vec<ChangeId> = keys.iter().filter_map(chunk).filter(is_new).collect();
        let touched = if new.is_empty() { BTreeSet::new() } else { self.hear(&new).await? };
        let name = |key| if let Key::Vault(name) = key { Some(name) } else { None };
        let names: Vec<String> = keys.into_iter().filter_map(name).collect();
        self.take_sealed(&names).await?;
        let mut settled = self.settle().await;
        settled.touched.extend(touched);
        settled.stored.extend(stored);
        Ok(settled)
    }
}
