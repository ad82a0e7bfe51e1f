//! What the window is told about the sync.

use vault::{
    engine::{Reason, Trouble},
    wire::Code,
};

use super::{Syncing, Vault, ending::Progress};
use crate::link::{OldVault, Sync, Unread};

/// The vault is not at its server any more, and will not come back.
pub(super) fn is_gone(vault: &Vault) -> bool {
    vault.engine.status().trouble == Some(Trouble::Refused(Code::VaultDeleted))
}

impl Syncing {
    /// The state of the sync; `None` without a vault.
    pub(crate) fn state(&self) -> Option<Sync> {
        let vault = self.vault.as_ref()?;
        let status = vault.engine.status();
        let own = Sync {
            endpoint: vault.member.endpoint.clone(),
            waiting: status.waiting,
            synced: status.last_synced.or(vault.synced).and_then(|at| i64::try_from(at).ok()),
            is_catching_up: status.healing || status.standing.is_none(),
            is_offline: status.trouble == Some(Trouble::NoConnection),
            is_gone: is_gone(vault),
            wants_invitation: status.trouble == Some(Trouble::Refused(Code::InvitationNeeded)),
            old: vault.member.old.first().map(|old| OldVault { endpoint: old.endpoint.clone(), unread: vault.ending.first().map_or(0, Progress::unread) }),
            trouble: match status.trouble {
                Some(Trouble::Refused(Code::VaultDeleted)) => Some(
                    "This vault was deleted, or moved to a new one, from another of your devices. Pair this device again; \
                     what is written here stays and is merged then."
                        .to_owned(),
                ),
                Some(Trouble::Refused(Code::TooLarge)) => Some(
                    "The server, or a proxy before it, refused one change as too large. It is kept here and tried again; until it \
                     arrives, your other devices cannot show what was written here after it. Whoever runs the server can allow \
                     larger ones."
                        .to_owned(),
                ),
                Some(Trouble::Refused(code)) => Some(code.title().to_owned()),
                Some(Trouble::NoConnection) | None => None,
            },
            unread: vault.engine.quarantined().map(|bad| Unread { place: bad.seq, why: why(bad.reason).to_owned(), bytes: bad.record.len() as u64 }).collect(),
            bytes: status.standing.map(|standing| standing.snapshot_bytes + standing.log_bytes),
        };
        if self.leads {
            return Some(own);
        }
        // Another tab talks to the server: it knows more.
        let told = self.told.clone().filter(|told| told.endpoint == own.endpoint);
        Some(told.unwrap_or(own))
    }

    /// When the kept copy was made, Unix milliseconds.
    pub(crate) fn copy(&self) -> Option<i64> {
        self.copy.and_then(|at| i64::try_from(at).ok())
    }

    /// What the tab that leads said.
    pub(crate) fn tell(&mut self, told: Option<Sync>) {
        self.told = told;
    }

    /// The state of a meeting of two devices.
    pub(crate) fn pairing(&self) -> Option<crate::link::Pairing> {
        self.pairing.as_ref().map(super::pair::Pairing::state)
    }
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Version => "A newer version of Rapport wrote it: update this device.",
        Reason::Shape => "It is not a record that this version knows.",
        Reason::Seal => "It is damaged, or was sealed for another vault.",
        Reason::Refused => "It is whole, but the notebook could not take it in.",
    }
}
