//! A few connections, opened when needed, each with its prepared statements.

use crate::store::{StoreError, Stored};
use anyhow::{Context, Result, ensure};
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_postgres::{AsyncMessage, Client, Config, Connection, Socket, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

const MIGRATIONS: [&str; 2] = [include_str!("migrations/0001.sql"), include_str!("migrations/0002.sql")];
/// Names the lock under which one node at a time brings the layout up to date.
const LOCK: i64 = 0x7261_7070_6f72_7431;

/// How a connection is made.
#[derive(Clone)]
pub(super) struct Connector {
    config: Arc<Config>,
    tls: MakeRustlsConnect,
}

type Wire = Connection<Socket, <MakeRustlsConnect as tokio_postgres::tls::MakeTlsConnect<Socket>>::Stream>;

impl Connector {
    pub(super) async fn connect(&self) -> Result<(Client, Wire), tokio_postgres::Error> {
        self.config.connect(self.tls.clone()).await
    }
}

struct Prepared {
    client: Client,
    statements: HashMap<String, Statement>,
}

pub(super) struct Pool {
    connector: Connector,
    idle: Mutex<Vec<Prepared>>,
    permits: Semaphore,
}

/// A connection for one call.
pub(super) struct Held<'a> {
    pool: &'a Pool,
    prepared: Option<Prepared>,
    _permit: SemaphorePermit<'a>,
}

impl Pool {
    pub(super) fn new(url: &str, connections: usize) -> Result<Self> {
        let mut config: Config =
            url.parse().context("the address of the database is not as Postgres writes it")?;
        config.application_name("rapport-endpoint").connect_timeout(Duration::from_secs(10));
        // Answers come after the bytes are on the disk, whatever the database's default is.
        let options = config.get_options().unwrap_or_default().to_owned();
        config.options(format!("{options} -c synchronous_commit=on -c statement_timeout=30000"));
        let roots = rustls::RootCertStore { roots: webpki_roots() };
        let tls = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        let connector = Connector { config: Arc::new(config), tls: MakeRustlsConnect::new(tls) };
        Ok(Self { connector, idle: Mutex::new(Vec::new()), permits: Semaphore::new(connections.max(1)) })
    }

    pub(super) fn connector(&self) -> Connector {
        self.connector.clone()
    }

    pub(super) async fn get(&self) -> Stored<Held<'_>> {
        let closed = |_| StoreError::Failed("the database is being closed".to_owned());
        let permit = self.permits.acquire().await.map_err(closed)?;
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let prepared = match idle.filter(|prepared| !prepared.client.is_closed()) {
            Some(prepared) => prepared,
            None => {
                let (client, connection) = self.connector.connect().await?;
                tokio::spawn(drive(connection));
                Prepared { client, statements: HashMap::new() }
            }
        };
        Ok(Held { pool: self, prepared: Some(prepared), _permit: permit })
    }

    pub(super) async fn migrate(&self) -> Result<()> {
        let (mut client, connection) =
            self.connector.connect().await.context("cannot connect to Postgres")?;
        tokio::spawn(drive(connection));
        let transaction = client.transaction().await?;
        transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
        transaction
            .batch_execute("CREATE TABLE IF NOT EXISTS rapport_layout (version bigint NOT NULL)")
            .await?;
        let line = transaction.query_one("SELECT coalesce(max(version), 0) FROM rapport_layout", &[]).await?;
        let version = line.try_get::<_, i64>(0)? as usize;
        ensure!(version <= MIGRATIONS.len(), "the database belongs to a later version of the endpoint");
        for (migration, number) in MIGRATIONS.iter().zip(1i64..).skip(version) {
            transaction.batch_execute(migration).await.with_context(|| format!("migration {number}"))?;
            transaction.execute("INSERT INTO rapport_layout VALUES ($1)", &[&number]).await?;
        }
        Ok(transaction.commit().await?)
    }

    pub(super) async fn close(&self) {
        self.permits.close();
        if let Ok(mut idle) = self.idle.lock() {
            idle.clear();
        }
    }
}

/// The public certificate authorities.
fn webpki_roots() -> Vec<rustls::pki_types::TrustAnchor<'static>> {
    webpki_roots::TLS_SERVER_ROOTS.to_vec()
}

async fn drive(mut connection: Wire) {
    while let Some(message) = std::future::poll_fn(|context| connection.poll_message(context)).await {
        match message {
            Ok(AsyncMessage::Notice(notice)) => {
                tracing::debug!(notice = notice.message(), "the database says");
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "a connection to the database ended");
                break;
            }
        }
    }
}

impl Held<'_> {
    pub(super) async fn prepare(&mut self, sql: &str) -> Stored<Statement> {
        let gone = || StoreError::Failed("no connection".to_owned());
        let prepared = self.prepared.as_mut().ok_or_else(gone)?;
        if let Some(statement) = prepared.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = prepared.client.prepare(sql).await?;
        prepared.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Deref for Held<'_> {
    type Target = Client;

    fn deref(&self) -> &Client {
        match &self.prepared {
            Some(prepared) => &prepared.client,
            None => unreachable!("taken only when dropped"),
        }
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut Client {
        match &mut self.prepared {
            Some(prepared) => &mut prepared.client,
            None => unreachable!("taken only when dropped"),
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let prepared = self.prepared.take().filter(|prepared| !prepared.client.is_closed());
        if let (Some(prepared), Ok(mut idle)) = (prepared, self.pool.idle.lock()) {
            idle.push(prepared);
        }
    }
}
