//! Words of people within the sentences that explain an entry.

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
