//! Several devices, tabs of them, and a server that keeps the protocol's promises, over simulated time.

use std::collections::BTreeMap;

use keeper::{
    Out, Session,
    link::{FromKeeper, Pairing, Sync, ToKeeper, ToVault},
    store::Key,
    sync::{Answer, Call},
};
use notebook::{
    Id, Now,
    command::{ChangeId, Command, Edit},
    record::{Kind, Ref},
};

use crate::model::Model;
use crate::support::{disk::SimStore, drive::block_on, entropy, rng::Rng};

const WAIT: u64 = 25_000;
pub(crate) const SERVER: &str = "https://vault.example";
/// Another one.
pub(crate) const ELSEWHERE: &str = "https://elsewhere.example";
pub(crate) const MINUTE: u64 = 60;

pub(crate) type Name = usize;

/// One tab.
pub(crate) struct Tab {
    pub(crate) session: Session<SimStore>,
    /// Which device's disk it is on.
    pub(crate) disk: usize,
    calls: Vec<(u64, Call)>,
    wake: Option<u64>,
    pub(crate) said: Vec<FromKeeper>,
    heard: Vec<News>,
}

#[derive(Clone)]
enum News {
    Stored(Vec<ChangeId>),
    Sealed(Vec<String>),
    Told(Option<Sync>),
    Vault,
}

pub(crate) struct Net {
    /// At [`SERVER`].
    pub(crate) server: Model,
    /// At [`ELSEWHERE`].
    pub(crate) elsewhere: Model,
    /// Addresses where nobody answers.
    pub(crate) down: Vec<&'static str>,
    pub(crate) disks: Vec<SimStore>,
    pub(crate) tabs: BTreeMap<Name, Tab>,
    /// Devices without a connection.
    pub(crate) offline: Vec<usize>,
    /// The server carries out what it is asked, and its answer is lost.
    pub(crate) loses_answers: bool,
    pub(crate) now: u64,
    pub(crate) rng: Rng,
    /// Everything that ever went to the server.
    pub(crate) traffic: Vec<u8>,
    next: usize,
    next_call: u32,
    limits: Option<vault::engine::Limits>,
}

impl Net {
    pub(crate) fn new(seed: u64, devices: usize) -> Self {
        let mut rng = Rng::new(seed);
        let disks = (0..devices).map(|_| SimStore::new(rng.fork())).collect();
        let mut net = Self {
            server: Model::default(),
            elsewhere: Model::default(),
            down: Vec::new(),
            disks,
            tabs: BTreeMap::new(),
            offline: Vec::new(),
            loses_answers: false,
            now: 1_795_000_000_000,
            rng,
            traffic: Vec::new(),
            next: 0,
            next_call: 0,
            limits: None,
        };
        for device in 0..devices {
            net.open(device);
        }
        net
    }

    /// Snapshots after so many records.
    pub(crate) fn compact_after(&mut self, records: u64) {
        self.limits =
            Some(vault::engine::Limits { log_records: records, spread: 10_000, ..Default::default() });
        let limits = self.limits.expect("just set");
        self.tabs.values_mut().for_each(|tab| tab.session.keeper().set_vault_limits(limits));
    }

    pub(crate) fn time(&self) -> Now {
        Now::from_millis(self.now as i64, 60).expect("a time")
    }

    /// Opens one more tab on a device; the first one leads.
    pub(crate) fn open(&mut self, disk: usize) -> Name {
        let name = self.next;
        self.next += 1;
        let (store, actor, now) = (self.disks[disk].clone(), self.rng.bytes(), self.time());
        let entropy = entropy(self.rng.next());
        let mut out = Vec::new();
        let opened = block_on(Session::open(store, actor, entropy, now, &mut |said| out.push(said)));
        let session = opened.expect("a disk that can be read").0;
        let tab = Tab { session, disk, calls: Vec::new(), wake: None, said: Vec::new(), heard: Vec::new() };
        self.tabs.insert(name, tab);
        self.carry(name, out);
        self.elect(disk);
        name
    }

    /// A tab ends without a word.
    pub(crate) fn kill(&mut self, name: Name) {
        let disk = self.tabs.remove(&name).expect("it is open").disk;
        self.elect(disk);
    }

