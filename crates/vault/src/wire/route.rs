//! The calls of the protocol as addresses, in both directions.

use super::{Chain, Incarnation, MAX_WAIT, Rid, Seq, text};
use crate::{Access, VaultId};
use std::fmt::Write;

/// A one-time mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PairingId(pub [u8; 16]);

/// How a call is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Adds.
    Post,
    /// Replaces.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// As HTTP writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// From where on a device wants the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pull {
    /// The last place that it has.
    pub after: Seq,
    /// What its log's chain is there; left out at 0.
    pub chain: Option<Chain>,
    /// The vault that it knows; left out by a device that knows none.
    pub incarnation: Option<Incarnation>,
    /// Seconds to wait for the first record.
    pub wait: u64,
}

/// A snapshot on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// It stands for all records up to here.
    pub covers: Seq,
    /// What the newest snapshot covered when the device looked; 0 for none.
    pub replaces: Seq,
    /// At `covers`.
    pub chain: Chain,
    /// The vault that the device knows.
    pub incarnation: Incarnation,
    /// The snapshot's hash: what was changed on its way must not be stored.
    pub rid: Rid,
}

/// One call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// `POST /v1/vaults/{id}`
    Create(VaultId),
    /// `DELETE /v1/vaults/{id}`
    Delete(VaultId),
    /// `POST /v1/vaults/{id}/records`
    Append(VaultId),
    /// `GET /v1/vaults/{id}/records?after=&chain=&incarnation=&wait=`
    Pull(VaultId, Pull),
    /// `PUT /v1/vaults/{id}/snapshot?covers=&replaces=&chain=&rid=&incarnation=`
    Offer(VaultId, Offer),
    /// `POST /v1/vaults/{id}/snapshot/{seq}/ack?incarnation=`
    Ack(VaultId, Seq, Incarnation),
    /// `PUT /v1/pairings/{id}`
    Put(PairingId),
    /// `GET /v1/pairings/{id}?wait=`
    Take(PairingId, u64),
}

impl Route {
    /// Reads the address of a call; `None` when it is none of the protocol's.
    pub fn parse(method: &str, path: &str, query: &str) -> Option<Self> {
        let mut parts = path.strip_prefix("/v1/")?.split('/');
        let (group, id) = (parts.next()?, parts.next()?);
        let rest = (parts.next(), parts.next(), parts.next(), parts.next());
        let asked = Query(query);
        if group == "pairings" && rest.0.is_none() {
            let id = PairingId(text::decode(id)?);
            return match method {
                "PUT" => Some(Self::Put(id)),
                "GET" => Some(Self::Take(id, asked.number("wait")?.unwrap_or(0).min(MAX_WAIT))),
                _ => None,
            };
        }
        if group != "vaults" {
            return None;
        }
        let id = VaultId(text::decode(id)?);
        Some(match (method, rest) {
            ("POST", (None, ..)) => Self::Create(id),
            ("DELETE", (None, ..)) => Self::Delete(id),
            ("POST", (Some("records"), None, ..)) => Self::Append(id),
            ("GET", (Some("records"), None, ..)) => {
                let pull = Pull {
                    after: asked.number("after")?.unwrap_or(0),
                    chain: asked.bytes("chain")?.map(Chain),
                    incarnation: asked.bytes("incarnation")?.map(Incarnation),
                    wait: asked.number("wait")?.unwrap_or(0).min(MAX_WAIT),
                };
                Self::Pull(id, pull)
            }
            ("PUT", (Some("snapshot"), None, ..)) => {
                let offer = Offer {
                    covers: asked.number("covers")??,
                    replaces: asked.number("replaces")??,
                    chain: Chain(asked.bytes("chain")??),
                    incarnation: Incarnation(asked.bytes("incarnation")??),
                    rid: Rid(asked.bytes("rid")??),
                };
                Self::Offer(id, offer)
            }
            ("POST", (Some("snapshot"), Some(seq), Some("ack"), None)) => {
                Self::Ack(id, number(seq)?, Incarnation(asked.bytes("incarnation")??))
            }
            _ => return None,
        })
    }

