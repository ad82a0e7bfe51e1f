//! When a lane may try again.

use super::Millis;

const FIRST: Millis = 1_000;
const LONGEST: Millis = 5 * 60_000;

/// Delays from a seed (SplitMix64).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    /// Less than `bound`; 0 for 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ z >> 31) % bound.max(1)
    }
}

/// Failures in a row, and when the next attempt is due.
#[derive(Default)]
pub(super) struct Lane {
    failures: u32,
    pub(super) not_before: Millis,
}

impl Lane {
    /// Doubling from a second to five minutes, of which a random half is left out; never before the server wants it.
    pub(super) fn failed(&mut self, now: Millis, retry_after: Option<u64>, chance: &mut Chance) {
        let delay = (FIRST << self.failures.min(20)).min(LONGEST);
        self.failures += 1;
        let delay = delay - chance.below(delay / 2);
        self.not_before = now + delay.max(retry_after.unwrap_or(0).saturating_mul(1000));
    }

    /// Failures since the last success.
    pub(super) fn failures(&self) -> u32 {
        self.failures
    }

    pub(super) fn succeeded(&mut self) {
        *self = Self::default();
    }

    pub(super) fn put_off(&mut self, until: Millis) {
        self.not_before = until;
    }

    /// The next attempt is due now.
    pub(super) fn hurry(&mut self) {
        self.not_before = 0;
    }

    pub(super) fn is_due(&self, now: Millis) -> bool {
        // A clock that was set back must not put a lane to sleep.
        self.not_before <= now || self.not_before - now > 2 * LONGEST + 24 * 3_600_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_five_minutes_and_differ() {
        let (mut lane, mut chance) = (Lane::default(), Chance(7));
        for (failure, longest) in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].into_iter().enumerate() {
            lane.failed(0, None, &mut chance);
            let delay = lane.not_before;
            assert!(delay > longest * 500 - 1 && delay <= longest * 1000, "failure {failure}: {delay}");
        }
        lane.succeeded();
        lane.failed(0, None, &mut chance);
        assert!(lane.not_before <= 1000);
    }

    #[test]
    fn the_servers_wish_is_obeyed() {
        let mut lane = Lane::default();
        lane.failed(10, Some(120), &mut Chance(1));
        assert_eq!(lane.not_before, 120_010);
        assert!(!lane.is_due(120_009) && lane.is_due(120_010));
    }
}
