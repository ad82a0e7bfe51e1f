//! The keeper: one device. It owns the notebook, writes every change to durable storage before it
//! says "saved", and hands out views. No browser, no clock, no randomness of its own.

mod backup;
mod doubt;
mod facts;
mod hear;
pub mod home;
pub mod journal;
mod keeper;
pub mod link;
mod open;
mod order;
mod quarantine;
mod restore;
pub mod session;
mod shelf;
mod sign;
pub mod store;
pub mod sync;
mod tidy;
mod trouble;

pub use backup::{BackupError, MOST_BACKUP_BYTES, seal, too_large};
pub use keeper::{Keeper, Report, Saved};
pub use session::{Out, Session};
pub use shelf::Limits;
pub use sign::Mark;
pub use tidy::Tidied;
pub use trouble::{NotRestored, Trouble};
