//! What lies in storage about the vault, when a tab starts or the vault is another one.

use vault::engine::{self, Millis};

use super::{MEMBER, Member, SYNCED, copy};
use crate::store::Key;

/// What was found in storage.
pub(crate) struct Found {
    pub(super) member: Option<Member>,
    pub(super) entries: Vec<(engine::Key, Vec<u8>)>,
    pub(super) synced: Option<Millis>,
    pub(super) copy: Option<Millis>,
    /// To be deleted before anything else: what tells wrongly how far the log was read.
    pub(crate) stale: Vec<Key>,
}

impl Found {
    pub(crate) fn has_vault(&self) -> bool {
        self.member.is_some()
    }

    /// Sorts what lies under [`Key::Vault`]. With `is_damaged` the notebook lacks something that was stored: the log is read
    /// from its start once more.
    pub(crate) fn sort(all: Vec<(String, Vec<u8>)>, is_damaged: bool) -> Self {
        let member = all.iter().find(|(name, _)| name == MEMBER).and_then(|(_, bytes)| Member::read(bytes));
        let copy = all.iter().filter_map(|(name, _)| copy::made_at(name)).max();
        let mut found = Self { member, entries: Vec::new(), synced: None, copy, stale: Vec::new() };
        let Some(prefix) = found.member.as_ref().map(Member::prefix) else { return found };
        for (name, bytes) in all {
            match name.strip_prefix(&prefix) {
                Some(SYNCED) => found.synced = bytes.try_into().ok().map(Millis::from_le_bytes),
                Some(rest) => found.entries.extend(engine::Key::parse(rest).map(|key| (key, bytes))),
                // A tab that had not heard of the move sealed it for another vault: the log is compared with all there is.
                None if name.contains("/outbox/") => found.stale.push(Key::Vault(name)),
                None => {}
            }
        }
        if is_damaged || !found.stale.is_empty() {
            found.stale.push(Key::Vault(prefix + &engine::Key::Cursor.to_string()));
            found.entries.retain(|(key, _)| *key != engine::Key::Cursor);
        }
        found
    }
}
