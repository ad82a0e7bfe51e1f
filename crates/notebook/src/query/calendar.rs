//! What goes into a calendar outside.

use crate::{command::Edit, time::Civil};
use said::Said;
use serde::{Deserialize, Serialize};

/// What a calendar gets to know.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CalendarView {
    /// What is due and what is planned.
    pub entries: Vec<CalendarEntry>,
    /// What was given to a calendar before and is there no longer: kept, moved on, removed.
    pub gone: Vec<String>,
    /// What is to be written under Me once the calendar has it: what was given, so that it can be taken out again.
    pub given: Vec<Edit>,
}

/// One entry: nothing in it names anybody who wants to stay hidden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// What it is, whatever its day: `promises/<id>`, `leads/<id>/call`, `people/<id>/met/24h`.
    pub thing: String,
    /// When.
    pub at: Civil,
    /// What to do, and with whom: without any words that were told.
    pub title: Said,
    /// Why, in a sentence.
    pub words: Said,
}
