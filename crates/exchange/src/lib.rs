//! What goes out to other programs: records in, bytes out. Nothing here reads a clock or a disk.

pub mod calendar;
pub mod card;
mod line;
mod name;
pub mod qr;
