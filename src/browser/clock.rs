//! What time it is for the person.

use notebook::Now;

/// The moment and the local offset, by the browser's clock.
pub fn now() -> Now {
    let date = js_sys::Date::new_0();
    let offset = -(date.get_timezone_offset() as i32);
    Now::from_millis(date.get_time() as i64, offset)
        .unwrap_or(Now(chrono::DateTime::UNIX_EPOCH.fixed_offset()))
}
