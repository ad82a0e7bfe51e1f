//! Handing out the built app: one folder, compressed beforehand, under the headers that its build asks for.

mod files;

use crate::api::problem;
use crate::limits::{Caller, Limiter, Rate};
use crate::metrics::METRICS;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use files::{File, Files};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vault::wire::Code;

const PAGE: &str = "index.html";
/// Written by the build, for servers: the security headers of every answer.
const HEADERS_FILE: &str = "headers.json";
/// An installation asks for every file at once: so many times the rate of the protocol's requests.
const GENEROUSLY: f32 = 4.0;

/// The folder of a build.
pub(crate) struct App {
    files: Arc<Files>,
    headers: Vec<(HeaderName, HeaderValue)>,
    addresses: Limiter,
}

impl App {
    /// `rate` is that of an address for the protocol.
    ///
    /// # Errors
    /// When there is no page in the folder, or its headers cannot be read: an app without its policy is not served.
    pub(crate) fn open(root: PathBuf, rate: Rate) -> anyhow::Result<Self> {
        anyhow::ensure!(root.join(PAGE).is_file(), "{} holds no built app", root.display());
        let written = std::fs::read(root.join(HEADERS_FILE)).unwrap_or_else(|_| b"{}".to_vec());
        let fixed: BTreeMap<String, String> = serde_json::from_slice(&written)?;
        let headers = fixed
            .into_iter()
            .map(|(name, value)| Ok((HeaderName::try_from(name)?, HeaderValue::try_from(value)?)))
            .collect::<anyhow::Result<Vec<_>>>()?;
        if headers.is_empty() {
            tracing::warn!("the app comes without security headers: it is not a finished build");
        }
        let rate = Rate { burst: rate.burst * GENEROUSLY, per_second: rate.per_second * GENEROUSLY };
        Ok(Self { files: Arc::new(Files::new(root)), headers, addresses: Limiter::new(rate) })
    }

    pub(crate) async fn answer(&self, request: Request) -> Response {
        if let Err(seconds) = self.addresses.take(request.extensions().get::<Caller>()) {
            METRICS.add(&METRICS.limited, 1);
            return problem(Code::TooManyRequests, Some(seconds));
        }
        let files = self.files.clone();
        let (parts, _) = request.into_parts();
        let read = tokio::task::spawn_blocking(move || {
            respond(&files, &parts.method, parts.uri.path(), &parts.headers)
        });
        let mut response = read.await.unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR));
        for (name, value) in &self.headers {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        response
    }
}

fn respond(files: &Files, method: &Method, path: &str, headers: &HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return problem(Code::BadMethod, None);
    }
    let wants_page = accepts(headers, &ACCEPT, "text/html");
    let Some(name) = choose(files.root(), path, wants_page) else { return problem(Code::NotFound, None) };
    let Some((encoding, file)) = smallest(files, &name, headers) else {
        return problem(Code::NotFound, None);
    };
    let mut response = if is_known(headers, &file.etag) {
        empty(StatusCode::NOT_MODIFIED)
    } else {
        // For HEAD, the connection leaves the body out and keeps its length.
        Response::new(Body::from(file.bytes))
    };
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    out.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control(&name)));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(etag) = HeaderValue::from_str(&file.etag) {
        out.insert(ETAG, etag);
    }
    response
}

/// Whether the browser has this already. A proxy that packs answers makes a weak tag of ours.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let values = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|tag| tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// The file for an address, or the page for an address that is a place in the app.
fn choose(root: &Path, path: &str, wants_page: bool) -> Option<String> {
    let path = path.strip_prefix('/')?;
    // Our files' names need no escapes; and nothing hidden, nothing above the root.
    let is_plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    let is_named = |part: &str| !part.is_empty() && !part.starts_with('.');
    let is_ours = is_plain && path.split('/').all(is_named) && path != HEADERS_FILE;
    if is_ours && root.join(path).is_file() {
        return Some(path.to_owned());
    }
    let looks_like_a_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    (wants_page && !looks_like_a_file || path.is_empty()).then(|| PAGE.to_owned())
}

fn smallest(files: &Files, name: &str, headers: &HeaderMap) -> Option<(Option<&'static str>, File)> {
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, &ACCEPT_ENCODING, encoding)
            && let Some(file) = files.get(&format!("{name}.{ending}"))
        {
            return Some((Some(encoding), file));
        }
    }
    Some((None, files.get(name)?))
}

fn accepts(headers: &HeaderMap, name: &HeaderName, wanted: &str) -> bool {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        parts.next() == Some(wanted) && !parts.any(|part| matches!(part, "q=0" | "q=0.0"))
    })
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A file named by its content never changes; all others are asked for again each time.
fn cache_control(file: &str) -> &'static str {
    let is_digest = |part: &str| part.len() >= 12 && part.chars().all(|c| c.is_ascii_hexdigit());
    if file.split(['-', '_', '.']).any(is_digest) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(crate::api::nothing());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_get_the_page_and_missing_files_do_not() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(choose(root, "/", false).as_deref(), Some(PAGE));
        assert_eq!(choose(root, "/people/4f", true).as_deref(), Some(PAGE));
        assert_eq!(choose(root, "/people/4f", false), None);
        assert_eq!(choose(root, "/old-1234.wasm", true), None);
        assert_eq!(choose(root, "/Cargo.toml", false).as_deref(), Some("Cargo.toml"));
    }

    #[test]
    fn nothing_hidden_and_nothing_above_the_root() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let tricks = [
            "/../Cargo.toml",
            "/a/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "//etc/passwd",
            "/.stamp",
            "/..\\Cargo.toml",
        ];
        for path in tricks {
            assert_eq!(choose(&root, path, false), None, "{path}");
        }
    }

    #[test]
    fn only_files_named_by_content_are_kept_for_ever() {
        assert_eq!(cache_control("rapport-0123456789abcdef_bg.wasm"), "public, max-age=31536000, immutable");
        for file in [PAGE, "sw.js", "manifest.webmanifest", "icons/icon-192.png", "keeper_loader.js"] {
            assert_eq!(cache_control(file), "no-cache", "{file}");
        }
    }
}
