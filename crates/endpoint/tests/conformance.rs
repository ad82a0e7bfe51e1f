//! What every storage has to keep, told over HTTP to the real binary: SQLite, Postgres, and two nodes over one Postgres.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use endpoint::store::OVERHEAD;
use std::time::{Duration, Instant};
use support::http::Client;
use support::postgres;
use support::process::Endpoint;
use support::servers::{
    FREE, Nodes, Owner, appended, binary, chain_of, everywhere, page, pull, refused, standing,
};
use vault::seal_snapshot;
use vault::wire::{
    Chain, Code, Incarnation, MAX_RECORD, MAX_RECORDS, MAX_WAIT, MIN_RECORD, Offer, PairingId, Pull, Request,
    Rid, Route,
};

#[test]
fn a_vault_is_created_once_and_stays_the_same() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        refused(&nodes.call(&owner.append(&owner.records(1))), Code::UnknownVault);
        let first = standing(&nodes.call(&owner.create()));
        assert_eq!((first.head, first.floor), (0, 0));
        assert_eq!(standing(&nodes.call(&owner.create())), first, "{}", nodes.name);
        let other = Owner::new(2);
        assert_ne!(standing(&nodes.call(&other.create())).incarnation, first.incarnation);
    });
}

#[test]
fn records_keep_their_places_and_a_retry_changes_nothing() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        nodes.call(&owner.create());
        let records = owner.records(5);
        let first = appended(&nodes.call(&owner.append(&records[..3])));
        assert_eq!(first.places.iter().map(|(_, seq)| *seq).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(first.chain, chain_of(&records[..3]));
        // Old ones, new ones, and one of them twice.
        let mixed = [
            records[2].clone(),
            records[3].clone(),
            records[0].clone(),
            records[3].clone(),
            records[4].clone(),
        ];
        let second = appended(&nodes.call(&owner.append(&mixed)));
        assert_eq!(
            second.places.iter().map(|(_, seq)| *seq).collect::<Vec<_>>(),
            [3, 4, 1, 4, 5],
            "{}",
            nodes.name
        );
        assert_eq!(second.chain, chain_of(&records));
        assert_eq!(appended(&nodes.call(&owner.append(&records))).standing.head, 5);
        let all = page(&nodes.call(&owner.pull(Pull::default())), Chain::START);
        assert_eq!(all.entries.iter().map(|entry| entry.record.clone()).collect::<Vec<_>>(), records);
        let length: u64 = records.iter().map(|record| record.len() as u64).sum();
        assert_eq!(all.standing.log_bytes, length);
    });
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        let incarnation = standing(&nodes.call(&owner.create())).incarnation;
        let records: Vec<Vec<u8>> = (0..30u8).map(|byte| vec![byte; 100_000]).collect();
        for records in records.chunks(8) {
            appended(&nodes.call(&owner.append(records)));
        }
        let (mut after, mut chain, mut read, mut pages) = (0, Chain::START, Vec::new(), 0);
        while after < 30 {
            let page = page(&nodes.call(&owner.pull(pull(after, chain, incarnation))), chain);
            assert_eq!(page.first, after + 1);
            assert!(!page.entries.is_empty());
            (after, chain) = (page.last(), page.chain);
            read.extend(page.entries.into_iter().map(|entry| entry.record));
            pages += 1;
        }
        assert_eq!(read, records, "{}", nodes.name);
        assert_eq!(pages, 3, "about a mebibyte each");
    });
}

#[test]
fn a_long_record_comes_alone_and_is_read_like_any_other() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        let incarnation = standing(&nodes.call(&owner.create())).incarnation;
        let records =
            [owner.record("before"), vec![7; 3 << 19], vec![8; MAX_RECORD + 1], owner.record("after")];
        for together in [&records[..2], &records[1..3], &records[2..]] {
            refused(&nodes.call(&owner.append(together)), Code::TooLarge);
        }
        for (record, seq) in records.iter().zip(1..) {
            let alone = owner.append(std::slice::from_ref(record));
            assert_eq!(appended(&nodes.call(&alone)).places, [(Rid::of(record), seq)], "{}", nodes.name);
            assert_eq!(appended(&nodes.call(&alone)).standing.head, seq, "a retry changes nothing");
        }
        let (mut after, mut chain, mut read) = (0, Chain::START, Vec::new());
        while after < 4 {
            let page = page(&nodes.call(&owner.pull(pull(after, chain, incarnation))), chain);
            assert!(page.last() > after, "{}", nodes.name);
            (after, chain) = (page.last(), page.chain);
            read.extend(page.entries.into_iter().map(|entry| entry.record));
        }
        assert!(read == records && chain == chain_of(&records), "{}", nodes.name);
    });
}

