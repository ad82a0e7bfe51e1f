//! Frozen samples of version 1 of every format. If one of these fails, devices and servers in the field no longer understand
//! each other: make a version 2 instead, and keep reading version 1.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use vault::engine::{Effect, Event, Key, Write};
use vault::pairing::{Code, Guest, Host, Letter};
use vault::wire::{
    Appended, Chain, Entry, Incarnation, MAX_UNPACKED, Offer, Page, Pull, Rid, Route, Snapshot, Standing,
    read_batch, text, write_batch,
};
use vault::{Content, Engine, Keys, VaultSecret, open, open_snapshot, seal_changes, seal_snapshot};

/// `name = base64url`, one a line.
const FROZEN: &str = include_str!("golden.txt");

fn frozen(name: &str) -> &'static str {
    let lines: BTreeMap<&str, &str> = FROZEN.lines().filter_map(|line| line.split_once(" = ")).collect();
    lines.get(name).unwrap_or_else(|| panic!("no sample {name}"))
}

fn bytes(name: &str) -> Vec<u8> {
    let text = frozen(name);
    let mut bytes = Vec::new();
    for quad in text.as_bytes().chunks(4) {
        let quad = std::str::from_utf8(quad).unwrap();
        match quad.len() {
            4 => bytes.extend(text::decode::<3>(quad).unwrap()),
            3 => bytes.extend(text::decode::<2>(quad).unwrap()),
            _ => bytes.extend(text::decode::<1>(quad).unwrap()),
        }
    }
    bytes
}

#[track_caller]
fn same(name: &str, made: &[u8]) {
    assert_eq!(text::encode(made), frozen(name), "{name} = {}", text::encode(made));
}

fn secret() -> VaultSecret {
    VaultSecret::new(std::array::from_fn(|place| place as u8))
}

fn keys() -> Keys {
    Keys::new(&secret())
}

/// 1, 2, 3 …
fn counting() -> impl FnMut(&mut [u8]) {
    let mut next = 0u8;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_add(1);
            *byte = next;
        }
    }
}

fn standing() -> Standing {
    let incarnation = Incarnation([7; 16]);
    Standing { incarnation, head: 300, floor: 100, covers: 200, snapshot_bytes: 70_000, log_bytes: 12_345 }
}

#[test]
fn keys_follow_from_the_secret_for_ever() {
    same("access", keys().access.bytes());
    same("vault", &keys().vault.0);
    same("words", secret().words().as_bytes());
    assert_eq!(VaultSecret::from_words(&secret().words()).unwrap(), secret());
}

#[test]
fn records_of_version_1_open_for_ever() {
    let changes: Vec<Vec<u8>> = vec![b"Ana Ruiz, plumber".to_vec(), vec![b'a'; 300]];
    // How well a record is packed is free; how it is read is not.
    assert_eq!(open(&keys(), &bytes("record")), Ok(Content::Changes(changes.clone())));
    let anew = seal_changes(&keys(), &changes, &mut counting());
    assert_eq!(open(&keys(), &anew), Ok(Content::Changes(changes)));
    let document = b"a whole document".to_vec();
    same("snapshot", &seal_snapshot(&keys(), 77, document.clone(), &mut counting()));
    assert_eq!(open_snapshot(&keys(), 77, &bytes("snapshot")), Ok(Content::Document(document)));
    // A change that is too long to be packed.
    let long = vec![vec![7; MAX_UNPACKED]];
    let record = seal_changes(&keys(), &long, &mut counting());
    same("long rid", &Rid::of(&record).0);
    assert!(open(&keys(), &record) == Ok(Content::Changes(long)));
    same("rid", &Rid::of(&bytes("record")).0);
    same("chain", &Chain::START.then(&Rid::of(&bytes("record"))).0);
}

#[test]
fn batches_and_answers_are_read_for_ever() {
    let records: [&[u8]; 2] = [b"one", b"another"];
    same("batch", &write_batch(records));
    assert_eq!(read_batch(&bytes("batch"), 2).unwrap(), records);
    let places = vec![(Rid::of(b"one"), 299), (Rid::of(b"another"), 300)];
    let appended = Appended { standing: standing(), chain: Chain([9; 32]), places };
    same("appended", &appended.to_bytes());
    assert_eq!(Appended::from_bytes(&bytes("appended")).unwrap(), appended);
    same("standing", &standing().to_bytes());
    assert_eq!(Standing::from_bytes(&bytes("standing")).unwrap(), standing());
}

