//! A real notebook with a word that nobody else uses in every field of every kind of record, synced by the real keeper: the word
//! is on the devices, and nowhere at the server or on the way to it.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use keeper::link::ToVault;
use keeper::store::Key;
use notebook::Value;
use notebook::command::{Command, Edit};
use notebook::record::{
    Decision, Event, FieldSpec, Fields, Group, Jot, Kind, Lead, Me, Person, Promise, Ref, Shape, Touch,
};
use support::device::{Device, pair, until};
use support::postgres;
use support::process::{Endpoint, Folder, files};
use support::servers::{FREE, binary};
use support::tap::Tap;
use vault::wire::text;
use vault::{Keys, VaultSecret};

/// Begins every word that is typed.
const WORD: &str = "Quokkabird";
const NUMBER: i64 = 4_815_162_342_108;
const DATE: &str = "2077-03-14";
const MONEY: &str = "918273.64 XTS";

/// The table of fields of a kind: a new kind does not compile until it is here.
fn specs(kind: Kind) -> &'static [FieldSpec] {
    match kind {
        Kind::Me => Me::SPECS,
        Kind::Person => Person::SPECS,
        Kind::Jot => Jot::SPECS,
        Kind::Touch => Touch::SPECS,
        Kind::Lead => Lead::SPECS,
        Kind::Promise => Promise::SPECS,
        Kind::Event => Event::SPECS,
        Kind::Group => Group::SPECS,
        Kind::Decision => Decision::SPECS,
    }
}

/// Something for every field; notes what can be looked for as words.
fn fill(
    specs: &[FieldSpec],
    prefix: &str,
    of: &str,
    device: &mut Device,
    words: &mut Vec<String>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for FieldSpec { name, shape } in specs {
        // Life, death and being united have commands of their own.
        if prefix.is_empty() && matches!(*name, "removed_at" | "edited_at" | "erased_at" | "united") {
            continue;
        }
        let (key, word) = (format!("{prefix}{name}"), format!("{WORD} {of} {name}"));
        let (key, value) = match shape {
            Shape::Items(parts) => {
                let item = device.id();
                edits.extend(fill(parts, &format!("{key}/{item}/"), &format!("{of} {name}"), device, words));
                continue;
            }
            Shape::Set => {
                words.push(word.clone());
                (format!("{key}/{word}"), Value::Bool(true))
            }
            Shape::Text => {
                words.push(word.clone());
                (key, Value::Text(word))
            }
            Shape::Str | Shape::Choice => {
                words.push(word.clone());
                (key, Value::str(word))
            }
            Shape::Bool => (key, Value::Bool(true)),
            Shape::Int => (key, Value::Int(NUMBER)),
            Shape::Date => (key, Value::str(DATE)),
            Shape::Instant => (key, Value::str(format!("{DATE}T15:09:26+01:00"))),
            Shape::Planned => (key, Value::str(format!("{DATE}T15:09"))),
            Shape::Id => (key, Value::str(device.id().to_string())),
            Shape::Money => (key, Value::str(MONEY)),
        };
        edits.push(Edit::set(key, value));
    }
    edits
}

/// Every field of every kind.
fn write_everything(device: &mut Device) -> Vec<String> {
    let mut words = Vec::new();
    for kind in Kind::ALL {
        let id = device.id();
        let before = words.len();
        let edits = fill(specs(kind), "", kind.root(), device, &mut words);
        assert!(words.len() > before, "no words for {kind:?}");
        device.act(match kind {
            // It is always there.
            Kind::Me => Command::Edit { record: Ref::ME, edits },
            _ => Command::Add { record: Ref::new(kind, id), edits },
        });
    }
    assert!(words.iter().any(|word| word.ends_with("leads recipients name")), "{words:?}");
    words
}

/// The first of several parts that is somewhere in the bytes, in one pass: a database's folder is large.
fn any<'a>(bytes: &[u8], parts: &'a [Vec<u8>]) -> Option<&'a Vec<u8>> {
    let mut beginning: Vec<Vec<&Vec<u8>>> = vec![Vec::new(); 256];
    parts.iter().for_each(|part| beginning[usize::from(part[0])].push(part));
    bytes.iter().enumerate().find_map(|(at, first)| {
        beginning[usize::from(*first)].iter().find(|part| bytes[at..].starts_with(part)).copied()
    })
}

fn find(bytes: &[u8], part: &[u8]) -> bool {
    any(bytes, &[part.to_vec()]).is_some()
}

/// The secrets of the vaults that there were, and what went by on the wire.
struct Used {
    secrets: Vec<VaultSecret>,
    traffic: Vec<u8>,
}

