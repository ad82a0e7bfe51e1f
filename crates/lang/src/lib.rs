//! The language files (`crates/said/lang/*.toml`): what stands in them, whether they say the same, and what is built of them.
//!
//! A file holds a section a place, a key a sentence:
//!
//! ```toml
//! [inbox]
//! title = "Inbox"
//! from = "{who:name} told you[ {when:said}]."
//! waiting = { one = "1 jot to sort", other = "{n} jots to sort" }
//! ```
//!
//! - `{who:name}` is an argument and what it is ([`Kind`]); the other languages only name it, `{who}`. `{n}` is a number.
//! - `[ … ]` is left out when whatever stands for arguments in it is empty.
//! - A table has an arm for each form that a number asks for: `one`, `few`, `many`, `other` as the language's plurals have it
//!   (CLDR), `0`, `-1`, `2` for exactly that number. The number is `n`.
//!
//! English is the measure: [`read`] gives its sentences, [`check`] the faults of another language beside it, [`table`] the lines
//! of a language as the app reads them (behind its [`shape`]), [`constructors`] the Rust that makes a sentence of a key and its arguments.

mod check;
mod file;
mod pattern;
mod pseudo;
mod write;

pub use check::check;
pub use file::{Language, Sentence, read};
pub use pattern::{Arm, Kind, Part, Pattern};
pub use pseudo::{BRACKETS, pseudo};
pub use write::{constructors, shape, table};
