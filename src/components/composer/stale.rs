//! A draft that begins what was kept is no draft: a browser that is killed may have written the jot and not yet that its draft was
//! cleared, nor the last of the letters.

use notebook::query::{JotRow, Listed, Page, Query};

use super::draft::Draft;

/// Jots that are looked at: more than anybody keeps between a draft and the end of a browser.
const LAST: usize = 30;

/// Words as they were found when the window started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The words.
    pub(super) words: String,
    /// When the last of them was typed, milliseconds; unknown of drafts that an older version kept.
    pub(super) at: Option<i64>,
}

impl Found {
    /// Whether a jot that was kept then is what these words became.
    fn became(&self, jot: &str, at: i64) -> bool {
        let words = self.words.trim();
        !words.is_empty() && self.at.is_some_and(|typed| typed <= at) && jot.trim_start().starts_with(words)
    }
}

impl Draft {
    /// Takes out of the field what had been kept before the window started; what was typed behind it stays.
    pub(super) async fn drop_kept(self, all: Vec<Found>) {
        if all.iter().all(|found| found.at.is_none()) {
            return;
        }
        let count = self.keeper.ask::<Listed<JotRow>>(Query::Inbox(Page::first(0))).await;
        let offset = count.map_or(0, |inbox| inbox.total.saturating_sub(LAST));
        let page = Page { offset, limit: LAST };
        let Some(inbox) = self.keeper.ask::<Listed<JotRow>>(Query::Inbox(page)).await else { return };
        for found in all {
            if inbox
                .rows
                .iter()
                .any(|row| found.became(&row.jot.text, row.jot.at.map_or(0, notebook::Instant::millis)))
            {
                self.take_out(&found.words);
            }
        }
    }

    fn take_out(self, words: &str) {
        use leptos::prelude::GetUntracked;
        if let Some(rest) = without(&self.text.get_untracked(), words) {
            self.write(rest);
        }
    }
}

/// The text without these words where they begin a line; nothing when they do not.
fn without(text: &str, words: &str) -> Option<String> {
    let begins = |at: usize| at == 0 || text[..at].ends_with('\n');
    let (at, _) = text.match_indices(words).find(|(at, _)| begins(*at))?;
    let (before, after) = (&text[..at], &text[at + words.len()..]);
    let after = after.trim_start();
    Some(if after.is_empty() { before.trim_end().to_owned() } else { [before, after].concat() })
}
