//! Random bodies, and right ones that were changed, to every call of a node in this process. Whatever comes: the status is the one
//! that it should be, and the log holds what was acknowledged and nothing else. `RAPPORT_RANDOM=100000` sends that many to each call.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use axum::Router;
use axum::body::{Body, to_bytes};
use clap::Parser;
use endpoint::config::Cli;
use endpoint::serve::answers;
use std::collections::HashMap;
use std::time::Instant;
use support::http::Reply;
use support::process::{Folder, peak};
use support::random;
use support::servers::{FREE, Owner, appended, page, standing};
use tokio::runtime::Runtime;
use tower::ServiceExt;
use vault::wire::{
    Chain, Code, Incarnation, MAX_LETTER, MAX_RECORDS, MIN_RECORD, Offer, PairingId, Pull, Rid, Route, Seq,
    read_batch, write_batch,
};

/// So many bodies a call in every test run.
const BODIES: u64 = 5_000;

/// A node, and what it has to have.
struct Node {
    router: Router,
    runtime: Runtime,
    owner: Owner,
    seed: u64,
    incarnation: Incarnation,
    chain: Chain,
    head: Seq,
    floor: Seq,
    records: Vec<Vec<u8>>,
    places: HashMap<Rid, Seq>,
    snapshots: Vec<(Seq, Vec<u8>)>,
    _folder: Folder,
}

impl Node {
    fn new() -> Self {
        let (folder, owner) = (Folder::in_memory(), Owner::new(1));
        let data = folder.0.display().to_string();
        let arguments = [&["rapport-endpoint", "serve", "--data", &data], &FREE[..]].concat();
        let (config, _) = Cli::parse_from(arguments).read().expect("settings");
        std::fs::create_dir_all(&config.data).expect("a folder");
        let mut node = Self {
            router: answers(&config).expect("a node"),
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"),
            owner,
            seed: 1,
            incarnation: Incarnation([0; 16]),
            chain: Chain::START,
            head: 0,
            floor: 0,
            records: Vec::new(),
            places: HashMap::new(),
            snapshots: Vec::new(),
            _folder: folder,
        };
        let create = Route::Create(node.owner.vault());
        node.incarnation = standing(&node.ask(create, Vec::new())).incarnation;
        node
    }

    fn ask(&self, route: Route, body: Vec<u8>) -> Reply {
        let request = self.owner.request(route, body);
        let path = request.route.path();
        let built = axum::http::Request::builder()
            .method(request.route.method().name())
            .uri(path)
            .header("authorization", request.authorization().expect("a token"))
            .body(Body::from(request.body));
        self.runtime.block_on(async {
            let answered = self.router.clone().oneshot(built.expect("a request")).await;
            let (head, body) = answered.expect("an answer").into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
            Reply { status: head.status.as_u16(), headers: Vec::new(), body }
        })
    }

    fn below(&mut self, bound: u64) -> u64 {
        random(&mut self.seed) % bound
    }

    fn bytes(&mut self, most: u64) -> Vec<u8> {
        (0..self.below(most)).map(|_| random(&mut self.seed) as u8).collect()
    }

    /// Random bytes, or a right body that was changed here and there; some of both get as far as a right check lets them.
    fn body(&mut self) -> Vec<u8> {
        let shortest = if self.below(8) == 0 { 1 } else { MIN_RECORD };
        let records: Vec<Vec<u8>> =
            (0..=self.below(3)).map(|_| [&vec![1; shortest], &self.bytes(120)[..]].concat()).collect();
        let mut body = match self.below(4) {
            0 => self.bytes(300),
            _ => write_batch(records.iter().map(Vec::as_slice)),
        };
        for _ in 0..self.below(4) {
            self.change(&mut body);
        }
        if self.below(8) == 0 {
            body.truncate(body.len().saturating_sub(8));
            let check = Rid::of(&body).0;
            body.extend_from_slice(&check[..8]);
        }
        body
    }

