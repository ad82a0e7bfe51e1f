//! The notebook: one Automerge document with everything a person records, and the rules of the
//! practice. Pure: no IO, no clock, no randomness of its own.

mod act;
pub mod command;
mod document;
pub mod example;
pub mod id;
mod initials;
pub mod jot;
mod model;
mod notebook;
mod order;
pub mod practice;
pub mod query;
pub mod record;
pub mod search;
pub mod time;
pub mod value;
mod view;

pub use document::{ChangeHead, Damage, Written};
pub use id::Id;
pub use initials::initials;
pub use notebook::{Deleted, Loading, MOST_FILE_BYTES, Merged, Notebook};
pub use said::isolated;
pub use time::{Civil, Instant, Now, Planned};
pub use value::Value;
