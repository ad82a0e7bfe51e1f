//! The language of the app on this device: English, or one whose file the build has.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::memory::Memory;

const KEY: &str = "rapport.language";

/// The code of another language than English that was chosen on this device.
#[must_use]
pub fn chosen() -> Option<String> {
    Memory::Device.get(KEY).filter(|code| {
        (2..=8).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_lowercase() || c == b'-')
    })
}

/// Speaks it, if its file is there and of this build; else it stays English.
pub async fn speak(code: &str) {
    let Some(lines) = lines(code).await else { return };
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if said::tongue::speak(lines)
        && let Some(root) = root
    {
        let _ = root.set_attribute("lang", code);
    }
}

async fn lines(code: &str) -> Option<String> {
    let window = web_sys::window()?;
    let answer = JsFuture::from(window.fetch_with_str(&["/lang/", code, ".txt"].concat())).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
