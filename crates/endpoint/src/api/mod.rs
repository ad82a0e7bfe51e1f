//! The protocol over HTTP.

mod answer;
mod body;
mod pull;
mod room;

pub(crate) use answer::problem;

use crate::config::Limits;
use crate::hub::Hub;
use crate::limits::{Caller, Limiter};
use crate::metrics::METRICS;
use crate::store::{Batch, Millis, Store, StoreError};
use answer::{Problem, bytes};
use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use bytes::Bytes;
use room::{Room, Whose};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use vault::wire::{
    Appended, Code, INVITATION, Incarnation, MAX_LETTER, MAX_RECORDS, MIN_RECORD, PAGE, Rid, Route,
    read_batch, text,
};
use vault::{Access, VaultId};

/// Everything a request needs.
pub(crate) struct Api<S> {
    pub(crate) store: Arc<S>,
    pub(crate) hub: Arc<Hub>,
    pub(crate) limits: Limits,
    vaults: Limiter,
    addresses: Limiter,
    creations: Limiter,
    inward: Room,
    outward: Room,
}

/// What a batch of one record has around it, at most: a version, a length and a check.
const FRAME: usize = 16;
/// Room for so many of the longest bodies on their way in, and for twice as many on their way out. Of that, one vault or address
/// has a quarter at most.
const LONGEST_AT_ONCE: usize = 4;

impl Limits {
    fn longest_body(&self) -> usize {
        self.batch.max(self.snapshot.saturating_add(FRAME))
    }
}

type Outcome = Result<Response, Problem>;

impl<S: Store> Api<S> {
    pub(crate) fn new(store: Arc<S>, hub: Arc<Hub>, limits: Limits) -> Self {
        let (vaults, addresses) = (Limiter::new(limits.vault_rate), Limiter::new(limits.address_rate));
        // A page may be nearly full when the longest record comes.
        let (inward, outward) = (limits.longest_body(), limits.snapshot.saturating_add(2 * PAGE));
        let inward = Room::new(inward.saturating_mul(LONGEST_AT_ONCE));
        let outward = Room::new(outward.saturating_mul(2 * LONGEST_AT_ONCE));
        let creations = Limiter::new(limits.creation_rate);
        Self { store, hub, limits, vaults, addresses, creations, inward, outward }
    }

    /// Answers a request below `/v1/`.
    pub(crate) async fn handle(&self, request: Request) -> Response {
        METRICS.add(&METRICS.requests, 1);
        match self.route(request).await {
            Ok(response) => response,
            Err(problem) => {
                if let Problem { code: Code::Internal | Code::Unavailable, why: Some(why), .. } = &problem {
                    METRICS.add(&METRICS.failures, 1);
                    tracing::error!(why, "a request failed");
                }
                problem.response()
            }
        }
    }

    async fn route(&self, request: Request) -> Outcome {
        let caller = request.extensions().get::<Caller>().copied();
        self.addresses.take(caller).map_err(too_many)?;
        let uri = request.uri();
        let (path, query) = (uri.path(), uri.query().unwrap_or_default());
        let Some(route) = Route::parse(request.method().as_str(), path, query) else {
            return Err(Self::unknown(request.method().as_str(), path).into());
        };
        if let Some(vault) = route.vault() {
            admit(request.headers(), vault)?;
            self.vaults.take(vault.0).map_err(too_many)?;
        }
        let (now, whose) = (now(), Whose { vault: route.vault(), caller });
        match route {
            Route::Create(vault) => {
                let invitation = request.headers().get(INVITATION).map(|code| Rid::of(code.as_bytes()).0);
                self.create(vault, caller, invitation, now).await
            }
            Route::Delete(vault) => {
                self.store.delete(vault, now).await?;
                self.hub.changed(vault);
                Ok(bytes(Vec::new()))
            }
            Route::Append(vault) => self.append(vault, request, whose, now).await,
            Route::Pull(vault, pull) => self.pull(vault, pull, whose).await,
            Route::Offer(vault, offer) => {
                let mut part = self.inward.part(whose);
                let record = body::read(request.into_body(), self.limits.snapshot, &mut part).await?;
                if Rid::of(&record) != offer.rid {
                    return Err(Code::Malformed.into());
                }
                let standing = self.store.offer(vault, offer, record, now).await?;
                self.changed(vault);
                Ok(bytes(standing.to_bytes()))
            }
            Route::Ack(vault, covers, incarnation) => {
                let standing = self.store.acknowledge(vault, covers, incarnation).await?;
                Ok(bytes(standing.to_bytes()))
            }
            Route::Put(mailbox) => {
                self.creations.take(caller).map_err(too_many)?;
                let mut part = self.inward.part(whose);
                let letter = body::read(request.into_body(), MAX_LETTER, &mut part).await?;
                self.store.put_letter(mailbox, letter, now).await?;
                self.hub.letter(mailbox);
                Ok(bytes(Vec::new()))
            }
            Route::Take(mailbox, wait) => self.take_letter(mailbox, wait).await,
        }
    }

