//! A certificate authority of one's own: Debian's `pebble` with its name server, which says that every name is here.

use super::process::{Folder, in_ci};
use super::tls;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const PEBBLE: &str = "/usr/bin/pebble";
const NAMES: &str = "/usr/bin/pebble-challtestsrv";

pub struct Authority {
    pub directory: String,
    /// Who wants to talk to it trusts this.
    pub root: PathBuf,
    management: SocketAddr,
    processes: Vec<Child>,
    _folder: Folder,
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("its address").port()
}

/// An authority that looks for names at `port`. `None` when there is no pebble here and this is not CI; says so.
pub fn authority(port: u16) -> Option<Authority> {
    if ![PEBBLE, NAMES].into_iter().all(|program| PathBuf::from(program).is_file()) {
        assert!(!in_ci(), "no certificate authority: apt-get install --no-install-recommends pebble");
        println!("skipped: no certificate authority here (apt-get install --no-install-recommends pebble)");
        return None;
    }
    let folder = Folder::new();
    let [acme, management, names] = [(); 3].map(|()| SocketAddr::from((Ipv4Addr::LOCALHOST, free_port())));
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let [root, key, settings] = ["root.pem", "key.pem", "settings.json"].map(|name| folder.0.join(name));
    std::fs::write(&root, made.cert.pem()).expect("a file");
    std::fs::write(&key, made.key_pair.serialize_pem()).expect("a file");
    let pebble = serde_json::json!({
        "listenAddress": acme, "managementListenAddress": management,
        "certificate": root, "privateKey": key, "tlsPort": port, "httpPort": 0,
    });
    std::fs::write(&settings, serde_json::json!({ "pebble": pebble }).to_string()).expect("a file");
    let names = names.to_string();
    let quiet = |program| {
        let mut command = Command::new(program);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let answers = ["-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dns01", &names];
    let silent = ["-http01", "", "-https01", "", "-tlsalpn01", "", "-management", ""];
    let processes = vec![
        quiet(NAMES).args(answers).args(silent).spawn().expect("it starts"),
        // It waits before it looks for names, unless it is told not to.
        quiet(PEBBLE)
            .arg("-config")
            .arg(&settings)
            .args(["-dnsserver", &names])
            .env("PEBBLE_VA_NOSLEEP", "1")
            .spawn()
            .expect("it starts"),
    ];
    let directory = format!("https://localhost:{}/dir", acme.port());
    let mut authority = Authority { directory, root, management, processes, _folder: folder };
    while TcpStream::connect(acme).and(TcpStream::connect(management)).is_err() {
        authority.check();
    }
    Some(authority)
}

impl Authority {
    fn check(&mut self) {
        for process in &mut self.processes {
            assert!(process.try_wait().is_ok_and(|ended| ended.is_none()), "the authority ended");
        }
    }

    /// What its certificates are checked with: PEM, new with every start.
    pub fn certifies_with(&self) -> String {
        let own = std::fs::read_to_string(&self.root).expect("its root");
        let (answer, _) = tls::get(self.management, "localhost", "/roots/0", &own).expect("an answer");
        let from = answer.find("-----BEGIN").expect("a certificate");
        answer[from..].to_owned()
    }

    /// From now on nobody answers.
    pub fn end(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        self.end();
    }
}
