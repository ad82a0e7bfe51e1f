//! One request over TLS.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Error, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

/// Asks a server whose name has to be certified by one of these roots (PEM); the whole answer, and the server's certificate.
pub fn get(
    address: SocketAddr,
    name: &str,
    path: &str,
    roots: &str,
) -> Result<(String, CertificateDer<'static>)> {
    let mut trusted = RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(roots.as_bytes()) {
        trusted.add(root.expect("a certificate")).expect("a root");
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(trusted)
        .with_no_client_auth();
    let server = name.to_owned().try_into().expect("a name");
    let connection = ClientConnection::new(Arc::new(config), server).map_err(Error::other)?;
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nhost: {name}\r\nconnection: close\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    // Not every server says good-bye.
    let _ = stream.read_to_string(&mut answer);
    let certificate = stream.conn.peer_certificates().and_then(|chain| chain.first()).cloned();
    Ok((answer, certificate.ok_or_else(|| Error::other("no certificate"))?))
}
