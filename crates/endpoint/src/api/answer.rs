//! Answers and problems.

use crate::metrics::METRICS;
use crate::store::StoreError;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use vault::wire::{self, Code};

/// Why there is no answer.
pub(crate) struct Problem {
    pub(super) code: Code,
    /// Seconds.
    pub(super) retry_after: Option<u64>,
    /// For the log.
    pub(super) why: Option<String>,
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self { code, retry_after: None, why: None }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(code) => code.into(),
            StoreError::Failed(why) => Self { code: Code::Unavailable, retry_after: Some(5), why: Some(why) },
        }
    }
}

impl Problem {
    pub(super) fn response(&self) -> Response {
        problem(self.code, self.retry_after)
    }
}

/// A problem document.
pub(crate) fn problem(code: Code, retry_after: Option<u64>) -> Response {
    let mut response = Response::new(Body::from(code.document()));
    *response.status_mut() = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A binary answer.
pub(super) fn bytes(body: impl Into<bytes::Bytes>) -> Response {
    let body = body.into();
    METRICS.add(&METRICS.bytes_out, body.len() as u64);
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(wire::CONTENT_TYPE));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
