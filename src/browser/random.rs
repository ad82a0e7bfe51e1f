//! Random bits from the browser: ids and actors are made of them.

use js_sys::{Reflect, global};
use notebook::Id;
use wasm_bindgen::{JsCast, JsValue, throw_str};
use web_sys::Crypto;

/// The id of a new record.
#[must_use]
pub fn id() -> Id {
    Id(bytes())
}

/// `N` bytes, at most 65,536.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Fills at most 65,536 bytes.
pub fn fill(bytes: &mut [u8]) {
    let crypto = Reflect::get(&global(), &JsValue::from_str("crypto"));
    let filled = crypto
        .and_then(JsCast::dyn_into::<Crypto>)
        .and_then(|crypto| crypto.get_random_values_with_u8_array(bytes));
    if filled.is_err() {
        // Ids that another device may have as well would mix up two people's records.
        throw_str("this browser gives no random numbers");
    }
}
