//! What the endpoint's tests share.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "shared by several tests"
)]

pub mod authority;
pub mod device;
pub mod http;
pub mod postgres;
pub mod process;
pub mod servers;
pub mod tap;
pub mod tls;

/// The next number of a row that its seed decides.
pub fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}
