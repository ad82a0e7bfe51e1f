//! The last answer to a question, for the moment at the next start until the notebook is open. It is a convenience: it may be
//! gone, and it is never taken for more than what once was.

use keeper::link::answer;
use leptos::prelude::window;
use notebook::{Now, query::Answer};

use crate::browser::{build, clock, memory::Memory};

/// A longer answer is not worth the writing, bytes.
const MOST: usize = 48 * 1024;

fn key(storage: &str, name: &str) -> String {
    [storage, ".last-", name].concat()
}

/// Keeps an answer as it travels: only a window of the same build can read it.
pub(super) fn write(storage: &str, name: &str, view: &[u8]) {
    let key = key(storage, name);
    let letters = || view.iter().map(|byte| char::from(*byte)).collect::<String>();
    let words = (view.len() <= MOST).then(|| window().btoa(&letters()).ok()).flatten();
    let kept =
        words.map(|words| [&build::of_page(), " ", &clock::now().millis().to_string(), " ", &words].concat());
    Memory::Device.set(&key, kept.as_deref());
}

/// The answer that was kept, and when that was.
pub(super) fn read<T: Answer>(storage: &str, name: &str) -> Option<(T, Now)> {
    let kept = Memory::Device.get(&key(storage, name))?;
    let mut parts = kept.splitn(3, ' ');
    let (of, at, words) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    if of != build::of_page() {
        return None;
    }
    let letters = window().atob(words).ok()?;
    let view: Option<Vec<u8>> = letters.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    let at = Now::from_millis(at, clock::now().offset().local_minus_utc() / 60)?;
    Some((answer(&view?)?, at))
}

/// Nothing of this storage is left.
pub(super) fn forget(storage: &str, name: &str) {
    Memory::Device.set(&key(storage, name), None);
}
