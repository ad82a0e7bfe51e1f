//! Handing out the app, ending in order, what operators do, TLS, and pages from other origins.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use std::path::Path;
use std::process::{Command, Output};
use support::http::Client;
use support::process::{Endpoint, Folder};
use support::servers::{FREE, Nodes, Owner, appended, binary, everywhere, page, pull, refused, standing};
use support::tls;
use vault::wire::{Chain, Code, Pull};

fn built_app(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write("index.html", "<!doctype html>the page");
    write("index.html.br", "page, brotli");
    write("rapport-0123456789abcdef_bg.wasm", "wasm");
    write("rapport-0123456789abcdef_bg.wasm.gz", "wasm, gzip");
    write("sw.js", "worker");
    write("manifest.webmanifest", "{}");
    write(
        "headers.json",
        r#"{"content-security-policy":"default-src 'none'","x-content-type-options":"nosniff"}"#,
    );
    write(".hidden", "hidden");
}

#[test]
fn the_app_is_served_compressed_cached_and_under_its_policy() {
    let folder = Folder::new();
    built_app(&folder.0);
    let app = folder.0.display().to_string();
    let nodes = Nodes::sqlite(&["--app", &app]);
    let mut client = nodes.client();
    let mut get =
        |path: &str, headers: &[(&str, &str)]| client.request("GET", path, headers, &[]).expect("an answer");

    let page = get("/", &[("accept", "text/html"), ("accept-encoding", "gzip, br")]);
    assert_eq!((page.status, page.body.as_slice()), (200, b"page, brotli".as_slice()));
    assert_eq!(page.header("content-encoding"), Some("br"));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert_eq!(page.header("content-security-policy"), Some("default-src 'none'"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    let etag = page.header("etag").expect("an etag").to_owned();
    let again = get("/", &[("accept-encoding", "br"), ("if-none-match", &etag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));

    let wasm = get("/rapport-0123456789abcdef_bg.wasm", &[("accept-encoding", "gzip")]);
    assert_eq!(
        (wasm.body.as_slice(), wasm.header("content-type")),
        (b"wasm, gzip".as_slice(), Some("application/wasm"))
    );
    assert_eq!(wasm.header("cache-control"), Some("public, max-age=31536000, immutable"));
    for file in ["/sw.js", "/manifest.webmanifest"] {
        assert_eq!(get(file, &[]).header("cache-control"), Some("no-cache"), "{file}");
    }
    assert_eq!(
        get("/people/4f", &[("accept", "text/html")]).body,
        b"<!doctype html>the page",
        "a place in the app"
    );
    for path in [
        "/headers.json",
        "/.hidden",
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/a/../../sw.js",
    ] {
        assert_eq!(get(path, &[]).status, 404, "{path}");
    }
    let head = client.request("HEAD", "/sw.js", &[], &[]).expect("an answer");
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("6"), 0));
    assert_eq!(client.request("POST", "/sw.js", &[], &[]).expect("an answer").status, 405);
}

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

    let (answer, _) = tls::get(endpoint.address, "localhost", "/healthz", &made.cert.pem()).expect("TLS");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("ok\n"), "{answer}");
    let plain = Client::new(endpoint.address).request("GET", "/healthz", &[], &[]);
    assert!(plain.is_err(), "nothing is served without TLS");
}
