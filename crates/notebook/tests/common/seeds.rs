//! Running a history by its seed.

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// What a history complained of.
///
/// # Errors
/// The words of its panic.
pub fn caught(history: impl FnOnce()) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(history)).map_err(|why| {
        let said = why.downcast_ref::<String>().cloned();
        said.or_else(|| why.downcast_ref::<&str>().map(|&why| why.to_owned())).unwrap_or_default()
    })
}

/// A number from the environment.
pub fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}
