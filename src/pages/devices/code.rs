//! Pairing codes as links.

use super::here;

const PATH: &str = "/settings/devices#";

/// What a person scanned, pasted or typed: the code, and the server's address if it says one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) code: String,
    pub(super) endpoint: Option<String>,
}

/// The link that carries a code. What is behind `#` never reaches a server.
pub(super) fn link(code: &str, endpoint: &str) -> String {
    let here = here();
    let at = if endpoint == here { String::new() } else { ["@", endpoint].concat() };
    [&here, PATH, code, &at].concat()
}

/// Reads a link or a code.
pub(super) fn read(text: &str) -> Read {
    let text = text.trim();
    let (site, code) = match text.split_once(PATH) {
        Some((site, code)) => (Some(site), code),
        None => (None, text.trim_start_matches('#')),
    };
    let (code, at) = match code.split_once('@') {
        Some((code, at)) => (code, Some(at)),
        None => (code, site),
    };
    Read { code: code.to_owned(), endpoint: at.filter(|at| !at.is_empty()).map(str::to_owned) }
}
