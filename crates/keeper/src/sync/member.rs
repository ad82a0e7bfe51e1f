//! What a device stores about the vault it belongs to.

use serde::{Deserialize, Serialize};
use vault::{Keys, VaultSecret, wire::text};
use zeroize::Zeroizing;

use crate::store::Key;

/// Where the membership lies.
pub(super) const MEMBER: &str = "member";

/// The vault that this device belongs to.
pub(crate) struct Member {
    pub(crate) secret: VaultSecret,
    /// The server's address, without a slash at its end.
    pub(crate) endpoint: String,
    /// What let the vault in at a server that asks for it: needed again should the server lose it.
    pub(crate) invitation: Option<String>,
    /// The vaults that were moved out of, until their servers have deleted them.
    pub(crate) old: Vec<Old>,
}

/// A vault that was moved out of.
#[derive(Clone, PartialEq)]
pub(crate) struct Old {
    pub(crate) secret: VaultSecret,
    /// Where it is, whatever address the vault in use has by now.
    pub(crate) endpoint: String,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u8,
    secret: Zeroizing<String>,
    endpoint: String,
    #[serde(default)]
    invitation: Option<String>,
    #[serde(default)]
    left: Vec<StoredOld>,
}

#[derive(Serialize, Deserialize)]
struct StoredOld {
    secret: Zeroizing<String>,
    endpoint: String,
}

fn secret(text: &str) -> Option<VaultSecret> {
    text::decode(text).map(VaultSecret::new)
}

fn written(secret: &VaultSecret) -> Zeroizing<String> {
    Zeroizing::new(text::encode(secret.bytes()))
}

impl Member {
    /// `None` when it cannot be read, or a later version wrote it.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let stored: Stored =
            serde_json::from_slice(bytes).ok().filter(|stored: &Stored| stored.version == 1)?;
        let old = |old: StoredOld| Some(Old { secret: secret(&old.secret)?, endpoint: old.endpoint });
        Some(Self {
            secret: secret(&stored.secret)?,
            endpoint: stored.endpoint,
            invitation: stored.invitation,
            old: stored.left.into_iter().filter_map(old).collect(),
        })
    }

    pub(super) fn write(&self) -> (Key, Vec<u8>) {
        let old = |old: &Old| StoredOld { secret: written(&old.secret), endpoint: old.endpoint.clone() };
        let stored = Stored {
            version: 1,
            secret: written(&self.secret),
            endpoint: self.endpoint.clone(),
            invitation: self.invitation.clone(),
            left: self.old.iter().map(old).collect(),
        };
        (Key::Vault(MEMBER.into()), serde_json::to_vec(&stored).unwrap_or_default())
    }

    /// The same vault as one that is to be ended.
    pub(super) fn leaving(&self) -> Old {
        Old { secret: self.secret.clone(), endpoint: self.endpoint.clone() }
    }

    pub(super) fn keys(&self) -> Keys {
        Keys::new(&self.secret)
    }

    /// What the names of everything else of this vault begin with: tabs that still write for another one do no harm.
    pub(super) fn prefix(&self) -> String {
        text::encode(&self.keys().vault.0) + "/"
    }
}

/// The address of a server as the protocol wants it, from what a person typed.
///
/// # Errors
/// A sentence.
pub(super) fn address(typed: &str) -> Result<String, &'static str> {
    let (scheme, host) = typed.trim().split_once("://").unwrap_or(("https", typed.trim()));
    let host = host.trim_end_matches('/');
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]/_~%".contains(c);
    match scheme {
        _ if host.is_empty() || !host.chars().all(is_plain) => {
            Err("Please write an address, like notes.example.org.")
        }
        "https" => Ok(format!("https://{host}")),
        "http" if is_here => Ok(format!("http://{host}")),
        _ => Err("The address has to begin with https://, so that nobody on the way can meddle."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_membership_comes_back_and_junk_is_none() {
        let at = |endpoint: &str| Old { secret: VaultSecret::new([2; 32]), endpoint: endpoint.into() };
        let member = Member {
            secret: VaultSecret::new([1; 32]),
            endpoint: "https://a.example".into(),
            invitation: Some("CODE".into()),
            old: vec![at("https://a.example"), at("https://b.example")],
        };
        let read = Member::read(&member.write().1).expect("it reads back");
        assert!(read.leaving() == member.leaving() && read.old == member.old);
        assert_eq!(read.invitation, member.invitation);
        assert!(Member::read(b"{}").is_none() && Member::read(&[0xff]).is_none());
    }

    #[test]
    fn a_membership_from_before_invitations_and_moves_is_read() {
        let secret = text::encode(&[1; 32]);
        let stored = format!(r#"{{"version":1,"secret":"{secret}","endpoint":"https://a","old":null}}"#);
        let read = Member::read(stored.as_bytes()).expect("it reads");
        assert!(read.endpoint == "https://a" && read.invitation.is_none() && read.old.is_empty());
    }

    #[test]
    fn addresses_are_read_as_people_type_them() {
        assert_eq!(address(" notes.example.org/ "), Ok("https://notes.example.org".into()));
        assert_eq!(address("https://a.example:8443/rapport"), Ok("https://a.example:8443/rapport".into()));
        assert_eq!(address("http://127.0.0.1:8080"), Ok("http://127.0.0.1:8080".into()));
        assert!(address("http://a.example").is_err());
        for junk in ["", "https://", "two words", "javascript:alert(1)", "https://a?b"] {
            assert!(address(junk).is_err(), "{junk}");
        }
    }
}
