//! What strangers may try: the right status, bounded memory, and the service goes on.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::time::Duration;
use support::http::{Client, Reply, connect};
use support::process::{Endpoint, Folder, peak};
use support::servers::{FREE, Nodes, Owner, appended, binary, page, refused, standing};
use vault::wire::{
    Chain, Code, MAX_BATCH, MAX_RECORD, MAX_RECORDS, MAX_SNAPSHOT, Offer, Pull, Request, Rid, Route, text,
};

fn sqlite(arguments: &[&str]) -> (Endpoint, Folder) {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    (Endpoint::start(binary(), &[&["--data", &data], arguments].concat()), folder)
}

#[test]
fn only_the_vaults_own_token_opens_it() {
    let nodes = Nodes::sqlite(&[]);
    let (owner, other) = (Owner::new(1), Owner::new(2));
    let incarnation = standing(&nodes.call(&owner.create())).incarnation;
    nodes.call(&other.create());
    let (chain, rid) = (Chain::START, Rid([0; 32]));
    let vault = owner.vault();
    let routes = [
        Route::Create(vault),
        Route::Delete(vault),
        Route::Append(vault),
        Route::Pull(vault, Pull::default()),
        Route::Offer(vault, Offer { covers: 1, replaces: 0, chain, incarnation, rid }),
        Route::Ack(vault, 1, incarnation),
    ];
    for route in routes {
        let request = |access| Request { route, access, body: Vec::new(), invitation: None };
        refused(&nodes.call(&request(None)), Code::BadToken);
        refused(&nodes.call(&request(Some(other.keys.access.clone()))), Code::BadToken);
        for header in ["Bearer", "Bearer x", "Basic eDp5", "bearer \u{7f}"] {
            let path = route.path();
            let reply =
                nodes.client().request(route.method().name(), &path, &[("authorization", header)], &[]);
            assert!(matches!(reply.expect("an answer").status, 400 | 401), "{header}");
        }
    }
    // A token in the address opens nothing.
    let token = text::encode(owner.keys.access.bytes());
    let path = format!("{}?access_token={token}&token={token}", Route::Append(vault).path());
    refused(&nodes.client().request("POST", &path, &[], &[1]).expect("an answer"), Code::BadToken);
    assert!(page(&nodes.call(&owner.pull(Pull::default())), Chain::START).entries.is_empty());
}

/// Who has read the database knows ids, and an id opens nothing.
#[test]
fn a_vaults_id_can_neither_be_taken_before_it_is_used_nor_used_as_a_token() {
    let nodes = Nodes::sqlite(&[]);
    let (owner, other) = (Owner::new(1), Owner::new(2));
    let squat = Request { access: Some(other.keys.access.clone()), ..owner.create() };
    refused(&nodes.call(&squat), Code::BadToken);
    assert_eq!(standing(&nodes.call(&owner.create())).head, 0);
    appended(&nodes.call(&owner.append(&owner.records(1))));
    let header = format!("Bearer {}", text::encode(&owner.vault().0));
    for request in [owner.pull(Pull::default()), owner.append(&owner.records(2)), owner.create()] {
        let (method, path) = (request.route.method().name(), request.route.path());
        let headers = [("authorization", header.as_str())];
        let reply = nodes.client().request(method, &path, &headers, &request.body).expect("an answer");
        refused(&reply, Code::BadToken);
    }
}

#[test]
fn replayed_and_truncated_bodies_change_nothing() {
    let nodes = Nodes::sqlite(&[]);
    let owner = Owner::new(1);
    nodes.call(&owner.create());
    let request = owner.append(&owner.records(3));
    let first = appended(&nodes.call(&request));
    for _ in 0..5 {
        assert_eq!(appended(&nodes.call(&request)), first);
    }
    for length in 0..request.body.len() {
        let cut = Request { body: request.body[..length].to_vec(), ..request.clone() };
        refused(&nodes.call(&cut), Code::Malformed);
    }
    for place in 0..request.body.len() {
        let mut flipped = request.clone();
        flipped.body[place] ^= 0x10;
        refused(&nodes.call(&flipped), Code::Malformed);
    }
    assert_eq!(page(&nodes.call(&owner.pull(Pull::default())), Chain::START).entries.len(), 3);
}

