//! What can be set: by flag, by environment, in a TOML file, in this order.

use crate::limits::Rate;
use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use vault::wire::{MAX_BATCH, MAX_RECORD, MAX_SNAPSHOT};

/// The endpoint of Rapport: keeps sealed notebooks in sync and serves the app.
#[derive(Debug, Parser)]
#[command(name = "rapport-endpoint", version)]
pub struct Cli {
    /// A TOML file with the same names as the flags.
    #[arg(long, global = true, env = "RAPPORT_CONFIG")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The operator's commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the sync protocol and the app.
    Serve,
    /// Say how much is stored, as JSON.
    Stats,
    /// Write a consistent copy of the SQLite database while serving goes on.
    Backup {
        /// A new file.
        to: PathBuf,
    },
    /// Delete vaults that nobody wrote to for a time. A device that returns stores its notebook again.
    Purge {
        /// Days, as in `400d`.
        #[arg(long, value_parser = days)]
        untouched_for: u64,
    },
    /// Print an invitation code.
    Invite {
        /// How many vaults it is good for.
        #[arg(long, default_value_t = 1)]
        vaults: u32,
        /// Days, as in `14d`.
        #[arg(long, value_parser = days, default_value = "14d")]
        good_for: u64,
    },
}

fn days(text: &str) -> Result<u64, String> {
    let number = text.strip_suffix('d').unwrap_or(text);
    number.parse().map_err(|_| "a number of days, as in 400d".to_owned())
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $type:ty, $env:literal;)*) => {
        #[derive(Debug, Clone, Default, Args, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Settings {
            $($(#[$doc])* #[arg(long, global = true, env = $env)] $name: Option<$type>,)*
            /// Other origins whose pages may use this endpoint, as in https://app.example.org
            #[arg(long = "origin", global = true, env = "RAPPORT_ORIGINS", value_delimiter = ',')]
            #[serde(default)]
            origins: Vec<String>,
            /// Names for which certificates are fetched by ACME. Needs port 443 to reach this server.
            #[arg(long = "acme-domain", global = true, env = "RAPPORT_ACME_DOMAINS", value_delimiter = ',')]
            #[serde(default)]
            acme_domains: Vec<String>,
        }

        impl Settings {
            fn or(self, file: Self) -> Self {
                let pick = |own: Vec<String>, other: Vec<String>| if own.is_empty() { other } else { own };
                Self {
                    $($name: self.$name.or(file.$name),)*
                    origins: pick(self.origins, file.origins),
                    acme_domains: pick(self.acme_domains, file.acme_domains),
                }
            }
        }
    };
}

settings! {
    /// Where to listen. [default: 127.0.0.1:8080]
    listen: SocketAddr, "RAPPORT_LISTEN";
    /// The folder of the SQLite file and of certificates. [default: data]
    data: PathBuf, "RAPPORT_DATA";
    /// A Postgres address; without one, SQLite is used.
    database: String, "RAPPORT_DATABASE";
    /// Connections to Postgres. [default: 16]
    database_connections: usize, "RAPPORT_DATABASE_CONNECTIONS";
    /// Seconds between two looks at Postgres for who waits, should a hint of another node get lost. [default: 3]
    slow_poll: u64, "RAPPORT_SLOW_POLL";
    /// The folder of the built app; without one, only the protocol is served.
    app: PathBuf, "RAPPORT_APP";
    /// Creating a vault needs an invitation. [default: false]
    invitations: bool, "RAPPORT_INVITATIONS";
    /// The address of a client is the last one in X-Forwarded-For: for a reverse proxy, and only then. [default: false]
    behind_proxy: bool, "RAPPORT_BEHIND_PROXY";
    /// Certificate chain (PEM). Read again every hour.
    tls_certificate: PathBuf, "RAPPORT_TLS_CERTIFICATE";
    /// Its private key (PEM).
    tls_key: PathBuf, "RAPPORT_TLS_KEY";
    /// Where the certificate authority may write to, as in mailto:me@example.org
    acme_contact: String, "RAPPORT_ACME_CONTACT";
    /// Another ACME directory than that of Let's Encrypt.
    acme_directory: String, "RAPPORT_ACME_DIRECTORY";
    /// Root certificate (PEM) of an authority of one's own, to trust its ACME directory.
    acme_root: PathBuf, "RAPPORT_ACME_ROOT";
    /// Longest record that shares a batch with others, in bytes. [default: 256 KiB]
    max_record: usize, "RAPPORT_MAX_RECORD";
    /// Longest batch of several records, in bytes. [default: 1 MiB]
    max_batch: usize, "RAPPORT_MAX_BATCH";
    /// Longest snapshot, and longest record that comes alone, in bytes. [default: 16 MiB]
    max_snapshot: usize, "RAPPORT_MAX_SNAPSHOT";
    /// Bytes that one vault may have. [default: 64 MiB]
    max_vault: u64, "RAPPORT_MAX_VAULT";
    /// Connections at the same time. [default: 4096]
    max_connections: usize, "RAPPORT_MAX_CONNECTIONS";
    /// … of one address, or of one /64 of IPv6; not behind a proxy. [default: 512]
    max_connections_per_address: usize, "RAPPORT_MAX_CONNECTIONS_PER_ADDRESS";
    /// Threads that carry connections; SQLite has three of its own. [default: half the cores]
    threads: usize, "RAPPORT_THREADS";
    /// Requests a second and vault, in the long run; 0 for no limit. [default: 20]
    vault_rate: f32, "RAPPORT_VAULT_RATE";
    /// Requests a second and address, in the long run; 0 for no limit. [default: 50]
    address_rate: f32, "RAPPORT_ADDRESS_RATE";
    /// Vaults and pairings that one address may create in an hour; 0 for no limit. [default: 60]
    creations: f32, "RAPPORT_CREATIONS";
    /// How much is logged: error, warn, info, debug. [default: info]
    log: String, "RAPPORT_LOG";
    /// How log lines look. [default: text]
    log_format: LogFormat, "RAPPORT_LOG_FORMAT";
}

