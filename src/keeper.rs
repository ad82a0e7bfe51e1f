//! The worker: binds the keeper to the browser.

mod worker;

fn main() {
    console_error_panic_hook::set_once();
    worker::start();
}
