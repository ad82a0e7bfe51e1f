//! Pairing codes as links and QR codes.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

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

/// A QR code, drawn as one path; `None` when the text is too long for one.
pub(super) fn qr(text: &str) -> Option<AnyView> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            path.extend(["M", &(x + 4).to_string(), " ", &(y + 4).to_string(), "h1v1h-1z"]);
        }
    }
    let all = (size + 8).to_string();
    let frame = ["0 0 ", &all, " ", &all].concat();
    Some(
        view! { <svg class="qr" viewBox=frame role="img" aria-label="QR code"><path d=path /></svg> }
            .into_any(),
    )
}
