//! Single rules of a device's sync, one after the other, without faults.

#![allow(
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::needless_pass_by_value,
    reason = "modules shared with the simulator"
)]

mod sim {
    pub mod chance;
    pub mod device;
    pub mod document;
    pub mod model;
}

use sim::chance::Chance;
use sim::device::{Disk, Out, Plant, SharedDisk, Tab};
use sim::model::Model;
use std::cell::RefCell;
use std::rc::Rc;
use vault::engine::{Answer, Event, Limits, Send, Trouble};
use vault::wire::{Code, MAX_RECORDS, Request, Route};
use vault::{Keys, VaultSecret};

const START: u64 = 1_790_000_000_000;

struct Device {
    tab: Tab,
    chance: Chance,
    now: u64,
    wake: Option<u64>,
    /// What was sent, and whether it was to outlive the page.
    sent: Vec<(Route, usize, bool)>,
    online: bool,
    /// The disk refuses so many of the next transactions.
    refuses: usize,
    /// Answers every request instead of the server.
    instead: Option<(u16, Option<u64>, Code)>,
}

impl Device {
    fn new(disk: SharedDisk, keys: &Keys) -> Self {
        let mut chance = Chance(7);
        let limits = Limits { log_records: 20, log_bytes: 1 << 30, spread: 10, ..Limits::default() };
        let tab = Tab::open(disk, keys, limits, 0, Plant::None, &mut chance);
        Self {
            tab,
            chance,
            now: START,
            wake: None,
            sent: Vec::new(),
            online: true,
            refuses: 0,
            instead: None,
        }
    }

    fn fresh(keys: &Keys) -> Self {
        Self::new(Rc::new(RefCell::new(Disk::default())), keys)
    }

    fn handle(&mut self, event: Event, server: &mut Model) {
        let outs = self.tab.handle(event, self.now, &mut self.chance);
        self.carry_out(outs, server);
    }

    fn carry_out(&mut self, outs: Vec<Out>, server: &mut Model) {
        for out in outs {
            match out {
                Out::Send(send) => self.send(send, server),
                Out::Wake(at) => self.wake = Some(at),
                Out::Commit(commit) if self.refuses > 0 => {
                    self.refuses -= 1;
                    if let Some(step) = commit.step {
                        self.tab.not_stored(commit);
                        self.handle(Event::NotStored(step), server);
                    }
                }
                Out::Commit(commit) => {
                    commit.carry_out(&self.tab.disk);
                    if let Some(step) = commit.step {
                        self.handle(Event::Stored(step), server);
                    }
                }
                Out::Answer(event) => self.handle(event, server),
                Out::Cancel(_) => {}
            }
        }
    }

    fn send(&mut self, send: Send, server: &mut Model) {
        self.sent.push((send.request.route, send.request.body.len(), send.keepalive));
        if !self.online {
            return self.handle(Event::Failed(send.call), server);
        }
        if let Some((status, retry_after, code)) = self.instead {
            let answer = Answer { status, retry_after, body: code.document().into_bytes() };
            return self.handle(Event::Answer(send.call, answer), server);
        }
        let waits = matches!(send.request.route, Route::Pull(_, pull) if pull.wait > 0);
        if waits && !server.has_news(&send.request) {
            return;
        }
        let reply = server.call(&send.request, self.now, self.now);
        let answer = Answer { status: reply.status, retry_after: None, body: reply.body };
        self.handle(Event::Answer(send.call, answer), server);
    }

    fn edit(&mut self, words: &str, server: &mut Model) {
        let commit = self.tab.edit(words.as_bytes(), &mut self.chance);
        commit.carry_out(&self.tab.disk);
        let outs = self.tab.edit_ended(commit, true, self.now, &mut self.chance);
        self.carry_out(outs, server);
    }

    /// Closed and opened again: everything is asked for anew.
    fn restart(&mut self, keys: &Keys, server: &mut Model) {
        let (disk, now) = (self.tab.disk.clone(), self.now);
        *self = Self::new(disk, keys);
        self.now = now;
        self.handle(Event::Start, server);
    }