#[test]
fn another_history_is_noticed() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        let here = standing(&nodes.call(&owner.create())).incarnation;
        let records = owner.records(3);
        appended(&nodes.call(&owner.append(&records)));
        let elsewhere = standing(&nodes.call(&Owner::new(2).create())).incarnation;
        let chain = chain_of(&records[..2]);
        assert_eq!(page(&nodes.call(&owner.pull(pull(2, chain, here))), chain).entries.len(), 1);
        refused(&nodes.call(&owner.pull(pull(2, chain, elsewhere))), Code::HistoryChanged);
        refused(&nodes.call(&owner.pull(pull(2, chain_of(&records), here))), Code::HistoryChanged);
        refused(&nodes.call(&owner.pull(pull(3, chain, here))), Code::HistoryChanged);
        refused(&nodes.call(&owner.pull(pull(4, chain, here))), Code::HistoryChanged);
    });
}

fn offer(
    owner: &Owner,
    covers: u64,
    replaces: u64,
    records: &[Vec<u8>],
    incarnation: Incarnation,
) -> Request {
    let record = seal_snapshot(&owner.keys, covers, format!("up to {covers}").into_bytes(), &mut |bytes| {
        bytes.fill(3);
    });
    let chain = chain_of(&records[..covers as usize]);
    let offer = Offer { covers, replaces, chain, incarnation, rid: Rid::of(&record) };
    owner.request(Route::Offer(owner.vault(), offer), record)
}

#[test]
fn a_snapshot_takes_the_place_of_records_only_when_a_second_device_agrees() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        let incarnation = standing(&nodes.call(&owner.create())).incarnation;
        let records = owner.records(10);
        appended(&nodes.call(&owner.append(&records)));
        let offered = standing(&nodes.call(&offer(&owner, 4, 0, &records, incarnation)));
        assert_eq!((offered.floor, offered.covers), (0, 4), "{}", nodes.name);
        assert_eq!(page(&nodes.call(&owner.pull(Pull::default())), Chain::START).entries.len(), 10);
        // Compare-and-swap: who looked too early is told so.
        refused(&nodes.call(&offer(&owner, 6, 0, &records, incarnation)), Code::StaleSnapshot);
        refused(&nodes.call(&offer(&owner, 4, 4, &records, incarnation)), Code::StaleSnapshot);
        let mut wrong = records.clone();
        wrong.swap(0, 1);
        refused(&nodes.call(&offer(&owner, 6, 4, &wrong, incarnation)), Code::HistoryChanged);

        let ack = |covers| owner.request(Route::Ack(owner.vault(), covers, incarnation), Vec::new());
        refused(&nodes.call(&ack(5)), Code::StaleSnapshot);
        let settled = standing(&nodes.call(&ack(4)));
        assert_eq!((settled.floor, settled.covers, settled.head), (4, 4, 10));
        assert_eq!(standing(&nodes.call(&ack(4))), settled, "once more changes nothing");
        let fresh = page(&nodes.call(&owner.pull(Pull::default())), Chain::START);
        let snapshot = fresh.snapshot.as_ref().expect("a snapshot");
        assert_eq!((snapshot.covers, fresh.first, fresh.entries.len()), (4, 5, 6));
        // Who has more than the snapshot covers gets records only.
        let chain = chain_of(&records[..7]);
        assert!(page(&nodes.call(&owner.pull(pull(7, chain, incarnation))), chain).snapshot.is_none());
        let log: u64 = records[4..].iter().map(|record| record.len() as u64).sum();
        assert_eq!(settled.log_bytes, log);

        standing(&nodes.call(&offer(&owner, 8, 4, &records, incarnation)));
        assert_eq!(standing(&nodes.call(&ack(8))).floor, 8);
        let fresh = page(&nodes.call(&owner.pull(Pull::default())), Chain::START);
        assert_eq!((fresh.snapshot.expect("a snapshot").covers, fresh.entries.len()), (8, 2));
    });
}