#[test]
fn bombs_are_refused_before_they_are_read() {
    let (endpoint, _folder) = sqlite(&FREE);
    let owner = Owner::new(1);
    let mut client = Client::new(endpoint.address);
    client.call(&owner.create()).expect("an answer");
    let request = owner.append(&owner.records(1));
    let (path, token) = (request.route.path(), request.authorization().expect("a token"));
    let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: {token}\r\n");
    for length in ["16777233", "10000000000", "18446744073709551615"] {
        let bomb = format!("{head}content-length: {length}\r\n\r\n");
        let reply = Client::new(endpoint.address).raw(bomb.as_bytes(), false).expect("an answer");
        assert!(matches!(reply.status, 413 | 400 | 431), "{length}: {}", reply.status);
    }
    // A body without an announced length, and without an end.
    let mut stream = TcpStream::connect(endpoint.address).expect("a connection");
    stream.write_all(format!("{head}transfer-encoding: chunked\r\n\r\n").as_bytes()).expect("a head");
    let chunk = [b"10000\r\n".as_slice(), &[7; 0x10000], b"\r\n"].concat();
    while stream.write_all(&chunk).is_ok() {}
    // Lengths inside that promise more than there is.
    for length in [
        &[0xff; 9][..],
        &[0xff, 0xff, 0xff, 0xff, 0x0f],
        &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
    ] {
        let mut body = [&[1], length, b"abc"].concat();
        let check = Rid::of(&body).0;
        body.extend_from_slice(&check[..8]);
        refused(&client.call(&Request { body, ..request.clone() }).expect("an answer"), Code::Malformed);
    }
    let short = owner.record("short");
    for long in [
        vec![vec![1; MAX_SNAPSHOT + 1]],
        vec![vec![1; MAX_RECORD + 1], short.clone()],
        vec![vec![1; MAX_RECORD], vec![2; MAX_RECORD], vec![3; MAX_RECORD], vec![4; MAX_RECORD], short],
    ] {
        refused(&client.call(&owner.append(&long)).expect("an answer"), Code::TooLarge);
    }
    // What is packed is not unpacked.
    let headers = [("authorization", token.as_str()), ("content-encoding", "gzip")];
    let gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xed, 0xc1];
    refused(&client.request("POST", &path, &headers, &gzip).expect("an answer"), Code::Malformed);
    // Heads have their limits, too.
    let long = format!("GET /v1/vaults/{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(200_000));
    assert!(
        Client::new(endpoint.address)
            .raw(long.as_bytes(), false)
            .is_ok_and(|reply| matches!(reply.status, 414 | 431))
    );
    let many: String = (0..1000).map(|number| format!("x-{number}: y\r\n")).collect();
    let many = format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{many}\r\n");
    assert_eq!(Client::new(endpoint.address).raw(many.as_bytes(), false).expect("an answer").status, 431);
    assert_eq!(appended(&client.call(&request).expect("an answer")).standing.head, 1, "the service goes on");
    assert!(peak(endpoint.id()) < 100, "{} MiB", peak(endpoint.id()));
}