    /// One tab of a device leads, as the browser's lock sees to.
    fn elect(&mut self, disk: usize) {
        let of_disk = |tab: &&mut Tab| tab.disk == disk;
        let leads = self.tabs.values_mut().filter(of_disk).any(|tab| tab.session.keeper().leads());
        let first = self.tabs.iter_mut().find(|(_, tab)| tab.disk == disk && tab.session.has_vault());
        if let (false, Some(name)) = (leads, first.map(|(name, _)| *name)) {
            let now = self.time();
            self.does(name, |session, mut out| drop(block_on(session.lead(now, &mut out))));
            if let Some(limits) = self.limits {
                self.tabs.get_mut(&name).expect("it is open").session.keeper().set_vault_limits(limits);
            }
        }
    }

    /// Lets a tab do something and carries what comes out of it.
    fn does(&mut self, name: Name, act: impl FnOnce(&mut Session<SimStore>, &mut dyn FnMut(Out))) {
        let mut out = Vec::new();
        act(&mut self.tabs.get_mut(&name).expect("it is open").session, &mut |said| out.push(said));
        self.carry(name, out);
    }

    fn carry(&mut self, name: Name, out: Vec<Out>) {
        let mut joined = None;
        let disk = self.tabs[&name].disk;
        for said in out {
            let tab = self.tabs.get_mut(&name).expect("it is open");
            let news = match said {
                Out::Window(said) => {
                    tab.said.push(said);
                    continue;
                }
                Out::Call(call) => {
                    tab.calls.push((self.now, call));
                    continue;
                }
                Out::Cancel(gone) => {
                    tab.calls.retain(|(_, call)| call.call != gone);
                    continue;
                }
                Out::Wake(at) => {
                    tab.wake = Some(at);
                    continue;
                }
                Out::Tabs(stored) => News::Stored(stored),
                Out::Sealed(names) => News::Sealed(names),
                Out::Told(sync) => News::Told(sync),
                Out::Vault => {
                    joined = Some(disk);
                    News::Vault
                }
            };
            let others = self.tabs.iter_mut().filter(|(other, tab)| **other != name && tab.disk == disk);
            others.for_each(|(_, tab)| tab.heard.push(news.clone()));
        }
        if let Some(disk) = joined {
            self.elect(disk);
            if let (Some(limits), Some(tab)) = (self.limits, self.tabs.get_mut(&name)) {
                tab.session.keeper().set_vault_limits(limits);
            }
        }
    }

    /// Many changes become a snapshot.
    pub(crate) fn tidy(&mut self, name: Name) {
        self.does(name, |session, mut out| drop(block_on(session.tidy(&mut out))));
    }

    /// Writes what storage refused.
    pub(crate) fn retry(&mut self, name: Name) {
        self.does(name, |session, mut out| block_on(session.retry(&mut out)));
    }

    /// A window says something; what it hears until everything that can be done at once is done.
    pub(crate) fn say(&mut self, name: Name, message: ToKeeper) -> Vec<FromKeeper> {
        self.tabs.get_mut(&name).expect("it is open").said.clear();
        self.does(name, |session, mut out| block_on(session.handle(message, &mut out)));
        self.tabs[&name].said.clone()
    }

    pub(crate) fn act(&mut self, name: Name, command: Command) -> Vec<FromKeeper> {
        self.next_call += 1;
        let now = self.time();
        self.say(name, ToKeeper::Do { call: self.next_call, command, now })
    }

    /// Asks the vault something and lets a minute pass; the answer.
    pub(crate) fn ask(&mut self, name: Name, ask: ToVault) -> Option<FromKeeper> {
        self.next_call += 1;
        let (wanted, now) = (self.next_call, self.time());
        self.say(name, ToKeeper::Vault { call: wanted, ask, now });
        self.go_on(5);
        let is_answer = |said: &&FromKeeper| {
            matches!(said, FromKeeper::Saved { call, .. } | FromKeeper::Refused { call, .. } | FromKeeper::Words { call, .. }
                | FromKeeper::Backup { call, .. } if *call == wanted)
        };
        self.tabs[&name].said.iter().find(is_answer).cloned()
    }

