//! A notebook whose every word is known: what is in it afterwards, and how often.

use crate::Tally;
use std::time::{Duration, Instant};
use stories::{Key, Result, Story, json};

/// Words that were kept leave the field as soon as the notebook is open; so much later they would be taken for a draft.
const SETTLES: Duration = Duration::from_secs(2);

/// No two of them begin alike.
pub(crate) fn words(number: usize) -> String {
    format!("{number} knows a printer")
}

/// Jots, and waits until the app says that it is kept.
pub(crate) async fn jot(story: &Story, words: &str) -> Result<()> {
    story.fill("Jot", words).await?;
    story.press(Key::Enter).await?;
    let toasts = "[...document.querySelectorAll('.toast')].map((toast) => toast.textContent)";
    let start = json!(words);
    story
        .until_js(&format!("{toasts}.some((said) => said.startsWith('Kept') && said.includes({start}))"))
        .await
}

/// Waits until the notebook is open, and compares the inbox with what was called saved; returns what is not there exactly once. The
/// first screen is looked at for words in the field that are none.
pub(crate) async fn compare(story: &Story, saved: &[String], tally: &mut Tally) -> Result<Vec<String>> {
    story.open("/").await?;
    story.until_js("document.querySelector('#jot')").await?;
    // The field is looked at when the notebook is open; whether it can be is found out below.
    let _ = story.see("to sort").await;
    let since = Instant::now();
    while !story.value_of("Jot").await?.is_empty() {
        if since.elapsed() > SETTLES {
            tally.stale += 1;
            story.fill("Jot", "").await?;
            break;
        }
    }
    let there = inbox(story, saved.len()).await?;
    let times = |words: &String| there.iter().filter(|other| *other == words).count();
    let wrong: Vec<String> = saved.iter().filter(|words| times(words) != 1).cloned().collect();
    tally.lost += wrong.iter().filter(|words| times(words) == 0).count();
    tally.doubled += wrong.iter().map(|words| times(words).saturating_sub(1)).sum::<usize>();
    story.open("/").await?;
    story.until_js("document.querySelector('#jot')").await?;
    if !wrong.is_empty() {
        eprintln!(
            "  the app says: {}",
            story.visible_text().await?.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
    Ok(wrong)
}

/// The words of every jot in the inbox, all pages of it. Waits until there are as many as there should be, but not for ever.
async fn inbox(story: &Story, expected: usize) -> Result<Vec<String>> {
    story.open("/inbox").await?;
    let words = "[...document.querySelectorAll('.pane.list li')].map((line) => /(\\d+) knows a printer/.exec(line.innerText)?.[0]).filter(Boolean)";
    let all = format!(
        "const start = Date.now();
        let last = [];
        for (;;) {{
            document.querySelector('.pane.list li:last-child')?.scrollIntoView();
            last = {words};
            if (last.length >= {expected} || Date.now() - start > 40000) return last;
            await new Promise((done) => setTimeout(done, 50));
        }}"
    );
    let all = story.js(&all).await?;
    Ok(all.as_array().into_iter().flatten().filter_map(|words| words.as_str().map(str::to_owned)).collect())
}
