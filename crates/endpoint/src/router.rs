//! What a node answers: the protocol, the app, and what operators look at; and to pages of which origins.

use crate::api::{Api, nothing, problem};
use crate::app::App;
use crate::config::{Config, Tls};
use crate::metrics::METRICS;
use crate::store::Store;
use anyhow::Result;
use axum::Router;
use axum::extract::Request;
use axum::http::header::{self, HeaderName, ORIGIN, VARY};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{any, get};
use std::sync::Arc;
use std::time::Instant;
use vault::wire::Code;

/// The whole of a node, but its sockets.
pub(crate) fn router<S: Store>(config: &Config, api: Api<S>) -> Result<Router> {
    let app =
        config.app.clone().map(|root| App::open(root, config.limits.address_rate)).transpose()?.map(Arc::new);
    let router = routes(Arc::new(api), app, origins(config)?);
    Ok(match config.tls {
        // A proxy before us says this, or does not, for itself.
        Tls::None => router,
        Tls::Files(..) | Tls::Acme(_) => router.layer(map_response(only_over_tls)),
    })
}

/// Browsers that were here once do not come without TLS again for a year.
async fn only_over_tls(mut response: Response) -> Response {
    let value = HeaderValue::from_static("max-age=31536000");
    response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, value);
    response
}

fn origins(config: &Config) -> Result<Arc<Vec<HeaderValue>>> {
    let origins =
        config.origins.iter().map(|origin| Ok(HeaderValue::from_str(origin.trim_end_matches('/'))?));
    Ok(Arc::new(origins.collect::<Result<Vec<_>>>()?))
}

fn routes<S: Store>(api: Arc<Api<S>>, app: Option<Arc<App>>, origins: Arc<Vec<HeaderValue>>) -> Router {
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
