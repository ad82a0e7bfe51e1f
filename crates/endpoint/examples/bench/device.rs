//! A device of the benchmark: the real engine over real HTTP, with its storage in memory.

use crate::http::Client;
use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use vault::engine::{Answer, Effect, Event, Key, Outcome, Send, Write};
use vault::wire::Route;
use vault::{Content, Engine, Keys};

pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

pub fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("randomness");
}

/// What comes back from the connections.
type Heard = (Event, u64, u64);

pub struct Device {
    pub engine: Engine,
    pub changes: HashSet<[u8; 32]>,
    made: Vec<Vec<u8>>,
    /// As the device's disk.
    stored: HashMap<Key, Vec<u8>>,
    keys: Keys,
    push: Sender<Send>,
    poll: Option<Sender<Send>>,
    heard: Receiver<Heard>,
    pub sent: u64,
    pub received: u64,
    wake: Option<u64>,
}

impl Device {
    /// With two connections, as a browser has them; or with one, for a device that only pushes.
    pub fn new(address: SocketAddr, keys: &Keys, polls: bool) -> Self {
        let mut seed = [0; 8];
        random(&mut seed);
        let (hear, heard) = channel();
        let engine = Engine::new(keys.clone(), u64::from_le_bytes(seed), []);
        let push = connection(address, hear.clone());
        let poll = polls.then(|| connection(address, hear));
        let (changes, made, stored) = (HashSet::new(), Vec::new(), HashMap::new());
        Self {
            engine,
            changes,
            made,
            stored,
            keys: keys.clone(),
            push,
            poll,
            heard,
            sent: 0,
            received: 0,
            wake: None,
        }
    }

    /// The app was closed and is open again, without a connection until [`Event::Start`].
    pub fn go_offline(&mut self) {
        self.engine = Engine::new(self.keys.clone(), 1, self.stored.clone());
    }

    fn write(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write {
                Write::Put(key, value) => drop(self.stored.insert(key, value)),
                Write::Delete(key) => drop(self.stored.remove(&key)),
            }
        }
    }

    pub fn handle(&mut self, event: Event) {
        self.engine.handle(event, now(), &mut random);
        while let Some(effect) = self.engine.effect() {
            match effect {
                Effect::Send(send) => {
                    let waits = matches!(send.request.route, Route::Pull(_, pull) if pull.wait > 0);
                    let lane = if matches!(send.request.route, Route::Pull(..)) {
                        self.poll.as_ref()
                    } else {
                        Some(&self.push)
                    };
                    match lane {
                        Some(lane) => drop(lane.send(send)),
                        // A device that does not listen still has to learn where both sides stand.
                        None if !waits => drop(self.push.send(send)),
                        None => {}
                    }
                }
                Effect::Store(step, writes) => {
                    self.write(writes);
                    self.engine.handle(Event::Stored(step), now(), &mut random);
                }
                Effect::Apply(step, pieces) => {
                    let mut outcomes = Vec::with_capacity(pieces.len());
                    for piece in pieces {
                        let Content::Changes(changes) = piece.content else { panic!("no snapshots here") };
                        let hashes: Vec<[u8; 32]> =
                            changes.iter().map(|change| crate::hash(change)).collect();
                        self.changes.extend(&hashes);
                        outcomes.push(Outcome { applied: true, changes: hashes });
                    }
                    let writes = self.engine.applied(step, outcomes, true);
                    self.write(writes);
                    self.engine.handle(Event::Stored(step), now(), &mut random);
                }
                Effect::Collect(seen) => {
                    let lacks =
                        self.made.iter().filter(|change| !seen.contains(&crate::hash(change))).cloned();
                    let lacks = lacks.collect();
                    self.engine.handle(Event::Collected(lacks), now(), &mut random);
                }
                Effect::Snapshot => self.engine.handle(Event::Snapshot(None), now(), &mut random),
                Effect::Wake(at) => self.wake = Some(at),
                Effect::Cancel(_) => {}
            }
        }
    }

    /// Makes a change and has it in the outbox.
    pub fn edit(&mut self, change: &[u8]) {
        let local = self.engine.local(&[change], &mut random);
        self.write(local.writes);
        self.changes.insert(crate::hash(change));
        self.made.push(change.to_vec());
        self.handle(Event::Stored(local.step));
    }

    /// Takes in one event, if there is one in time.
    pub fn step(&mut self, patience: Duration) -> bool {
        if let Some(wake) = self.wake.filter(|wake| *wake <= now()) {
            let _ = wake;
            self.wake = None;
            self.handle(Event::Woke);
        }
        let until_wake =
            self.wake.map_or(patience, |wake| Duration::from_millis(wake.saturating_sub(now()) + 1));
        match self.heard.recv_timeout(patience.min(until_wake)) {
            Ok((event, sent, received)) => {
                self.sent += sent;
                self.received += received;
                self.handle(event);
                true
            }
            Err(_) => false,
        }
    }

    pub fn until(&mut self, done: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !done(self) {
            self.step(Duration::from_millis(100));
            assert!(
                start.elapsed() < Duration::from_secs(120),
                "it takes too long: {:?}",
                self.engine.status()
            );
        }
    }

    pub fn is_level(&self) -> bool {
        let status = self.engine.status();
        status.waiting == 0 && !status.healing && status.last_synced.is_some()
    }
}

/// A connection on a thread of its own.
fn connection(address: SocketAddr, hear: Sender<Heard>) -> Sender<Send> {
    let (order, orders) = channel::<Send>();
    let run = move || {
        let mut client = Client::new(address);
        for send in orders {
            let (sent, received) = (client.sent, client.received);
            let event = match client.call(&send.request) {
                Ok(reply) => {
                    let retry_after = reply.header("retry-after").and_then(|text| text.parse().ok());
                    Event::Answer(send.call, Answer { status: reply.status, retry_after, body: reply.body })
                }
                Err(_) => Event::Failed(send.call),
            };
            if hear.send((event, client.sent - sent, client.received - received)).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().stack_size(256 << 10).spawn(run).expect("a thread");
    order
}
