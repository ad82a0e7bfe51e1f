//! The app around the pages: its frame, its places, its keys, and the link to the keeper.

mod address;
mod arrive;
pub mod back;
pub mod cloak;
pub mod day;
mod device;
pub mod discreet;
mod example;
mod keys;
pub mod link;
pub mod meeting;
pub mod palette;
mod places;
pub mod press;
pub mod routes;
pub mod session;
mod shell;
mod update;
mod whereabouts;

pub use shell::App;
