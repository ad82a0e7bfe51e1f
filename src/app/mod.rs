//! The app around the pages: its frame, its places, its keys, and the link to the keeper.

pub mod link;
pub mod routes;
pub mod session;
mod shell;

pub use shell::App;