#[test]
fn a_deleted_vault_says_so_and_is_not_made_again() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        nodes.call(&owner.create());
        appended(&nodes.call(&owner.append(&owner.records(3))));
        assert_eq!(nodes.call(&owner.request(Route::Delete(owner.vault()), Vec::new())).status, 200);
        for request in [owner.pull(Pull::default()), owner.append(&owner.records(1)), owner.create()] {
            refused(&nodes.call(&request), Code::VaultDeleted);
        }
    });
}

#[test]
fn a_full_vault_takes_a_snapshot_but_no_record() {
    everywhere(&["--max-vault", "2500"], |nodes| {
        let owner = Owner::new(1);
        let incarnation = standing(&nodes.call(&owner.create())).incarnation;
        let records: Vec<Vec<u8>> = (0..3u8).map(|byte| vec![byte; 900]).collect();
        appended(&nodes.call(&owner.append(&records[..2])));
        refused(&nodes.call(&owner.append(&records[2..])), Code::VaultFull);
        assert_eq!(
            appended(&nodes.call(&owner.append(&records[..2]))).standing.head,
            2,
            "what is there is no news"
        );
        standing(&nodes.call(&offer(&owner, 2, 0, &records, incarnation)));
        standing(&nodes.call(&owner.request(Route::Ack(owner.vault(), 2, incarnation), Vec::new())));
        assert_eq!(appended(&nodes.call(&owner.append(&records[2..]))).standing.head, 3, "{}", nodes.name);
    });
}

/// They cost more than their bytes: what the database keeps of each counts.
#[test]
fn many_short_records_fill_a_vault_by_what_they_cost() {
    everywhere(&["--max-vault", "10000"], |nodes| {
        let owner = Owner::new(1);
        nodes.call(&owner.create());
        let short = |number: u8| vec![number; MIN_RECORD];
        let each = MIN_RECORD as u64 + OVERHEAD;
        let fits = 10_000 / each;
        for number in 0..fits {
            appended(&nodes.call(&owner.append(&[short(number as u8)])));
        }
        refused(&nodes.call(&owner.append(&[short(fits as u8)])), Code::VaultFull);
        // Also after they were counted anew.
        let records: Vec<Vec<u8>> = (0..fits).map(|number| short(number as u8)).collect();
        let incarnation = page(&nodes.call(&owner.pull(Pull::default())), Chain::START).standing.incarnation;
        let settled = standing(&nodes.call(&offer(&owner, 1, 0, &records, incarnation)));
        assert_eq!(settled.log_bytes, (fits - 1) * MIN_RECORD as u64, "{}: what devices hear", nodes.name);
        standing(&nodes.call(&owner.request(Route::Ack(owner.vault(), 1, incarnation), Vec::new())));
        appended(&nodes.call(&owner.append(&[short(fits as u8)])));
        refused(&nodes.call(&owner.append(&[short(fits as u8 + 1)])), Code::VaultFull);
    });
}

/// As `store/sqlite` shows for a file.
#[test]
fn a_database_of_the_first_version_counts_what_its_records_cost_besides() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    let start = || Endpoint::start(binary(), &[&["--database", &database], &FREE[..]].concat());
    let owner = Owner::new(1);
    let node = start();
    standing(&Client::new(node.address).call(&owner.create()).expect("an answer"));
    let records = owner.records(3);
    appended(&Client::new(node.address).call(&owner.append(&records)).expect("an answer"));
    drop(node);
    let before = "UPDATE vaults SET bytes = bytes - 3 * rapport_overhead(); DROP FUNCTION rapport_overhead;
        DELETE FROM rapport_layout WHERE version = 2";
    server.sql(&database, before);
    let cost = records.iter().map(|record| record.len() as u64 + OVERHEAD).sum::<u64>();
    for _ in 0..2 {
        let _node = start();
        assert_eq!(server.sql(&database, "SELECT bytes FROM vaults"), cost.to_string());
    }
}

