//! How slow a client may be: a clock that runs down while it is waited for, and that every byte winds up again.

use std::time::Duration;

/// How long a client is waited for without a byte; the clock is never wound up by more.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes a second at which the clock stands still. Devices give up at about the same pace by themselves.
const SLOWEST: f64 = 16_000.0;

/// So the whole takes no longer than [`PATIENCE`] and what its length needs at [`SLOWEST`]; and who sent nearly all of it at once
/// cannot sit on the rest.
pub(crate) struct Pace {
    left: Duration,
}

impl Pace {
    pub(crate) fn new() -> Self {
        Self { left: PATIENCE }
    }

    /// How long the client may be waited for now.
    pub(crate) fn left(&self) -> Duration {
        self.left
    }

    /// After waiting for so long, so many bytes moved.
    pub(crate) fn moved(&mut self, waited: Duration, bytes: usize) {
        let wound = Duration::from_secs_f64(bytes as f64 / SLOWEST);
        self.left = (self.left.saturating_sub(waited) + wound).min(PATIENCE);
    }

    /// For so long there was nothing to wait for.
    pub(crate) fn rested(&mut self, time: Duration) {
        self.left = (self.left + time).min(PATIENCE);
    }
}
