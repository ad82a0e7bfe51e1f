//! `rapport-endpoint serve`: everything put together.

use crate::api::{Api, now};
use crate::config::Config;
use crate::hub::Hub;
use crate::metrics::METRICS;
use crate::net::{Door, acceptor};
use crate::router::router;
use crate::shares::Shares;
use crate::store::postgres::Postgres;
use crate::store::sqlite::Sqlite;
use crate::store::{Quota, Store};
use anyhow::Result;
use axum::Router;
use std::sync::Arc;
use std::time::Duration;
use vault::VaultId;

/// Between two looks at mailboxes and snapshots.
const SWEEP: Duration = Duration::from_secs(600);

impl Config {
    /// What the storage enforces.
    pub fn quota(&self) -> Quota {
        Quota { vault: self.limits.vault, invitations: self.invitations }
    }
}

/// Serves until the process is told to end (SIGTERM, SIGINT).
///
/// # Errors
/// When the address is taken or the storage cannot be opened.
pub async fn serve(config: Config) -> Result<()> {
    let hub = Arc::new(Hub::default());
    match &config.database {
        None => {
            let store = Sqlite::open(&config.sqlite(), config.quota())?;
            run(config, Arc::new(store), hub).await
        }
        Some(database) => {
            let (store, mut heard) =
                Postgres::open(database, config.database_connections, config.quota()).await?;
            let store = Arc::new(store);
            let listening = hub.clone();
            tokio::spawn(async move {
                while let Some(vaults) = heard.recv().await {
                    let vaults = if vaults.is_empty() { listening.watched() } else { vaults };
                    vaults.into_iter().for_each(|vault| listening.hinted(vault, None));
                }
            });
            tokio::spawn(poll_slowly(store.clone(), hub.clone(), config.slow_poll));
            run(config, store, hub).await
        }
    }
}

/// What a node over SQLite answers, without its sockets: for those who want to ask it very much.
///
/// # Errors
/// When the storage cannot be opened.
pub fn answers(config: &Config) -> Result<Router> {
    let store = Arc::new(Sqlite::open(&config.sqlite(), config.quota())?);
    router(config, Api::new(store, Arc::new(Hub::default()), config.limits))
}

/// Hints may get lost: whoever waits is looked after every few seconds, all of them with one query.
async fn poll_slowly(store: Arc<impl Store>, hub: Arc<Hub>, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
        let watched: Vec<VaultId> = hub.watched();
        if watched.is_empty() {
            continue;
        }
        let Ok(heads) = store.heads(watched.clone()).await else { continue };
        heads.into_iter().for_each(|(vault, head)| hub.hinted(vault, Some(head)));
    }
}

async fn sweep(store: Arc<impl Store>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        match store.sweep(now()).await {
            Ok(settled) => METRICS.add(&METRICS.settled, settled),
            Err(error) => tracing::error!(?error, "clearing up failed"),
        }
    }
}

async fn run<S: Store>(config: Config, store: Arc<S>, hub: Arc<Hub>) -> Result<()> {
    let router = router(&config, Api::new(store.clone(), hub.clone(), config.limits))?;
    let listener = Door::open(config.listen)?;
    let tls = acceptor(&config.tls, &config.data)?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    tracing::info!("serving at {scheme}://{}", listener.local_addr()?);
    tokio::spawn(sweep(store.clone()));
    let connections = Shares::new(config.limits.connections, config.limits.connections_per_address);
    let door = Door { listener, tls, connections, behind_proxy: config.behind_proxy };
    let end = async {
        told_to_end().await;
        tracing::info!("ending: open requests are answered first");
        hub.close();
    };
    door.serve(router, end).await;
    store.close().await;
    tracing::info!("ended");
    Ok(())
}

async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