/// A few thousand times one byte, as long as a body may be: neither looked through nor answered one by one.
#[test]
fn batches_of_crumbs_are_refused_and_memory_stays_small() {
    let (endpoint, _folder) = sqlite(&FREE);
    let owner = Owner::new(1);
    let mut client = Client::new(endpoint.address);
    client.call(&owner.create()).expect("an answer");
    let crumbs = |length: usize| {
        let mut body = [&[1], [1u8, 7].repeat(length / 2).as_slice()].concat();
        let check = Rid::of(&body).0;
        body.extend_from_slice(&check[..8]);
        owner.request(Route::Append(owner.vault()), body)
    };
    for length in [MAX_BATCH - 16, MAX_SNAPSHOT] {
        refused(&client.call(&crumbs(length)).expect("an answer"), Code::TooLarge);
    }
    refused(&client.call(&crumbs(2 * MAX_RECORDS)).expect("an answer"), Code::Malformed);
    assert!(peak(endpoint.id()) < 80, "{} MiB", peak(endpoint.id()));
}

#[test]
fn what_is_no_http_is_refused() {
    let (endpoint, _folder) = sqlite(&FREE);
    let mut seed = 1u64;
    for _ in 0..200 {
        let bytes: Vec<u8> = (0..400).map(|_| support::random(&mut seed) as u8).collect();
        let mut stream = TcpStream::connect(endpoint.address).expect("a connection");
        let _ = stream.write_all(&bytes).and_then(|()| stream.shutdown(Shutdown::Write));
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"));
    }
    let healthy = Client::new(endpoint.address).request("GET", "/healthz", &[], &[]);
    assert_eq!(healthy.expect("an answer").status, 200);
}

/// Every guest has a vault and an address of its own.
fn guest(number: u8) -> (Owner, Vec<(String, String)>) {
    (Owner::new(number), vec![("x-forwarded-for".to_owned(), format!("203.0.113.{number}"))])
}

fn call(endpoint: &Endpoint, from: &[(String, String)], request: &Request) -> Reply {
    let mut client = Client::new(endpoint.address);
    client.extra = from.to_vec();
    client.call(request).expect("an answer")
}

/// A request's head and body, as they travel.
fn message(request: &Request, from: &[(String, String)]) -> Vec<u8> {
    let (method, path) = (request.route.method().name(), request.route.path());
    let (token, length) = (request.authorization().expect("a token"), request.body.len());
    let (name, address) = &from[0];
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\nauthorization: {token}\r\n{name}: {address}\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), &request.body].concat()
}

/// All but the last byte: it is not over. The server answers and closes those that it has no room for.
fn holds_on(endpoint: &Endpoint, message: &[u8]) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(endpoint.address).expect("a connection");
    stream.write_all(&message[..message.len() - 1]).ok()?;
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a time");
    let is_open = stream.read(&mut [0; 12]).is_err_and(|error| error.kind() == ErrorKind::WouldBlock);
    is_open.then_some(stream)
}

#[test]
fn who_holds_on_to_long_bodies_keeps_nobody_elses_out() {
    let (endpoint, _folder) = sqlite(&[&["--behind-proxy", "true"], &FREE[..]].concat());
    let long = |owner: &Owner| owner.append(&[vec![1; MAX_SNAPSHOT]]);
    let [(one, here), (other, there)] = [guest(1), guest(2)];
    for owner in [&one, &other] {
        call(&endpoint, &here, &owner.create());
    }
    let held: Vec<TcpStream> =
        (0..4).filter_map(|_| holds_on(&endpoint, &message(&long(&one), &here))).collect();
    assert_eq!(held.len(), 1, "a quarter of the room");
    assert!(holds_on(&endpoint, &message(&long(&other), &here)).is_none(), "not for another vault either");
    assert!(holds_on(&endpoint, &message(&long(&one), &there)).is_none(), "and not from elsewhere");
    assert_eq!(appended(&call(&endpoint, &there, &long(&other))).standing.head, 1);
    assert_eq!(appended(&call(&endpoint, &here, &one.append(&one.records(1)))).standing.head, 1);
}

