//! How much there was, noted where the notebook is not: so that a browser that lost it is not taken for a newcomer's.

use keeper::{Mark, link::Status};

use crate::browser::memory::Memory;

fn key(storage: &str) -> String {
    [storage, ".mark"].concat()
}

/// Notes what is on the disk, when the keeper says so.
pub(super) fn note(storage: &str, status: &Status) {
    let mark = status.mark.as_ref().map(Mark::to_text);
    if mark.is_some() {
        Memory::Device.set(&key(storage), mark.as_deref());
    }
}

/// What was noted last.
pub(super) fn read(storage: &str) -> Option<Mark> {
    Mark::from_text(&Memory::Device.get(&key(storage))?)
}

/// The person knows what is missing, or has deleted this storage.
pub(super) fn forget(storage: &str) {
    Memory::Device.set(&key(storage), None);
}
