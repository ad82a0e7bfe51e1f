//! What the endpoint's tests share.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "shared by several tests"
)]

pub mod http;
pub mod postgres;
pub mod process;
pub mod servers;
