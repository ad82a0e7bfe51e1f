//! Two homes for every word: what one lost, the other gives back, and nothing old comes over anything new.

#![allow(clippy::expect_used, reason = "a test")]
#![allow(dead_code, unreachable_pub, reason = "parts shared with other tests")]

#[path = "../../vault/tests/sim/model.rs"]
mod model;
#[path = "support/net.rs"]
mod net;
mod support;

use keeper::{
    Keeper, Mark,
    home::{Done, Job},
    link::{Back, FromKeeper, Home, Place, ToVault, Why},
    store::Key,
};
use net::{MINUTE, Net};
use notebook::{
    Now,
    command::{Command, Edit},
    record::{Kind, Ref},
};
use support::{disk::SimStore, drive::block_on, home::SimHome, rng::Rng, words};

fn noon() -> Now {
    Now::from_millis(1_795_000_000_000, 60).expect("a time")
}

/// A device: its two homes.
struct Device {
    store: SimStore,
    home: SimHome,
    rng: Rng,
}

impl Device {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        Self { store: SimStore::new(rng.fork()), home: SimHome::new(rng.fork()), rng }
    }

    /// A start, as the worker makes it.
    fn start(&mut self) -> Keeper<SimStore> {
        let opening = Keeper::open(self.store.clone(), self.rng.bytes(), support::entropy(self.rng.next()));
        let (mut keeper, _) = block_on(opening).expect("a disk that does not fail");
        keeper.set_second_place(Some(Place::Files));
        if keeper.lacks()
            && let Done::Read(contents) = block_on(Job::Read.run(&self.home))
        {
            block_on(keeper.give_back(&contents));
        }
        keeper.keep_second();
        settle(&self.home, &mut keeper);
        keeper
    }

    fn jot(&mut self, keeper: &mut Keeper<SimStore>, count: usize) {
        for _ in 0..count {
            let now = words::now(&mut self.rng, 0);
            block_on(keeper.act(&words::jot_again(&mut self.rng, now), now)).expect("it is saved");
        }
    }

    fn lose_first(&self) {
        self.store.0.borrow_mut().records.clear();
    }

    fn lose_second(&self) {
        self.home.0.borrow_mut().files.clear();
    }
}

/// A second passes.
fn settle(home: &SimHome, keeper: &mut Keeper<SimStore>) {
    for _ in 0..10 {
        let Some(job) = keeper.second_job() else { return };
        let done = block_on(job.run(home));
        block_on(keeper.second_done(done));
    }
    panic!("it does not come to rest: {:?}", keeper.status().second);
}

fn inbox(keeper: &mut Keeper<SimStore>) -> usize {
    support::counts(keeper, noon()).inbox
}

fn noted(keeper: &Keeper<SimStore>) -> Option<Mark> {
    Mark::from_text(&keeper.status().mark?)
}

fn back(keeper: &Keeper<SimStore>) -> Option<(Why, u64)> {
    keeper.status().back.map(|Back { why, entries }| (why, entries))
}

#[test]
fn a_browser_that_lost_its_storage_gets_every_entry_back_and_says_so() {
    let mut device = Device::new(1);
    let mut keeper = device.start();
    device.jot(&mut keeper, 40);
    settle(&device.home, &mut keeper);
    assert_eq!(keeper.status().second.state, Home::Whole);
    block_on(keeper.mark_backup(noon())).expect("noted");
    settle(&device.home, &mut keeper);
    let (heads, mark) = (keeper.heads(), noted(&keeper).expect("everything is saved"));
    drop(keeper);
    device.lose_first();

    let mut keeper = device.start();
    keeper.owes(mark);
    assert_eq!((keeper.heads(), inbox(&mut keeper)), (heads.clone(), 40));
    assert_eq!((back(&keeper), keeper.missing()), (Some((Why::Lost, 40)), 0));
    assert_eq!(keeper.status().last_backup, Some(noon().millis()));
    drop(keeper);
    device.lose_second();
    let mut keeper = device.start();
    assert_eq!((keeper.heads(), back(&keeper)), (heads, None), "it is in the first home again");
    assert_eq!(keeper.status().second.state, Home::Whole, "and in the second one");
    block_on(keeper.accept());
}