#[test]
fn pages_are_read_for_ever() {
    let damaged = Chain([5; 32]);
    let page = Page {
        standing: standing(),
        snapshot: Some(Snapshot { covers: 100, chain: Chain([4; 32]), record: b"snapshot".to_vec() }),
        first: 101,
        entries: vec![
            Entry { record: b"rotten".to_vec(), damaged: Some(damaged) },
            Entry { record: b"sound".to_vec(), damaged: None },
        ],
        chain: damaged.then(&Rid::of(b"sound")),
    };
    same("page", &page.to_bytes());
    assert_eq!(Page::from_bytes(&bytes("page"), Chain::START).unwrap(), page);
}

#[test]
fn addresses_stay() {
    let (vault, incarnation) = (keys().vault, Incarnation([7; 16]));
    let pull = Pull { after: 5, chain: Some(Chain([9; 32])), incarnation: Some(incarnation), wait: 25 };
    let offer = Offer { covers: 5, replaces: 2, chain: Chain([9; 32]), incarnation, rid: Rid([3; 32]) };
    let code = Host::new(&mut counting()).code().clone();
    let routes = [
        ("create", Route::Create(vault)),
        ("delete", Route::Delete(vault)),
        ("append", Route::Append(vault)),
        ("pull", Route::Pull(vault, pull)),
        ("offer", Route::Offer(vault, offer)),
        ("ack", Route::Ack(vault, 5, incarnation)),
        ("put", Route::Put(code.mailbox(Letter::Guest))),
        ("take", Route::Take(code.mailbox(Letter::Secret), 25)),
    ];
    for (name, route) in routes {
        let line = format!("{} {}", route.method().name(), route.path());
        assert_eq!(line, frozen(name), "{name} = {line}");
        let (path, query) = route
            .path()
            .split_once('?')
            .map_or((route.path(), String::new()), |(path, query)| (path.into(), query.into()));
        assert_eq!(Route::parse(route.method().name(), &path, &query), Some(route));
    }
}

#[test]
fn pairing_stays() {
    let (mut one, mut other) = (counting(), |bytes: &mut [u8]| bytes.fill(0x5a));
    let host = Host::new(&mut one);
    let code = host.code().text();
    assert_eq!(*code, frozen("code"), "code = {}", *code);
    let (guest, letter) = Guest::new(Code::from_text(frozen("code")).unwrap(), &mut other);
    same("guest", &letter);
    let (host, answer) = host.meet(&bytes("guest"), &mut one).unwrap();
    same("host", &answer);
    let guest = guest.meet(&bytes("host")).unwrap();
    assert_eq!(host.digits(), frozen("digits"), "digits = {}", host.digits());
    assert_eq!(guest.digits(), host.digits());
    same("secret", &host.confirm(&secret(), &mut one));
    assert_eq!(guest.receive(&bytes("secret")).unwrap(), secret());
}

/// What a device stores: an outbox entry, then the cursor and a quarantined record after a page.
#[test]
fn what_devices_store_is_read_for_ever() {
    let mut engine = Engine::new(keys(), 1, []);
    let local = engine.local(&[b"Ana Ruiz, plumber"], &mut counting());
    let Write::Put(key, parcel) = &local.writes[0] else { panic!("nothing put") };
    assert_eq!(key.to_string(), frozen("outbox key"), "outbox key = {key}");
    same("outbox", parcel);
    let again = Engine::new(keys(), 1, [(Key::parse(frozen("outbox key")).unwrap(), bytes("outbox"))]);
    assert_eq!(again.status().waiting, 1);

    engine.handle(Event::Start, 0, &mut counting());
    let call = std::iter::from_fn(|| engine.effect()).find_map(|effect| match effect {
        Effect::Send(send) => Some(send.call),
        _ => None,
    });
    let rotten = b"rotten".to_vec();
    let chain = Chain::START.then(&Rid::of(&rotten));
    let entries = vec![Entry { record: rotten, damaged: None }];
    let standing = Standing { head: 1, floor: 0, covers: 0, ..standing() };
    let page = Page { standing, snapshot: None, first: 1, entries, chain }.to_bytes();
    let answer = vault::engine::Answer { status: 200, retry_after: None, body: page };
    engine.handle(Event::Answer(call.unwrap(), answer), 0, &mut counting());
    let writes = std::iter::from_fn(|| engine.effect()).find_map(|effect| match effect {
        Effect::Store(_, writes) => Some(writes),
        _ => None,
    });
    for write in writes.unwrap() {
        let Write::Put(key, value) = write else { continue };
        same(if key == Key::Cursor { "cursor" } else { "quarantine" }, &value);
    }
    let key = Key::Quarantine(Rid::of(b"rotten"));
    let again = Engine::new(keys(), 1, [(Key::Cursor, bytes("cursor")), (key, bytes("quarantine"))]);
    assert_eq!(again.quarantined().count(), 1);
}
