//! The window: mounts the app.
fn main() {}
