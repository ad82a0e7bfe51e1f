//! A real Postgres in a temporary folder, started by the tests themselves. Not as root: then as the user `postgres`.

use super::process::{Folder, in_ci};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

pub struct Server {
    folder: Folder,
    binaries: PathBuf,
}

/// `None` when there is no Postgres here and this is not CI; says so.
pub fn server() -> Option<Server> {
    let binaries = find();
    if binaries.is_none() {
        assert!(!in_ci(), "no Postgres: apt-get install --no-install-recommends postgresql");
        println!("skipped: no Postgres here (apt-get install --no-install-recommends postgresql)");
    }
    binaries.map(Server::start)
}

fn find() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    found.sort();
    found.extend(
        std::env::var_os("PATH").iter().flat_map(|path| std::env::split_paths(path).collect::<Vec<_>>()),
    );
    found.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

impl Server {
    fn start(binaries: PathBuf) -> Self {
        let server = Self { folder: Folder::new(), binaries };
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&server.folder.0));
        }
        let data = server.data();
        run(server
            .tool("initdb")
            .args(["--auth=trust", "--username=postgres", "--no-sync", "-D"])
            .arg(&data));
        server.boot();
        server
    }

    fn data(&self) -> PathBuf {
        self.folder.0.join("data")
    }

    /// As it runs in the field: every commit is flushed.
    pub fn boot(&self) {
        let folder = self.folder.0.display();
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=100 -c log_statement=all"
        );
        let log = self.folder.0.join("log");
        run(self
            .tool("pg_ctl")
            .args(["-w", "-o", &options, "-l"])
            .arg(log)
            .arg("-D")
            .arg(self.data())
            .arg("start"));
    }

    /// What the database noted of every statement.
    pub fn log(&self) -> Vec<u8> {
        std::fs::read(self.folder.0.join("log")).unwrap_or_default()
    }

    /// Everything below the data folder, and the log.
    pub fn folder(&self) -> &Path {
        &self.folder.0
    }

    /// Ends it as a power cut would.
    pub fn crash(&self) {
        run(self.tool("pg_ctl").args(["-w", "-m", "immediate", "-D"]).arg(self.data()).arg("stop"));
    }

    /// A new, empty database.
    pub fn database(&self) -> String {
        let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = self.folder.0.display().to_string();
        run(self.tool("createdb").args(["-h", &folder, "-U", "postgres", &name]));
        format!("host={folder} user=postgres dbname={name}")
    }

    /// Cuts the connections on which the nodes hear of each other.
    pub fn end_listening(&self) {
        let folder = self.folder.0.display();
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'";
        self.sql(&format!("host={folder} user=postgres dbname=postgres"), cut);
    }

    /// What a database answers, as bare text.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let done =
            self.tool("psql").args(["-qAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]).output();
        let done = done.expect("psql starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    fn tool(&self, name: &str) -> Command {
        let program = self.binaries.join(name);
        if !is_root() {
            return Command::new(program);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program).current_dir("/");
        command
    }
}

fn run(command: &mut Command) {
    let done = command.stdout(Stdio::null()).stderr(Stdio::inherit()).status();
    assert!(done.is_ok_and(|status| status.success()), "{command:?}");
}

impl Drop for Server {
    fn drop(&mut self) {
        let stop = ["-m", "immediate", "-D"];
        let _ = self.tool("pg_ctl").args(stop).arg(self.data()).arg("stop").stdout(Stdio::null()).status();
    }
}
