//! Whatever counts.

/// A whole number in a sentence.
pub trait Count {
    /// The number; one that is larger than any count is the largest.
    fn count(self) -> i64;
}

impl Count for i64 {
    fn count(self) -> i64 {
        self
    }
}

impl Count for usize {
    fn count(self) -> i64 {
        i64::try_from(self).unwrap_or(i64::MAX)
    }
}

impl Count for u64 {
    fn count(self) -> i64 {
        i64::try_from(self).unwrap_or(i64::MAX)
    }
}

impl Count for u32 {
    fn count(self) -> i64 {
        self.into()
    }
}
