//! How much there was, noted where the notebook is not: so that a browser that lost it is not taken for a newcomer's.

use keeper::link::Status;

use crate::{app::session::Session, browser::memory::Memory};

fn key(session: Session) -> String {
    [session.storage(), ".mark"].concat()
}

/// Notes what is on the disk, when the keeper says so. An example that is lost is made again.
pub(super) fn note(session: Session, status: &Status) {
    if let Some(mark) = status.mark.as_ref().filter(|_| !session.is_example()) {
        Memory::Device.set(&key(session), Some(mark));
    }
}

/// What was noted last.
pub(super) fn read(session: Session) -> Option<String> {
    Memory::Device.get(&key(session))
}

/// The person knows what is missing.
pub(super) fn forget(session: Session) {
    Memory::Device.set(&key(session), None);
}
