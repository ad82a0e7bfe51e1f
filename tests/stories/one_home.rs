//! One home that cannot be used: the first one does not open at all, or does not answer; and windows whose homes go with them.

use crate::backup::CATCH;
use crate::bad_input::{faults, over_faulty_storage};
use crate::homes::{LOSE_FIRST, LOSE_SECOND, WORDS, both_are_whole, jot, open_again, three_jots};
use stories::{Browser, Context, Result, Shape, Site, Story, ensure, everywhere};

const STANDS_IN: &str = "Rapport works from its second home.";

/// From now on no worker can open a database.
const NO_DATABASE: &str = "
    const cache = await caches.open('faults');
    await cache.put('/faults', new Response('{\"open\":\"UnknownError\"}'));";

const DATABASE_AGAIN: &str = "await caches.delete('faults');";

/// Three jots in both homes, and then a first one that cannot be opened.
async fn without_a_first_home(story: &Story) -> Result<()> {
    three_jots(story).await?;
    story.js(NO_DATABASE).await?;
    story.open("/").await?;
    story.see(STANDS_IN).await?;
    story.see("3 jots to sort").await?;
    story.see("Saved in the second home only").await
}

everywhere!(a_database_that_cannot_be_opened_leaves_the_second_home_in_which_words_are_read_and_saved);
async fn a_database_that_cannot_be_opened_leaves_the_second_home_in_which_words_are_read_and_saved()
-> Result<()> {
    let app = over_faulty_storage()?;
    let mut story = Story::phone().await?;
    story.site = Site::serving(app.path())?;
    without_a_first_home(&story).await?;
    story.look("homes-stands-in").await?;
    jot(&story, WORDS[3]).await?;
    story.see("4 jots to sort").await?;
    story.kill_browser().await?;
    story.restart_browser().await?;
    story.open("/").await?;
    story.see(STANDS_IN).await?;
    story.see("4 jots to sort").await?;
    story.click("Storage and backup").await?;
    story.js(CATCH).await?;
    story.click("Save backup").await?;
    story.see("Backup made").await?;

    // The browser can open it again: what it lacks comes back.
    story.js(DATABASE_AGAIN).await?;
    story.open("/").await?;
    story.see("1 entry was brought back from the second home; nothing is missing.").await?;
    story.see("4 jots to sort").await?;
    both_are_whole(&story).await?;
    story.not_see(STANDS_IN).await?;
    story.open_beside().await?;
    ensure!(story.js(LOSE_SECOND).await? == true, "there was no second home");
    story.open("/inbox").await?;
    for words in WORDS {
        story.see(words).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_opens_again_is_noticed_by_the_running_app() -> Result<()> {
    let app = over_faulty_storage()?;
    let mut story = Story::phone().await?;
    story.site = Site::serving(app.path())?;
    without_a_first_home(&story).await?;
    jot(&story, WORDS[3]).await?;
    story.see("4 jots to sort").await?;
    faults(&story, "{}").await?;
    story.js("document.dispatchEvent(new Event('visibilitychange'))").await?;
    story.see("1 entry was brought back from the second home; nothing is missing.").await?;
    story.see("Saved on this device").await?;
    story.not_see(STANDS_IN).await?;
    story.end().await
}

/// The byte that names the manifest: the database is there, and Chromium neither opens it nor throws it away.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_whose_files_are_damaged_so_that_it_cannot_be_opened_costs_no_word() -> Result<()> {
    let mut story = Story::phone().await?;
    three_jots(&story).await?;
    story.kill_browser().await?;
    let folder = story.profile().join("Default/IndexedDB");
    let files = xtask::paths::files_below(&folder)?;
    let current = files.iter().find(|file| file.ends_with("CURRENT")).context("no database")?;
    let mut bytes = std::fs::read(folder.join(current))?;
    *bytes.get_mut(8).context("an empty file")? ^= 0x10;
    std::fs::write(folder.join(current), bytes)?;
    story.restart_browser().await?;
    story.open("/").await?;
    story.see(STANDS_IN).await?;
    story.see("3 jots to sort").await?;
    jot(&story, WORDS[3]).await?;
    story.see("4 jots to sort").await?;
    story.reload().await?;
    story.see("4 jots to sort").await?;
    story.see("Saved in the second home only").await?;
    story.open("/inbox").await?;
    for words in WORDS {
        story.see(words).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_over_the_second_home_alone_show_the_words_of_both_and_a_backup_is_merged_there()
-> Result<()> {
    let other = Story::phone().await?;
    other.open("/").await?;
    jot(&other, "Eva Novak, tailor").await?;
    other.see("1 jot to sort").await?;
    other.open("/settings").await?;
    other.js(CATCH).await?;
    other.click("Save backup").await?;
    other.see("Backup made").await?;
    let file = other.js("return await caught").await?;
    other.end().await?;

    let app = over_faulty_storage()?;
    let mut story = Story::phone().await?;
    story.site = Site::serving(app.path())?;
    without_a_first_home(&story).await?;
    let one = story.tab().await?;
    let two = story.new_tab().await?;
    story.open("/").await?;
    story.see(STANDS_IN).await?;
    jot(&story, WORDS[3]).await?;
    story.see("4 jots to sort").await?;
    story.look_at(&one).await?;
    story.see("4 jots to sort").await?;
    jot(&story, "Fay Wood, baker").await?;
    story.see("5 jots to sort").await?;
    story.look_at(&two).await?;
    story.see("5 jots to sort").await?;

    story.open("/settings").await?;
    story.choose_file("rapport-2026-11-22.rapport", file.as_str().unwrap_or_default()).await?;
    story.see("1 new jot").await?;
    story.click("Merge it").await?;
    story.see("Merged. Everything from the backup is here now.").await?;
    story.look_at(&one).await?;
    story.see("6 jots to sort").await?;
    story.js(DATABASE_AGAIN).await?;
    story.close_tab().await?;
    story.open("/").await?;
    story.see("3 entries were brought back from the second home").await?;
    story.see("6 jots to sort").await?;
    story.end().await
}

everywhere!(a_backup_that_is_merged_is_in_both_homes);
async fn a_backup_that_is_merged_is_in_both_homes() -> Result<()> {
    let mut story = Story::phone().await?;
    three_jots(&story).await?;
    story.js(CATCH).await?;
    story.click("Save backup").await?;
    story.see("Backup made").await?;
    let file = story.js("return await caught").await?;
    // Everything is lost; another word, and the backup.
    story.open_beside().await?;
    story.js(LOSE_FIRST).await?;
    ensure!(story.js(LOSE_SECOND).await? == true, "there was no second home");
    story.open("/").await?;
    story.see("Something that was saved here is gone.").await?;
    jot(&story, WORDS[3]).await?;
    story.open("/settings").await?;
    story.choose_file("rapport-2026-11-22.rapport", file.as_str().unwrap_or_default()).await?;
    story.see("3 new jots").await?;
    story.click("Merge it").await?;
    story.see("Merged. Everything from the backup is here now.").await?;
    story.not_see("Something that was saved here is gone.").await?;
    both_are_whole(&story).await?;
    story.open_beside().await?;
    story.js(LOSE_FIRST).await?;
    story.open("/").await?;
    story.see("4 entries were brought back from the second home; nothing is missing.").await?;
    story.see("4 jots to sort").await?;
    story.end().await
}

/// Holds the database for so many milliseconds, having cleared it: whoever wants to write waits.
const HOLD_AND_CLEAR: &str = "
    const opening = indexedDB.open('rapport');
    const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    const holding = database.transaction('bytes', 'readwrite');
    const bytes = holding.objectStore('bytes');
    const end = Date.now() + 17000;
    const go_on = () => { if (Date.now() < end) bytes.get('nothing').onsuccess = go_on; };
    bytes.clear().onsuccess = go_on;";

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_waits_long_for_the_browser_keeps_the_notebook_that_it_alone_has() -> Result<()> {
    let mut story = Story::phone().await?;
    three_jots(&story).await?;
    open_again(&story).await?;
    story.patience = std::time::Duration::from_secs(60);
    ensure!(story.js(LOSE_SECOND).await? == true, "there was no second home");
    story.js("localStorage.removeItem('rapport.mark')").await?;
    story.js(HOLD_AND_CLEAR).await?;
    // Nobody answers for longer than a worker that is stuck would be given.
    jot(&story, WORDS[3]).await?;
    story.see("storage was cleared while Rapport was open").await?;
    story.see("4 jots to sort").await?;
    story.open("/inbox").await?;
    for words in WORDS {
        story.see(words).await?;
    }
    story.end().await
}

everywhere!(a_private_window_has_both_homes, webkit: "it opens no private window for a driver");
async fn a_private_window_has_both_homes() -> Result<()> {
    let site = Site::start()?;
    let mut story = Story { site, browser: Browser::start_private(Shape::Phone).await? };
    three_jots(&story).await?;
    story.open_beside().await?;
    story.js(LOSE_FIRST).await?;
    story.open("/").await?;
    story.see("3 entries were brought back from the second home; nothing is missing.").await?;
    story.end().await
}
