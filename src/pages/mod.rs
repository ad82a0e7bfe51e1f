//! One file a route; a folder where a page has parts.

pub mod bin;
pub mod brief;
pub mod devices;
pub mod history;
pub mod inbox;
pub mod jot;
pub mod lead;
pub mod leads;
pub mod me;
pub mod more;
pub mod people;
pub mod person;
pub mod search;
pub mod settings;
pub mod sort;
pub mod today;
pub mod twice;
