//! Devices of one person over one vault: whatever happens, everybody ends with everything.

#![allow(clippy::expect_used, reason = "a test")]
#![allow(dead_code, unreachable_pub, reason = "parts shared with other tests")]

#[path = "../../vault/tests/sim/model.rs"]
mod model;
#[path = "support/net.rs"]
mod net;
mod support;

use keeper::{
    link::{FromKeeper, Pairing, ToKeeper, ToVault, answer},
    store::Key,
};
use model::Model;
use net::{MINUTE, Name, Net, SERVER};
use notebook::{
    Id,
    command::{Command, Edit},
    query::{PersonView, Query, View},
    record::{Kind, Ref},
};

const PHONE: Name = 0;
const DESK: Name = 1;

/// A phone with a vault, and a desk that was paired with it.
fn pair(seed: u64) -> Net {
    let mut net = Net::new(seed, 2);
    net.create(PHONE);
    net.pair(PHONE, DESK);
    net
}

fn names(net: &mut Net, tab: Name, person: Id) -> Vec<String> {
    let now = net.time();
    let view = net.tabs.get_mut(&tab).expect("open").session.keeper().query(&Query::Person(person), now);
    let View::Person(Some(view)) = view else { panic!("no person: {view:?}") };
    let view: &PersonView = &view;
    let conflict = view.conflicts.iter().find(|conflict| conflict.key == "name");
    conflict
        .map(|conflict| conflict.values.iter().map(|value| value.value.words()).collect())
        .unwrap_or_default()
}

#[test]
fn edits_made_apart_are_on_both_devices_once_both_are_connected_and_both_values_show() {
    let mut net = pair(1);
    let ana = net.add_person(PHONE, "Ana Ruiz");
    net.go_on(MINUTE);
    net.assert_equal();
    net.connect(0, false);
    net.connect(1, false);
    net.jot(PHONE, "Clara needs a bookkeeper");
    net.rename(PHONE, ana, "Ana R.");
    net.rename(DESK, ana, "Anna Ruiz");
    net.go_on(MINUTE);
    assert_eq!(net.sync(PHONE).map(|sync| (sync.waiting, sync.is_offline)), Some((2, true)));
    assert_ne!(net.heads(PHONE), net.heads(DESK));
    net.connect(0, true);
    net.connect(1, true);
    net.go_on(2);
    net.assert_equal();
    for tab in [PHONE, DESK] {
        let mut both = names(&mut net, tab, ana);
        both.sort();
        assert_eq!(both, ["Ana R.", "Anna Ruiz"]);
    }
    assert!(
        net.sync(PHONE).and_then(|sync| sync.synced) >= Some(net.now as i64 - 2_000),
        "the time is that of the merge"
    );
}

#[test]
fn without_a_vault_nothing_is_sent_and_nothing_is_said() {
    let mut net = Net::new(2, 1);
    net.jot(PHONE, "Dana");
    net.go_on(60 * MINUTE);
    assert!(net.traffic.is_empty() && net.sync(PHONE).is_none() && net.of_vault(0).is_empty());
}

#[test]
fn a_change_and_its_sealed_record_reach_the_disk_together_or_not_at_all() {
    let mut net = pair(3);
    net.connect(0, false);
    let outbox = |net: &Net| net.of_vault(0).iter().filter(|name| name.contains("/outbox/")).count();
    net.disks[0].0.borrow_mut().quota = Some(10);
    net.jot(PHONE, "Dana");
    assert_eq!(outbox(&net), 0);
    net.disks[0].0.borrow_mut().quota = None;
    net.jot(PHONE, "Ravi");
    assert_eq!(outbox(&net), 2, "what was refused before is stored with the next");
    net.connect(0, true);
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(outbox(&net), 0);
}

/// A third device joins through the desk, and all of them have the same.
fn a_third_gets_everything(net: &mut Net) {
    net.disks.push(support::disk::SimStore::new(support::rng::Rng::new(9)));
    let third = net.open(2);
    net.pair(DESK, third);
    net.go_on(MINUTE);
    net.assert_equal();
}

