//! The endpoint: stores bytes that it cannot read, puts them in an order, loses none of them, and serves the app.
//!
//! A node holds no state that matters. `store` keeps every promise about bytes; `api` is the protocol of
//! `docs/sync-protocol.md` over HTTP; `app` hands out the built app; `net` is sockets, TLS and their patience.

mod api;
mod app;
pub mod config;
mod hub;
mod limits;
pub mod metrics;
mod net;
pub mod operate;
mod pace;
mod router;
pub mod serve;
mod shares;
pub mod store;
