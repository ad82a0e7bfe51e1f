//! The worker: binds the keeper to the browser.
fn main() {}