#[test]
fn a_wiped_server_gets_everything_back() {
    let mut net = pair(4);
    net.jot(PHONE, "one");
    net.jot(DESK, "two");
    net.go_on(MINUTE);
    net.server = Model::default();
    net.jot(PHONE, "three");
    net.go_on(10 * MINUTE);
    net.assert_equal();
    a_third_gets_everything(&mut net);
}

#[test]
fn an_old_copy_of_the_server_loses_nothing() {
    let mut net = pair(5);
    net.jot(PHONE, "one");
    net.go_on(MINUTE);
    let old = net.server.clone();
    net.jot(PHONE, "two");
    net.jot(DESK, "three");
    net.go_on(MINUTE);
    net.server = old;
    net.go_on(10 * MINUTE);
    net.jot(DESK, "four");
    net.go_on(10 * MINUTE);
    net.assert_equal();
    a_third_gets_everything(&mut net);
}

#[test]
fn a_tab_killed_between_the_servers_commit_and_its_answer_sends_the_same_bytes_again() {
    let mut net = pair(6);
    net.loses_answers = true;
    net.jot(PHONE, "Dana");
    net.go_on(1);
    net.kill(PHONE);
    net.loses_answers = false;
    let records = |net: &Net| net.server.vaults.values().map(|vault| vault.records.len()).sum::<usize>();
    let before = records(&net);
    let phone = net.open(0);
    net.go_on(MINUTE);
    assert_eq!(records(&net), before, "the server knew it");
    net.assert_equal();
    assert_eq!(net.sync(phone).map(|sync| sync.waiting), Some(0));
}

#[test]
fn joining_with_a_notebook_of_ones_own_merges_both_and_keeps_a_copy_from_before() {
    let mut net = Net::new(7, 2);
    let ana = net.add_person(PHONE, "Ana Ruiz");
    let ben = net.add_person(DESK, "Ben");
    net.create(PHONE);
    net.pair(PHONE, DESK);
    net.go_on(MINUTE);
    net.assert_equal();
    for (tab, person) in [(PHONE, ben), (DESK, ana)] {
        let now = net.time();
        let view = net.tabs.get_mut(&tab).expect("open").session.keeper().query(&Query::Person(person), now);
        assert!(matches!(view, View::Person(Some(_))));
    }
    assert!(
        net.copy(DESK).is_some() && net.copy(PHONE).is_none(),
        "nothing was merged into the first device"
    );
    let Some(FromKeeper::Backup { file, .. }) = net.ask(DESK, ToVault::Copy) else { panic!("no copy") };
    let fresh = Net::new(8, 1);
    let mut tab = fresh.tabs;
    let keeper = tab.get_mut(&0).expect("open").session.keeper();
    let brings = keeper.preview(&file, net.time()).expect("a backup");
    assert_eq!(brings.new_records.get(&Kind::Person), Some(&1), "Ben alone");
    net.ask(DESK, ToVault::ForgetCopy);
    assert_eq!(net.copy(DESK), None);
    let gone = net.ask(DESK, ToVault::GoBack);
    assert!(matches!(gone, Some(FromKeeper::Refused { why, .. }) if why.contains("no such copy")));
    net.assert_equal();
}

/// Ana on the phone; Ben on the desk, which has joined the phone's vault since.
fn joined(seed: u64) -> Net {
    let mut net = Net::new(seed, 2);
    net.add_person(PHONE, "Ana Ruiz");
    net.add_person(DESK, "Ben");
    net.create(PHONE);
    net.pair(PHONE, DESK);
    net.go_on(MINUTE);
    net.assert_equal();
    net
}