/// Sizes and rates.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes.
    pub record: usize,
    /// Bytes.
    pub batch: usize,
    /// Bytes.
    pub snapshot: usize,
    /// Bytes.
    pub vault: u64,
    /// At the same time.
    pub connections: usize,
    /// Of them, those of one address.
    pub connections_per_address: usize,
    /// Requests.
    pub vault_rate: Rate,
    /// Requests.
    pub address_rate: Rate,
    /// New vaults and pairings.
    pub creation_rate: Rate,
}

/// Where certificates come from.
#[derive(Debug, Clone)]
pub enum Tls {
    /// No TLS.
    None,
    /// From files: chain, key.
    Files(PathBuf, PathBuf),
    /// From a certificate authority.
    Acme(Acme),
}

/// How certificates are asked for.
#[derive(Debug, Clone)]
pub struct Acme {
    /// Names.
    pub domains: Vec<String>,
    /// For the authority.
    pub contact: Option<String>,
    /// Another authority.
    pub directory: Option<String>,
    /// What its own certificate is checked with, instead of the usual roots.
    pub root: Option<PathBuf>,
}

/// Everything, with the defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Folder.
    pub data: PathBuf,
    /// Postgres.
    pub database: Option<String>,
    /// To Postgres.
    pub database_connections: usize,
    /// Between two looks at Postgres for who waits.
    pub slow_poll: Duration,
    /// Folder.
    pub app: Option<PathBuf>,
    /// For CORS.
    pub origins: Vec<String>,
    /// Asked for.
    pub invitations: bool,
    /// Believe X-Forwarded-For.
    pub behind_proxy: bool,
    /// Certificates.
    pub tls: Tls,
    /// Sizes and rates.
    pub limits: Limits,
    /// That carry connections.
    pub threads: usize,
    /// Level.
    pub log: tracing::Level,
    /// Lines.
    pub log_format: LogFormat,
}

impl Cli {
    /// Merges flags, environment and file.
    ///
    /// # Errors
    /// When the file cannot be read or settings contradict each other.
    pub fn read(self) -> Result<(Config, Command)> {
        let file = match &self.config {
            None => Settings::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                toml::from_str(&text).with_context(|| format!("{} is not as it should be", path.display()))?
            }
        };
        Ok((Config::from(self.settings.or(file))?, self.command))
    }
}

impl Config {
    fn from(settings: Settings) -> Result<Self> {
        let tls = match (settings.tls_certificate, settings.tls_key) {
            (Some(chain), Some(key)) => Tls::Files(chain, key),
            (None, None) if settings.acme_domains.is_empty() => Tls::None,
            (None, None) => Tls::Acme(Acme {
                domains: settings.acme_domains,
                contact: settings.acme_contact,
                directory: settings.acme_directory,
                root: settings.acme_root,
            }),
            _ => anyhow::bail!("a certificate needs its key, and the key its certificate"),
        };
        let rate = |per_second: f32, burst: f32| Rate { burst, per_second };
        let (vault_rate, address_rate) =
            (settings.vault_rate.unwrap_or(20.0), settings.address_rate.unwrap_or(50.0));
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let creations = settings.creations.unwrap_or(60.0);
        let limits = Limits {
            record: settings.max_record.unwrap_or(MAX_RECORD),
            batch: settings.max_batch.unwrap_or(MAX_BATCH),
            snapshot: settings.max_snapshot.unwrap_or(MAX_SNAPSHOT),
            vault: settings.max_vault.unwrap_or(64 << 20),
            connections: settings.max_connections.unwrap_or(4096),
            connections_per_address: settings.max_connections_per_address.unwrap_or(512),
            vault_rate: rate(vault_rate, vault_rate * 20.0),
            address_rate: rate(address_rate, address_rate * 20.0),
            creation_rate: rate(creations / 3600.0, creations.max(1.0)),
        };
        Ok(Self {
            listen: settings.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            data: settings.data.unwrap_or_else(|| "data".into()),
            database: settings.database,
            database_connections: settings.database_connections.unwrap_or(16),
            slow_poll: Duration::from_secs(settings.slow_poll.unwrap_or(3).max(1)),
            app: settings.app,
            origins: settings.origins,
            invitations: settings.invitations.unwrap_or(false),
            behind_proxy: settings.behind_proxy.unwrap_or(false),
            tls,
            limits,
            threads: settings.threads.unwrap_or(cores / 2).max(1),
            log: settings
                .log
                .as_deref()
                .unwrap_or("info")
                .parse()
                .context("log is error, warn, info or debug")?,
            log_format: settings.log_format.unwrap_or(LogFormat::Text),
        })
    }

    /// The SQLite file.
    pub fn sqlite(&self) -> PathBuf {
        self.data.join("endpoint.sqlite")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let folder = std::env::temp_dir().join(format!("rapport-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("endpoint.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:1\"\nmax-vault = 7\norigins = [\"https://a.example\"]\n")
            .unwrap();
        let flags =
            ["rapport-endpoint", "serve", "--listen", "127.0.0.1:2", "--config", path.to_str().unwrap()];
        let (config, _) = Cli::parse_from(flags).read().unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.limits.vault, 7);
        assert_eq!(config.origins, ["https://a.example"]);
        assert_eq!(config.limits.record, MAX_RECORD);
        std::fs::write(&path, "listne = \"127.0.0.1:1\"\n").unwrap();
        assert!(Cli::parse_from(flags).read().is_err(), "a slip in a name is no setting");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
