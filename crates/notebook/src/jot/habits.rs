//! How the person writes days and amounts.

/// What a jot's dates and amounts depend on besides the moment. By default the day comes first and weeks begin on Monday.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Habits<'a> {
    /// In `12/1` the month comes first.
    pub month_first: bool,
    /// On which day weeks begin, as under Me: `sunday`, `saturday`, everything else is Monday.
    pub week_starts: &'a str,
    /// The currency of an amount without a sign, as under Me: `EUR`. Without one such an amount is not read.
    pub currency: &'a str,
}