#[test]
fn going_back_to_the_copy_loses_nothing_and_can_be_undone() {
    let mut net = joined(22);
    net.connect(1, false);
    net.jot(DESK, "not sent to anybody yet");
    let merged = net.heads(DESK);
    let watch = ToKeeper::Watch { watch: 7, query: Query::Counts, now: net.time() };
    net.say(DESK, watch);
    let done = net.ask(DESK, ToVault::GoBack);
    assert!(matches!(done, Some(FromKeeper::Saved { .. })), "{done:?}");
    assert_eq!((net.sync(DESK), net.holds(DESK), net.holds(PHONE)), (None, (1, 0), (2, 0)));
    let heard = |said: &FromKeeper| matches!(said, FromKeeper::View { call: 7, .. });
    assert!(net.tabs[&DESK].said.iter().any(heard), "the window hears of it at once");

    net.jot(DESK, "to myself");
    net.kill(DESK);
    let desk = net.open(1);
    assert_eq!((net.sync(desk), net.holds(desk)), (None, (1, 1)), "it is on the disk");

    let done = net.ask(desk, ToVault::GoBack);
    assert!(matches!(done, Some(FromKeeper::Saved { .. })), "{done:?}");
    assert_eq!((net.heads(desk), net.holds(desk)), (merged, (2, 1)), "as it was, with what was not sent");
    net.ask(desk, ToVault::GoBack);
    net.connect(1, true);
    net.pair(PHONE, desk);
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(net.holds(PHONE), (2, 1), "and whoever joins again brings along what was written since");
}

#[test]
fn going_back_happens_as_a_whole_or_not_at_all() {
    let mut net = joined(23);
    let (heads, copy) = (net.heads(DESK), net.copy(DESK));
    net.disks[1].0.borrow_mut().quota = Some(10);
    let refused = net.ask(DESK, ToVault::GoBack);
    assert!(matches!(refused, Some(FromKeeper::Refused { why, .. }) if why.contains("no room")));
    net.disks[1].0.borrow_mut().quota = None;
    assert_eq!((net.heads(DESK), net.copy(DESK)), (heads.clone(), copy));
    net.kill(DESK);
    let desk = net.open(1);
    assert_eq!((net.heads(desk), net.copy(desk)), (heads, copy));
    net.assert_equal();
}

#[test]
fn a_notebook_that_was_tidied_can_go_back_too() {
    let mut net = joined(24);
    for _ in 0..250 {
        net.jot(DESK, "since");
    }
    net.tidy(DESK);
    net.ask(DESK, ToVault::GoBack);
    assert_eq!(net.holds(DESK), (1, 0));
    net.kill(DESK);
    let desk = net.open(1);
    assert_eq!(net.holds(desk), (1, 0), "no snapshot of how it was is left");
    net.ask(desk, ToVault::GoBack);
    assert_eq!(net.holds(desk), (2, 250));
}

#[test]
fn a_wrong_code_is_noticed_and_a_code_does_not_last() {
    let mut net = Net::new(9, 2);
    net.create(PHONE);
    let meet = |code: &str| ToVault::Meet { endpoint: SERVER.into(), code: code.into() };
    let refused = net.ask(DESK, meet("ABCDE"));
    assert!(
        matches!(refused, Some(FromKeeper::Refused { why, .. }) if why.contains("character of the code"))
    );
    net.ask(PHONE, ToVault::Show);
    net.go_on(11 * MINUTE);
    assert!(matches!(net.pairing(PHONE), Some(Pairing::Failed(why)) if why.contains("ten minutes")));
    let early = net.ask(PHONE, ToVault::Confirm);
    assert!(matches!(early, Some(FromKeeper::Refused { .. })));
    net.ask(PHONE, ToVault::Stop);
    assert_eq!(net.pairing(PHONE), None);
    net.compare(PHONE, 1);
    net.ask(PHONE, ToVault::Confirm);
    net.go_on(11 * MINUTE);
    assert!(matches!(net.pairing(1), Some(Pairing::Failed(why)) if why.contains("ten minutes")));
}

#[test]
fn a_guest_sends_nothing_of_its_own_before_its_person_has_seen_the_same_digits() {
    let mut net = Net::new(25, 2);
    net.create(PHONE);
    net.add_person(DESK, "Ben");
    net.compare(PHONE, DESK);
    // Whoever sent the link confirms; the person at the desk has not.
    net.ask(PHONE, ToVault::Confirm);
    net.go_on(MINUTE);
    assert!(matches!(net.pairing(DESK), Some(Pairing::Compare { is_confirmed: false, .. })));
    assert!(net.sync(DESK).is_none() && net.of_vault(1).is_empty() && net.copy(DESK).is_none());
    net.ask(DESK, ToVault::Stop);
    net.go_on(10 * MINUTE);
    assert_eq!((net.holds(PHONE), net.pairing(DESK)), ((0, 0), None));

    // The other way round: the guest confirms first, and joins with the host's word.
    net.ask(PHONE, ToVault::Stop);
    net.compare(PHONE, DESK);
    net.ask(DESK, ToVault::Confirm);
    net.go_on(MINUTE);
    assert!(matches!(net.pairing(DESK), Some(Pairing::Compare { is_confirmed: true, .. })));
    assert!(net.sync(DESK).is_none());
    net.ask(PHONE, ToVault::Confirm);
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(net.holds(PHONE), (1, 0));
}

