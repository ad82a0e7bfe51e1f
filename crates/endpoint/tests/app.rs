//! Handing out the app: packed, cached, under its policy, and to thousands at once.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use support::http::{Client, connect};
use support::process::{Endpoint, Folder, peak};
use support::servers::{FREE, Nodes, Owner, binary};
use vault::wire::Pull;

/// As the build writes them.
#[path = "../../xtask/src/precache/headers.rs"]
#[allow(clippy::unwrap_used, unreachable_pub, reason = "shared with the build")]
mod headers;

const PAGE: &str = "index.html";
const PAGE_TEXT: &str = "<!doctype html><script type=\"module\">start()</script>the page";

fn built_app(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write("index.html", PAGE_TEXT);
    write("index.html.br", "page, brotli");
    write("rapport-0123456789abcdef_bg.wasm", "wasm");
    write("rapport-0123456789abcdef_bg.wasm.gz", "wasm, gzip");
    write("sw.js", "worker");
    write("manifest.webmanifest", "{}");
    write(".hidden", "hidden");
    headers::write(folder).expect("the build's headers");
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
    assert_eq!(page.header("strict-transport-security"), None, "without TLS");
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
        PAGE_TEXT.as_bytes(),
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

/// What the page may do is said by the server with every answer, in the words of the build.
#[test]
fn every_answer_of_the_app_carries_the_policy_of_its_build() {
    let folder = Folder::new();
    built_app(&folder.0);
    let app = folder.0.display().to_string();
    let nodes = Nodes::sqlite(&["--app", &app]);
    for (path, status) in [("/", 200), ("/sw.js", 200), ("/manifest.webmanifest", 200), ("/none.js", 404)] {
        let reply = nodes.client().request("GET", path, &[], &[]).expect("an answer");
        assert_eq!(reply.status, status, "{path}");
        let policy = reply.header("content-security-policy").expect("a policy");
        let rules: Vec<&str> = policy.split("; ").collect();
        for rule in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='",
            "style-src 'self'",
            "connect-src 'self' https:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(rules.contains(&rule), "{rule} is not in {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path}");
        }
    }
}

/// A file each would be some gigabytes.
#[test]
fn thousands_who_read_slowly_share_the_bytes_of_a_file() {
    const READERS: usize = 2000;
    let (folder, data) = (Folder::new(), Folder::new());
    built_app(&folder.0);
    std::fs::write(folder.0.join("long.wasm"), vec![7; 4 << 20]).expect("a file");
    let (app, data) = (folder.0.display().to_string(), data.0.display().to_string());
    let settings = ["--app", &app, "--data", &data, "--max-connections-per-address", "4000"];
    let endpoint = Endpoint::start(binary(), &[&settings, &FREE[..]].concat());
    let begin = |_| {
        let mut stream = connect(Ipv4Addr::LOCALHOST, endpoint.address, Some(4 << 10));
        stream.write_all(b"GET /long.wasm HTTP/1.1\r\nhost: x\r\n\r\n").expect("a request");
        stream
    };
    let mut readers: Vec<TcpStream> = (0..READERS).map(begin).collect();
    for reader in &mut readers {
        let mut status = [0; 12];
        reader.read_exact(&mut status).expect("a status");
        assert_eq!(&status, b"HTTP/1.1 200");
    }
    let page = Client::new(endpoint.address).request("GET", "/", &[], &[]).expect("an answer");
    assert_eq!(page.status, 200);
    assert!(peak(endpoint.id()) < 150, "{} MiB for {} readers", peak(endpoint.id()), readers.len());
}

#[test]
fn a_flood_of_files_is_slowed_down_and_the_protocol_goes_on() {
    let (folder, data) = (Folder::new(), Folder::new());
    built_app(&folder.0);
    let (app, data) = (folder.0.display().to_string(), data.0.display().to_string());
    let endpoint = Endpoint::start(binary(), &["--app", &app, "--data", &data, "--address-rate", "1"]);
    let mut client = Client::new(endpoint.address);
    let mut get = || client.request("GET", "/sw.js", &[], &[]).expect("an answer");
    let replies: Vec<_> = (0..200).map(|_| get()).collect();
    let limited = replies.iter().find(|reply| reply.status == 429).expect("a limit");
    assert!(limited.header("retry-after").is_some());
    let served = replies.iter().filter(|reply| reply.status == 200).count();
    assert!(served >= 80, "an installation asks for {served} files at once");
    let owner = Owner::new(1);
    client.call(&owner.create()).expect("an answer");
    assert_eq!(client.call(&owner.pull(Pull::default())).expect("an answer").status, 200);
}
