//! The whole notebook as one file, and back; and files that are something else.

use crate::hindsight::{ANA, ana};
use stories::{Key, Result, Story, everywhere};

/// Catches the file that the app hands over, as base64.
pub(crate) const CATCH: &str = "globalThis.caught = new Promise((done) => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (file) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result.split(',')[1]);
        reader.readAsDataURL(file);
        return make(file);
    };
});";

everywhere!(a_backup_says_what_it_brings_and_is_merged_into_another_notebook);
async fn a_backup_says_what_it_brings_and_is_merged_into_another_notebook() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.fill("Jot", "Ana Ruiz, plumber, needs a bookkeeper").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.open("/settings").await?;
    story.js(CATCH).await?;
    story.click("Save backup").await?;
    story.see("Backup made").await?;
    let file = story.js("return await caught").await?;
    story.end().await?;

    let other = Story::phone().await?;
    other.open("/").await?;
    other.fill("Jot", "Bo Lindqvist, architect").await?;
    other.press(Key::Enter).await?;
    other.see("1 jot to sort").await?;
    other.open("/settings").await?;
    other.choose_file("rapport-2026-11-22.rapport", file.as_str().unwrap_or_default()).await?;
    other.see("1 new jot").await?;
    other.click("Merge it").await?;
    other.see("Merged. Everything from the backup is here now.").await?;
    other.open("/inbox").await?;
    other.see("Ana Ruiz, plumber, needs a bookkeeper").await?;
    other.see("Bo Lindqvist, architect").await?;
    other.end().await
}

everywhere!(who_was_deleted_for_good_and_is_in_a_backup_is_offered_and_comes_back);
async fn who_was_deleted_for_good_and_is_in_a_backup_is_offered_and_comes_back() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open_with(&ana()?, "/settings").await?;
    story.js(CATCH).await?;
    story.click("Save backup").await?;
    story.see("Backup made").await?;
    let file = story.js("return await caught").await?;
    let file = file.as_str().unwrap_or_default();
    let choose = async |story: &Story| {
        story.open("/settings").await?;
        story.choose_file("rapport-2026-11-22.rapport", file).await
    };
    choose(&story).await?;
    story.see("Everything in it is here already.").await?;

    story.open(&format!("/people/{ANA}")).await?;
    story.click("Put in the bin").await?;
    story.open("/bin").await?;
    story.click("Empty the bin").await?;
    story.see("still hold it").await?;
    story.click("Empty the bin").await?;
    story.see("What you put away comes here first.").await?;

    // Every change of it is here, and she is not.
    choose(&story).await?;
    story.see("Ana Ruiz was deleted here.").await?;
    story.see("Everything else in it is here already.").await?;
    story.not_see("Everything in it is here already.").await?;
    story.click("Bring back what was deleted").await?;
    story.see("Brought back: Ana Ruiz").await?;
    story.open("/people").await?;
    story.see("Ana Ruiz").await?;
    choose(&story).await?;
    story.see("Everything in it is here already.").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_good_backup_is_refused_in_a_sentence_and_costs_nothing() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.fill("Jot", "Bo Lindqvist, architect").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.open("/settings").await?;
    for (name, bytes, sentence) in [
        ("photo.jpg", "/9j/4AAQSkZJRg==", "This file is not a Rapport backup."),
        // The beginning of a backup of layout 1, and nothing behind it.
        ("cut.rapport", "UkFQUE9SVAoBAAAA", "This backup is damaged or only a part of the file arrived."),
        ("later.rapport", "UkFQUE9SVAoJAAAA", "This backup was made by a newer Rapport"),
    ] {
        story.choose_file(name, bytes).await?;
        story.see(sentence).await?;
    }
    story.open("/inbox").await?;
    story.see("Bo Lindqvist, architect").await?;
    story.end().await
}
