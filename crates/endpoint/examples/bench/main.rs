//! The scenarios in which servers of this kind can be compared, against the real binary as a process of its own, over SQLite and
//! over Postgres; two nodes over one Postgres; and durable appends a second. `cargo run --profile server -p rapport-endpoint --example bench`.
//!
//! `RAPPORT_ENDPOINT=path` measures another binary than the one that would be built now; `RAPPORT_ONLY=S1` runs one scenario
//! (S1, S2 with S3, S4, nodes, appends, idle).
//!
//! Lines that begin with `{` are figures for programs; the table at the end is for people.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    unreachable_pub,
    reason = "a benchmark"
)]

mod device;
#[path = "../../tests/support/http.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod http;
#[path = "../../tests/support/postgres.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod postgres;
mod probe;
#[path = "../../tests/support/process.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod process;
mod scenarios;
mod table;

use probe::Probe;
use process::{Endpoint, Folder};
use std::path::{Path, PathBuf};
use std::process::Command;
use vault::{Keys, VaultSecret};

pub fn hash(change: &[u8]) -> [u8; 32] {
    vault::wire::Rid::of(change).0
}

/// A server under test.
pub struct Server {
    pub name: &'static str,
    endpoint: Option<Endpoint>,
    arguments: Vec<String>,
    binary: PathBuf,
    folder: Folder,
    postgres: Option<postgres::Server>,
}

const FREE: [&str; 6] = ["--vault-rate", "0", "--address-rate", "0", "--creations", "0"];

impl Server {
    fn sqlite(binary: &Path) -> Self {
        let folder = Folder::new();
        let arguments = ["--data", &folder.0.display().to_string()].map(str::to_owned).to_vec();
        Self::start("SQLite", binary, folder, arguments, None)
    }

    fn postgres(binary: &Path) -> Option<Self> {
        let database = postgres::server()?;
        let arguments = ["--database", &database.database()].map(str::to_owned).to_vec();
        Some(Self::start("Postgres", binary, Folder::new(), arguments, Some(database)))
    }

    fn start(
        name: &'static str,
        binary: &Path,
        folder: Folder,
        mut arguments: Vec<String>,
        postgres: Option<postgres::Server>,
    ) -> Self {
        arguments.extend(FREE.map(str::to_owned));
        let mut server =
            Self { name, endpoint: None, arguments, binary: binary.to_owned(), folder, postgres };
        server.restart();
        server
    }

    /// After `kill -9`, if it runs.
    pub fn restart(&mut self) {
        if let Some(endpoint) = &mut self.endpoint {
            endpoint.kill();
        }
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        self.endpoint = Some(Endpoint::start(&self.binary, &arguments));
    }

    pub fn address(&self) -> std::net::SocketAddr {
        self.endpoint.as_ref().expect("it runs").address
    }

    /// Over the same database, if that takes several.
    pub fn another_node(&self) -> Option<Endpoint> {
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        self.postgres.as_ref().map(|_| Endpoint::start(&self.binary, &arguments))
    }

    /// The endpoint alone.
    pub fn node(&self) -> Probe {
        Probe(vec![self.endpoint.as_ref().expect("it runs").id()])
    }

    /// With its database.
    pub fn all(&self) -> Probe {
        let mut all = self.node();
        if let Some(postgres) = &self.postgres {
            let pid =
                std::fs::read_to_string(postgres.folder().join("data/postmaster.pid")).unwrap_or_default();
            let root = pid.lines().next().and_then(|line| line.parse().ok()).unwrap_or(0);
            all.0.extend(Probe::family(root).0);
        }
        all
    }

    /// MiB on the disk.
    pub fn disk(&self) -> f64 {
        let base = self.postgres.as_ref().map(|postgres| postgres.folder().join("data/base"));
        probe::size(&base.unwrap_or_else(|| self.folder.0.clone()))
    }
}

/// A vault that exists.
pub fn vault(server: &Server) -> Keys {
    let mut secret = [0; 32];
    device::random(&mut secret);
    let keys = Keys::new(&VaultSecret::new(secret));
    let route = vault::wire::Route::Create(keys.vault);
    let request =
        vault::wire::Request { route, access: Some(keys.access.clone()), body: Vec::new(), invitation: None };
    let reply = http::Client::new(server.address()).call(&request).expect("an answer");
    assert_eq!(reply.status, 200);
    keys
}

fn main() {
    let binary = match std::env::var_os("RAPPORT_ENDPOINT") {
        Some(binary) => binary.into(),
        None => build(),
    };
    let mut columns = vec![(String::from("SQLite"), scenarios::run(|| Server::sqlite(&binary)))];
    if Server::postgres(&binary).is_some() {
        columns.push((
            String::from("Postgres"),
            scenarios::run(|| Server::postgres(&binary).expect("Postgres")),
        ));
    }
    for (name, figures) in &columns {
        for (figure, value, unit) in figures {
            println!(r#"{{"bench":"endpoint: {figure}","size":"{name}","value":{value},"unit":"{unit}"}}"#);
        }
    }
    table::print(&columns);
    let report =
        binary.parent().and_then(Path::parent).expect("the target folder").join("bench/endpoint.json");
    table::write(&report, &columns);
}

/// The binary with the profile that is deployed.
fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = [
        "build",
        "--quiet",
        "--profile",
        "server",
        "--package",
        "rapport-endpoint",
        "--bin",
        "rapport-endpoint",
    ];
    assert!(Command::new(cargo).args(build).status().expect("cargo").success());
    let own = std::env::current_exe().expect("this program");
    let target = own.ancestors().nth(3).expect("target/<profile>/examples/bench");
    target.join("server/rapport-endpoint")
}