#[test]
fn what_the_person_goes_on_without_is_not_said_again() {
    let mut device = Device::new(14);
    let mut keeper = device.start();
    device.jot(&mut keeper, 5);
    settle(&device.home, &mut keeper);
    drop(keeper);
    // The marks stay in both homes, and what they speak of is in neither.
    device.store.0.borrow_mut().records.retain(|key, _| !matches!(key, Key::Chunk(_)));
    device.home.0.borrow_mut().files.values_mut().for_each(|bytes| bytes[4] ^= 8);
    let mut keeper = device.start();
    assert!(keeper.missing() > 0);
    block_on(keeper.accept());
    assert_eq!(keeper.missing(), 0);
    settle(&device.home, &mut keeper);
    drop(keeper);
    assert_eq!(device.start().missing(), 0);
}

#[test]
fn a_newcomer_is_told_nothing() {
    let mut device = Device::new(2);
    let keeper = device.start();
    assert_eq!((back(&keeper), keeper.missing()), (None, 0));
    assert_eq!(keeper.status().second.state, Home::Whole);
    assert!(device.home.0.borrow().files.is_empty(), "nothing is written before there is anything");
}

#[test]
fn a_damaged_change_that_holds_back_later_ones_is_healed_by_the_second_home() {
    let mut device = Device::new(3);
    let mut keeper = device.start();
    device.jot(&mut keeper, 20);
    settle(&device.home, &mut keeper);
    let heads = keeper.heads();
    drop(keeper);
    {
        let mut disk = device.store.0.borrow_mut();
        let mut chunks = disk.records.iter_mut().filter(|(key, _)| matches!(key, Key::Chunk(_)));
        let (_, bytes) = chunks.nth(3).expect("a change");
        bytes[12] ^= 4;
    }
    let opening = Keeper::open(device.store.clone(), [9; 16], support::entropy(9));
    let (alone, report) = block_on(opening).expect("damage is no error");
    assert!(!report.waiting.is_empty() && alone.status().waiting > 0, "others wait for it");
    assert_eq!(alone.missing(), alone.status().waiting + 1, "and the number is said");
    drop(alone);

    let mut keeper = device.start();
    assert_eq!((keeper.heads(), inbox(&mut keeper)), (heads, 20));
    let status = keeper.status();
    assert_eq!((status.waiting, status.missing, status.quarantined), (0, 0, Vec::new()));
    assert_eq!(status.back.map(|back| back.why), Some(Why::Gaps));
}

#[test]
fn packing_comes_early_enough_that_a_damaged_change_holds_back_few_others() {
    let mut device = Device::new(4);
    let mut keeper = device.start();
    for _ in 0..100 {
        device.jot(&mut keeper, 1);
        if keeper.needs_tidy() {
            block_on(keeper.tidy()).expect("tidied");
        }
        assert!(keeper.status().loose < 30, "{}", keeper.status().loose);
    }
}

#[test]
fn both_homes_damaged_in_different_places_make_one_whole() {
    let mut device = Device::new(5);
    let mut keeper = device.start();
    device.jot(&mut keeper, 15);
    settle(&device.home, &mut keeper);
    let heads = keeper.heads();
    let changes: Vec<_> = device.store.0.borrow().records.keys().cloned().collect();
    drop(keeper);
    let hurt = |key: &Key, bytes: &mut Vec<u8>| {
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        if let Key::Chunk(change) = key { Some(*change) } else { None }
    };
    let first = {
        let mut disk = device.store.0.borrow_mut();
        let key = changes.iter().find(|key| matches!(key, Key::Chunk(_))).expect("a change");
        hurt(key, disk.records.get_mut(key).expect("there")).expect("a change")
    };
    {
        // Somewhere else than the change that the first home lost.
        let mut home = device.home.0.borrow_mut();
        let seen = device.store.0.borrow().seen[&first].clone();
        let (_, bytes) = home.files.iter_mut().next().expect("a file");
        let there = bytes.windows(seen.len()).position(|part| part == seen).expect("it is there");
        let place = if there > 60 { 40 } else { bytes.len() - 40 };
        bytes[place] ^= 1;
    }
    let keeper = device.start();
    assert_eq!((keeper.heads(), keeper.missing()), (heads, 0));
}

