//! What the app says, as values until the last moment: a key and its arguments ([`Said`]), or a key alone ([`Word`]).
//!
//! The keys and their arguments come from `lang/en.toml`: [`words`] has a module for each of its sections, with a constant or a
//! function for each sentence, so that a wrong or missing argument does not compile. What a sentence is in the language of the
//! person stands in a table of lines ([`tongue`]); plurals, numbers and lists are the browser's, behind [`Intl`].
//!
//! Start reading at [`Said`]; how to write a sentence stands in the crate `lang` and in `docs/contributing.md`.

mod count;
mod isolated;
mod render;
pub mod said;
pub mod tongue;

pub use count::Count;
pub use isolated::isolated;
pub use said::{Said, Word};
pub use tongue::{English, Intl, Plural};

/// Every sentence, by place.
#[allow(missing_docs, clippy::needless_pass_by_value, reason = "generated; each has its words as its doc")]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
