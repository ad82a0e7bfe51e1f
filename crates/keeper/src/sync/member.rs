//! What a device stores about the vault it belongs to.

use serde::{Deserialize, Serialize};
use vault::{Keys, VaultSecret, wire::text};

use crate::store::Key;

/// Where the membership lies.
pub(super) const MEMBER: &str = "member";

/// The vault that this device belongs to.
pub(crate) struct Member {
    pub(crate) secret: VaultSecret,
    /// The server's address, without a slash at its end.
    pub(crate) endpoint: String,
    /// The vault that was moved out of, until the server has deleted it.
    pub(crate) old: Option<VaultSecret>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u8,
    secret: String,
    endpoint: String,
    #[serde(default)]
    old: Option<String>,
}

impl Member {
    /// `None` when it cannot be read, or a later version wrote it.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let stored: Stored =
            serde_json::from_slice(bytes).ok().filter(|stored: &Stored| stored.version == 1)?;
        let secret = |text: &str| text::decode(text).map(VaultSecret::new);
        Some(Self {
            secret: secret(&stored.secret)?,
            endpoint: stored.endpoint,
            old: stored.old.as_deref().and_then(secret),
        })
    }

    pub(super) fn write(&self) -> (Key, Vec<u8>) {
        let secret = |secret: &VaultSecret| text::encode(secret.bytes());
        let stored = Stored {
            version: 1,
            secret: secret(&self.secret),
            endpoint: self.endpoint.clone(),
            old: self.old.as_ref().map(secret),
        };
        (Key::Vault(MEMBER.into()), serde_json::to_vec(&stored).unwrap_or_default())
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
        let old = Some(VaultSecret::new([2; 32]));
        let member = Member { secret: VaultSecret::new([1; 32]), endpoint: "https://a.example".into(), old };
        let read = Member::read(&member.write().1).expect("it reads back");
        assert!(read.secret == member.secret && read.old == member.old && read.endpoint == member.endpoint);
        assert!(Member::read(b"{}").is_none() && Member::read(&[0xff]).is_none());
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
