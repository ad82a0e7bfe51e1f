//! The worker: binds the keeper to the browser.

fn main() {
    console_error_panic_hook::set_once();
}
