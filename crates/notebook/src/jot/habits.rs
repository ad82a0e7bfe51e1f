//! How the person writes and counts days.

/// What a jot's dates depend on besides the moment. By default the day comes first and weeks begin on Monday.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Habits<'a> {
    /// In `12/1` the month comes first.
    pub month_first: bool,
    /// On which day weeks begin, as under Me: `sunday`, `saturday`, everything else is Monday.
    pub week_starts: &'a str,
}
