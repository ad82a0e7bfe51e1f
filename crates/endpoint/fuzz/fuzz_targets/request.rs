//! Any bytes as a request to a node: the first says which call, the second how the rest is to be understood.
#![no_main]

use axum::Router;
use axum::body::{Body, to_bytes};
use clap::Parser;
use endpoint::config::Cli;
use endpoint::serve::answers;
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use vault::wire::{
    Chain, Incarnation, MAX_RECORDS, MIN_RECORD, Offer, PairingId, Pull, Request, Rid, Route, Standing, read_batch,
};
use vault::{Keys, VaultSecret};

/// After so many requests the next ones go to a node without a past.
const FRESH: u32 = 20_000;

struct Node {
    router: Router,
    runtime: Runtime,
    incarnation: Incarnation,
    requests: u32,
}

thread_local! {
    static NODE: RefCell<Node> = RefCell::new(Node::new());
}

fn keys(owner: u8) -> Keys {
    Keys::new(&VaultSecret::new([owner; 32]))
}

/// Of the vault that everything happens to.
const OWNER: u8 = 0;

impl Node {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("rapport-fuzz-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let data = folder.display().to_string();
        let free = ["--vault-rate", "0", "--address-rate", "0", "--creations", "0"];
        let arguments = [&["rapport-endpoint", "serve", "--data", &data], &free[..]].concat();
        let (config, _) = Cli::parse_from(arguments).read().expect("settings");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let router = answers(&config).expect("a node");
        let mut node = Self { router, runtime, incarnation: Incarnation([0; 16]), requests: 0 };
        let (_, body) = node.ask(&keys(OWNER), Route::Create(keys(OWNER).vault), Vec::new());
        node.incarnation = Standing::from_bytes(&body).expect("a standing").incarnation;
        node
    }

    fn ask(&mut self, keys: &Keys, route: Route, body: Vec<u8>) -> (u16, Vec<u8>) {
        let request = Request { route, access: Some(keys.access.clone()), body, invitation: None };
        let token = request.authorization().expect("a token");
        self.raw(route.method().name(), &route.path(), &token, request.body).expect("an address")
    }

    /// `None` when no HTTP client could ask that.
    fn raw(&mut self, method: &str, path: &str, token: &str, body: Vec<u8>) -> Option<(u16, Vec<u8>)> {
        let built = axum::http::Request::builder().method(method).uri(path).header("authorization", token);
        let request = built.body(Body::from(body)).ok()?;
        self.requests += 1;
        self.runtime.block_on(async {
            let (head, body) = self.router.clone().oneshot(request).await.expect("an answer").into_parts();
            Some((head.status.as_u16(), to_bytes(body, usize::MAX).await.expect("a body").to_vec()))
        })
    }
}

/// Nothing failed; the vault may be full.
fn is_in_order(status: u16) -> bool {
    status < 500 || status == 507
}

/// Reads numbers off the front; zeros when there are no more.
fn take<const N: usize>(bytes: &mut &[u8]) -> [u8; N] {
    let (taken, rest) = bytes.split_at(N.min(bytes.len()));
    *bytes = rest;
    std::array::from_fn(|place| taken.get(place).copied().unwrap_or(0))
}

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes;
    let [call, how] = take(&mut bytes);
    NODE.with_borrow_mut(|node| {
        if node.requests > FRESH {
            *node = Node::new();
        }
        let own = keys(OWNER);
        let vault = own.vault;
        let [a, b] = take(&mut bytes).map(u64::from);
        let chain = if how & 2 == 0 { Chain::START } else { Chain(take(&mut bytes)) };
        let incarnation = if how & 4 == 0 { node.incarnation } else { Incarnation(take(&mut bytes)) };
        let raw = bytes.to_vec();
        let mut body = raw.clone();
        if how & 1 == 1 {
            // As far as a right check lets it.
            let check = Rid::of(&body).0;
            body.extend_from_slice(&check[..8]);
        }
        let rid = if how & 8 == 0 { Rid::of(&body) } else { Rid([0; 32]) };
        let mailbox = PairingId([b as u8; 16]);
        let route = match call % 9 {
            0 => Route::Append(vault),
            1 => {
                let chain = (how & 16 == 0).then_some(chain);
                Route::Pull(vault, Pull { after: a, chain, incarnation: Some(incarnation), wait: 0 })
            }
            2 => Route::Offer(vault, Offer { covers: a, replaces: b, chain, incarnation, rid }),
            3 => Route::Ack(vault, a, incarnation),
            4 => Route::Put(mailbox),
            5 => Route::Take(mailbox, 0),
            6 => Route::Create(vault),
            7 => {
                // Another one: a vault that was deleted stays so.
                let other = keys(a as u8 | 1);
                let route = if b < 128 { Route::Create(other.vault) } else { Route::Delete(other.vault) };
                let (status, _) = node.ask(&other, route, body);
                assert!(is_in_order(status), "{route:?} {status}");
                return;
            }
            _ => {
                // Any address, any token.
                let text = String::from_utf8_lossy(&raw).into_owned();
                let mut lines = text.splitn(3, '\n');
                let (path, token) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
                let method = ["GET", "POST", "PUT", "DELETE", "OPTIONS"][a as usize % 5];
                let rest = lines.next().unwrap_or_default().as_bytes().to_vec();
                let answer = node.raw(method, &format!("/{path}"), token, rest);
                assert!(answer.is_none_or(|(status, _)| is_in_order(status)));
                return;
            }
        };
        let (status, _) = node.ask(&own, route, body.clone());
        assert!(is_in_order(status), "{route:?} {status}");
        if let Route::Append(_) = route {
            let batch = read_batch(&body, MAX_RECORDS).ok();
            let is_right = batch.is_some_and(|batch| batch.iter().all(|record| record.len() >= MIN_RECORD));
            assert_eq!(matches!(status, 200 | 507), is_right);
        }
    });
});
