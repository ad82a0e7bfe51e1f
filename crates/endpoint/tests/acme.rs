//! Certificates that the endpoint fetches by itself, from a real authority.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test")]

mod support;

use support::authority::{authority, free_port};
use support::process::{Endpoint, Folder};
use support::servers::binary;
use support::tls;

const NAME: &str = "notes.example.org";

#[test]
fn a_certificate_is_fetched_served_and_kept_over_a_restart() {
    let port = free_port();
    let Some(mut authority) = authority(port) else { return };
    let (folder, roots, directory) = (Folder::new(), authority.certifies_with(), authority.directory.clone());
    let (data, root) = (folder.0.display().to_string(), authority.root.display().to_string());
    let listen = format!("127.0.0.1:{port}");
    let asks = ["--acme-contact", "mailto:me@example.org", "--acme-directory", &directory];
    let arguments = [&["--data", &data, "--acme-domain", NAME, "--acme-root", &root], &asks[..]].concat();

    let mut endpoint = Endpoint::start_at(binary(), &listen, &arguments);
    endpoint.wait_for("DeployedNewCert");
    let (answer, first) = tls::get(endpoint.address, NAME, "/healthz", &roots).expect("TLS");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("ok\n"), "{answer}");
    assert!(
        tls::get(endpoint.address, "other.example.org", "/healthz", &roots).is_err(),
        "it is for one name"
    );
    endpoint.wait_for("CertCacheStore");
    assert!(endpoint.end());

    // From its own folder, while the authority cannot be asked.
    authority.end();
    let endpoint = Endpoint::start_at(binary(), &listen, &arguments);
    endpoint.wait_for("DeployedCachedCert");
    let (answer, second) = tls::get(endpoint.address, NAME, "/healthz", &roots).expect("TLS");
    assert!(answer.ends_with("ok\n") && second == first);
    assert!(!endpoint.log().contains("DeployedNewCert"), "{}", endpoint.log());
}

#[test]
fn an_authority_that_is_not_trusted_certifies_nothing() {
    let port = free_port();
    let Some(authority) = authority(port) else { return };
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    let arguments = ["--data", &data, "--acme-domain", NAME, "--acme-directory", &authority.directory];
    let endpoint = Endpoint::start_at(binary(), &format!("127.0.0.1:{port}"), &arguments);
    endpoint.wait_for("ERROR");
    assert!(tls::get(endpoint.address, NAME, "/healthz", &authority.certifies_with()).is_err());
}