#[test]
fn two_tabs_of_one_device_share_one_vault_and_the_other_takes_over() {
    let mut net = pair(10);
    let second = net.open(0);
    net.jot(second, "from the tab that does not lead");
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(net.sync(second), net.sync(PHONE));
    net.kill(PHONE);
    net.jot(second, "now it leads");
    net.jot(DESK, "and hears");
    net.go_on(MINUTE);
    net.assert_equal();
}

#[test]
fn words_on_paper_bring_everything_back_when_every_device_is_lost() {
    let mut net = pair(11);
    net.jot(PHONE, "Dana");
    net.go_on(MINUTE);
    let Some(FromKeeper::Words { words, .. }) = net.ask(PHONE, ToVault::Words) else { panic!("no words") };
    let heads = net.heads(PHONE);
    net.kill(PHONE);
    net.kill(DESK);
    net.disks.push(support::disk::SimStore::new(support::rng::Rng::new(9)));
    let new = net.open(2);
    let wrong = net
        .ask(new, ToVault::Restore { endpoint: SERVER.into(), words: words.replacen(' ', " x", 1).into() });
    assert!(matches!(wrong, Some(FromKeeper::Refused { why, .. }) if why.contains("word 2")));
    let done = net.ask(new, ToVault::Restore { endpoint: SERVER.into(), words });
    assert!(matches!(done, Some(FromKeeper::Saved { .. })), "{done:?}");
    net.go_on(MINUTE);
    assert_eq!(net.heads(new), heads);
}

#[test]
fn the_person_is_told_why_a_vault_cannot_be_made() {
    let mut net = Net::new(14, 1);
    let create = |endpoint: &str| ToVault::Create { endpoint: endpoint.into(), invitation: None };
    let refused = net.ask(PHONE, create("http://plain.example"));
    assert!(matches!(refused, Some(FromKeeper::Refused { why, .. }) if why.contains("https://")));
    net.connect(0, false);
    let refused = net.ask(PHONE, create(SERVER));
    assert!(matches!(refused, Some(FromKeeper::Refused { why, .. }) if why.contains("did not answer")));
    assert!(net.sync(PHONE).is_none());
}

#[test]
fn a_long_log_becomes_a_snapshot_and_a_third_device_starts_from_it() {
    let mut net = pair(15);
    net.compact_after(6);
    for round in 0..30 {
        net.jot(if round % 2 == 0 { PHONE } else { DESK }, "a jot");
        net.go_on(30);
    }
    let vault = net.server.vaults.values().next().expect("one");
    assert!(vault.floor > 0, "the other device has acknowledged a snapshot");
    net.assert_equal();
    net.disks.push(support::disk::SimStore::new(support::rng::Rng::new(9)));
    let third = net.open(2);
    net.pair(DESK, third);
    net.go_on(MINUTE);
    net.assert_equal();
    let heads = net.heads(third);
    net.kill(third);
    let again = net.open(2);
    assert_eq!(net.heads(again), heads, "it is on the disk");
}

#[test]
fn a_damaged_change_comes_back_from_the_vault() {
    let mut net = pair(16);
    net.jot(PHONE, "Dana");
    net.jot(PHONE, "Ravi");
    net.go_on(MINUTE);
    let heads = net.heads(PHONE);
    net.kill(PHONE);
    {
        let mut disk = net.disks[0].0.borrow_mut();
        let chunk = disk.records.iter_mut().find(|(key, _)| matches!(key, Key::Chunk(_))).expect("one").1;
        let last = chunk.len() - 1;
        chunk[last] ^= 1;
    }
    let phone = net.open(0);
    assert_ne!(net.heads(phone), heads);
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(net.heads(phone), heads);
}