    pub(crate) fn jot(&mut self, name: Name, text: &str) {
        let (id, at) = (Id(self.rng.bytes()), self.time().0);
        let dismissed = std::collections::BTreeSet::new();
        self.act(
            name,
            Command::Jot { id, text: text.into(), at, event: None, dismissed, month_first: false },
        );
    }

    pub(crate) fn rename(&mut self, name: Name, person: Id, to: &str) {
        let (record, edits) = (Ref::new(Kind::Person, person), vec![Edit::text("name", to)]);
        self.act(name, Command::Edit { record, edits });
    }

    pub(crate) fn add_person(&mut self, name: Name, called: &str) -> Id {
        let id = Id(self.rng.bytes());
        let (record, edits) = (Ref::new(Kind::Person, id), vec![Edit::text("name", called)]);
        self.act(name, Command::Add { record, edits });
        id
    }

    /// The device's first vault.
    pub(crate) fn create(&mut self, name: Name) {
        let done = self.ask(name, ToVault::Create { endpoint: SERVER.into(), invitation: None });
        assert!(matches!(done, Some(FromKeeper::Saved { .. })), "{done:?}");
    }

    /// Two devices meet: the digits are compared and confirmed on both.
    pub(crate) fn pair(&mut self, host: Name, guest: Name) {
        self.compare(host, guest);
        self.ask(host, ToVault::Confirm);
        self.ask(guest, ToVault::Confirm);
        self.go_on(20);
        assert_eq!((self.pairing(host), self.pairing(guest)), (Some(Pairing::Sent), Some(Pairing::Done)));
    }

    /// Two devices meet and show the same digits.
    pub(crate) fn compare(&mut self, host: Name, guest: Name) {
        self.ask(host, ToVault::Show);
        let Some(Pairing::Shows { code, endpoint }) = self.pairing(host) else { panic!("no code is shown") };
        let done = self.ask(guest, ToVault::Meet { endpoint, code });
        assert!(matches!(done, Some(FromKeeper::Saved { .. })), "{done:?}");
        self.go_on(20);
        let (one, other) = (self.pairing(host), self.pairing(guest));
        assert!(matches!(one, Some(Pairing::Compare { is_confirmed: false, .. })), "no digits: {one:?}");
        assert_eq!(one, other);
    }

    pub(crate) fn pairing(&mut self, name: Name) -> Option<Pairing> {
        self.tabs.get_mut(&name).expect("it is open").session.keeper().status().pairing
    }

    pub(crate) fn sync(&mut self, name: Name) -> Option<Sync> {
        self.tabs.get_mut(&name).expect("it is open").session.keeper().status().sync
    }

    /// Changes that arrived and wait for one that has not.
    pub(crate) fn held_up(&mut self, name: Name) -> u64 {
        self.tabs.get_mut(&name).expect("it is open").session.keeper().status().waiting
    }

    /// When the kept copy of a device's notebook was made.
    pub(crate) fn copy(&mut self, name: Name) -> Option<i64> {
        self.tabs.get_mut(&name).expect("it is open").session.keeper().status().copy
    }

    /// How many people and jots a device has.
    pub(crate) fn holds(&mut self, name: Name) -> (usize, usize) {
        let now = self.time();
        let keeper = self.tabs.get_mut(&name).expect("it is open").session.keeper();
        let records = crate::support::counts(keeper, now).records;
        let count = |kind| records.get(&kind).copied().unwrap_or(0);
        (count(Kind::Person), count(Kind::Jot))
    }

    pub(crate) fn heads(&mut self, name: Name) -> Vec<ChangeId> {
        self.tabs.get_mut(&name).expect("it is open").session.keeper().heads()
    }

    /// Comes and goes.
    pub(crate) fn connect(&mut self, disk: usize, is_connected: bool) {
        self.offline.retain(|offline| *offline != disk);
        if !is_connected {
            return self.offline.push(disk);
        }
        let now = self.time();
        let tabs: Vec<Name> =
            self.tabs.iter().filter(|(_, tab)| tab.disk == disk).map(|(name, _)| *name).collect();
        for name in tabs {
            self.say(name, ToKeeper::Shown { shown: true, now });
        }
    }

