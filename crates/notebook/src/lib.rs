//! The notebook: one Automerge document with everything a person records, and the rules of the
//! practice. Pure: no IO, no clock, no randomness of its own.

pub mod id;
pub mod jot;
pub mod time;
pub mod value;

pub use id::Id;
pub use time::{Instant, Now};
pub use value::Value;