#[test]
fn a_batch_has_its_bounds() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        nodes.call(&owner.create());
        let records: Vec<Vec<u8>> = (0..=MAX_RECORDS)
            .map(|number| [&number.to_be_bytes()[..], &[7; MIN_RECORD - 8]].concat())
            .collect();
        refused(&nodes.call(&owner.append(&records)), Code::TooLarge);
        assert_eq!(appended(&nodes.call(&owner.append(&records[1..]))).places.len(), MAX_RECORDS);
        let too_short = [records[0].clone(), vec![7; MIN_RECORD - 1]];
        refused(&nodes.call(&owner.append(&too_short)), Code::Malformed);
        assert_eq!(
            appended(&nodes.call(&owner.append(&records[..1]))).standing.head,
            MAX_RECORDS as u64 + 1,
            "{}: nothing of a batch that is refused is stored",
            nodes.name
        );
    });
}

#[test]
fn a_letter_is_read_once_and_its_mailbox_used_once() {
    everywhere(&[], |nodes| {
        let mailbox = PairingId([7; 16]);
        let put = |words: &str| Request {
            route: Route::Put(mailbox),
            access: None,
            body: words.into(),
            invitation: None,
        };
        let take = |wait| Request {
            route: Route::Take(mailbox, wait),
            access: None,
            body: Vec::new(),
            invitation: None,
        };
        refused(&nodes.call(&take(0)), Code::NotFound);
        assert_eq!(nodes.call(&put("a letter")).status, 200);
        refused(&nodes.call(&put("another")), Code::PairingUsed);
        assert_eq!(nodes.call(&take(0)).body, b"a letter");
        refused(&nodes.call(&take(0)), Code::NotFound);
        refused(&nodes.call(&put("another")), Code::PairingUsed);
        refused(&nodes.call(&Request { body: vec![0; 1025], ..put("") }), Code::TooLarge);
        // Who waits hears of it.
        let mailbox = PairingId([8; 16]);
        let mut reader = nodes.client();
        let waiting = std::thread::spawn(move || {
            let route = Route::Take(mailbox, 20);
            reader
                .call(&Request { route, access: None, body: Vec::new(), invitation: None })
                .expect("an answer")
                .body
        });
        let put =
            Request { route: Route::Put(mailbox), access: None, body: b"late".to_vec(), invitation: None };
        assert_eq!(nodes.call(&put).status, 200);
        assert_eq!(waiting.join().expect("the reader"), b"late");
    });
}

/// Long before the wait is over, and longer than any look at the database that is not asked for.
const SOON: Duration = Duration::from_secs(15);

/// Appends records one by one to `writer`; who reads at `reader` waits for each already, or begins to at the same time.
fn each_is_heard(
    owner: &Owner,
    incarnation: Incarnation,
    log: &mut Vec<Vec<u8>>,
    writer: &Endpoint,
    reader: &Endpoint,
) {
    for number in 0..4 {
        let (after, chain) = (log.len() as u64, chain_of(log));
        let request = owner.pull(Pull { wait: MAX_WAIT, ..pull(after, chain, incarnation) });
        let mut client = Client::new(reader.address);
        let waiting = std::thread::spawn(move || (client.call(&request).expect("an answer"), Instant::now()));
        if number % 2 == 0 {
            while metric(&mut Client::new(reader.address), "rapport_waiting") < 1 {}
        }
        let record = owner.record(&format!("record {after}"));
        let sent = Instant::now();
        let append = owner.append(std::slice::from_ref(&record));
        appended(&Client::new(writer.address).call(&append).expect("an answer"));
        let (reply, heard) = waiting.join().expect("the reader");
        assert_eq!(page(&reply, chain).entries[0].record, record);
        assert!(heard.duration_since(sent) < SOON, "it was read when the wait was over");
        log.push(record);
    }
}

#[test]
fn who_waits_hears_of_a_record() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        let incarnation = standing(&nodes.call(&owner.create())).incarnation;
        each_is_heard(&owner, incarnation, &mut Vec::new(), &nodes.nodes[0], &nodes.nodes[0]);
    });
}