#[test]
fn storage_that_was_cleared_under_the_running_app_is_written_again_from_memory() {
    let mut device = Device::new(6);
    let mut keeper = device.start();
    device.jot(&mut keeper, 12);
    settle(&device.home, &mut keeper);
    device.lose_first();
    device.lose_second();
    device.jot(&mut keeper, 1);
    settle(&device.home, &mut keeper);
    assert_eq!(keeper.status().back.map(|back| back.why), Some(Why::Cleared));
    let heads = keeper.heads();
    drop(keeper);
    let mut again = device.start();
    assert_eq!((again.heads(), inbox(&mut again)), (heads.clone(), 13));
    drop(again);
    device.lose_first();
    assert_eq!(device.start().heads(), heads, "the second home too");
}

#[test]
fn that_storage_was_cleared_is_noticed_at_the_next_tick_without_any_word_written() {
    let mut device = Device::new(7);
    let mut keeper = device.start();
    device.jot(&mut keeper, 5);
    device.lose_first();
    let settled = block_on(keeper.look_around()).expect("it can be read");
    assert!(!settled.stored.is_empty(), "other tabs hear of it");
    let heads = keeper.heads();
    device.lose_second();
    assert_eq!(device.start().heads(), heads);
}

#[test]
fn storage_of_an_older_version_that_is_cleared_under_the_running_app_is_written_again() {
    let mut device = Device::new(20);
    let mut keeper = device.start();
    device.jot(&mut keeper, 5);
    drop(keeper);
    let heads = {
        // No sign and no mark, as it was left by a version that knew of neither.
        device.store.0.borrow_mut().records.retain(|key, _| !matches!(key, Key::Fact(_)));
        let mut keeper = device.start();
        device.lose_first();
        block_on(keeper.look_around()).expect("it can be read");
        keeper.heads()
    };
    device.lose_second();
    assert_eq!(device.start().heads(), heads);
}

#[test]
fn what_one_tab_alone_has_is_written_again_although_another_one_came_first() {
    let mut device = Device::new(21);
    let (mut one, mut two, mut three) = (device.start(), device.start(), device.start());
    device.jot(&mut one, 3);
    block_on(two.hear(&one.heads())).expect("heard");
    device.jot(&mut three, 1);
    device.lose_first();
    // The second one writes on before it has looked, under what it knows of the storage that was.
    block_on(one.look_around()).expect("it can be read");
    device.jot(&mut two, 1);
    block_on(three.look_around()).expect("it can be read");
    device.lose_second();
    let mut fresh = device.start();
    assert_eq!(inbox(&mut fresh), 5);
}

#[test]
fn what_only_the_second_home_took_was_never_called_saved_and_is_not_said_to_be_missing() {
    let mut device = Device::new(22);
    let mut keeper = device.start();
    device.jot(&mut keeper, 3);
    settle(&device.home, &mut keeper);
    device.store.0.borrow_mut().quota = Some(0);
    let now = words::now(&mut device.rng, 0);
    block_on(keeper.act(&words::jot_again(&mut device.rng, now), now)).expect_err("there is no room");
    settle(&device.home, &mut keeper);
    drop(keeper);
    device.store.0.borrow_mut().quota = None;
    {
        // The last entry there is the mark; before it, the change that was refused goes bad.
        let seen = device.store.0.borrow().seen.clone();
        let stored: Vec<_> = device.store.0.borrow().records.keys().cloned().collect();
        let refused = seen.iter().find(|(change, _)| !stored.contains(&Key::Chunk(**change)));
        let (_, bytes) = refused.expect("it was asked for");
        let mut home = device.home.0.borrow_mut();
        for file in home.files.values_mut() {
            if let Some(at) = file.windows(bytes.len()).position(|part| part == bytes) {
                file[at + 9] ^= 1;
            }
        }
    }
    let mut keeper = device.start();
    assert_eq!((inbox(&mut keeper), keeper.missing()), (3, 0));
}

