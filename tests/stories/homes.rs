//! Two homes for every word: a browser that loses what it was given, and an app that has it all the same.

use crate::bad_input::{faults, over_faulty_storage};
use std::time::Duration;
use stories::{Key, Result, Site, Story, ensure, everywhere, json};

pub(crate) const WORDS: [&str; 4] =
    ["Ana Ruiz, plumber", "Bo Lindqvist, architect", "Chloe Marsh, florist", "Dev Patel, surveyor"];

const NEWCOMER: &str = "A notebook for the people you meet.";

/// The whole database goes, from a page on which no worker runs.
pub(crate) const LOSE_FIRST: &str = "
    const gone = indexedDB.deleteDatabase('rapport');
    await new Promise((done, failed) => { gone.onsuccess = done; gone.onerror = gone.onblocked = failed; });";

/// The second home goes, wherever this browser has it; says whether it was there.
pub(crate) const LOSE_SECOND: &str = "
    const name = 'second-home-of-rapport';
    const was = await caches.delete(name);
    try {
        const root = await navigator.storage.getDirectory();
        await root.removeEntry(name, { recursive: true });
        return true;
    } catch { return was; }";

/// Everything in the database goes while the app has it open.
const CLEAR_FIRST: &str = "
    const opening = indexedDB.open('rapport');
    const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    const clearing = database.transaction('bytes', 'readwrite');
    clearing.objectStore('bytes').clear();
    await new Promise((done) => { clearing.oncomplete = done; });
    database.close();";

/// Whoever wants to write a file while a window has it open for writing is refused.
const HOLD_SECOND: &str = "
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('second-home-of-rapport');
    globalThis.held = [];
    for await (const handle of folder.values()) held.push(await handle.createWritable({ keepExistingData: true }));
    return held.length;";

pub(crate) async fn jot(story: &Story, words: &str) -> Result<()> {
    story.fill("Jot", words).await?;
    story.press(Key::Enter).await?;
    story.until_js("document.querySelector('#jot').value === ''").await
}

/// Three jots, in both homes.
pub(crate) async fn three_jots(story: &Story) -> Result<()> {
    story.open("/").await?;
    for words in &WORDS[..3] {
        jot(story, words).await?;
    }
    story.see("3 jots to sort").await?;
    both_are_whole(story).await
}

/// The notebook is open, and no picture of how it stood.
pub(crate) async fn open_again(story: &Story) -> Result<()> {
    story.open("/").await?;
    story.see("3 jots to sort").await?;
    story.see("Saved on this device").await
}

pub(crate) async fn both_are_whole(story: &Story) -> Result<()> {
    story.open("/settings").await?;
    story.see("It has everything.").await
}

everywhere!(a_browser_that_lost_its_database_gets_everything_back_and_it_is_said);
async fn a_browser_that_lost_its_database_gets_everything_back_and_it_is_said() -> Result<()> {
    let mut story = Story::phone().await?;
    three_jots(&story).await?;
    story.open_beside().await?;
    story.js(LOSE_FIRST).await?;
    story.open("/").await?;
    story.see("This browser lost its storage.").await?;
    story.see("3 entries were brought back from the second home; nothing is missing.").await?;
    story.see("3 jots to sort").await?;
    story.not_see(NEWCOMER).await?;
    story.look("homes-brought-back").await?;
    story.open("/inbox").await?;
    story.see(WORDS[2]).await?;

    // It is in both homes again: now the other one may go.
    both_are_whole(&story).await?;
    story.look("homes-whole").await?;
    story.open_beside().await?;
    ensure!(story.js(LOSE_SECOND).await? == true, "there was no second home");
    story.open("/").await?;
    story.see("3 jots to sort").await?;
    story.not_see("This browser lost its storage.").await?;
    both_are_whole(&story).await?;
    story.open_beside().await?;
    story.js(LOSE_FIRST).await?;
    story.open("/").await?;
    story.see("3 entries were brought back").await?;
    story.end().await
}

