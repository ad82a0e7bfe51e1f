//! Leads and referrals (domain §2): what a lead may be called, what the next step is, by when the prospect
//! wants to hear from me, how a deal came about, and the messages that follow.

mod contact;
mod cycle;
mod deed;
mod ladder;
pub(crate) mod letters;
mod offers;
mod passing;
mod sheet;
pub(crate) mod standing;
pub(crate) mod story;
pub mod views;
mod ways;
mod words;

pub(crate) use contact::contact;
pub use deed::Deed;
pub(crate) use deed::{edits, in_step};
pub use ladder::{LADDER, may_stand_on};
pub use letters::About;
pub(crate) use letters::{addressee, letter};
pub(crate) use offers::offers;
pub(crate) use passing::warning;
pub(crate) use sheet::sheet;
pub(crate) use standing::step;
