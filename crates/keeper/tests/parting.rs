//! Devices part: a move after a loss, a new address, and the end of a vault. Nothing in a vault is lost by its end.

#![allow(clippy::expect_used, reason = "a test")]
#![allow(dead_code, unreachable_pub, reason = "parts shared with other tests")]

#[path = "../../vault/tests/sim/model.rs"]
mod model;
#[path = "support/net.rs"]
mod net;
mod support;

use keeper::{
    link::{FromKeeper, OldVault, ToVault},
    store::Key,
};
use model::Model;
use net::{ELSEWHERE, MINUTE, Name, Net, SERVER};
use vault::{
    Access, VaultId,
    wire::{Request, Route, text, write_batch},
};

const PHONE: Name = 0;
const DESK: Name = 1;
const MOVE: ToVault = ToVault::Move { invitation: None };
const DELETE: ToVault = ToVault::Delete { regardless: false };

/// A phone with a vault, and a desk that was paired with it.
fn pair(seed: u64) -> Net {
    let mut net = Net::new(seed, 2);
    net.create(PHONE);
    net.pair(PHONE, DESK);
    net.go_on(MINUTE);
    net
}

#[track_caller]
fn done(net: &mut Net, tab: Name, ask: ToVault) {
    let answer = net.ask(tab, ask);
    assert!(matches!(answer, Some(FromKeeper::Saved { .. })), "{answer:?}");
}

#[track_caller]
fn refused(net: &mut Net, tab: Name, ask: ToVault, because: &str) {
    let answer = net.ask(tab, ask);
    assert!(matches!(&answer, Some(FromKeeper::Refused { why, .. }) if why.contains(because)), "{answer:?}");
}

/// The desk sends something, and is lost before the phone has read it.
fn desk_is_lost(net: &mut Net) {
    net.connect(0, false);
    net.jot(DESK, "sent, and read by nobody yet");
    net.go_on(5);
    assert_eq!(net.sync(DESK).map(|sync| sync.waiting), Some(0), "the server has it");
    net.kill(DESK);
    net.offline.retain(|disk| *disk != 0);
    assert_eq!(net.holds(PHONE).1, 0, "the phone has not read it");
}

/// A device that joins now: what another one has is in the vault.
fn a_newcomer_gets(net: &mut Net, host: Name, jots: usize) {
    net.disks.push(support::disk::SimStore::new(support::rng::Rng::new(9)));
    let new = net.open(net.disks.len() - 1);
    net.pair(host, new);
    net.go_on(MINUTE);
    assert_eq!(net.holds(new).1, jots);
}

#[test]
fn after_a_move_the_old_vault_is_gone_and_a_late_device_is_told_and_loses_nothing() {
    let mut net = pair(12);
    net.jot(PHONE, "before");
    net.go_on(MINUTE);
    net.connect(1, false);
    net.jot(DESK, "written while it was away");
    done(&mut net, PHONE, MOVE);
    net.go_on(5 * MINUTE);
    assert_eq!((net.server.vaults.len(), net.server.deleted.len()), (1, 1));
    net.connect(1, true);
    net.go_on(5 * MINUTE);
    let late = net.sync(DESK).expect("a vault");
    assert!(late.is_gone && late.trouble.is_some_and(|why| why.contains("Pair this device again")));
    net.pair(PHONE, DESK);
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(net.sync(DESK).map(|sync| sync.is_gone), Some(false));
    assert!(
        net.of_vault(1).iter().all(|name| !name.contains("/outbox/")),
        "nothing of the old vault is left"
    );
}

#[test]
fn leaving_keeps_the_notebook_and_deleting_takes_the_vault_from_the_server() {
    let mut net = pair(13);
    net.jot(PHONE, "Dana");
    net.go_on(MINUTE);
    let heads = net.heads(DESK);
    net.ask(DESK, ToVault::Leave);
    assert!(net.sync(DESK).is_none() && net.of_vault(1).is_empty());
    assert_eq!(net.heads(DESK), heads);
    net.jot(DESK, "to myself");
    net.go_on(MINUTE);
    assert_ne!(net.heads(PHONE), net.heads(DESK));
    done(&mut net, PHONE, DELETE);
    assert!(net.server.vaults.is_empty() && net.sync(PHONE).is_none());
}

