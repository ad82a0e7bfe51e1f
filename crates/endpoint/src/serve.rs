//! `rapport-endpoint serve`: everything put together.

use crate::api::{Api, nothing, now, problem};
use crate::app::App;
use crate::config::Config;
use crate::hub::Hub;
use crate::metrics::METRICS;
use crate::net::{Door, acceptor};
use crate::store::postgres::Postgres;
use crate::store::sqlite::Sqlite;
use crate::store::{Quota, Store};
use anyhow::Result;
use axum::Router;
use axum::extract::Request;
use axum::http::header::{self, HeaderName, ORIGIN, VARY};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use axum::routing::{any, get};
use std::sync::Arc;
use std::time::{Duration, Instant};
use vault::VaultId;
use vault::wire::Code;

/// Between two looks at mailboxes and snapshots.
const SWEEP: Duration = Duration::from_secs(600);
/// Between two looks at the heads of vaults that somebody waits for.
const SLOW_POLL: Duration = Duration::from_secs(3);

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
            tokio::spawn(poll_slowly(store.clone(), hub.clone()));
            run(config, store, hub).await
        }
    }
}

/// Hints may get lost: whoever waits is looked after every few seconds, all of them with one query.
async fn poll_slowly(store: Arc<impl Store>, hub: Arc<Hub>) {
    loop {
        tokio::time::sleep(SLOW_POLL).await;
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
    let app = config.app.clone().map(App::open).transpose()?.map(Arc::new);
    let api = Arc::new(Api::new(store.clone(), hub.clone(), config.limits));
    let router = router(api, app, origins(&config)?);
    let listener = Door::open(config.listen).await?;
    let tls = acceptor(&config.tls, &config.data)?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    tracing::info!("serving at {scheme}://{}", listener.local_addr()?);
    tokio::spawn(sweep(store.clone()));
    let door =
        Door { listener, tls, connections: config.limits.connections, behind_proxy: config.behind_proxy };
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

fn origins(config: &Config) -> Result<Arc<Vec<HeaderValue>>> {
    let origins =
        config.origins.iter().map(|origin| Ok(HeaderValue::from_str(origin.trim_end_matches('/'))?));
    Ok(Arc::new(origins.collect::<Result<Vec<_>>>()?))
}

fn router<S: Store>(api: Arc<Api<S>>, app: Option<Arc<App>>, origins: Arc<Vec<HeaderValue>>) -> Router {
    let protocol = move |request: Request| async move {
        let began = Instant::now();
        let (method, allowed) = (request.method().clone(), allowed(&request, &origins));
        let name = tracing::enabled!(tracing::Level::DEBUG).then(|| what(request.uri().path()));
        let mut response =
            if method == Method::OPTIONS { preflight(allowed.is_some()) } else { api.handle(request).await };
        METRICS.answered(response.status().as_u16());
        if let Some(origin) = allowed {
            share(&mut response, origin);
        }
        if let Some(name) = name {
            let (status, micros) = (response.status().as_u16(), began.elapsed().as_micros() as u64);
            tracing::debug!(%method, name, status, micros, "answered");
        }
        response
    };
    let rest = move |request: Request| async move {
        match &app {
            Some(app) => app.answer(request).await,
            None => problem(Code::NotFound, None),
        }
    };
    let other_version = || async { problem(Code::UnsupportedVersion, None) };
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/metrics", get(|| async { METRICS.text() }))
        .route("/v1/{*call}", any(protocol))
        .route("/v2/{*call}", any(other_version))
        .fallback(rest)
}

/// The kind of a call, without the vault's name.
fn what(path: &str) -> &'static str {
    match () {
        () if path.ends_with("/records") => "records",
        () if path.ends_with("/ack") => "ack",
        () if path.ends_with("/snapshot") => "snapshot",
        () if path.starts_with("/v1/pairings/") => "pairing",
        () => "vault",
    }
}

/// The origin of a request, if pages from there may read the answer.
fn allowed(request: &Request, origins: &[HeaderValue]) -> Option<HeaderValue> {
    let origin = request.headers().get(ORIGIN)?;
    origins.iter().find(|known| *known == origin).cloned()
}

fn share(response: &mut Response, origin: HeaderValue) {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    headers.append(VARY, HeaderValue::from_static("origin"));
}

fn preflight(allowed: bool) -> Response {
    let mut response = Response::new(nothing());
    *response.status_mut() = if allowed { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
    let fixed: [(HeaderName, &str); 3] = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, rapport-invitation"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    if allowed {
        for (name, value) in fixed {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}