    /// The vault that a token is needed for; pairing needs none.
    pub fn vault(&self) -> Option<VaultId> {
        match self {
            Self::Create(id) | Self::Delete(id) | Self::Append(id) => Some(*id),
            Self::Pull(id, _) | Self::Offer(id, _) | Self::Ack(id, ..) => Some(*id),
            Self::Put(_) | Self::Take(..) => None,
        }
    }

    /// Its method.
    pub fn method(&self) -> Method {
        match self {
            Self::Create(_) | Self::Append(_) | Self::Ack(..) => Method::Post,
            Self::Pull(..) | Self::Take(..) => Method::Get,
            Self::Offer(..) | Self::Put(_) => Method::Put,
            Self::Delete(_) => Method::Delete,
        }
    }

    /// Its path with the query, to be put behind the server's address.
    pub fn path(&self) -> String {
        let mut path = match self.vault() {
            Some(vault) => format!("/v1/vaults/{}", text::encode(&vault.0)),
            None => "/v1/pairings/".to_owned(),
        };
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Create(_) | Self::Delete(_) => Ok(()),
            Self::Append(_) => write!(path, "/records"),
            Self::Pull(_, pull) => {
                let mut done = write!(path, "/records?after={}", pull.after);
                if let Some(chain) = &pull.chain {
                    done = done.and(write!(path, "&chain={}", text::encode(&chain.0)));
                }
                if let Some(incarnation) = &pull.incarnation {
                    done = done.and(write!(path, "&incarnation={}", text::encode(&incarnation.0)));
                }
                if pull.wait > 0 {
                    done = done.and(write!(path, "&wait={}", pull.wait));
                }
                done
            }
            Self::Offer(_, offer) => {
                let [chain, rid] = [&offer.chain.0, &offer.rid.0].map(|bytes| text::encode(bytes));
                let (covers, replaces) = (offer.covers, offer.replaces);
                write!(path, "/snapshot?covers={covers}&replaces={replaces}&chain={chain}&rid={rid}")
                    .and(write!(path, "&incarnation={}", text::encode(&offer.incarnation.0)))
            }
            Self::Ack(_, seq, incarnation) => {
                write!(path, "/snapshot/{seq}/ack?incarnation={}", text::encode(&incarnation.0))
            }
            Self::Put(id) => write!(path, "{}", text::encode(&id.0)),
            Self::Take(id, wait) => write!(path, "{}?wait={wait}", text::encode(&id.0)),
        };
        path
    }
}

/// One call as a client makes it.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where.
    pub route: Route,
    /// For `authorization: Bearer` in base64url; not for pairing.
    pub access: Option<Access>,
    /// What.
    pub body: Vec<u8>,
    /// For the header [`super::INVITATION`], when creating.
    pub invitation: Option<String>,
}

impl Request {
    /// The `authorization` header.
    pub fn authorization(&self) -> Option<String> {
        self.access.as_ref().map(|access| format!("Bearer {}", text::encode(access.bytes())))
    }
}

struct Query<'a>(&'a str);

impl Query<'_> {
    fn find(&self, name: &str) -> Option<&str> {
        self.0
            .split('&')
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
            .map(|(_, value)| value)
    }

    /// Outer `None`: it is there and wrong.
    fn number(&self, name: &str) -> Option<Option<u64>> {
        match self.find(name) {
            None => Some(None),
            Some(value) => number(value).map(Some),
        }
    }

    fn bytes<const N: usize>(&self, name: &str) -> Option<Option<[u8; N]>> {
        match self.find(name) {
            None => Some(None),
            Some(value) => text::decode(value).map(Some),
        }
    }
}

/// Up to 2^53, so that every client can hold it.
fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number <= 1 << 53)
}
