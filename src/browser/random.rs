//! Randomness from the browser.

use notebook::Id;

/// A fresh identity for a record.
pub fn id() -> Id {
    let mut bytes = [0; 16];
    if let Ok(crypto) = leptos::prelude::window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    Id(bytes)
}