/// The slow poll would come after an hour.
#[test]
fn who_waits_on_one_node_hears_of_a_record_on_the_other_by_the_notice_alone() {
    let Some(server) = postgres::server() else { return };
    let nodes = Nodes::postgres(&server, 2, &["--slow-poll", "3600"]);
    let [one, other] = &nodes.nodes[..] else { panic!("two nodes") };
    assert_ne!(one.address, other.address);
    let (owner, mut log) = (Owner::new(1), Vec::new());
    let incarnation = standing(&nodes.call(&owner.create())).incarnation;
    each_is_heard(&owner, incarnation, &mut log, one, other);
    each_is_heard(&owner, incarnation, &mut log, other, one);
}

/// Whoever comes back to listening looks at what came meanwhile.
#[test]
fn who_waits_hears_of_what_was_appended_while_notices_were_interrupted() {
    let Some(server) = postgres::server() else { return };
    let nodes = Nodes::postgres(&server, 2, &["--slow-poll", "3600"]);
    let [one, other] = &nodes.nodes[..] else { panic!("two nodes") };
    let (owner, mut log) = (Owner::new(1), Vec::new());
    let incarnation = standing(&nodes.call(&owner.create())).incarnation;
    for (writer, reader) in [(one, other), (other, one)] {
        server.end_listening();
        each_is_heard(&owner, incarnation, &mut log, writer, reader);
    }
}

fn metric(client: &mut Client, name: &str) -> u64 {
    let text = client.request("GET", "/metrics", &[], &[]).expect("metrics").body;
    let text = String::from_utf8(text).expect("text");
    let line = text.lines().find(|line| line.starts_with(&format!("{name} "))).expect("the metric");
    line.rsplit(' ').next().expect("a value").parse().expect("a number")
}

#[test]
fn appends_of_many_devices_at_once_get_one_order() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        let incarnation = standing(&nodes.call(&owner.create())).incarnation;
        let places: Vec<(Rid, u64)> = std::thread::scope(|scope| {
            let devices: Vec<_> = (0..8)
                .map(|device| {
                    let (owner, mut client) = (&owner, nodes.client());
                    scope.spawn(move || {
                        let append = |number| owner.append(&[owner.record(&format!("{device} {number}"))]);
                        let place =
                            |number| appended(&client.call(&append(number)).expect("an answer")).places[0];
                        (0..25).map(place).collect::<Vec<_>>()
                    })
                })
                .collect();
            devices.into_iter().flat_map(|device| device.join().expect("a device")).collect()
        });
        let all = page(&nodes.call(&owner.pull(Pull::default())), Chain::START);
        assert_eq!((all.entries.len(), all.standing.incarnation), (200, incarnation), "{}", nodes.name);
        for (rid, seq) in places {
            assert_eq!(
                Rid::of(&all.entries[seq as usize - 1].record),
                rid,
                "an answer that did not come true"
            );
        }
    });
}

#[test]
fn a_vault_wants_an_invitation_where_it_is_asked_for() {
    use support::process::Folder;
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    let arguments = [&["--data", &data, "--invitations", "true"], &FREE[..]].concat();
    let node = Endpoint::start(binary(), &arguments);
    let invite =
        std::process::Command::new(binary()).args(["invite", "--data", &data]).output().expect("a code");
    let code = String::from_utf8(invite.stdout).expect("text").trim().to_owned();
    let mut client = Client::new(node.address);
    let (owner, other) = (Owner::new(1), Owner::new(2));
    let with = |owner: &Owner, code: &str| Request { invitation: Some(code.to_owned()), ..owner.create() };
    refused(&client.call(&owner.create()).expect("an answer"), Code::InvitationNeeded);
    refused(&client.call(&with(&owner, "guessed")).expect("an answer"), Code::InvitationNeeded);
    standing(&client.call(&with(&owner, &code)).expect("an answer"));
    standing(&client.call(&owner.create()).expect("an answer"));
    refused(&client.call(&with(&other, &code)).expect("an answer"), Code::InvitationNeeded);
}
