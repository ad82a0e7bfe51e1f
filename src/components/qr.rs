//! QR codes.

use leptos::prelude::*;

/// A QR code, drawn as one path; `None` when the text is too long for one.
pub(crate) fn qr(text: &str, label: &'static str) -> Option<AnyView> {
    let code = exchange::qr::code(text)?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            path.extend(["M", &(x + 4).to_string(), " ", &(y + 4).to_string(), "h1v1h-1z"]);
        }
    }
    let all = (size + 8).to_string();
    let frame = ["0 0 ", &all, " ", &all].concat();
    Some(view! { <svg class="qr" viewBox=frame role="img" aria-label=label><path d=path /></svg> }.into_any())
}
