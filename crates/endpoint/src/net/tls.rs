//! TLS: from files, or with certificates that are fetched and renewed by themselves.

use crate::config::{Acme, Tls};
use anyhow::{Context, Result};
use futures_util::StreamExt;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use rustls_acme::AcmeConfig;
use rustls_acme::caches::DirCache;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio_rustls::TlsAcceptor;

const AGAIN: Duration = Duration::from_secs(3600);
/// The protocol by which an authority checks that a name is ours.
const ACME_ALPN: &[u8] = b"acme-tls/1";

pub(crate) type Acceptor = TlsAcceptor;

/// `None` without TLS. Files are read again every hour, so that a renewed certificate needs no restart.
///
/// # Errors
/// When files cannot be read or do not fit together.
pub(crate) fn acceptor(tls: &Tls, data: &Path) -> Result<Option<Acceptor>> {
    let mut config = match tls {
        Tls::None => return Ok(None),
        Tls::Files(chain, key) => {
            let files = Arc::new(Files::read(chain.clone(), key.clone())?);
            tokio::spawn(keep_reading(files.clone()));
            ServerConfig::builder().with_no_client_auth().with_cert_resolver(files)
        }
        Tls::Acme(settings) => acme(settings, data)?,
    };
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(Some(TlsAcceptor::from(Arc::new(config))))
}

fn acme(settings: &Acme, data: &Path) -> Result<ServerConfig> {
    let Acme { domains, contact, directory, root } = settings;
    let cache = DirCache::new(data.join("certificates"));
    let mut acme = AcmeConfig::new(domains).contact(contact).cache(cache).directory_lets_encrypt(true);
    if let Some(directory) = directory {
        acme = acme.directory(directory);
    }
    if let Some(root) = root {
        acme = acme.client_tls_config(Arc::new(trusting(root)?));
    }
    let mut state = acme.state();
    let mut config = ServerConfig::builder().with_no_client_auth().with_cert_resolver(state.resolver());
    config.alpn_protocols.push(ACME_ALPN.to_vec());
    tokio::spawn(async move {
        while let Some(event) = state.next().await {
            match event {
                Ok(event) => tracing::info!(?event, "certificates"),
                Err(error) => tracing::error!(%error, "certificates"),
            }
        }
    });
    Ok(config)
}

/// Trusts nobody but the owner of a certificate.
fn trusting(root: &Path) -> Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(root)? {
        roots.add(certificate)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

#[derive(Debug)]
struct Files {
    chain: PathBuf,
    key: PathBuf,
    present: RwLock<Arc<CertifiedKey>>,
}

impl Files {
    fn read(chain: PathBuf, key: PathBuf) -> Result<Self> {
        let present = RwLock::new(Arc::new(certified(&chain, &key)?));
        Ok(Self { chain, key, present })
    }
}

impl ResolvesServerCert for Files {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.present.read().ok().map(|present| present.clone())
    }
}

async fn keep_reading(files: Arc<Files>) {
    loop {
        tokio::time::sleep(AGAIN).await;
        match certified(&files.chain, &files.key) {
            Ok(fresh) => {
                if let Ok(mut present) = files.present.write() {
                    *present = Arc::new(fresh);
                }
            }
            Err(error) => {
                tracing::error!(%error, "the certificate could not be read again; the one before stays");
            }
        }
    }
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let certificates = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("cannot read certificates from {}", file.display()))?;
    anyhow::ensure!(!certificates.is_empty(), "there is no certificate in {}", file.display());
    Ok(certificates)
}

fn certified(chain: &Path, key: &Path) -> Result<CertifiedKey> {
    let certificates = certificates(chain)?;
    let key_der = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("cannot read a key from {}", key.display()))?;
    let signing = rustls::crypto::ring::sign::any_supported_type(&key_der)?;
    let certified = CertifiedKey::new(certificates, signing);
    certified.keys_match().context("the key does not belong to the certificate")?;
    Ok(certified)
}
