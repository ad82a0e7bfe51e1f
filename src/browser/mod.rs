//! The browser, one capability a file.

pub mod build;
pub mod clock;
pub mod idb;
pub mod journal;
pub mod locks;
pub mod random;