    fn change(&mut self, body: &mut Vec<u8>) {
        let place = self.below(body.len() as u64 + 1) as usize;
        match self.below(5) {
            0 => body.truncate(place),
            1 => drop(body.splice(place..place, self.bytes(20))),
            2 => drop(body.drain(place..(place + 5).min(body.len()))),
            3 => body.iter_mut().skip(place).take(9).for_each(|byte| *byte = 0xff),
            _ => {
                let bit = self.below(8);
                body.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << bit);
            }
        }
    }

    fn append(&mut self, body: &[u8]) {
        let reply = self.ask(Route::Append(self.owner.vault()), body.to_vec());
        let batch = read_batch(body, MAX_RECORDS).ok();
        let Some(batch) = batch.filter(|batch| batch.iter().all(|record| record.len() >= MIN_RECORD)) else {
            return assert_eq!(code(&reply), Some(Code::Malformed));
        };
        let answer = appended(&reply);
        assert_eq!(answer.places.len(), batch.len());
        for (record, (rid, seq)) in batch.into_iter().zip(answer.places) {
            assert_eq!(rid, Rid::of(record));
            // What lies before the floor is forgotten, and may come once more.
            let known = self.places.get(&rid).copied().filter(|place| *place > self.floor);
            assert_eq!(seq, known.unwrap_or(self.head + 1));
            if known.is_none() {
                self.head += 1;
                self.chain = self.chain.then(&rid);
                self.records.push(record.to_vec());
                self.places.insert(rid, seq);
            }
        }
        assert_eq!((answer.standing.head, answer.chain), (self.head, self.chain));
    }

    fn pull(&mut self, body: Vec<u8>) {
        let after = self.below(self.head + 2);
        let chain = (self.below(2) == 0).then_some(self.chain);
        let pull = Pull { after, chain, incarnation: Some(self.incarnation), wait: 0 };
        let reply = self.ask(Route::Pull(self.owner.vault(), pull), body);
        let fits = after <= self.head && (chain.is_none() || after == self.head || after < self.floor);
        assert_eq!(code(&reply), (!fits).then_some(Code::HistoryChanged), "{pull:?}");
    }

    fn offer(&mut self, body: Vec<u8>) {
        let newest = self.snapshots.last().map_or(0, |(covers, _)| *covers);
        // A log that always ends at a snapshot would be an easy one: few are as they should be.
        let is_right = self.below(16) == 0;
        let replaces = if is_right { newest } else { newest + 1 };
        let covers = self.head.saturating_sub(self.below(2));
        let rid = if self.below(4) == 0 { Rid([0; 32]) } else { Rid::of(&body) };
        let offer = Offer { covers, replaces, chain: self.chain, incarnation: self.incarnation, rid };
        let reply = self.ask(Route::Offer(self.owner.vault(), offer), body.clone());
        let expected = match () {
            () if rid != Rid::of(&body) => Some(Code::Malformed),
            () if replaces != newest || covers <= newest => Some(Code::StaleSnapshot),
            () if covers != self.head => Some(Code::HistoryChanged),
            () => None,
        };
        assert_eq!(code(&reply), expected, "{offer:?} {newest}");
        if expected.is_none() {
            self.snapshots.push((covers, body));
        }
    }

    fn acknowledge(&mut self, body: Vec<u8>) {
        let newest = self.snapshots.last().map_or(0, |(covers, _)| *covers);
        let covers = if self.below(16) == 0 { newest } else { newest + 1 + self.below(8) };
        let reply = self.ask(Route::Ack(self.owner.vault(), covers, self.incarnation), body);
        let is_stale = covers > self.floor && covers != newest;
        assert_eq!(code(&reply), is_stale.then_some(Code::StaleSnapshot));
        if !is_stale {
            self.floor = self.floor.max(covers);
        }
    }

    fn letter(&self, number: u64, body: Vec<u8>) {
        let mailbox = PairingId(u128::from(number).to_be_bytes());
        let fits = body.len() <= MAX_LETTER;
        assert_eq!(code(&self.ask(Route::Put(mailbox), body.clone())), (!fits).then_some(Code::TooLarge));
        if fits {
            assert_eq!(self.ask(Route::Take(mailbox, 0), body.clone()).body, body);
        }
        assert_eq!(code(&self.ask(Route::Take(mailbox, 0), body)), Some(Code::NotFound));
    }

    /// From the start: the snapshot, and exactly what was acknowledged after it.
    fn check(&self) {
        let (mut after, mut chain) = (0, Chain::START);
        while after < self.head {
            let pull = Pull { after, chain: (after > 0).then_some(chain), ..Pull::default() };
            let found = page(&self.ask(Route::Pull(self.owner.vault(), pull), Vec::new()), chain);
            if after == 0 && self.floor > 0 {
                let snapshot = found.snapshot.as_ref().expect("a snapshot");
                let (_, record) =
                    self.snapshots.iter().find(|(covers, _)| *covers == self.floor).expect("it");
                assert!(snapshot.covers == self.floor && snapshot.record == *record);
            }
            let expected = &self.records[found.first as usize - 1..found.last() as usize];
            assert!(found.entries.iter().map(|entry| &entry.record).eq(expected));
            (after, chain) = (found.last(), found.chain);
        }
        assert_eq!(chain, self.chain);
    }
}

fn code(reply: &Reply) -> Option<Code> {
    (reply.status != 200)
        .then(|| Code::from_document(reply.status, &reply.body))
        .map(|code| code.expect("a code"))
}

#[test]
fn random_bodies_get_the_right_status_and_store_nothing_else() {
    let count = std::env::var("RAPPORT_RANDOM").ok().and_then(|text| text.parse().ok()).unwrap_or(BODIES);
    let (mut node, started) = (Node::new(), Instant::now());
    let (create, delete) = (Route::Create(node.owner.vault()), Route::Delete(Owner::new(2).vault()));
    for number in 0..count {
        let body = node.body();
        assert_eq!(node.ask(create, body.clone()).status, 200);
        assert_eq!(code(&node.ask(delete, body.clone())), Some(Code::BadToken));
        node.append(&body);
        node.pull(body.clone());
        node.offer(body.clone());
        node.acknowledge(body.clone());
        node.letter(number, body);
    }
    node.check();
    println!(
        "{count} bodies a call in {:.1?}, a log of {} from {} on",
        started.elapsed(),
        node.head,
        node.floor
    );
    assert!(peak(std::process::id()) < 300, "{} MiB", peak(std::process::id()));
}
