//! Small parts of the sentences that explain an entry.

use chrono::NaiveDate;

use crate::Now;

/// A day in relation to today, with a space before it; nothing when it is further ahead than a week.
pub(crate) fn when(day: NaiveDate, now: Now) -> String {
    let days = (day - now.today()).num_days();
    match days {
        0 => " today".into(),
        1 => " tomorrow".into(),
        -1 => " yesterday".into(),
        2..=7 => format!(" in {days} days"),
        ..-1 => format!(" {} days ago", -days),
        _ => String::new(),
    }
}

/// How long ago a day is, with a space before it.
pub(crate) fn ago(day: NaiveDate, now: Now) -> String {
    when(day.min(now.today()), now)
}

/// Words that begin with a capital letter and end without a full stop.
pub(crate) fn sentence(words: &str) -> String {
    let words = words.trim().trim_end_matches('.');
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Letters of what is quoted beside an entry: two lines on a telephone.
const QUOTED: usize = 100;

/// The beginning of words that may be long, cut between two of them.
pub(crate) fn short(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = words.char_indices().nth(QUOTED) else { return words };
    let cut = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &words[..cut])
}

/// Several words as one reads them: goals, interests and skills.
pub(crate) fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
