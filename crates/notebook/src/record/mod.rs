//! The records a notebook holds, as plain structs.
//!
//! In the document a record is one flat map. A many-valued field does not own a nested map: its
//! parts are keys of the record itself, `phones/<item id>/number` or `tags/sailing`. Two devices
//! that fill an empty field at the same time therefore never create rival maps of which a merge
//! would drop one, and an edit of an item survives its removal elsewhere.

#[macro_use]
mod fields;
mod choices;
mod contact;
mod decision;
mod event;
mod group;
mod jot;
mod kind;
mod lead;
mod me;
mod money;
mod person;
pub mod phone;
mod promise;
pub mod reach;
mod touch;

pub use choices::*;
pub(crate) use contact::exact_key;
pub use contact::{Contact, Evidence, Gain, Words};
pub use decision::Decision;
pub use event::{Event, Guest, PlanStep};
pub use fields::{Field, FieldSpec, Fields, Items, Note, Record, Shape, spec_of};
pub use group::{Group, Seat};
pub use jot::Jot;
pub use kind::{Kind, Ref};
pub use lead::{Lead, Recipient};
pub use me::{Away, Cadence, Given, Me, Presentation};
pub use money::Money;
pub use person::Person;
pub use promise::Promise;
pub use touch::Touch;
