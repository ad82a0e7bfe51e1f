//! Repeatable chance: SplitMix64, and what is drawn with it.

use crate::id::Id;

/// A stream of chance that a seed decides.
#[derive(Debug, Clone)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `bound`; 0 when the bound is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A number from `from` to `to`, both included.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below(usize::try_from(to - from + 1).unwrap_or(0)) as i64
    }

    /// True in `percent` of all cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub(super) fn of<'a, T>(&mut self, choice: &'a [T]) -> &'a T {
        &choice[self.below(choice.len())]
    }

    /// One of several words or phrases, written in one text with bars between them.
    pub(super) fn word<'a>(&mut self, list: &'a str) -> &'a str {
        let count = list.split('|').count();
        let nth = self.below(count);
        list.split('|').nth(nth).unwrap_or_default()
    }

    /// An index below `bound`, small ones much more often: some people are met every week.
    pub(super) fn often_small(&mut self, bound: usize) -> usize {
        let twice = self.below(bound.max(1)) as u128 * self.below(bound.max(1)) as u128;
        (twice / bound.max(1) as u128) as usize
    }

    pub(super) fn id(&mut self) -> Id {
        Id((u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes())
    }
}