fn secret(device: &Device) -> VaultSecret {
    let stored = device.store.0.borrow();
    let member = String::from_utf8(stored[&Key::Vault("member".into())].clone()).expect("text");
    let secret = member.split(r#""secret":""#).nth(1).and_then(|rest| rest.split('"').next());
    VaultSecret::new(secret.and_then(text::decode).expect("a secret"))
}

/// Two devices, a notebook with everything in it, a snapshot, and a move to a new vault.
fn use_the_notebook(endpoint: &Endpoint) -> Used {
    let tap = Tap::new(endpoint.address);
    let (mut phone, mut desk) = (Device::new(tap.address, 3), Device::new(tap.address, 4));
    phone.create();
    pair(&mut phone, &mut desk);
    let words = write_everything(&mut phone);
    let rest = |one: &mut Device, other: &mut Device| {
        one.heads() == other.heads() && one.sync().waiting == 0 && other.sync().waiting == 0
    };
    until(&mut phone, &mut desk, "the same on both", rest);
    for device in [&phone, &desk] {
        let stored = device.store.0.borrow();
        let chunks: Vec<u8> = stored
            .iter()
            .filter(|(key, _)| matches!(key, Key::Chunk(_)))
            .flat_map(|(_, bytes)| bytes.clone())
            .collect();
        let lacks: Vec<&String> = words.iter().filter(|word| !find(&chunks, word.as_bytes())).collect();
        assert!(lacks.is_empty(), "a device lacks {lacks:?}");
    }
    let secrets = vec![secret(&phone)];
    phone.compact_after(0);
    desk.compact_after(0);
    until(&mut phone, &mut desk, "a snapshot", |_, _| find(&tap.heard(), b"/ack?"));
    phone.ask(ToVault::Move { invitation: None });
    until(&mut phone, &mut desk, "the old vault's end", |phone, _| {
        let sync = phone.sync();
        sync.old.is_none() && sync.waiting == 0
    });
    let traffic = tap.heard();
    assert!(find(&traffic, b"DELETE /v1/vaults/"));
    Used { secrets: [secrets, vec![secret(&phone)]].concat(), traffic }
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()
}

/// As they are, as hexadecimal digits, and as base64 wherever they may begin in it.
fn guises(bytes: &[u8]) -> Vec<Vec<u8>> {
    let whole = |from: usize| &bytes[from..from + (bytes.len() - from) / 3 * 3];
    let coded = (0..3).map(|from| text::encode(whole(from)).into_bytes());
    [bytes.to_vec(), hex(bytes)].into_iter().chain(coded).collect()
}

fn look_for(used: &Used, seen: &[(String, Vec<u8>)]) {
    let mut hidden: Vec<Vec<u8>> = guises(WORD.as_bytes());
    hidden.extend([DATE, MONEY, &NUMBER.to_string()].map(|plain| plain.as_bytes().to_vec()));
    hidden.extend(used.secrets.iter().flat_map(|secret| [secret.bytes().to_vec(), hex(secret.bytes())]));
    let keys: Vec<Keys> = used.secrets.iter().map(Keys::new).collect();
    let tokens: Vec<Vec<u8>> = keys.iter().flat_map(|keys| guises(keys.access.bytes())).collect();
    let vault = keys[1].vault.0;
    let names = [vault.to_vec(), hex(&vault)];
    assert!(seen.iter().any(|(_, bytes)| any(bytes, &names).is_some()), "looked elsewhere");
    let secret = [&hidden[..], &tokens].concat();
    for (name, bytes) in seen {
        let found = any(bytes, &secret).map(|part| String::from_utf8_lossy(part));
        assert!(found.is_none(), "{name} holds {found:?}");
    }
    // A request carries the token.
    assert!(find(&used.traffic, text::encode(keys[1].access.bytes()).as_bytes()));
    let found = any(&used.traffic, &hidden).map(|part| String::from_utf8_lossy(part));
    assert!(found.is_none(), "the wire carried {found:?}");
}

#[test]
fn no_field_of_any_record_is_in_sqlite_or_in_the_log_or_on_the_wire() {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    let arguments = [&["--data", &data, "--log", "debug", "--log-format", "json"], &FREE[..]].concat();
    let mut endpoint = Endpoint::start(binary(), &arguments);
    let used = use_the_notebook(&endpoint);
    let mut seen = files(&folder.0);
    assert!(
        seen.iter().any(|(name, _)| name.ends_with("-wal")),
        "the log that is written ahead is among them"
    );
    assert!(endpoint.end());
    seen.extend(files(&folder.0));
    seen.push(("the log".to_owned(), endpoint.log().into_bytes()));
    look_for(&used, &seen);
}

#[test]
fn no_field_of_any_record_is_in_postgres_or_in_its_log() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    let mut endpoint =
        Endpoint::start(binary(), &[&["--database", &database, "--log", "debug"], &FREE[..]].concat());
    let used = use_the_notebook(&endpoint);
    assert!(endpoint.end());
    server.crash();
    server.boot();
    let mut seen = files(server.folder());
    assert!(String::from_utf8_lossy(&server.log()).contains("rapport_append"), "every statement is noted");
    seen.push(("the log".to_owned(), endpoint.log().into_bytes()));
    look_for(&used, &seen);
}
