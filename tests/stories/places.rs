//! Every place at both sizes in both themes: pictures of it, and no serious barrier for anybody.

use stories::{Result, Story, ensure};

#[tokio::test(flavor = "multi_thread")]
async fn every_place_is_open_to_everybody_with_a_year_of_entries() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open("/").await?;
    story.click("Look around with an example notebook").await?;
    story.see("Example notebook.").await?;
    story.see("This week").await?;
    story.look("today").await?;
    for (place, see) in [
        ("/jot", "Enter keeps"),
        ("/inbox", "Inbox"),
        ("/people", "People"),
        ("/leads", "Leads"),
        ("/search?q=an", "found"),
        ("/history", "History"),
        ("/bin", "Bin"),
        ("/twice", "Entered twice?"),
        ("/me", "Me"),
        ("/settings", "Settings"),
        ("/more", "More"),
        ("/nowhere", "There is no such page"),
    ] {
        story.open(place).await?;
        story.see(see).await?;
        story.not_see("Opening").await?;
        story.look(place.split(['/', '?']).nth(1).unwrap_or_default()).await?;
    }
    for (list, name) in [("/people", "person"), ("/leads", "lead"), ("/inbox", "sort")] {
        story.open(list).await?;
        let first = format!("document.querySelector('.pane.list a.go[href^=\"{list}/\"]')");
        story.until_js(&format!("{first} !== null")).await?;
        let path = story.js(&format!("return {first}.getAttribute('href')")).await?;
        story.open(path.as_str().unwrap_or_default()).await?;
        story.until_js("document.querySelector('.pane.page h1, .pane.page .raw') !== null").await?;
        story.not_see("Opening").await?;
        story.look(name).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_place_is_open_to_everybody_while_it_is_empty() -> Result<()> {
    let mut story = Story::desk().await?;
    for (place, see) in [
        ("/", "A notebook for the people you meet"),
        ("/inbox", "Inbox"),
        ("/people", "People"),
        ("/leads", "Leads"),
        ("/search", "Search"),
        ("/bin", "Bin"),
        ("/history", "History"),
    ] {
        story.open(place).await?;
        story.see(see).await?;
        story.not_see("Opening").await?;
        let name = if place == "/" { "/today" } else { place };
        story.look(&format!("empty-{}", &name[1..])).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_is_marked_kept_apart_and_left_with_one_tap() -> Result<()> {
    let story = Story::desk().await?;
    story.open("/").await?;
    story.click("Look around with an example notebook").await?;
    story.see("Example notebook.").await?;
    story.open("/people").await?;
    story.until_js("document.querySelectorAll('.pane.list li').length > 5").await?;
    story.click("Close it").await?;
    story.not_see("Example notebook.").await?;
    story.open("/people").await?;
    story.see("People").await?;
    story.until_js("document.querySelectorAll('.pane.list li a.go').length === 0").await?;
    let kept = story.js("return (await indexedDB.databases()).map((database) => database.name)").await?;
    ensure!(!kept.to_string().contains("example"), "the example is still on the device: {kept}");
    story.end().await
}
