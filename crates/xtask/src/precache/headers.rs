//! The headers that every answer carries, written beside the app so that any server can send them.
//! The policy allows the one inline script that Trunk writes into the page, by its hash, and nothing else.

use super::PAGE;
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// In the build's folder; for servers, not for browsers.
pub const HEADERS_FILE: &str = "headers.json";

pub(super) fn write(dir: &Path) -> Result<()> {
    let page = std::fs::read_to_string(dir.join(PAGE))?;
    let headers = BTreeMap::from([
        ("content-security-policy", policy(&inline_scripts(&page)?)),
        ("cross-origin-opener-policy", "same-origin".to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
        (
            "permissions-policy",
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), serial=(), hid=()".to_owned(),
        ),
        ("referrer-policy", "no-referrer".to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
    ]);
    Ok(std::fs::write(dir.join(HEADERS_FILE), serde_json::to_string_pretty(&headers)?)?)
}

fn policy(scripts: &[&str]) -> String {
    let hashes: String = scripts
        .iter()
        .map(|script| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script))))
        .collect();
    [
        "default-src 'none'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{hashes}"),
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        // A person may keep the vault at an address of their own.
        "connect-src 'self' https:",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}

/// The texts between `<script …>` and `</script>` for scripts without `src`.
fn inline_scripts(page: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    for part in page.split("<script").skip(1) {
        let (attributes, rest) = part.split_once('>').context("a script tag that does not end")?;
        let (script, _) = rest.split_once("</script>").context("a script that does not end")?;
        if !attributes.contains("src=") {
            scripts.push(script);
        }
    }
    ensure!(scripts.len() <= 1, "the page has inline scripts besides Trunk's: move them into a file");
    Ok(scripts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_inline_script_is_allowed() {
        let page = r#"<script src="/a.js"></script><script type="module">x</script>"#;
        assert_eq!(inline_scripts(page).unwrap(), ["x"]);
        let allowed = policy(&["x"]);
        assert!(allowed.contains("'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='"), "{allowed}");
        assert!(!allowed.contains("unsafe-inline"));
        assert!(inline_scripts("<script>a</script><script>b</script>").is_err());
    }
}
