//! The keeper: one device.