#[test]
fn a_mark_that_was_damaged_says_nothing() {
    let mut device = Device::new(23);
    let mut keeper = device.start();
    device.jot(&mut keeper, 3);
    let mark = noted(&keeper).expect("everything is saved");
    let text = mark.to_text();
    assert_eq!(Mark::from_text(&text), Some(mark));
    for place in 0..text.len() {
        let mut damaged = text.clone().into_bytes();
        damaged[place] ^= 1;
        assert_eq!(Mark::from_text(&String::from_utf8(damaged).expect("text")), None, "at {place}");
    }
}

#[test]
fn what_waits_in_both_homes_is_not_stored_once_more_at_every_start() {
    let mut device = Device::new(24);
    let mut keeper = device.start();
    device.jot(&mut keeper, 40);
    settle(&device.home, &mut keeper);
    drop(keeper);
    let bytes = device.store.0.borrow().seen.values().nth(5).cloned().expect("a change");
    for file in device.home.0.borrow_mut().files.values_mut() {
        if let Some(at) = file.windows(bytes.len()).position(|part| part == bytes) {
            file[at + 9] ^= 1;
        }
    }
    device.lose_first();
    let files = device.home.0.borrow().files.clone();
    // So many at once come into a snapshot, and those that wait come behind it.
    drop(device.start());
    // The second home was not written anew, because the browser ended before.
    device.home.0.borrow_mut().files = files;
    let keys = || device.store.0.borrow().records.keys().cloned().collect::<Vec<_>>();
    let before = keys();
    let opening = Keeper::open(device.store.clone(), [9; 16], support::entropy(9));
    let (mut keeper, _) = block_on(opening).expect("a start");
    assert!(inbox(&mut keeper) < 39, "none waits");
    keeper.keep_second();
    settle(&device.home, &mut keeper);
    assert_eq!(keys(), before);
}

#[test]
fn storage_that_refused_once_is_read_back_before_anything_is_called_saved_on_its_strength() {
    let mut device = Device::new(8);
    let mut keeper = device.start();
    device.jot(&mut keeper, 5);
    let room = device.store.0.borrow().bytes();
    device.store.0.borrow_mut().quota = Some(room);
    let now = words::now(&mut device.rng, 0);
    let command = words::jot_again(&mut device.rng, now);
    block_on(keeper.act(&command, now)).expect_err("there is no room");
    assert!(keeper.status().wants_backup && keeper.status().mark.is_none());
    // The browser makes room by throwing everything away, and stores again.
    device.lose_first();
    device.store.0.borrow_mut().quota = None;
    block_on(keeper.act(&command, now)).expect("now there is");
    assert!(keeper.status().wants_backup, "until a backup was made, or the second home is whole");
    let heads = keeper.heads();
    device.lose_second();
    let opening = Keeper::open(device.store.clone(), [9; 16], support::entropy(9));
    assert_eq!(block_on(opening).expect("a start").0.heads(), heads, "all six are there");
    settle(&device.home, &mut keeper);
    assert!(!keeper.status().wants_backup, "the second home is whole again");
}

#[test]
fn a_backup_ends_the_offer_of_one() {
    let mut device = Device::new(9);
    let mut keeper = device.start();
    device.store.0.borrow_mut().quota = Some(0);
    let now = words::now(&mut device.rng, 0);
    block_on(keeper.act(&words::jot_again(&mut device.rng, now), now)).expect_err("there is no room");
    assert!(keeper.status().wants_backup);
    device.store.0.borrow_mut().quota = None;
    block_on(keeper.retry()).expect("now there is");
    assert!(keeper.status().wants_backup);
    block_on(keeper.mark_backup(noon())).expect("noted");
    assert!(!keeper.status().wants_backup);
}