#[test]
fn what_a_lost_device_had_sent_is_in_the_new_vault_before_the_old_one_is_deleted() {
    let mut net = pair(31);
    desk_is_lost(&mut net);
    done(&mut net, PHONE, MOVE);
    net.go_on(5 * MINUTE);
    assert_eq!((net.server.vaults.len(), net.server.deleted.len()), (1, 1));
    assert_eq!(net.holds(PHONE).1, 1);
    assert_eq!(net.sync(PHONE).and_then(|sync| sync.old), None);
    a_newcomer_gets(&mut net, PHONE, 1);
}

#[test]
fn what_another_device_sends_into_the_old_vault_after_the_move_is_taken_in_too() {
    let mut net = pair(32);
    // The new vault is refused what the phone has: the old one has to wait for that.
    net.jot(PHONE, &"long ".repeat(40));
    net.go_on(5);
    net.server.sizes.lone = 150;
    net.server.sizes.record = 150;
    done(&mut net, PHONE, MOVE);
    net.go_on(MINUTE);
    assert_eq!(net.server.deleted.len(), 0, "the new vault does not have everything");
    net.server.sizes = model::Sizes::default();
    net.jot(DESK, "sent late");
    net.go_on(5);
    net.kill(DESK);
    net.kill(PHONE);
    let phone = net.open(0);
    net.go_on(15 * MINUTE);
    assert_eq!((net.server.deleted.len(), net.holds(phone).1), (1, 2));
    a_newcomer_gets(&mut net, phone, 2);
}

#[test]
fn a_move_that_is_cut_short_loses_nothing_that_only_the_old_vault_had() {
    for killed_after in 0..6 {
        let mut net = pair(33);
        desk_is_lost(&mut net);
        let now = net.time();
        net.say(PHONE, keeper::link::ToKeeper::Vault { call: 900, ask: MOVE, now });
        net.steps(killed_after);
        net.kill(PHONE);
        net.disks[0].0.borrow_mut().quota = (killed_after % 2 == 1).then_some(10);
        let mut phone = net.open(0);
        net.go_on(MINUTE);
        net.disks[0].0.borrow_mut().quota = None;
        if net.sync(phone).and_then(|sync| sync.old).is_none() && net.server.deleted.is_empty() {
            done(&mut net, phone, MOVE);
        }
        net.kill(phone);
        phone = net.open(0);
        net.go_on(30 * MINUTE);
        assert_eq!((net.server.deleted.len(), net.holds(phone).1), (1, 1), "killed after {killed_after}");
        a_newcomer_gets(&mut net, phone, 1);
    }
}

#[test]
fn without_an_answer_of_the_old_server_nothing_moves_and_the_person_is_told() {
    let mut net = pair(34);
    net.down.push(SERVER);
    refused(&mut net, PHONE, MOVE, "please try again when it does");
    assert_eq!(net.sync(PHONE).and_then(|sync| sync.old), None);
    net.down.clear();
    net.go_on(10 * MINUTE);
    net.assert_equal();
}

#[test]
fn deleting_reads_everything_first() {
    let mut net = pair(35);
    desk_is_lost(&mut net);
    done(&mut net, PHONE, DELETE);
    assert!(net.server.vaults.is_empty() && net.sync(PHONE).is_none());
    assert_eq!(net.holds(PHONE).1, 1);
    net.kill(PHONE);
    let phone = net.open(0);
    assert_eq!(net.holds(phone).1, 1, "it is on the disk");
}

