//! Typing does not wait for the notebook: what is kept while the worker loads or after it died is journaled and taken in.

use stories::{Key, Result, Story, ensure, large};

#[tokio::test(flavor = "multi_thread")]
async fn jots_typed_while_a_large_notebook_loads_lose_no_key() -> Result<()> {
    let mut story = Story::phone().await?;
    // A picture is of the app's address and starts no worker.
    story.open("/icons/icon.svg").await?;
    story.lay_notebook("rapport", &large(10_000, 50_000)?).await?;

    story.open("/").await?;
    // Every key goes to the field at once, while the worker reads ten thousand people.
    story.type_in("Jot", "Zelda Quist, glazier, needs a locksmith").await?;
    ensure!(story.value_of("Jot").await? == "Zelda Quist, glazier, needs a locksmith");
    story.press(Key::Enter).await?;
    story.see("Kept").await?;
    story.patience = std::time::Duration::from_secs(30);
    story.see("to sort").await?;
    story.open("/search?q=glazier%20locksmith").await?;
    story.see("Zelda Quist, glazier, needs a locksmith").await?;
    // The picture had no icon of its own.
    story.expect_trouble("favicon.ico").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_in_the_middle_costs_no_jot() -> Result<()> {
    let mut story = Story::phone().await?;
    // An unanswered command is given up after ten seconds.
    story.patience = std::time::Duration::from_secs(40);
    story.hold_workers().await?;
    story.open("/").await?;
    story.see("A notebook for the people you meet").await?;
    for n in 1..=3 {
        story.fill("Jot", &format!("Person number {n} needs a roof")).await?;
        // After a death the window starts another one.
        story.until_js("heldWorkers.length > 0").await?;
        story.kill_workers().await?;
        story.press(Key::Enter).await?;
        story.until_js("document.querySelector('#jot').value === ''").await?;
    }
    story.see("3 jots to sort").await?;
    story.end().await
}
