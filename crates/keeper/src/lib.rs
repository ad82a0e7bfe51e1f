//! The keeper: one device. It owns the notebook, writes every change to durable storage before it
//! says "saved", and hands out views. No browser, no clock, no randomness of its own.

pub mod link;
pub mod store;