#[test]
fn while_the_disk_is_full_nothing_is_passed_and_afterwards_everything_is_there() {
    let mut net = pair(17);
    net.disks[1].0.borrow_mut().quota = Some(10);
    net.jot(PHONE, "Dana");
    net.go_on(MINUTE);
    net.kill(DESK);
    net.disks[1].0.borrow_mut().quota = None;
    net.open(1);
    net.go_on(10 * MINUTE);
    net.assert_equal();
}

#[test]
fn a_merged_backup_reaches_the_other_device() {
    let mut net = pair(18);
    let mut other = Net::new(19, 1);
    for _ in 0..250 {
        other.jot(PHONE, "from an old notebook");
    }
    let file = other.tabs.get_mut(&0).expect("open").session.keeper().backup();
    let file = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, file);
    let now = net.time();
    net.say(PHONE, ToKeeper::Merge { call: 900, file, now });
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(support::counts(net.tabs.get_mut(&DESK).expect("open").session.keeper(), now).inbox, 250);
    net.kill(DESK);
    let desk = net.open(1);
    assert_eq!(net.heads(desk), net.heads(PHONE), "it is on the disk");
}

/// One command, hence one change, of more than a mebibyte: people with their ids and words.
fn a_long_command(net: &mut Net) -> (Vec<(Id, String)>, Command) {
    let mut person = || {
        let id = Id(net.rng.bytes());
        let bytes: Vec<u8> = (0..12_000).flat_map(|_| net.rng.bytes()).collect();
        (id, base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes))
    };
    let people: Vec<(Id, String)> = (0..5).map(|_| person()).collect();
    let add = |(id, words): &(Id, String)| {
        let edits = vec![Edit::text("name", "Dana"), Edit::text("met_at", words)];
        Command::Add { record: Ref::new(Kind::Person, *id), edits }
    };
    let acts = people.iter().map(add).collect();
    (people, Command::Together { acts })
}

#[test]
fn a_change_of_a_mebibyte_reaches_the_other_device() {
    let mut net = pair(22);
    let (people, long) = a_long_command(&mut net);
    net.jot(PHONE, "before it");
    net.act(PHONE, long);
    net.jot(PHONE, "after it");
    net.go_on(2);
    net.assert_equal();
    // Soon a snapshot takes its place.
    let records = net.server.vaults.values().flat_map(|vault| &vault.records);
    let longest = records.map(|(_, record)| record.len()).max();
    assert!(longest > Some(2 * vault::wire::MAX_RECORD), "{longest:?}");
    let now = net.time();
    for (person, words) in &people {
        let found =
            net.tabs.get_mut(&DESK).expect("open").session.keeper().query(&Query::Person(*person), now);
        let View::Person(Some(view)) = found else { panic!("no person: {found:?}") };
        assert!(view.person.met_at == *words);
    }
    // It goes the other way, too, and to a device that comes later.
    let (person, _) = people[0];
    net.rename(DESK, person, "Somebody else");
    net.go_on(MINUTE);
    net.assert_equal();
}

#[test]
fn a_change_that_the_server_does_not_take_is_named_and_holds_up_nothing() {
    let mut net = pair(23);
    net.server.sizes.lone = 500_000;
    let (people, long) = a_long_command(&mut net);
    net.act(PHONE, long);
    net.go_on(MINUTE);
    let sync = net.sync(PHONE).expect("a vault");
    assert_eq!(sync.waiting, 1);
    assert!(
        sync.trouble.as_ref().is_some_and(|why| why.contains("refused one change as too large")),
        "{sync:?}"
    );
    net.jot(DESK, "from the other side");
    net.go_on(MINUTE);
    assert_eq!(net.sync(DESK).map(|sync| sync.waiting), Some(0));
    // What is written after it is said to wait, on both sides.
    net.jot(PHONE, "after it");
    net.jot(PHONE, "and after that");
    net.go_on(MINUTE);
    assert_eq!((net.held_up(DESK), net.held_up(PHONE)), (2, 0));
    assert!(net.sync(PHONE).is_some_and(|sync| sync.waiting == 1 && sync.trouble.is_some()));
    // Whoever runs the server allows more; the app is opened again.
    net.server.sizes = model::Sizes::default();
    net.kill(PHONE);
    net.open(0);
    net.go_on(MINUTE);
    net.assert_equal();
    assert_eq!(net.held_up(DESK), 0);
    let now = net.time();
    let view =
        net.tabs.get_mut(&DESK).expect("open").session.keeper().query(&Query::Person(people[4].0), now);
    assert!(matches!(view, View::Person(Some(_))));
}

