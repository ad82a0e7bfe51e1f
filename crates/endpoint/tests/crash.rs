//! `kill -9` in the middle of a stream of appends: no acknowledged record is missing, none is there twice. `RAPPORT_KILLS=100`
//! kills that often.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use support::http::Client;
use support::postgres;
use support::process::{Endpoint, Folder};
use support::servers::{FREE, Owner, appended, binary, page, pull};
use vault::wire::{Appended, Chain, Rid};

const WRITERS: u8 = 4;

fn kills() -> usize {
    std::env::var("RAPPORT_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

/// What one writer knows: every record, and the place where it was acknowledged.
#[derive(Default)]
struct Diary {
    made: usize,
    acknowledged: BTreeMap<usize, u64>,
    /// Sent, and no answer came.
    open: Option<usize>,
}

fn record(owner: &Owner, number: usize) -> Vec<u8> {
    owner.record(&format!("record {number}"))
}

/// Writers append to the nodes, each to one; in every round `kill` comes in the middle of that, after some acknowledgements, and
/// `heal` afterwards brings up again what is not there. Then every node has to have everything.
fn rounds(
    mut nodes: Vec<Endpoint>,
    mut kill: impl FnMut(&mut [Endpoint], usize),
    mut heal: impl FnMut(&mut [Endpoint], usize),
) {
    let owners: Vec<Owner> = (1..=WRITERS).map(Owner::new).collect();
    let diaries: Vec<Mutex<Diary>> = owners.iter().map(|_| Mutex::default()).collect();
    for owner in &owners {
        Client::new(nodes[0].address).call(&owner.create()).expect("an answer");
    }
    for round in 0..kills() {
        let (answers, ends) = (AtomicUsize::new(0), AtomicBool::new(false));
        let addresses: Vec<SocketAddr> = nodes.iter().map(|node| node.address).collect();
        std::thread::scope(|scope| {
            for (number, (owner, diary)) in owners.iter().zip(&diaries).enumerate() {
                let (answers, ends) = (&answers, &ends);
                let address = addresses[number % addresses.len()];
                scope.spawn(move || {
                    let mut client = Client::new(address);
                    let mut diary = diary.lock().expect("the diary");
                    while !ends.load(Ordering::Relaxed) {
                        let number = diary.open.unwrap_or(diary.made);
                        diary.made = diary.made.max(number + 1);
                        diary.open = Some(number);
                        // A retry sends the same bytes.
                        let Ok(reply) = client.call(&owner.append(&[record(owner, number)])) else { break };
                        let Some(answer) =
                            Appended::from_bytes(&reply.body).ok().filter(|_| reply.status == 200)
                        else {
                            break;
                        };
                        diary.acknowledged.insert(number, answer.places[0].1);
                        diary.open = None;
                        answers.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            let enough = 20 + round * 37 % 150;
            while answers.load(Ordering::Relaxed) < enough {
                std::thread::yield_now();
            }
            kill(&mut nodes, round);
            ends.store(true, Ordering::Relaxed);
        });
        heal(&mut nodes, round);
        for node in &nodes {
            for (owner, diary) in owners.iter().zip(&diaries) {
                check(node, owner, &diary.lock().expect("the diary"), round);
            }
        }
    }
    let total: usize = diaries.iter().map(|diary| diary.lock().expect("the diary").acknowledged.len()).sum();
    println!("{} kills, {total} acknowledged records, none missing, none doubled", kills());
}

fn check(endpoint: &Endpoint, owner: &Owner, diary: &Diary, round: usize) {
    let mut client = Client::new(endpoint.address);
    let incarnation =
        appended(&client.call(&owner.append(&[record(owner, 0)])).expect("an answer")).standing.incarnation;
    let (mut after, mut chain, mut log) = (0, Chain::START, Vec::new());
    loop {
        let page =
            page(&client.call(&owner.pull(pull(after, chain, incarnation))).expect("an answer"), chain);
        assert!(page.entries.iter().all(|entry| entry.damaged.is_none()));
        (after, chain) = (page.last(), page.chain);
        log.extend(page.entries.iter().map(|entry| Rid::of(&entry.record)));
        if page.entries.is_empty() {
            break;
        }
    }
    assert_eq!(
        log.iter().collect::<BTreeSet<_>>().len(),
        log.len(),
        "round {round}: a record is there twice"
    );
    for (number, seq) in &diary.acknowledged {
        let rid = Rid::of(&record(owner, *number));
        assert_eq!(
            log.get(*seq as usize - 1),
            Some(&rid),
            "round {round}: record {number} is not where it was"
        );
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_endpoint_on_sqlite_is_killed() {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    let start = || Endpoint::start(binary(), &[&["--data", &data], &FREE[..]].concat());
    rounds(vec![start()], |nodes, _| nodes[0].kill(), |nodes, _| nodes[0] = start());
}

#[test]
fn nothing_acknowledged_is_lost_when_the_endpoint_or_postgres_is_killed() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    let start = || Endpoint::start(binary(), &[&["--database", &database], &FREE[..]].concat());
    let with_database = |round: usize| round.is_multiple_of(3);
    let kill = |nodes: &mut [Endpoint], round| {
        if with_database(round) {
            server.crash();
        }
        nodes[0].kill();
    };
    rounds(vec![start()], kill, |nodes, round| {
        if with_database(round) {
            server.boot();
        }
        nodes[0] = start();
    });
}

#[test]
fn killing_either_of_two_nodes_loses_nothing_and_the_other_goes_on() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    let start = || Endpoint::start(binary(), &[&["--database", &database], &FREE[..]].concat());
    let kill = |nodes: &mut [Endpoint], round: usize| {
        nodes[round % 2].kill();
        let (owner, other) = (Owner::new(1), &nodes[(round + 1) % 2]);
        let reply = Client::new(other.address).call(&owner.append(&[record(&owner, 0)]));
        assert_eq!(appended(&reply.expect("an answer")).places[0].1, 1);
    };
    rounds(vec![start(), start()], kill, |nodes, round| nodes[round % 2] = start());
}
