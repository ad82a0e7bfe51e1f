//! What the window and its worker share.

pub mod browser;
