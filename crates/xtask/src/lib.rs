//! The developer's commands, as a library so that the stories can serve and build the app the same way.
//!
//! `cargo xtask help` lists the commands; each module here is one of them or one thing they share.
#![allow(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

mod alone;
pub mod app;
pub mod bench;
pub mod browser;
pub mod check;
pub mod commands;
pub mod engine;
pub mod icons;
mod indexed;
pub mod mutants;
pub mod narrate;
mod packages;
pub mod paths;
pub mod pebble;
pub mod postgres;
pub mod precache;
pub mod serve;
pub mod setup;
pub mod start;
pub mod zbar;