#[test]
fn when_both_homes_are_gone_the_mark_says_how_much_there_was_and_a_backup_heals_it() {
    let mut device = Device::new(10);
    let mut keeper = device.start();
    device.jot(&mut keeper, 30);
    settle(&device.home, &mut keeper);
    let (backup, mark) = (keeper.backup(), noted(&keeper).expect("everything is saved"));
    drop(keeper);
    device.lose_first();
    device.lose_second();
    let mut keeper = device.start();
    keeper.owes(mark.clone());
    assert_eq!((keeper.missing(), keeper.status().missing), (30, 30));
    device.jot(&mut keeper, 3);
    assert_eq!(keeper.missing(), 27, "what is new does not make up for it");
    drop(keeper);
    let mut keeper = device.start();
    keeper.owes(mark);
    assert!(keeper.missing() > 0 && keeper.status().mark.is_none(), "it is said until it is healed");
    block_on(keeper.restore(&backup)).expect("a backup");
    assert_eq!((keeper.missing(), inbox(&mut keeper)), (0, 33));
    assert!(keeper.status().mark.is_some());
}

#[test]
fn an_old_second_home_brings_nothing_over_newer_changes() {
    let mut device = Device::new(11);
    let mut keeper = device.start();
    let person = Ref::new(Kind::Person, notebook::Id([7; 16]));
    let does = |keeper: &mut Keeper<SimStore>, command| {
        block_on(keeper.act(&command, noon())).expect("it is saved");
    };
    does(&mut keeper, Command::Add { record: person, edits: vec![Edit::text("name", "Ana")] });
    settle(&device.home, &mut keeper);
    let old = device.home.0.borrow().files.clone();
    does(&mut keeper, Command::Edit { record: person, edits: vec![Edit::text("city", "Porto")] });
    does(&mut keeper, Command::Remove { record: person });
    does(&mut keeper, Command::EmptyBin);
    settle(&device.home, &mut keeper);
    let (heads, records) = (keeper.heads(), support::counts(&mut keeper, noon()).records);
    drop(keeper);
    device.home.0.borrow_mut().files = old;
    let mut keeper = device.start();
    assert_eq!((keeper.heads(), back(&keeper)), (heads, None));
    assert_eq!(support::counts(&mut keeper, noon()).records, records, "the bin stays empty");
}

#[test]
fn a_restored_profile_is_merged_with_the_newer_second_home() {
    let mut device = Device::new(12);
    let mut keeper = device.start();
    device.jot(&mut keeper, 5);
    let old = device.store.0.borrow().records.clone();
    device.jot(&mut keeper, 5);
    settle(&device.home, &mut keeper);
    let heads = keeper.heads();
    drop(keeper);
    device.store.0.borrow_mut().records = old;
    let keeper = device.start();
    assert_eq!((keeper.heads(), back(&keeper)), (heads, Some((Why::Gaps, 5))));
}

#[test]
fn a_second_home_that_is_full_or_gone_holds_up_nobody_and_is_said() {
    let mut device = Device::new(13);
    let mut keeper = device.start();
    device.jot(&mut keeper, 3);
    settle(&device.home, &mut keeper);
    device.home.0.borrow_mut().quota = Some(0);
    device.jot(&mut keeper, 1);
    let job = keeper.second_job().expect("something to write");
    let done = block_on(job.run(&device.home));
    block_on(keeper.second_done(done));
    assert!(keeper.has_second_trouble());
    assert_eq!(keeper.status().second.state, Home::Refused("there is no room left for it".into()));
    device.home.0.borrow_mut().quota = None;
    settle(&device.home, &mut keeper);
    assert_eq!(keeper.status().second.state, Home::Whole);
    // Cleared under the running app.
    device.lose_second();
    let look = keeper.look_after_second().expect("a look");
    let done = block_on(look.run(&device.home));
    block_on(keeper.second_done(done));
    settle(&device.home, &mut keeper);
    let heads = keeper.heads();
    drop(keeper);
    device.lose_first();
    assert_eq!(device.start().heads(), heads);
}