    fn wait(&mut self, server: &mut Model) {
        self.now = self.wake.take().expect("something to wait for");
        self.handle(Event::Woke, server);
    }

    fn appends(&self) -> Vec<usize> {
        let append =
            |(route, length, _): &(Route, usize, bool)| matches!(route, Route::Append(_)).then_some(*length);
        self.sent.iter().filter_map(append).collect()
    }
}

fn keys(seed: u8) -> Keys {
    Keys::new(&VaultSecret::new([seed; 32]))
}

#[test]
fn a_device_that_joins_gets_everything_and_gives_what_it_had() {
    let (mut server, keys) = (Model::default(), keys(1));
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    one.edit("from one", &mut server);
    other.edit("from the other, before it joined", &mut server);
    for device in [&mut one, &mut other] {
        device.handle(Event::Start, &mut server);
    }
    one.restart(&keys, &mut server);
    assert_eq!(one.tab.document.changes, other.tab.document.changes);
    assert_eq!(one.tab.document.changes.len(), 2);
    for device in [&one, &other] {
        let status = device.tab.engine.status();
        assert_eq!((status.waiting, status.healing, status.trouble), (0, false, None));
        assert!(status.last_synced.is_some());
    }
}

#[test]
fn a_week_without_a_connection_is_one_request() {
    let (mut server, keys) = (Model::default(), keys(1));
    let mut device = Device::fresh(&keys);
    device.handle(Event::Start, &mut server);
    device.restart(&keys, &mut server);
    device.online = false;
    (0..300).for_each(|number| device.edit(&format!("jot {number}"), &mut server));
    assert_eq!(device.tab.engine.status().waiting, 300);
    device.restart(&keys, &mut server);
    let appends = device.appends();
    assert_eq!(appends.len(), 1);
    assert!(appends[0] < 300 * 100, "{} bytes: packed together", appends[0]);
    assert_eq!(device.tab.engine.status().waiting, 0);
}

#[test]
fn moving_to_a_new_vault_takes_everything_along_and_who_is_late_is_told() {
    let (mut server, old, new) = (Model::default(), keys(1), keys(2));
    let (mut one, mut late) = (Device::fresh(&old), Device::fresh(&old));
    one.handle(Event::Start, &mut server);
    late.handle(Event::Start, &mut server);
    one.edit("before the loss", &mut server);
    late.restart(&old, &mut server);
    late.online = false;
    late.edit("written while the vault moved", &mut server);

    // The sync's own keys go, the notebook stays: the device joins the new vault with all that it has.
    let forget =
        |device: &Device| device.tab.disk.borrow_mut().stored.retain(|key, _| key.starts_with("chunk/"));
    forget(&one);
    one.restart(&new, &mut server);
    assert_eq!(one.tab.engine.status().waiting, 0);
    let delete = Request {
        route: Route::Delete(old.vault),
        access: Some(old.access.clone()),
        body: Vec::new(),
        invitation: None,
    };
    assert_eq!(server.call(&delete, START, 1).status, 200);

    late.restart(&old, &mut server);
    assert_eq!(late.tab.engine.status().trouble, Some(Trouble::Refused(Code::VaultDeleted)));
    let sent = late.sent.len();
    late.handle(Event::Hurry, &mut server);
    assert_eq!(late.sent.len(), sent, "it does not knock at a door that is gone");
    forget(&late);
    late.restart(&new, &mut server);
    one.restart(&new, &mut server);
    assert_eq!(one.tab.document.changes, late.tab.document.changes);
    assert_eq!(one.tab.document.changes.len(), 2);
}