/// Memory is not the place for all that strangers send: there is room for some long bodies at a time, and always for short ones.
#[test]
fn many_long_bodies_at_once_find_no_room_and_short_ones_do() {
    let (endpoint, _folder) = sqlite(&[&["--behind-proxy", "true"], &FREE[..]].concat());
    let guests: Vec<_> = (1..=12).map(guest).collect();
    let long = |owner: &Owner| owner.append(&[vec![1; MAX_SNAPSHOT]]);
    for (owner, from) in &guests {
        call(&endpoint, from, &owner.create());
    }
    let begin = |(owner, from): &(Owner, Vec<_>)| holds_on(&endpoint, &message(&long(owner), from));
    let open: Vec<TcpStream> = guests.iter().filter_map(begin).collect();
    assert!((3..=4).contains(&open.len()), "{} long bodies at once", open.len());
    let (owner, from) = &guests[11];
    assert_eq!(appended(&call(&endpoint, from, &owner.append(&owner.records(1)))).standing.head, 1);
    assert!(peak(endpoint.id()) < 200, "{} MiB", peak(endpoint.id()));
    drop(open);
    // Then there is room again.
    while call(&endpoint, from, &long(owner)).status == 503 {}
    assert_eq!(appended(&call(&endpoint, from, &long(owner))).standing.head, 2);
}

#[test]
fn many_who_do_not_read_long_pages_find_no_room_and_others_do() {
    let (endpoint, _folder) = sqlite(&[&["--behind-proxy", "true"], &FREE[..]].concat());
    let guests: Vec<_> = (1..=6).map(guest).collect();
    let record = vec![1; MAX_SNAPSHOT];
    for (owner, from) in &guests {
        call(&endpoint, from, &owner.create());
        call(&endpoint, from, &owner.append(std::slice::from_ref(&record)));
    }
    // Everybody reads the first bytes of an answer, and then no more.
    let asks = |(owner, from): &(Owner, Vec<_>)| {
        let mut stream = TcpStream::connect(endpoint.address).expect("a connection");
        stream.write_all(&message(&owner.pull(Pull::default()), from)).expect("a request");
        let mut status = [0; 12];
        stream.read_exact(&mut status).expect("a status");
        assert!([b"HTTP/1.1 200", b"HTTP/1.1 503"].contains(&&status));
        (status == *b"HTTP/1.1 200").then_some(stream)
    };
    let one: Vec<TcpStream> = (0..10).filter_map(|_| asks(&guests[0])).collect();
    assert_eq!(one.len(), 2, "a quarter of the room");
    let others: Vec<TcpStream> =
        guests[1..].iter().flat_map(|guest| [asks(guest), asks(guest)]).flatten().collect();
    assert!((6..10).contains(&others.len()), "{} long pages at once", others.len());
    let (owner, from) = &guests[0];
    let chain = Chain::START.then(&Rid::of(&record));
    let short = Pull { after: 1, chain: Some(chain), incarnation: None, wait: 0 };
    assert!(page(&call(&endpoint, from, &owner.pull(short)), chain).entries.is_empty());
    assert!(peak(endpoint.id()) < 300, "{} MiB", peak(endpoint.id()));
    drop((one, others));
    // Then there is room again.
    let again = || call(&endpoint, from, &owner.pull(Pull::default()));
    let reply = std::iter::repeat_with(again).find(|reply| reply.status != 503).expect("one");
    assert!(page(&reply, Chain::START).entries[0].record == record);
}

#[test]
fn floods_are_slowed_down_and_others_are_served() {
    let limits = ["--vault-rate", "1", "--address-rate", "0", "--creations", "5"];
    let (endpoint, _folder) = sqlite(&limits);
    let (owner, other) = (Owner::new(1), Owner::new(2));
    let mut client = Client::new(endpoint.address);
    client.call(&owner.create()).expect("an answer");
    client.call(&other.create()).expect("an answer");
    let statuses: Vec<u16> = (0..200)
        .map(|_| {
            let reply = client.call(&owner.pull(Pull::default())).expect("an answer");
            if reply.status == 429 {
                refused(&reply, Code::TooManyRequests);
                assert!(reply.header("retry-after").expect("a time").parse::<u64>().expect("seconds") >= 1);
            }
            reply.status
        })
        .collect();
    assert!(statuses.iter().filter(|status| **status == 429).count() > 150);
    assert_eq!(client.call(&other.pull(Pull::default())).expect("an answer").status, 200);
    // New vaults, too: one address cannot fill the disk with them.
    let created = (10..30).map(|seed| client.call(&Owner::new(seed).create()).expect("an answer").status);
    assert_eq!(created.filter(|status| *status == 200).count(), 3);
}

