//! An hour that is planned stands on the wall: it is the same when the clocks have changed meanwhile.

use std::time::{SystemTime, UNIX_EPOCH};
use stories::{Key, Result, Story};

/// Saturday noon and Sunday morning in Madrid, around a change of the clocks; and who is to be called.
const CHANGES: [(i64, i64, &str); 2] = [
    // 27 and 28 March 2027.
    (1_806_141_600_000, 1_806_215_400_000, "Bo Lindqvist"),
    // 30 and 31 October 2027.
    (1_824_886_800_000, 1_824_967_800_000, "Mina Sol"),
];

#[tokio::test(flavor = "multi_thread")]
async fn nine_in_the_morning_is_nine_although_the_clocks_changed_at_night() -> Result<()> {
    let mut story = Story::phone().await?;
    for (saturday, sunday, name) in CHANGES {
        set_clock(&mut story, saturday).await?;
        story.open("/").await?;
        let jot = format!("{name}, architect, needs a site expects call !sun 9am");
        story.fill("Jot", &jot).await?;
        story.press(Key::Enter).await?;
        story.see("Kept:").await?;
        story.open("/inbox").await?;
        story.see("1 jot to sort").await?;
        story.click(&jot).await?;
        story.click("Keep").await?;
        story.see(&format!("Sorted: {name}")).await?;

        set_clock(&mut story, sunday).await?;
        story.open("/").await?;
        story.see("A call is expected today. A site.").await?;
        story
            .until_js(&format!(
                "[...document.querySelectorAll('.pane.list .entry')].some((entry) =>
                    entry.innerText.includes('{name}') && /\\b0?9:00/.test(entry.innerText)
                    && !entry.classList.contains('overdue'))"
            ))
            .await?;
        story.click(&format!("Called: {name}")).await?;
        story.not_see("A call is expected today. A site.").await?;
    }
    story.end().await
}

/// From the next page on it is this moment, in Madrid.
async fn set_clock(story: &mut Story, millis: i64) -> Result<()> {
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    story.set_clock_offset(millis - now).await?;
    story.time_zone("Europe/Madrid").await
}
