//! A device of the app without a browser: the real keeper over storage in memory, talking HTTP.

use super::http::Client;
use super::random;
use keeper::link::{FromKeeper, Pairing, Sync, ToKeeper, ToVault};
use keeper::store::{Batch, Key, Store, StoreError};
use keeper::sync::{Answer, Call};
use keeper::{Out, Session};
use notebook::command::{ChangeId, Command};
use notebook::{Id, Now};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use vault::wire::Route;

/// Between two rounds, milliseconds.
const ROUND: u64 = 500;

#[derive(Clone, Default)]
pub struct Memory(pub Rc<RefCell<BTreeMap<Key, Vec<u8>>>>);

impl Store for Memory {
    async fn all(&self) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        Ok(self.0.borrow().iter().map(|(key, bytes)| (key.clone(), bytes.clone())).collect())
    }

    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.borrow().get(key).cloned())
    }

    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut stored = self.0.borrow_mut();
        batch.delete.iter().for_each(|key| drop(stored.remove(key)));
        stored.extend(batch.put.iter().cloned());
        Ok(())
    }
}

/// Storage in memory never waits.
fn now_or_never<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}

pub struct Device {
    session: Session<Memory>,
    pub store: Memory,
    client: Client,
    endpoint: String,
    calls: Vec<Call>,
    wake: Option<u64>,
    said: Vec<FromKeeper>,
    now: u64,
    seed: u64,
    asked: u32,
}

impl Device {
    /// A new device, which will use the endpoint at `address`.
    pub fn new(address: SocketAddr, seed: u64) -> Self {
        let (store, now) = (Memory::default(), 1_795_000_000_000);
        let mut entropy = seed;
        let entropy = Box::new(move |bytes: &mut [u8]| {
            bytes.iter_mut().for_each(|byte| *byte = random(&mut entropy) as u8);
        });
        // Before there is a vault there is nothing to carry anywhere.
        let mut out = |_| {};
        let opened = Session::open(store.clone(), [seed as u8; 16], entropy, time(now), &mut out);
        let session = now_or_never(opened).expect("storage").0;
        let (client, endpoint) = (Client::new(address), format!("http://{address}"));
        let (calls, said) = (Vec::new(), Vec::new());
        Self { session, store, client, endpoint, calls, wake: None, said, now, seed, asked: 0 }
    }

    fn does(&mut self, act: impl FnOnce(&mut Session<Memory>, Now, &mut dyn FnMut(Out))) {
        let mut out = Vec::new();
        act(&mut self.session, time(self.now), &mut |said| out.push(said));
        self.carry(out);
        if self.session.has_vault() && !self.session.keeper().leads() {
            let (mut out, now) = (Vec::new(), time(self.now));
            now_or_never(self.session.lead(now, &mut |said| out.push(said))).expect("storage");
            self.carry(out);
        }
    }

    fn carry(&mut self, out: Vec<Out>) {
        for said in out {
            match said {
                Out::Window(said) => self.said.push(said),
                Out::Call(call) => self.calls.push(call),
                Out::Cancel(gone) => self.calls.retain(|call| call.call != gone),
                Out::Wake(at) => self.wake = Some(at),
                Out::Tabs(_) | Out::Sealed(_) | Out::Told(_) | Out::Vault => {}
            }
        }
    }

    /// Half a second passes: whatever can be asked is asked. Nobody waits at the server.
    pub fn round(&mut self) {
        self.now += ROUND;
        if self.wake.is_some_and(|at| at <= self.now) {
            self.wake = None;
            self.does(|session, now, mut out| now_or_never(session.woke(now, &mut out)));
        }
        for call in std::mem::take(&mut self.calls) {
            let mut request = call.request;
            match &mut request.route {
                Route::Pull(_, pull) => pull.wait = 0,
                Route::Take(_, wait) => *wait = 0,
                _ => {}
            }
            let reply = self.client.call(&request).expect("an answer");
            let answer = Some(Answer { status: reply.status, retry_after: None, body: reply.body });
            self.does(|session, now, mut out| {
                now_or_never(session.answered(call.call, answer, now, &mut out));
            });
        }
    }

    /// Carries a command out, which has to succeed.
    #[track_caller]
    pub fn act(&mut self, command: Command) {
        let now = time(self.now);
        self.said.clear();
        let message = ToKeeper::Do { call: 0, command, now };
        self.does(|session, _, mut out| now_or_never(session.handle(message, &mut out)));
        let refused = self.said.iter().find(|said| matches!(said, FromKeeper::Refused { .. }));
        assert!(refused.is_none(), "{refused:?}");
    }

    /// Asks something of the vault, which has to be granted.
    #[track_caller]
    pub fn ask(&mut self, ask: ToVault) {
        self.asked += 1;
        let (wanted, now) = (self.asked, time(self.now));
        self.said.clear();
        let message = ToKeeper::Vault { call: wanted, ask, now };
        self.does(|session, _, mut out| now_or_never(session.handle(message, &mut out)));
        let is_granted =
            |said: &FromKeeper| matches!(said, FromKeeper::Saved { call, .. } if *call == wanted);
        for _ in 0..20 {
            if self.said.iter().any(is_granted) {
                return;
            }
            self.round();
        }
        panic!("it was not granted: {:?}", self.said);
    }

    /// This device's first vault.
    pub fn create(&mut self) {
        let endpoint = self.endpoint.clone();
        self.ask(ToVault::Create { endpoint, invitation: None });
    }

    pub fn pairing(&mut self) -> Option<Pairing> {
        self.session.keeper().status().pairing
    }

    pub fn sync(&mut self) -> Sync {
        self.session.keeper().status().sync.expect("a vault")
    }

    pub fn heads(&mut self) -> Vec<ChangeId> {
        self.session.keeper().heads()
    }

    /// Snapshots after more than so many records.
    pub fn compact_after(&mut self, records: u64) {
        let limits = vault::engine::Limits { log_records: records, spread: 1, ..Default::default() };
        self.session.keeper().set_vault_limits(limits);
    }

    pub fn id(&mut self) -> Id {
        let mut bytes = [0; 16];
        bytes.iter_mut().for_each(|byte| *byte = random(&mut self.seed) as u8);
        Id(bytes)
    }
}

fn time(now: u64) -> Now {
    Now::from_millis(now as i64, 60).expect("a time")
}

/// Lets time pass on both until something holds.
#[track_caller]
pub fn until(
    one: &mut Device,
    other: &mut Device,
    what: &str,
    holds: impl Fn(&mut Device, &mut Device) -> bool,
) {
    for _ in 0..400 {
        if holds(one, other) {
            return;
        }
        one.round();
        other.round();
    }
    panic!("it never comes to {what}");
}

/// Two devices meet, and both confirm.
pub fn pair(host: &mut Device, guest: &mut Device) {
    host.ask(ToVault::Show);
    let Some(Pairing::Shows { code, endpoint }) = host.pairing() else { panic!("no code") };
    guest.ask(ToVault::Meet { endpoint, code });
    let compares = |device: &mut Device| matches!(device.pairing(), Some(Pairing::Compare { .. }));
    until(host, guest, "digits", |host, guest| compares(host) && compares(guest));
    host.ask(ToVault::Confirm);
    guest.ask(ToVault::Confirm);
    until(host, guest, "an end", |host, guest| {
        (host.pairing(), guest.pairing()) == (Some(Pairing::Sent), Some(Pairing::Done))
    });
}
