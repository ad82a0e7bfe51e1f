//! What a key means while an input method is at work.

use web_sys::KeyboardEvent;

/// The key is the input method's: it chooses, ends or gives up what is being composed. Of the Enter that ends it Safari says so
/// only by the old code, when it has already called the composing over.
pub(crate) fn composes(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// Escape, and the person means it.
pub(crate) fn leaves(event: &KeyboardEvent) -> bool {
    event.key() == "Escape" && !composes(event)
}