#[test]
fn merges_reach_a_watched_question_at_once() {
    let mut net = pair(20);
    let now = net.time();
    net.say(DESK, ToKeeper::Watch { watch: 7, query: Query::Counts, now });
    net.jot(PHONE, "Dana");
    net.go_on(1);
    let mut views = net.tabs[&DESK].said.iter().filter_map(|said| match said {
        FromKeeper::View { call: 7, view } => answer::<notebook::query::Counts>(view),
        _ => None,
    });
    assert_eq!(views.next_back().map(|counts| counts.inbox), Some(1));
}

#[test]
fn the_server_never_sees_a_word() {
    let mut net = pair(21);
    net.jot(PHONE, "Clara said Ben needs a bookkeeper");
    net.compact_after(2);
    net.jot(DESK, "Clara said Ben needs a bookkeeper");
    net.go_on(10 * MINUTE);
    net.assert_equal();
    let canary = b"bookkeeper";
    assert!(!net.traffic.windows(canary.len()).any(|part| part == canary));
}

/// Edits, kills, lost connections and answers, failing disks, wiped and restored servers, in any order; then peace.
fn stormy(seed: u64) {
    let mut net = Net::new(seed, 3);
    net.create(0);
    net.pair(0, 1);
    net.pair(0, 2);
    let records = 4 + net.rng.below(10) as u64;
    net.compact_after(records);
    let mut copies = vec![net.server.clone()];
    for _ in 0..30 {
        let disk = net.rng.below(3);
        let tabs: Vec<Name> =
            net.tabs.iter().filter(|(_, tab)| tab.disk == disk).map(|(name, _)| *name).collect();
        let tab = tabs[net.rng.below(tabs.len())];
        match net.rng.below(100) {
            0..50 => (0..=net.rng.below(4)).for_each(|_| net.jot(tab, "a jot")),
            50..58 => net.connect(disk, false),
            58..68 => net.connect(disk, true),
            68..74 => {
                net.kill(tab);
                net.open(disk);
            }
            74..78 if tabs.len() < 2 => drop(net.open(disk)),
            78..82 => net.loses_answers = !net.loses_answers,
            82..86 => copies.push(net.server.clone()),
            86..90 => net.server = copies[net.rng.below(copies.len())].clone(),
            90..92 => net.server = Model::default(),
            92..97 => {
                let fails = net.rng.below(3) * 150;
                let mut disk = net.disks[disk].0.borrow_mut();
                (disk.faults.commit_fails, disk.faults.fails_after_effect) = (fails, fails / 2);
            }
            _ => {}
        }
        let seconds = [1, 5, 60, 600][net.rng.below(4)];
        net.go_on(seconds);
    }
    net.loses_answers = false;
    for disk in 0..3 {
        net.disks[disk].0.borrow_mut().faults = Default::default();
        net.connect(disk, true);
    }
    let names: Vec<Name> = net.tabs.keys().copied().collect();
    for name in names {
        net.retry(name);
        let now = net.time();
        net.say(name, ToKeeper::Tick { now });
    }
    let first = *net.tabs.keys().next().expect("one");
    net.jot(first, "the last one");
    net.go_on(60 * MINUTE);
    net.assert_equal();
}

#[test]
fn whatever_happens_everybody_ends_with_everything() {
    if let Some(seed) = std::env::var("RAPPORT_SEED").ok().and_then(|seed| seed.parse().ok()) {
        return stormy(seed);
    }
    let seeds = std::env::var("RAPPORT_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(60);
    for seed in 0..seeds {
        let run = std::panic::catch_unwind(|| stormy(seed));
        assert!(run.is_ok(), "replay with RAPPORT_SEED={seed}");
    }
}
