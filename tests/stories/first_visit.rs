//! The first visit makes the app independent of any network.

use stories::{Result, Story, ensure};

#[tokio::test(flavor = "multi_thread")]
async fn after_the_first_visit_no_server_is_needed() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.see("A notebook for the people you meet").await?;
    story.ready_offline().await?;

    story.stop_server()?;
    story.reload().await?;
    story.see("A notebook for the people you meet").await?;
    story.open("/people/somebody?q=x").await?;
    story.see("There is nobody at this address.").await?;
    ensure!(story.js("return await fetch('/not-kept').then(() => 'up', () => 'down')").await? == "down");

    story.kill_browser().await?;
    story.restart_browser().await?;
    story.open("/").await?;
    story.see("A notebook for the people you meet").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_installed_app_starts_without_a_server() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.ready_offline().await?;
    story.install().await?;

    story.offline().await?;
    story.launch_installed().await?;
    story.see("A notebook for the people you meet").await?;

    story.kill_browser().await?;
    story.restart_browser().await?;
    story.launch_installed().await?;
    story.see("A notebook for the people you meet").await?;
    story.end().await
}
