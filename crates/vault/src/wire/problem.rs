//! Problems: `application/problem+json` (RFC 9457) with codes that stay.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal $status:literal $title:literal;)*) => {
        /// What went wrong, for programs. The code is the last part of the problem's `type`, and its `code`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// As it travels.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The status of the answer.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status),* }
            }

            /// One sentence for people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title),* }
            }
        }
    };
}

codes! {
    /// The request makes no sense.
    Malformed = "malformed" 400 "The request is not as the protocol says.";
    /// No token, or one of another vault.
    BadToken = "bad_token" 401 "This key does not open this vault.";
    /// Creating wants an invitation.
    InvitationNeeded = "invitation_needed" 403 "This server asks for an invitation code.";
    /// No such address.
    NotFound = "not_found" 404 "There is nothing here.";
    /// Nobody created the vault here.
    UnknownVault = "unknown_vault" 404 "This server has no such vault.";
    /// A known address, but not in this way.
    BadMethod = "bad_method" 405 "This address does not answer that.";
    /// The client was too slow.
    TooSlow = "too_slow" 408 "The request took too long to arrive.";
    /// Start over from the beginning.
    HistoryChanged = "history_changed" 409 "The log is not the one that this device knows. It starts over by itself.";
    /// Another device was faster.
    StaleSnapshot = "stale_snapshot" 409 "Another device has offered a snapshot meanwhile.";
    /// Somebody has written into this mailbox before.
    PairingUsed = "pairing_used" 409 "This pairing code has been used. Please show a new one.";
    /// The person deleted it.
    VaultDeleted = "vault_deleted" 410 "This vault was deleted. Please pair this device again.";
    /// Longer than this server takes.
    TooLarge = "too_large" 413 "This is larger than the server takes.";
    /// A later version of the protocol.
    UnsupportedVersion = "unsupported_version" 426 "Please update the app: this server speaks another version.";
    /// Slow down.
    TooManyRequests = "too_many_requests" 429 "Too many requests. The app tries again by itself.";
    /// It is our fault.
    Internal = "internal" 500 "The server could not do this. The app tries again by itself.";
    /// It is our fault, and it will pass.
    Unavailable = "unavailable" 503 "The server is busy. The app tries again by itself.";
    /// No room in this vault.
    VaultFull = "vault_full" 507 "This vault has reached its size on this server.";
}

impl Code {
    /// The document.
    pub fn document(self) -> String {
        let (name, title, status) = (self.name(), self.title(), self.status());
        format!(
            r#"{{"type":"urn:rapport:problem:{name}","title":"{title}","status":{status},"code":"{name}"}}"#
        )
    }

    /// Reads the code out of a document. `None` for what is none of ours, a proxy's page for example.
    pub fn from_document(status: u16, body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let (_, rest) = text.split_once(r#""code":""#)?;
        let (name, _) = rest.split_once('"')?;
        Self::ALL.iter().copied().find(|code| code.name() == name && code.status() == status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_from_its_document() {
        for code in Code::ALL {
            assert_eq!(Code::from_document(code.status(), code.document().as_bytes()), Some(*code));
        }
        assert_eq!(Code::from_document(502, b"<html>Bad Gateway"), None);
    }
}