/// Devices that never meet cannot tell that a server shows one of them less; they can only not be made to forget.
#[test]
fn what_a_server_withholds_is_late_and_not_lost() {
    let (mut server, keys) = (Model::default(), keys(1));
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    one.handle(Event::Start, &mut server);
    one.edit("shown to both", &mut server);
    let mut withholding = server.clone();
    one.edit("withheld from the other", &mut server);
    other.handle(Event::Start, &mut withholding);
    other.edit("from the other", &mut withholding);
    assert_eq!((one.tab.document.changes.len(), other.tab.document.changes.len()), (2, 2));
    assert_eq!(other.tab.engine.status().trouble, None);

    // As soon as both see one log again.
    other.restart(&keys, &mut server);
    while other.tab.document.changes.len() < 3 || other.tab.engine.status().waiting > 0 {
        other.wait(&mut server);
    }
    one.restart(&keys, &mut server);
    assert_eq!(one.tab.document.changes, other.tab.document.changes);
}

#[test]
fn a_busy_server_is_left_alone_as_long_as_it_asks() {
    let (mut server, keys) = (Model::default(), keys(1));
    let mut device = Device::fresh(&keys);
    device.instead = Some((429, Some(120), Code::TooManyRequests));
    device.handle(Event::Start, &mut server);
    let sent = device.sent.len();
    device.edit("meanwhile", &mut server);
    assert_eq!(device.sent.len(), sent);
    device.instead = None;
    device.wait(&mut server);
    assert!(device.now >= START + 120_000);
    assert_eq!(device.tab.engine.status().waiting, 0);
}

#[test]
fn what_waits_is_sent_when_the_page_is_hidden_and_outlives_it() {
    let (mut server, keys) = (Model::default(), keys(1));
    let mut device = Device::fresh(&keys);
    device.handle(Event::Start, &mut server);
    device.online = false;
    device.edit("the last word", &mut server);
    device.online = true;
    device.handle(Event::Hidden, &mut server);
    let (route, _, keepalive) = device.sent.last().expect("a request");
    assert!(matches!(route, Route::Append(_)) && *keepalive);
    assert_eq!(device.tab.engine.status().waiting, 0);
}

#[test]
fn a_device_never_acknowledges_its_own_snapshot() {
    let (mut server, keys) = (Model::default(), keys(1));
    let mut device = Device::fresh(&keys);
    device.handle(Event::Start, &mut server);
    for number in 0..60 {
        device.edit(&format!("jot {number}"), &mut server);
        if device.wake.is_some_and(|at| at < device.now + 1000) {
            device.wait(&mut server);
        }
    }
    device.restart(&keys, &mut server);
    let standing = |server: &Model| server.vaults[&keys.vault].standing();
    assert!(standing(&server).covers > 0 && standing(&server).floor == 0, "{:?}", standing(&server));
    assert!(!device.sent.iter().any(|(route, ..)| matches!(route, Route::Ack(..))));
    let mut second = Device::fresh(&keys);
    second.handle(Event::Start, &mut server);
    assert_eq!(standing(&server).floor, standing(&server).covers, "a second one does");
}

#[test]
fn a_vault_is_created_with_the_invitation_that_was_given() {
    let (mut server, keys) = (Model::default(), keys(1));
    let mut device = Device::fresh(&keys);
    device.instead = Some((404, None, Code::UnknownVault));
    device.handle(Event::Start, &mut server);
    device.instead = Some((403, None, Code::InvitationNeeded));
    device.handle(Event::Hurry, &mut server);
    assert_eq!(device.tab.engine.status().trouble, Some(Trouble::Refused(Code::InvitationNeeded)));
    device.instead = None;
    device.tab.engine.set_invitation("a code".to_owned());
    device.handle(Event::Hurry, &mut server);
    assert!(server.vaults.contains_key(&keys.vault));
    assert_eq!(device.tab.engine.status().trouble, None);
}

/// Words that no packing makes shorter.
fn long_words(chance: &mut Chance, bytes: usize) -> String {
    (0..bytes).map(|_| char::from(b' ' + (chance.below(95)) as u8)).collect()
}

