//! The app around the pages: its frame, its places, its keys, and the link to the keeper.

mod address;
mod arrive;
pub mod cloak;
mod device;
pub mod discreet;
mod example;
mod keys;
pub mod link;
pub mod meeting;
pub mod palette;
mod places;
pub mod routes;
pub mod session;
mod shell;
mod update;

pub use shell::App;