/// A record that nobody can read, in the phone's vault.
fn lay_junk(net: &mut Net) {
    let member = {
        let disk = net.disks[0].0.borrow();
        let bytes = disk.records.get(&Key::Vault("member".into())).expect("a membership").clone();
        String::from_utf8(bytes).expect("text")
    };
    let secret = member.split(r#""secret":""#).nth(1).and_then(|rest| rest.split('"').next());
    let secret = secret.and_then(text::decode).expect("a secret");
    let keys = vault::Keys::new(&vault::VaultSecret::new(secret));
    let junk = vault::seal_changes(&keys, &[b"no change"], &mut |bytes| bytes.fill(9));
    let (access, vault): (Access, VaultId) = (keys.access.clone(), keys.vault);
    let body = write_batch([&junk[..]]);
    let request = Request { route: Route::Append(vault), access: Some(access), body, invitation: None };
    assert_eq!(net.server.call(&request, net.now, 0).status, 200);
    net.go_on(MINUTE);
    assert_eq!(net.sync(PHONE).map(|sync| sync.unread.len()), Some(1));
}

#[test]
fn a_vault_with_something_unreadable_in_it_is_deleted_only_when_the_person_says_so() {
    let mut net = pair(36);
    lay_junk(&mut net);
    refused(&mut net, PHONE, DELETE, "1 of its records cannot be read");
    assert_eq!(net.server.deleted.len(), 0);
    done(&mut net, PHONE, ToVault::Delete { regardless: true });
    assert_eq!(net.server.deleted.len(), 1);
}

#[test]
fn an_old_vault_with_something_unreadable_in_it_stays_until_the_person_gives_it_up() {
    let mut net = pair(37);
    lay_junk(&mut net);
    done(&mut net, PHONE, MOVE);
    net.go_on(60 * MINUTE);
    let stays = Some(OldVault { endpoint: SERVER.into(), unread: 1 });
    assert_eq!((net.server.deleted.len(), net.sync(PHONE).and_then(|sync| sync.old)), (0, stays));
    for ask in [ToVault::Leave, DELETE, ToVault::GoBack] {
        refused(&mut net, PHONE, ask, "The last move is not finished");
    }
    done(&mut net, PHONE, ToVault::GiveUp);
    assert_eq!((net.server.deleted.len(), net.sync(PHONE).and_then(|sync| sync.old)), (1, None));
    refused(&mut net, PHONE, ToVault::GiveUp, "deleted already");
}

#[test]
fn who_comes_back_to_the_old_vault_does_not_delete_it() {
    let mut net = pair(43);
    lay_junk(&mut net);
    let old = *net.server.vaults.keys().next().expect("one");
    done(&mut net, PHONE, MOVE);
    net.go_on(MINUTE);
    let new = *net.server.vaults.keys().find(|vault| **vault != old).expect("another one");
    net.server.vaults.remove(&new);
    net.server.deleted.push(new);
    net.go_on(MINUTE);
    assert_eq!(net.sync(PHONE).map(|sync| sync.is_gone), Some(true));
    net.pair(DESK, PHONE);
    assert_eq!(net.sync(PHONE).and_then(|sync| sync.old), None);
    net.kill(PHONE);
    let phone = net.open(0);
    net.jot(phone, "Dana");
    net.go_on(60 * MINUTE);
    assert!(net.server.vaults.contains_key(&old));
    assert_eq!(net.holds(DESK).1, 1);
}

#[test]
fn an_old_vault_is_ended_where_it_is_although_the_new_one_has_gone_elsewhere() {
    let mut net = pair(39);
    desk_is_lost(&mut net);
    let now = net.time();
    net.say(PHONE, keeper::link::ToKeeper::Vault { call: 900, ask: MOVE, now });
    net.steps(1);
    net.down.push(SERVER);
    done(&mut net, PHONE, ToVault::Relocate { endpoint: ELSEWHERE.into(), invitation: None });
    net.go_on(60 * MINUTE);
    let old = net.sync(PHONE).and_then(|sync| sync.old);
    assert_eq!(old.map(|old| old.endpoint), Some(SERVER.into()), "it is not deleted yet");
    net.down.clear();
    net.go_on(30 * MINUTE);
    assert_eq!(net.server.deleted.len(), 1);
    assert_eq!((net.sync(PHONE).and_then(|sync| sync.old), net.holds(PHONE).1), (None, 1));
    assert_eq!(net.elsewhere.vaults.len(), 1);
    a_newcomer_gets(&mut net, PHONE, 1);
}

#[test]
fn an_old_vault_whose_server_has_another_address_too_is_ended_there() {
    let mut net = pair(40);
    desk_is_lost(&mut net);
    let now = net.time();
    net.say(PHONE, keeper::link::ToKeeper::Vault { call: 900, ask: MOVE, now });
    net.steps(1);
    net.elsewhere = std::mem::take(&mut net.server);
    net.down.push(SERVER);
    done(&mut net, PHONE, ToVault::Relocate { endpoint: ELSEWHERE.into(), invitation: None });
    net.go_on(60 * MINUTE);
    assert_eq!((net.elsewhere.deleted.len(), net.holds(PHONE).1), (1, 1));
    refused(&mut net, PHONE, ToVault::GiveUp, "does not ask for its end any more");
    assert_eq!(net.sync(PHONE).and_then(|sync| sync.old), None);
}

/// A server that makes vaults only for a code.
fn invite_only(code: &str) -> Model {
    Model { invitation: Some(code.into()), ..Model::default() }
}

#[test]
fn the_invitation_that_was_used_once_heals_and_moves_the_vault_too() {
    let mut net = Net::new(41, 1);
    net.server = invite_only("SPRING");
    let create =
        |code: Option<&str>| ToVault::Create { endpoint: SERVER.into(), invitation: code.map(str::to_owned) };
    refused(&mut net, PHONE, create(None), "asks for an invitation");
    done(&mut net, PHONE, create(Some("SPRING")));
    net.jot(PHONE, "Dana");
    net.go_on(MINUTE);
    net.server = invite_only("SPRING");
    net.kill(PHONE);
    let phone = net.open(0);
    net.go_on(10 * MINUTE);
    net.assert_equal();
    assert_eq!(net.server.vaults.len(), 1, "the wiped server has it again");
    done(&mut net, phone, MOVE);
    net.go_on(10 * MINUTE);
    assert_eq!((net.server.vaults.len(), net.server.deleted.len()), (1, 1));
}

#[test]
fn where_the_invitation_is_no_longer_good_the_person_is_asked_for_another_one() {
    let mut net = pair(42);
    let desk = net.open(1);
    net.jot(PHONE, "Dana");
    net.go_on(MINUTE);
    net.server = invite_only("AUTUMN");
    net.go_on(10 * MINUTE);
    for tab in [PHONE, DESK, desk] {
        assert_eq!(net.sync(tab).map(|sync| sync.wants_invitation), Some(true));
    }
    refused(&mut net, PHONE, MOVE, "asks for an invitation");
    done(&mut net, PHONE, ToVault::Invite { code: "WINTER".into() });
    net.go_on(MINUTE);
    assert_eq!(net.sync(PHONE).map(|sync| sync.wants_invitation), Some(true), "that was none");
    // In a tab that does not talk to the server itself.
    done(&mut net, desk, ToVault::Invite { code: "AUTUMN".into() });
    net.go_on(10 * MINUTE);
    net.assert_equal();
    assert_eq!(net.sync(PHONE).map(|sync| sync.wants_invitation), Some(false));

    let with = |code: &str| Some(code.to_owned());
    net.elsewhere = invite_only("SUMMER");
    let relocate = |invitation| ToVault::Relocate { endpoint: ELSEWHERE.into(), invitation };
    refused(&mut net, PHONE, relocate(None), "asks for an invitation");
    done(&mut net, PHONE, relocate(with("SUMMER")));
    net.go_on(MINUTE);
    assert_eq!(net.elsewhere.vaults.len(), 1);
    net.elsewhere.invitation = with("LATER");
    done(&mut net, PHONE, ToVault::Move { invitation: with("LATER") });
    net.go_on(10 * MINUTE);
    assert_eq!((net.elsewhere.vaults.len(), net.elsewhere.deleted.len()), (1, 1));
}