#[test]
fn the_second_home_is_made_one_file_when_its_log_grows_long() {
    let mut device = Device::new(14);
    let mut keeper = device.start();
    for _ in 0..60 {
        device.jot(&mut keeper, 10);
        settle(&device.home, &mut keeper);
    }
    let (files, bytes) = (device.home.0.borrow().files.len(), device.home.0.borrow().bytes());
    assert!(files <= 3 && bytes < 250_000, "{files} files, {bytes} bytes");
    let heads = keeper.heads();
    drop(keeper);
    device.lose_first();
    assert_eq!(device.start().heads(), heads);
}

const PHONE: usize = 0;
const DESK: usize = 1;

/// A vault of two devices; the second home of the phone.
fn with_vault(seed: u64) -> (Net, SimHome) {
    let mut net = Net::new(seed, 2);
    net.add_person(PHONE, "Ana Ruiz");
    net.add_person(DESK, "Ben");
    net.create(PHONE);
    net.pair(PHONE, DESK);
    net.go_on(MINUTE);
    let home = SimHome::new(net.rng.fork());
    (net, home)
}

fn at_home(net: &mut Net, tab: usize, home: &SimHome) {
    let keeper = net.tabs.get_mut(&tab).expect("it is open").session.keeper();
    keeper.set_second_place(Some(Place::Files));
    keeper.keep_second();
    settle(home, keeper);
    net.go_on(MINUTE);
}

#[test]
fn a_device_that_lost_its_storage_belongs_to_its_vault_again_and_sends_what_nobody_had() {
    let (mut net, home) = with_vault(15);
    at_home(&mut net, PHONE, &home);
    net.connect(0, false);
    net.jot(PHONE, "not sent to anybody yet");
    let keeper = net.tabs.get_mut(&PHONE).expect("open").session.keeper();
    settle(&home, keeper);
    net.kill(PHONE);
    net.disks[0].0.borrow_mut().records.clear();
    net.connect(0, true);
    let phone = net.open(0);
    assert_eq!(net.holds(phone), (0, 0));
    at_home(&mut net, phone, &home);
    net.kill(phone);
    let phone = net.open(0);
    net.go_on(MINUTE);
    assert!(net.sync(phone).is_some(), "it belongs to the vault");
    assert_eq!((net.holds(phone), net.holds(DESK)), ((2, 1), (2, 1)));
    net.assert_equal();
}

#[test]
fn who_left_a_vault_is_not_brought_back_into_it() {
    let (mut net, home) = with_vault(16);
    at_home(&mut net, PHONE, &home);
    net.ask(PHONE, ToVault::Leave);
    let keeper = net.tabs.get_mut(&PHONE).expect("open").session.keeper();
    settle(&home, keeper);
    net.kill(PHONE);
    net.disks[0].0.borrow_mut().records.clear();
    let phone = net.open(0);
    at_home(&mut net, phone, &home);
    net.kill(phone);
    let phone = net.open(0);
    assert_eq!((net.holds(phone), net.sync(phone)), ((2, 0), None));
}

#[test]
fn going_back_to_the_copy_is_not_undone_by_a_second_home_from_before() {
    let (mut net, home) = with_vault(17);
    at_home(&mut net, DESK, &home);
    let old = home.0.borrow().files.clone();
    assert_eq!(net.holds(DESK), (2, 0));
    let done = net.ask(DESK, ToVault::GoBack);
    assert!(matches!(done, Some(FromKeeper::Saved { .. })), "{done:?}");
    net.kill(DESK);
    // It ended before the second home could follow.
    let desk = net.open(1);
    at_home(&mut net, desk, &home);
    assert_eq!((net.holds(desk), net.sync(desk)), ((1, 0), None), "Ben alone");
    assert!(home.0.borrow().files.keys().all(|file| !old.contains_key(file)), "the second home follows");
    net.kill(desk);
    net.disks[1].0.borrow_mut().records.clear();
    let desk = net.open(1);
    at_home(&mut net, desk, &home);
    assert_eq!((net.holds(desk), net.sync(desk)), ((1, 0), None), "and brings that back");
}
