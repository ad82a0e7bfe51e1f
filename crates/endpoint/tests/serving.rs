//! Ending in order, what operators do, TLS, and pages from other origins.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use std::process::{Command, Output};
use support::http::Client;
use support::process::{Endpoint, Folder};
use support::servers::{FREE, Nodes, Owner, appended, binary, everywhere, page, pull, refused, standing};
use support::tls;
use vault::wire::{Chain, Code, Pull};

#[test]
fn pages_from_other_origins_are_let_in_only_when_they_are_named() {
    let nodes = Nodes::sqlite(&["--origin", "https://app.example"]);
    let owner = Owner::new(1);
    nodes.call(&owner.create());
    let ask = |method: &str, origin: &str| {
        let request = owner.pull(Pull::default());
        let token = request.authorization().expect("a token");
        let headers = [("authorization", token.as_str()), ("origin", origin)];
        nodes.client().request(method, &request.route.path(), &headers, &[]).expect("an answer")
    };
    let allow = "access-control-allow-origin";
    assert_eq!(ask("GET", "https://app.example").header(allow), Some("https://app.example"));
    assert_eq!(ask("GET", "https://other.example").header(allow), None);
    let preflight = ask("OPTIONS", "https://app.example");
    assert_eq!(preflight.status, 204);
    assert!(
        preflight.header("access-control-allow-headers").is_some_and(|list| list.contains("authorization"))
    );
    assert_eq!(ask("OPTIONS", "https://other.example").status, 403);
}

#[test]
fn a_server_that_is_told_to_end_answers_who_waits_first() {
    everywhere(&[], |nodes| {
        let owner = Owner::new(1);
        let incarnation = standing(&nodes.call(&owner.create())).incarnation;
        let mut reader = Client::new(nodes.nodes[0].address);
        let request = owner.pull(Pull { wait: 25, ..pull(0, Chain::START, incarnation) });
        let waiting = std::thread::spawn(move || reader.call(&request).expect("an answer"));
        let mut client = Client::new(nodes.nodes[0].address);
        let is_waiting = |text: Vec<u8>| String::from_utf8_lossy(&text).contains("rapport_waiting 1");
        while !is_waiting(client.request("GET", "/metrics", &[], &[]).expect("metrics").body) {}
        let told = Command::new("kill").args(["-TERM", &nodes.nodes[0].id().to_string()]).status();
        assert!(told.expect("kill").success());
        let reply = waiting.join().expect("the reader");
        assert!(page(&reply, Chain::START).entries.is_empty(), "{}", nodes.name);
    });
}

fn operate(arguments: &[&str]) -> Output {
    Command::new(binary()).args(arguments).output().expect("the command runs")
}

#[test]
fn a_backup_made_while_serving_is_whole() {
    let (folder, copy) = (Folder::new(), Folder::new());
    let data = folder.0.display().to_string();
    let endpoint = Endpoint::start(binary(), &[&["--data", &data], &FREE[..]].concat());
    let owner = Owner::new(1);
    let mut client = Client::new(endpoint.address);
    client.call(&owner.create()).expect("an answer");
    let records = owner.records(300);
    let to = copy.0.join("endpoint.sqlite").display().to_string();
    let count = std::thread::scope(|scope| {
        let backup = scope.spawn(|| operate(&["backup", &to, "--data", &data]));
        for record in &records {
            appended(&client.call(&owner.append(std::slice::from_ref(record))).expect("an answer"));
        }
        assert!(backup.join().expect("the backup").status.success());
        let copied = copy.0.display().to_string();
        let other = Endpoint::start(binary(), &[&["--data", &copied], &FREE[..]].concat());
        let reply = Client::new(other.address).call(&owner.pull(Pull::default())).expect("an answer");
        page(&reply, Chain::START).entries.len()
    });
    assert!(count <= 300);
    assert!(!operate(&["backup", &to, "--data", &data]).status.success(), "nothing is overwritten");
}

#[test]
fn operators_see_sizes_and_purge_what_nobody_touches() {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    let endpoint = Endpoint::start(binary(), &[&["--data", &data], &FREE[..]].concat());
    let mut client = Client::new(endpoint.address);
    for seed in 1..4 {
        let owner = Owner::new(seed);
        client.call(&owner.create()).expect("an answer");
        client.call(&owner.append(&owner.records(2))).expect("an answer");
    }
    let stats = || -> serde_json::Value {
        serde_json::from_slice(&operate(&["stats", "--data", &data]).stdout).expect("JSON")
    };
    assert_eq!(
        (&stats()["vaults"], &stats()["records"], &stats()["touched_in_30_days"]),
        (&3.into(), &6.into(), &3.into())
    );
    assert!(operate(&["purge", "--untouched-for", "1d", "--data", &data]).status.success());
    assert_eq!(stats()["vaults"], 3);
    assert!(operate(&["purge", "--untouched-for", "0d", "--data", &data]).status.success());
    assert_eq!((&stats()["vaults"], &stats()["records"]), (&0.into(), &0.into()));
    // A purged vault is not a deleted one: its device makes it anew.
    let owner = Owner::new(1);
    refused(&client.call(&owner.append(&owner.records(1))).expect("an answer"), Code::UnknownVault);
    assert_eq!(standing(&client.call(&owner.create()).expect("an answer")).head, 0);
    assert!(!operate(&["stats", "--data", "/nowhere"]).status.success());
}

#[test]
fn tls_from_certificate_files() {
    let folder = Folder::new();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let (chain, key) = (folder.0.join("chain.pem"), folder.0.join("key.pem"));
    std::fs::write(&chain, made.cert.pem()).expect("a file");
    std::fs::write(&key, made.key_pair.serialize_pem()).expect("a file");
    let files = ["--tls-certificate", &chain.display().to_string(), "--tls-key", &key.display().to_string()]
        .map(str::to_owned);
    let data = folder.0.display().to_string();
    let arguments: Vec<&str> = files.iter().map(String::as_str).chain(["--data", &data]).collect();
    let endpoint = Endpoint::start(binary(), &arguments);

    let get = |path: &str| tls::get(endpoint.address, "localhost", path, &made.cert.pem()).expect("TLS").0;
    let answer = get("/healthz");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("ok\n"), "{answer}");
    for path in ["/healthz", "/v1/nothing", "/nothing"] {
        assert!(get(path).contains("strict-transport-security: max-age=31536000\r\n"), "{path}");
    }
    let plain = Client::new(endpoint.address).request("GET", "/healthz", &[], &[]);
    assert!(plain.is_err(), "nothing is served without TLS");
}
