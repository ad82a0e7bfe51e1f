//! Sealing changes of this device on their way to the disk.

use notebook::command::ChangeId;
use vault::engine::{Event, Step};

use super::{Syncing, under};
use crate::store::Key;

/// A change's sealed record, to be stored with it.
#[derive(Default)]
pub(crate) struct Parcel {
    step: Option<Step>,
    pub(crate) put: Vec<(Key, Vec<u8>)>,
}

impl Syncing {
    /// Seals changes of this device; nothing without a vault.
    pub(crate) fn seal(&mut self, changes: &[&[u8]]) -> Parcel {
        let Some(vault) = &mut self.vault else { return Parcel::default() };
        let local = vault.engine.local(changes, &mut *self.entropy);
        let (put, _) = under(&vault.prefix, local.writes);
        Parcel { step: Some(local.step), put }
    }

    /// Many changes in records that are not too long.
    pub(crate) fn seal_many(&mut self, changes: &[(ChangeId, Vec<u8>)]) -> Vec<Parcel> {
        const MOST: usize = 192 << 10;
        let (mut parcels, mut group, mut length) = (Vec::new(), Vec::new(), 0);
        for (_, bytes) in changes {
            if length + bytes.len() > MOST && !group.is_empty() {
                parcels.push(self.seal(&std::mem::take(&mut group)));
                length = 0;
            }
            length += bytes.len();
            group.push(bytes.as_slice());
        }
        if !group.is_empty() {
            parcels.push(self.seal(&group));
        }
        parcels
    }

    /// A sealed record is on the disk, or never will be.
    pub(crate) fn sealed(&mut self, parcel: Parcel, is_stored: bool) {
        let Some(step) = parcel.step else { return };
        if is_stored {
            let names = parcel
                .put
                .into_iter()
                .filter_map(|(key, _)| if let Key::Vault(name) = key { Some(name) } else { None });
            self.sealed.extend(names);
            self.handle(Event::Stored(step));
        } else {
            self.handle(Event::NotStored(step));
        }
    }
}