everywhere!(storage_that_was_cleared_under_the_running_app_is_written_again);
async fn storage_that_was_cleared_under_the_running_app_is_written_again() -> Result<()> {
    let mut story = Story::phone().await?;
    three_jots(&story).await?;
    open_again(&story).await?;
    story.js(CLEAR_FIRST).await?;
    jot(&story, WORDS[3]).await?;
    story.see("storage was cleared while Rapport was open").await?;
    story.see("3 changes were still here and written again; nothing is missing.").await?;
    story.see("4 jots to sort").await?;
    story.click("Good").await?;
    // The first home alone has it all.
    story.open_beside().await?;
    ensure!(story.js(LOSE_SECOND).await? == true, "there was no second home");
    story.open("/inbox").await?;
    for words in WORDS {
        story.see(words).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_the_browser_clears_under_the_running_app_is_written_again() -> Result<()> {
    let mut story = Story::phone().await?;
    three_jots(&story).await?;
    open_again(&story).await?;
    let origin = story.js("return location.origin").await?;
    story.cdp("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": "all" })).await?;
    jot(&story, WORDS[3]).await?;
    story.see("storage was cleared while Rapport was open").await?;
    story.see("4 jots to sort").await?;
    both_are_whole(&story).await?;
    story.kill_browser().await?;
    story.restart_browser().await?;
    story.open("/inbox").await?;
    for words in WORDS {
        story.see(words).await?;
    }
    story.end().await
}

everywhere!(whose_notebook_is_gone_from_both_homes_is_not_greeted_as_a_newcomer);
async fn whose_notebook_is_gone_from_both_homes_is_not_greeted_as_a_newcomer() -> Result<()> {
    let mut story = Story::phone().await?;
    three_jots(&story).await?;
    story.open_beside().await?;
    story.js(LOSE_FIRST).await?;
    ensure!(story.js(LOSE_SECOND).await? == true, "there was no second home");
    story.open("/").await?;
    story.see("Something that was saved here is gone.").await?;
    story.see("At least 3 changes that were saved").await?;
    story.look("homes-gone").await?;
    story.not_see(NEWCOMER).await?;
    // That stays so until the person knows.
    story.reload().await?;
    story.see("Something that was saved here is gone.").await?;
    story.click("Go on without").await?;
    story.see(NEWCOMER).await?;
    story.reload().await?;
    story.see(NEWCOMER).await?;
    story.not_see("Something that was saved here is gone.").await?;
    story.end().await
}

/// The first home refuses a jot while the second one cannot be written either, and stores again.
async fn refused_and_back(story: &Story) -> Result<()> {
    three_jots(story).await?;
    open_again(story).await?;
    ensure!(story.js(HOLD_SECOND).await?.as_u64() > Some(0), "no file of the second home");
    faults(story, "{ commit: 'QuotaExceededError' }").await?;
    jot(story, WORDS[3]).await?;
    story.see("New entries cannot be stored.").await?;
    story.not_see("Saved on this device").await?;

    // It has been read back: that is said, and no more.
    faults(story, "{}").await?;
    story.see("Storage refused a while ago.").await?;
    story.see("Please save a backup all the same").await?;
    story.see("4 jots to sort").await?;
    story.click("Storage and backup").await?;
    story.see("It cannot be used now").await?;
    story.see("Storage refused a while ago.").await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_refused_write_a_backup_is_offered_until_the_second_home_has_everything() -> Result<()> {
    let app = over_faulty_storage()?;
    let mut story = Story::phone().await?;
    story.site = Site::serving(app.path())?;
    // What failed there is tried again after half a minute.
    story.patience = Duration::from_secs(60);
    refused_and_back(&story).await?;
    story.js("await Promise.all(held.map((file) => file.abort()))").await?;
    story.see("It has everything.").await?;
    story.not_see("Storage refused a while ago.").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_refused_write_a_backup_is_offered_until_one_was_made() -> Result<()> {
    let app = over_faulty_storage()?;
    let mut story = Story::phone().await?;
    story.site = Site::serving(app.path())?;
    refused_and_back(&story).await?;
    story.click("Save backup").await?;
    story.see("Backup made").await?;
    story.see("It cannot be used now").await?;
    story.not_see("Storage refused a while ago.").await?;
    story.end().await
}
