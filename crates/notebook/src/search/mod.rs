//! Search over everything written: by prefix, forgiving typos, deaf to accents, ranked, and saying
//! where it matched.
//!
//! The index knows nothing of people or leads. It holds *entries*: a key, and pieces of text that
//! belong to numbered fields. Whoever builds it decides what the fields are and what they weigh.
//!
//! How a query is answered:
//!
//! 1. Texts and queries go through the same folding ([`fold`]) and are cut into [`tokens`].
//! 2. Distinct tokens are interned. Every query looks at *all* of them, in flat arrays: eight bytes of
//!    the token's head decide about a prefix, a 64-bit set of its letters throws out nearly everything
//!    that is too far away for a typo. For some ten thousand tokens this takes a tenth of a millisecond,
//!    and a change of one entry costs nothing but its own postings.
//! 3. What is left is compared by a bit-parallel edit distance (`distance::Pattern`).
//! 4. The entries of the tokens found are tallied word by word; an entry must have every word.
//!
//! Two choices that cost bytes, measured in a wasm build (brotli): canonical decomposition and combining
//! classes from `unicode-normalization` weigh 18 KB, the compatibility tables would add 22 KB more for what
//! thirty lines in `letters.rs` do for the characters people really type. `strsim` has neither a bounded
//! nor a prefix distance, so the distance is our own, checked against a plain one.

mod digit;
mod distance;
mod entries;
mod field;
mod fold;
mod highlight;
mod index;
mod key;
mod letters;
mod numbers;
mod query;
mod snippet;
mod tally;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

pub use digit::digit;
pub use field::{Field, Weights};
pub use fold::fold;
pub use highlight::{has_all, highlight};
pub use index::{Found, Hit, Match, SearchIndex, Stats};
pub use key::{begins, name_key, once, sort_key, word_key};
pub use snippet::{Snippet, snippet};
pub use words::{Token, tokens};
