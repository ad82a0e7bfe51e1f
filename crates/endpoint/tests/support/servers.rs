//! One story over every backend: SQLite, Postgres, and two nodes over one Postgres.

use super::http::{Client, Reply};
use super::postgres;
use super::process::{Endpoint, Folder};
use std::cell::Cell;
use std::path::Path;
use vault::wire::{
    Appended, Chain, Code, Incarnation, Page, Pull, Request, Rid, Route, Standing, write_batch,
};
use vault::{Keys, VaultId, VaultSecret, seal_changes};

pub fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_rapport-endpoint"))
}

/// Without limits on rates.
pub const FREE: [&str; 6] = ["--vault-rate", "0", "--address-rate", "0", "--creations", "0"];

/// One or more nodes over one storage. Requests go to them in turn.
pub struct Nodes {
    pub name: &'static str,
    pub nodes: Vec<Endpoint>,
    turn: Cell<usize>,
    _folder: Folder,
}

impl Nodes {
    pub fn sqlite(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let data = folder.0.display().to_string();
        let node = Endpoint::start(binary(), &[&["--data", &data], &FREE[..], arguments].concat());
        Self { name: "SQLite", nodes: vec![node], turn: Cell::new(0), _folder: folder }
    }

    pub fn postgres(server: &postgres::Server, count: usize, arguments: &[&str]) -> Self {
        let (folder, database) = (Folder::new(), server.database());
        let arguments = [&["--database", &database], &FREE[..], arguments].concat();
        let nodes = (0..count).map(|_| Endpoint::start(binary(), &arguments)).collect();
        let name = if count > 1 { "two nodes on one Postgres" } else { "Postgres" };
        Self { name, nodes, turn: Cell::new(0), _folder: folder }
    }

    /// A client of the next node.
    pub fn client(&self) -> Client {
        let turn = self.turn.get();
        self.turn.set(turn + 1);
        Client::new(self.nodes[turn % self.nodes.len()].address)
    }

    pub fn call(&self, request: &Request) -> Reply {
        self.client().call(request).expect("an answer")
    }
}

/// Runs a story on every backend.
pub fn everywhere(arguments: &[&str], story: impl Fn(&Nodes)) {
    story(&Nodes::sqlite(arguments));
    if let Some(server) = postgres::server() {
        story(&Nodes::postgres(&server, 1, arguments));
        story(&Nodes::postgres(&server, 2, arguments));
    }
}

/// One vault's owner.
pub struct Owner {
    pub keys: Keys,
}

impl Owner {
    pub fn new(seed: u8) -> Self {
        Self { keys: Keys::new(&VaultSecret::new([seed; 32])) }
    }

    pub fn vault(&self) -> VaultId {
        self.keys.vault
    }

    pub fn request(&self, route: Route, body: Vec<u8>) -> Request {
        Request { route, access: Some(self.keys.access.clone()), body, invitation: None }
    }

    pub fn create(&self) -> Request {
        self.request(Route::Create(self.vault()), Vec::new())
    }

    pub fn append(&self, records: &[Vec<u8>]) -> Request {
        self.request(Route::Append(self.vault()), write_batch(records.iter().map(Vec::as_slice)))
    }

    pub fn pull(&self, pull: Pull) -> Request {
        self.request(Route::Pull(self.vault(), pull), Vec::new())
    }

    /// A sealed record with these words.
    pub fn record(&self, words: &str) -> Vec<u8> {
        let mut seed =
            words.bytes().fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        seal_changes(&self.keys, &[words], &mut |bytes| {
            for byte in bytes {
                *byte = super::random(&mut seed) as u8;
            }
        })
    }

    pub fn records(&self, count: usize) -> Vec<Vec<u8>> {
        (0..count).map(|number| self.record(&format!("record {number}"))).collect()
    }
}

pub fn standing(reply: &Reply) -> Standing {
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    Standing::from_bytes(&reply.body).expect("a standing")
}

pub fn appended(reply: &Reply) -> Appended {
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    Appended::from_bytes(&reply.body).expect("an answer to an append")
}

pub fn page(reply: &Reply, before: Chain) -> Page {
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    Page::from_bytes(&reply.body, before).expect("a page")
}

#[track_caller]
pub fn refused(reply: &Reply, code: Code) {
    let found = Code::from_document(reply.status, &reply.body);
    assert_eq!(found, Some(code), "{} {}", reply.status, String::from_utf8_lossy(&reply.body));
    assert_eq!(reply.header("content-type"), Some("application/problem+json"));
}

pub fn chain_of(records: &[Vec<u8>]) -> Chain {
    records.iter().fold(Chain::START, |chain, record| chain.then(&Rid::of(record)))
}

pub fn pull(after: u64, chain: Chain, incarnation: Incarnation) -> Pull {
    Pull { after, chain: Some(chain), incarnation: Some(incarnation), wait: 0 }
}