#[test]
fn a_change_longer_than_a_record_in_company_travels_alone_and_arrives() {
    let (mut server, keys) = (Model::default(), keys(1));
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    one.handle(Event::Start, &mut server);
    one.online = false;
    for number in 0..3 {
        one.edit(&format!("short {number}"), &mut server);
        let words = long_words(&mut Chance(number), 1 << 20);
        one.edit(&words, &mut server);
    }
    one.online = true;
    one.sent.clear();
    one.handle(Event::Hurry, &mut server);
    let appends: Vec<usize> =
        one.sent.iter().filter(|(route, ..)| matches!(route, Route::Append(_))).map(|sent| sent.1).collect();
    assert_eq!(appends.iter().filter(|length| **length > 500_000).count(), 3, "{appends:?}");
    assert_eq!(one.tab.engine.status().waiting, 0);
    other.handle(Event::Start, &mut server);
    assert_eq!(other.tab.document.changes, one.tab.document.changes);
}

#[test]
fn a_record_that_a_server_does_not_take_holds_up_nothing_and_goes_to_one_that_does() {
    let (mut server, keys) = (Model::default(), keys(1));
    server.sizes.lone = 100_000;
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    one.handle(Event::Start, &mut server);
    one.edit("before it", &mut server);
    one.edit(&long_words(&mut Chance(1), 200_000), &mut server);
    one.edit("after it", &mut server);
    let status = one.tab.engine.status();
    assert_eq!((status.waiting, status.trouble), (1, Some(Trouble::Refused(Code::TooLarge))));
    assert_eq!(server.vaults[&keys.vault].standing().head, 2, "the others went");
    other.handle(Event::Start, &mut server);
    assert_eq!(other.tab.document.changes.len(), 1, "what was written after it waits for it");
    let sent = one.sent.len();
    one.edit("later", &mut server);
    assert_eq!(one.sent.len(), sent + 1, "it is not tried with every edit");

    server.sizes = Default::default();
    one.restart(&keys, &mut server);
    other.restart(&keys, &mut server);
    assert_eq!(one.tab.engine.status().trouble, None);
    assert_eq!(one.tab.engine.status().waiting, 0);
    assert_eq!(other.tab.document.changes, one.tab.document.changes);
}

/// Time goes on until nothing waits, ten alarms long at most.
fn until_sent(device: &mut Device, server: &mut Model) {
    for _ in 0..10 {
        if device.tab.engine.status().waiting > 0 {
            device.wait(server);
        }
    }
}

#[test]
fn a_record_that_a_proxy_refuses_once_is_sent_again_and_what_builds_on_it_arrives() {
    let (mut server, keys) = (Model::default(), keys(1));
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    one.handle(Event::Start, &mut server);
    one.instead = Some((413, None, Code::TooLarge));
    one.edit("first", &mut server);
    one.instead = None;
    assert_eq!(one.tab.engine.status().trouble, Some(Trouble::Refused(Code::TooLarge)));
    one.edit("second", &mut server);
    one.edit("third", &mut server);
    other.handle(Event::Start, &mut server);
    assert_eq!(other.tab.document.changes.len(), 0, "they wait for the first");
    assert_eq!(one.tab.engine.status().waiting, 1);
    until_sent(&mut one, &mut server);
    assert_eq!((one.tab.engine.status().waiting, one.tab.engine.status().trouble), (0, None));
    other.restart(&keys, &mut server);
    assert_eq!(other.tab.document.changes, one.tab.document.changes);
}

#[test]
fn many_changes_in_one_record_that_is_refused_are_sent_in_shorter_ones() {
    let (mut server, keys) = (Model::default(), keys(1));
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    one.handle(Event::Start, &mut server);
    one.online = false;
    for number in 0..12 {
        one.edit(&long_words(&mut Chance(number), 10_000), &mut server);
    }
    server.sizes.lone = 40_000;
    server.sizes.batch = 40_000;
    one.online = true;
    one.handle(Event::Hurry, &mut server);
    until_sent(&mut one, &mut server);
    assert_eq!((one.tab.engine.status().waiting, one.tab.engine.status().trouble), (0, None));
    other.handle(Event::Start, &mut server);
    assert_eq!(other.tab.document.changes, one.tab.document.changes);
    assert_eq!(other.tab.document.changes.len(), 12);
}