    /// Why an address is none of the protocol's.
    fn unknown(method: &str, path: &str) -> Code {
        let known = |other: &str| Route::parse(other, path, "").is_some();
        let needs_query =
            method == "PUT" && path.ends_with("/snapshot") || method == "POST" && path.ends_with("/ack");
        if known(method) || needs_query {
            Code::Malformed
        } else if ["GET", "POST", "PUT", "DELETE"].into_iter().any(|other| other != method && known(other)) {
            Code::BadMethod
        } else {
            Code::NotFound
        }
    }

    async fn create(
        &self,
        vault: VaultId,
        caller: Option<Caller>,
        invitation: Option<[u8; 32]>,
        now: Millis,
    ) -> Outcome {
        self.creations.take(caller).map_err(too_many)?;
        let mut incarnation = [0; 16];
        getrandom::fill(&mut incarnation).map_err(|error| StoreError::Failed(error.to_string()))?;
        let standing = self.store.create(vault, Incarnation(incarnation), invitation, now).await?;
        Ok(bytes(standing.to_bytes()))
    }

    async fn append(&self, vault: VaultId, request: Request, whose: Whose, now: Millis) -> Outcome {
        let limits = &self.limits;
        let mut part = self.inward.part(whose);
        let body = body::read(request.into_body(), limits.longest_body(), &mut part).await?;
        // What is longer than a batch may be is one record, or nothing that has to be looked through.
        let records = read_batch(&body, if body.len() > limits.batch { 1 } else { MAX_RECORDS })?;
        let longest = if records.len() == 1 { limits.snapshot } else { limits.record };
        if records.iter().any(|record| record.len() > longest) {
            return Err(Code::TooLarge.into());
        }
        if records.iter().any(|record| record.len() < MIN_RECORD) {
            return Err(Code::Malformed.into());
        }
        let batch = Batch::new(records.into_iter().map(|record| body.slice_ref(record)).collect());
        let rids: Vec<Rid> = batch.records.iter().map(|(rid, _)| *rid).collect();
        let appended = self.store.append(vault, batch, now).await?;
        if let Some(tail) = appended.tail {
            METRICS.add(&METRICS.appends, 1);
            METRICS.add(&METRICS.records, tail.records.len() as u64);
            self.hub.appended(vault, tail);
            self.store.hint(vault);
        }
        let places = rids.into_iter().zip(appended.places).collect();
        let answer = Appended { standing: appended.standing, chain: appended.chain, places };
        // Without room for the answer the device asks once more: what is stored keeps its place.
        Ok(bytes(self.outward.hold(answer.to_bytes(), whose)?))
    }

    fn changed(&self, vault: VaultId) {
        self.hub.changed(vault);
        self.store.hint(vault);
    }
}

/// Checks the token, in constant time.
fn admit(headers: &HeaderMap, vault: VaultId) -> Result<(), Code> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|value| value.strip_prefix("Bearer ")).and_then(text::decode);
    let access = Access::new(token.ok_or(Code::BadToken)?);
    if vault.admits(&access) { Ok(()) } else { Err(Code::BadToken) }
}

fn too_many(seconds: u64) -> Problem {
    METRICS.add(&METRICS.limited, 1);
    Problem { code: Code::TooManyRequests, retry_after: Some(seconds), why: None }
}

pub(crate) fn now() -> Millis {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as Millis)
}

/// An empty body, for the types.
pub(crate) fn nothing() -> Body {
    Body::from(Bytes::new())
}
