//! The kept copy: this device's notebook as it was before it joined a vault, or before it went back to such a copy.

use vault::engine::Millis;

use crate::{
    backup::unseal,
    facts::Generation,
    keeper::Keeper,
    link::FromKeeper,
    open::{Entries, arrange},
    session::Out,
    sign::Mark,
    store::{Batch, Key, Store, StoreError},
};

/// What its name begins with; then comes when it was made. Its bytes are a backup file.
const COPY: &str = "copy/";

const NO_COPY: &str = "There is no such copy on this device any more.";

/// When the copy of this name was made; `None` for what is no copy.
pub(super) fn made_at(name: &str) -> Option<Millis> {
    name.strip_prefix(COPY)?.parse().ok()
}

fn key(at: Millis) -> Key {
    Key::Vault([COPY, &at.to_string()].concat())
}

impl<S: Store> Keeper<S> {
    /// Keeps a copy of the notebook as it is now, in the place of an earlier one.
    pub(super) fn copied(&self) -> Batch {
        let new = key(self.sync.clock);
        let old = self.sync.copy.map(key).filter(|old| *old != new);
        Batch { put: vec![(new, self.backup())], delete: old.into_iter().collect() }
    }

    async fn copy(&self) -> Result<Vec<u8>, String> {
        let file = match self.sync.copy {
            Some(at) => self.store.get(&key(at)).await.map_err(|error| error.to_string())?,
            None => None,
        };
        file.ok_or_else(|| NO_COPY.to_owned())
    }

    /// Hands it to the window as a file.
    pub(super) async fn give_copy(&mut self, call: u32) -> Result<(), String> {
        let file = self.copy().await?;
        self.sync.out.push(Out::Window(FromKeeper::Backup { call, file }));
        Ok(())
    }

    pub(super) async fn forget_copy(&mut self) -> Result<(), StoreError> {
        let delete = self.sync.copy.map(key).into_iter().collect();
        self.store.commit(&Batch { put: Vec::new(), delete }).await?;
        self.sync.copy = None;
        Ok(())
    }

    /// Leaves the vault and puts the copy in the place of the notebook. How the notebook was until now becomes the copy, in
    /// the same transaction: nothing is lost, and going back once more undoes it. No other tab may have the notebook open: it
    /// would store what it still holds.
    pub(super) async fn go_back(&mut self) -> Result<(), String> {
        self.is_moved()?;
        let said = |error: StoreError| error.to_string();
        // What other tabs stored before they were closed belongs to how it was until now.
        self.look_everywhere().await.map_err(said)?;
        let file = self.copy().await?;
        let document = unseal(&file).map_err(|error| error.to_string())?;
        let mut put = self.copied().put;
        put.extend(self.packed(document).map_err(said)?);
        // Changes that show in neither notebook are as lost or found afterwards as before.
        let stays = |key: &Key| match key {
            Key::Chunk(change) => self.shelf.waiting.contains(change),
            Key::Snapshot(_) | Key::Vault(_) => false,
            Key::Quarantine(_) | Key::Fact(_) => true,
        };
        let all = self.store.all().await.map_err(said)?;
        let (mut then, gone): (Vec<_>, Vec<_>) = all.into_iter().partition(|(key, _)| stays(key));
        then.retain(|(key, _)| ![Generation::key(), Mark::key()].contains(key));
        then.extend(put.iter().cloned());
        // Changes of this actor may be in the vault, and not in the copy.
        let mut actor = [0; 16];
        (self.sync.entropy)(&mut actor);
        let opened = arrange(&self.store, Entries::sort(then), actor).await.map_err(said)?;
        if opened.shelf.base.is_none() {
            return Err("The copy cannot be read. Your notebook is as it was.".into());
        }
        // Marks and a second home from before say nothing of this notebook.
        let epoch = self.sign.epoch + 1;
        put.push((Mark::key(), Mark { epoch, ..Mark::default() }.bytes()));
        let is_new = |key: &Key| put.iter().any(|(new, _)| new == key);
        let delete = gone.into_iter().map(|(key, _)| key).filter(|key| !is_new(key)).collect();
        self.store.commit(&Batch { put, delete }).await.map_err(said)?;
        self.stop_pairing();
        self.sign.epoch = epoch;
        self.replace(opened, actor);
        self.sync.out.push(Out::Vault);
        Ok(())
    }
}