#[test]
fn an_address_has_a_limit_of_its_own() {
    let (endpoint, _folder) = sqlite(&["--vault-rate", "0", "--address-rate", "1", "--behind-proxy", "true"]);
    let mut client = Client::new(endpoint.address);
    let mut ask = |address: &str| {
        let path = Owner::new(1).create().route.path();
        client
            .request("POST", &path, &[("x-forwarded-for", &format!("198.51.100.7, {address}"))], &[])
            .expect("an answer")
            .status
    };
    assert!((0..50).map(|_| ask("203.0.113.1")).any(|status| status == 429));
    assert_eq!(ask("203.0.113.2"), 401, "another address is served, and refused for its own reason");
}

#[test]
fn connections_without_end_are_closed_and_the_others_served() {
    let limits = ["--max-connections", "8", "--max-connections-per-address", "8"];
    let (endpoint, _folder) = sqlite(&[&limits, &FREE[..]].concat());
    let mut idle: Vec<TcpStream> = Vec::new();
    let mut refused = 0;
    for _ in 0..40 {
        let mut stream = TcpStream::connect(endpoint.address).expect("a connection");
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").ok();
        let mut byte = [0];
        match stream.read(&mut byte) {
            Ok(1) => idle.push(stream),
            _ => refused += 1,
        }
    }
    assert_eq!((idle.len(), refused), (8, 32));
    drop(idle);
    let served = || {
        Client::new(endpoint.address)
            .request("GET", "/healthz", &[], &[])
            .is_ok_and(|reply| reply.status == 200)
    };
    while !served() {}
}

#[test]
fn one_address_cannot_hold_all_connections() {
    let limits = ["--max-connections", "8", "--max-connections-per-address", "3"];
    let (endpoint, _folder) = sqlite(&[&limits, &FREE[..]].concat());
    let is_served = |from: u8| {
        let mut stream = connect(Ipv4Addr::new(127, 0, 0, from), endpoint.address, None);
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").ok();
        stream.read(&mut [0; 12]).is_ok_and(|read| read > 0).then_some(stream)
    };
    let open: Vec<TcpStream> = (0..8).filter_map(|_| is_served(1)).collect();
    assert_eq!(open.len(), 3);
    assert!(is_served(2).is_some());
}

#[test]
fn odd_addresses_get_their_status() {
    let nodes = Nodes::sqlite(&[]);
    let vault = text::encode(&Owner::new(1).vault().0);
    let expected = [
        ("GET", "/v2/vaults".to_owned(), 426),
        ("GET", "/v1/".to_owned(), 404),
        ("GET", "/v1/vaults/short".to_owned(), 404),
        ("PATCH", format!("/v1/vaults/{vault}"), 405),
        ("GET", format!("/v1/vaults/{vault}/records?after=x"), 400),
        ("GET", format!("/v1/vaults/{vault}/records?after=99999999999999999999"), 400),
        ("PUT", format!("/v1/vaults/{vault}/snapshot"), 400),
        ("GET", format!("/v1/vaults/{vault}/../../../etc/passwd"), 404),
        ("GET", "/nothing".to_owned(), 404),
    ];
    for (method, path, status) in expected {
        let reply = nodes.client().request(method, &path, &[], &[]).expect("an answer");
        assert_eq!(reply.status, status, "{method} {path}");
    }
}
