//! Words are nowhere but on devices: not in database files, not in logs, not in what Postgres noted. Keys neither.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use support::http::Client;
use support::postgres;
use support::process::{Endpoint, Folder, files};
use support::servers::{FREE, Owner, appended, binary, chain_of, standing};
use vault::pairing::{Guest, Host, Letter};
use vault::wire::{Offer, Request, Rid, Route, text};
use vault::{VaultSecret, seal_changes, seal_snapshot};

const WORDS: &str = "Clara said Ben needs a bookkeeper, call +34 600 123 456";

/// One of everything that a server ever stores.
fn use_everything(endpoint: &Endpoint) -> Owner {
    let owner = Owner::new(0x5c);
    let mut client = Client::new(endpoint.address);
    let mut call = |request: &Request| {
        let reply = client.call(request).expect("an answer");
        assert_eq!(reply.status, 200);
        reply
    };
    let incarnation = standing(&call(&owner.create())).incarnation;
    let mut seed = 0u8;
    let mut entropy = |bytes: &mut [u8]| {
        seed += 1;
        bytes.fill(seed);
    };
    let records: Vec<Vec<u8>> =
        (0..40).map(|_| seal_changes(&owner.keys, &[WORDS.as_bytes()], &mut entropy)).collect();
    appended(&call(&owner.append(&records)));
    let record = seal_snapshot(&owner.keys, 20, WORDS.repeat(50).into_bytes(), &mut entropy);
    let chain = chain_of(&records[..20]);
    let offer = Offer { covers: 20, replaces: 0, chain, incarnation, rid: Rid::of(&record) };
    call(&owner.request(Route::Offer(owner.vault(), offer), record));
    call(&owner.request(Route::Ack(owner.vault(), 20, incarnation), Vec::new()));

    let host = Host::new(&mut entropy);
    let code = host.code().clone();
    let (_, letter) = Guest::new(code.clone(), &mut entropy);
    let put = |letter: Letter, body| Request {
        route: Route::Put(code.mailbox(letter)),
        access: None,
        body,
        invitation: None,
    };
    call(&put(Letter::Guest, letter.clone()));
    let (host, answer) = host.meet(&letter, &mut entropy).expect("a guest");
    call(&put(Letter::Host, answer));
    call(&put(Letter::Secret, host.confirm(&VaultSecret::new([0x5c; 32]), &mut entropy)));
    owner
}

fn look_for(owner: &Owner, seen: &[(String, Vec<u8>)]) {
    let token = owner.keys.access.bytes();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let secrets = [
        WORDS.as_bytes()[..24].to_vec(),
        hex(&WORDS.as_bytes()[..24]).into_bytes(),
        token.to_vec(),
        text::encode(token).into_bytes(),
        hex(token).into_bytes(),
        vec![0x5c; 32],
        hex(&[0x5c; 32]).into_bytes(),
    ];
    assert!(!seen.is_empty());
    let vault = owner.vault().0;
    let found = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(
        seen.iter().any(|(_, bytes)| found(bytes, &vault) || found(bytes, hex(&vault).as_bytes())),
        "looked elsewhere"
    );
    for (name, bytes) in seen {
        for secret in &secrets {
            assert!(!found(bytes, secret), "{name} holds {:?}", String::from_utf8_lossy(secret));
        }
    }
}

#[test]
fn no_word_and_no_key_is_in_sqlite_or_in_the_log() {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    let mut endpoint = Endpoint::start(
        binary(),
        &[&["--data", &data, "--log", "debug", "--log-format", "json"], &FREE[..]].concat(),
    );
    let owner = use_everything(&endpoint);
    let mut seen = files(&folder.0);
    assert!(endpoint.end());
    seen.extend(files(&folder.0));
    let log = endpoint.log();
    assert!(log.contains("answered"), "{log}");
    seen.push(("the log".to_owned(), log.into_bytes()));
    look_for(&owner, &seen);
}

#[test]
fn no_word_and_no_key_is_in_postgres_or_in_its_log() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    let mut endpoint =
        Endpoint::start(binary(), &[&["--database", &database, "--log", "debug"], &FREE[..]].concat());
    let owner = use_everything(&endpoint);
    assert!(endpoint.end());
    server.crash();
    server.boot();
    let mut seen = files(server.folder());
    assert!(
        String::from_utf8_lossy(&server.log()).contains("rapport_append"),
        "the database noted every statement"
    );
    seen.push(("the log".to_owned(), endpoint.log().into_bytes()));
    look_for(&owner, &seen);
}