fn offers(device: &Device) -> usize {
    device.sent.iter().filter(|(route, ..)| matches!(route, Route::Offer(..))).count()
}

#[test]
fn a_device_with_a_change_that_is_not_in_the_log_makes_no_snapshot() {
    let (mut server, keys) = (Model::default(), keys(1));
    server.sizes.lone = 100_000;
    let mut one = Device::fresh(&keys);
    one.handle(Event::Start, &mut server);
    one.edit(&long_words(&mut Chance(1), 200_000), &mut server);
    for number in 0..25 {
        one.edit(&format!("short {number}"), &mut server);
    }
    for _ in 0..6 {
        one.wait(&mut server);
    }
    assert_eq!(offers(&one), 0, "a snapshot with the long change would pass for what everybody has read");

    server.sizes = Default::default();
    one.restart(&keys, &mut server);
    while offers(&one) == 0 {
        one.wait(&mut server);
    }
    assert_eq!(one.tab.engine.status().waiting, 0);
}

#[test]
fn what_each_device_cannot_read_the_other_sends_again() {
    let (mut server, keys) = (Model::default(), keys(1));
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    let rot = |server: &mut Model| {
        let vault = server.vaults.get_mut(&keys.vault).expect("a vault");
        let (_, record) = vault.records.last_mut().expect("a record");
        *record.last_mut().expect("a byte") ^= 1;
    };
    one.handle(Event::Start, &mut server);
    one.edit("from one", &mut server);
    rot(&mut server);
    other.handle(Event::Start, &mut server);
    other.edit("from the other", &mut server);
    rot(&mut server);
    one.restart(&keys, &mut server);
    assert!(one.tab.document.changes.keys().all(|change| !other.tab.document.changes.contains_key(change)));
    // Neither can make a snapshot that heals the other, however long the log gets.
    for number in 0..25 {
        one.edit(&format!("word {number}"), &mut server);
    }
    for _ in 0..3 {
        other.restart(&keys, &mut server);
        one.restart(&keys, &mut server);
    }
    for device in [&one, &other] {
        assert_eq!(device.tab.document.changes.len(), 27);
    }
}

#[test]
fn what_a_page_brought_counts_as_the_servers_only_once_the_cursor_has_passed_it() {
    let (mut server, keys) = (Model::default(), keys(1));
    let (mut one, mut other) = (Device::fresh(&keys), Device::fresh(&keys));
    one.handle(Event::Start, &mut server);
    let old_copy = server.clone();
    one.edit("only in the newer log", &mut server);
    // The other device reads it, and its disk refuses the page; then the old copy of the server is put back.
    other.refuses = usize::MAX;
    other.handle(Event::Start, &mut server);
    assert_eq!(other.tab.document.changes.len(), 1);
    server = old_copy;
    other.refuses = 0;
    other.wait(&mut server);
    let mut newcomer = Device::fresh(&keys);
    newcomer.handle(Event::Start, &mut server);
    assert_eq!(newcomer.tab.document.changes.len(), 1, "it was sent again");
}

/// What was sent without an answer is not sealed together any more, and a server takes so many records at a time and no more.
#[test]
fn a_long_time_without_answers_goes_in_batches_that_a_server_takes() {
    let (mut server, keys) = (Model::default(), keys(1));
    let mut device = Device::fresh(&keys);
    device.handle(Event::Start, &mut server);
    device.online = false;
    let count = MAX_RECORDS * 3 / 2;
    for number in 0..count {
        device.edit(&format!("edit {number}"), &mut server);
        device.handle(Event::Hurry, &mut server);
    }
    device.online = true;
    device.sent.clear();
    device.handle(Event::Hurry, &mut server);
    let appends = device.sent.iter().filter(|(route, ..)| matches!(route, Route::Append(_))).count();
    assert_eq!((appends, device.tab.engine.status().waiting), (2, 0));
}
