//! Typing does not wait for the notebook: what is kept while the worker loads or after it died is journaled and taken in.

use stories::{Key, Result, Story, ensure, large};

#[tokio::test(flavor = "multi_thread")]
async fn jots_typed_while_a_large_notebook_loads_lose_no_key() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open_with(&large(10_000, 50_000)?, "/").await?;
    // Every key goes to the field at once, while the worker reads ten thousand people.
    story.type_in("Jot", "Zelda Quist, glazier, needs a locksmith").await?;
    ensure!(story.value_of("Jot").await? == "Zelda Quist, glazier, needs a locksmith");
    story.press(Key::Enter).await?;
    story.see("Kept").await?;
    story.patience = std::time::Duration::from_secs(30);
    story.see("to sort").await?;
    story.open("/search?q=glazier%20locksmith").await?;
    story.see("Zelda Quist, glazier, needs a locksmith").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_while_a_large_notebook_loads_costs_no_key() -> Result<()> {
    let mut story = Story::phone().await?;
    story.hold_workers().await?;
    story.open_with(&large(10_000, 50_000)?, "/").await?;
    story.type_in("Jot", "Zelda Quist, glazier,").await?;
    story.kill_workers().await?;
    story.see("Opening the notebook").await?;
    // The field does not notice.
    story.type_in("Jot", " needs a locksmith").await?;
    ensure!(story.value_of("Jot").await? == "Zelda Quist, glazier, needs a locksmith");
    story.press(Key::Enter).await?;
    story.see("Kept on this device").await?;
    // A browser that ends a worker tells nobody: it is taken for dead after twenty-five seconds.
    story.patience = std::time::Duration::from_secs(180);
    story.see("to sort").await?;
    story.open("/search?q=glazier%20locksmith").await?;
    story.see("Zelda Quist, glazier, needs a locksmith").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_in_the_middle_costs_no_jot() -> Result<()> {
    let mut story = Story::phone().await?;
    // An unanswered command is given up after ten seconds, and a worker that does not open after twenty-five and more.
    story.patience = std::time::Duration::from_secs(180);
    story.hold_workers().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    // Killed while it is at work: the command is not answered.
    story.fill("Jot", "Person number 1 needs a roof").await?;
    story.kill_workers().await?;
    story.press(Key::Enter).await?;
    story.until_js("document.querySelector('#jot').value === ''").await?;
    // The next one is killed before it has opened the notebook.
    story.until_js("heldWorkers.length > 0").await?;
    story.kill_workers().await?;
    story.fill("Jot", "Person number 2 needs a roof").await?;
    story.press(Key::Enter).await?;
    story.see("Kept on this device").await?;
    story.see("2 jots to sort").await?;
    story.end().await
}