    /// So many rounds of what can be carried at once.
    pub(crate) fn steps(&mut self, rounds: usize) {
        for _ in 0..rounds {
            self.talk();
        }
    }

    /// So many seconds pass.
    pub(crate) fn go_on(&mut self, seconds: u64) {
        let end = self.now + seconds * 1000;
        for _ in 0..100_000 {
            if self.talk() {
                continue;
            }
            let parked = self.tabs.values().flat_map(|tab| tab.calls.iter().map(|(since, _)| since + WAIT));
            let next = parked.chain(self.tabs.values().filter_map(|tab| tab.wake)).min().unwrap_or(u64::MAX);
            if next > end {
                self.now = end;
                return;
            }
            self.now = self.now.max(next);
            let now = self.time();
            let woken: Vec<Name> = self
                .tabs
                .iter()
                .filter(|(_, tab)| tab.wake.is_some_and(|at| at <= self.now))
                .map(|(name, _)| *name)
                .collect();
            for name in woken {
                self.tabs.get_mut(&name).expect("it is open").wake = None;
                self.does(name, |session, mut out| block_on(session.woke(now, &mut out)));
            }
        }
        panic!("it never comes to rest");
    }

    /// Carries what can be carried now; whether there was anything.
    fn talk(&mut self) -> bool {
        let names: Vec<Name> = self.tabs.keys().copied().collect();
        let mut moved = false;
        for name in names {
            while let Some(news) =
                self.tabs.get_mut(&name).filter(|tab| !tab.heard.is_empty()).map(|tab| tab.heard.remove(0))
            {
                moved = true;
                self.does(name, |session, mut out| match news {
                    News::Stored(changes) => drop(block_on(session.heard(&changes, &mut out))),
                    News::Sealed(names) => drop(block_on(session.heard_sealed(&names, &mut out))),
                    News::Told(sync) => session.told(sync, &mut out),
                    News::Vault => drop(block_on(session.vault_changed(&mut out))),
                });
                let disk = self.tabs[&name].disk;
                self.elect(disk);
            }
            let Some(tab) = self.tabs.get_mut(&name) else { continue };
            let now = self.now;
            let is_offline = self.offline.contains(&tab.disk);
            let (server, elsewhere, down) = (&self.server, &self.elsewhere, &self.down);
            let due = |(since, call): &(u64, Call)| {
                let server = if call.endpoint == SERVER { server } else { elsewhere };
                let is_down = is_offline || down.contains(&call.endpoint.as_str());
                is_down || server.has_news(&call.request) || now >= since + WAIT
            };
            let Some(place) = tab.calls.iter().position(due) else { continue };
            let (_, call) = tab.calls.remove(place);
            moved = true;
            let answer = self.serve(&call, is_offline);
            let now = self.time();
            self.does(name, |session, mut out| block_on(session.answered(call.call, answer, now, &mut out)));
        }
        moved
    }

    fn serve(&mut self, call: &Call, is_offline: bool) -> Option<Answer> {
        if is_offline || self.down.contains(&call.endpoint.as_str()) {
            return None;
        }
        self.traffic.extend(call.url().bytes());
        self.traffic.extend(&call.request.body);
        let server = if call.endpoint == SERVER { &mut self.server } else { &mut self.elsewhere };
        let reply = server.call(&call.request, self.now, self.rng.next());
        (!self.loses_answers).then_some(Answer { status: reply.status, retry_after: None, body: reply.body })
    }

    /// All devices have the same, and nothing waits.
    pub(crate) fn assert_equal(&mut self) {
        let names: Vec<Name> = self.tabs.keys().copied().collect();
        let first = self.heads(names[0]);
        for name in names {
            assert_eq!(self.heads(name), first, "tab {name} differs");
            let sync = self.sync(name).expect("it has a vault");
            assert_eq!((sync.waiting, &sync.trouble), (0, &None), "tab {name}: {sync:?}");
        }
    }

    /// What lies on a device's disk under the vault.
    pub(crate) fn of_vault(&self, disk: usize) -> Vec<String> {
        let disk = self.disks[disk].0.borrow();
        disk.records
            .keys()
            .filter_map(|key| if let Key::Vault(name) = key { Some(name.clone()) } else { None })
            .collect()
    }
}
