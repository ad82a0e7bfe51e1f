//! Nothing that was typed gets lost, and nothing is said to be safe that is not: browsers that keep nothing, several tabs, a
//! worker that fails, entries that cannot be filed, files that are far too large.

use stories::{Browser, Key, Result, Shape, Site, Story, ensure, everywhere, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_keeps_nothing_for_this_site_says_so_and_what_to_do() -> Result<()> {
    let story = Story { site: Site::start()?, browser: Browser::start_forgetful(Shape::Phone).await? };
    story.open("/").await?;
    let refused = "try { localStorage.length; return 'allowed' } catch (error) { return error.name }";
    ensure!(story.js(refused).await? == "SecurityError", "this browser keeps site data");
    story.see("The notebook cannot be opened.").await?;
    story.see("This browser does not let Rapport store anything").await?;
    story.see("allow storage for this site").await?;
    story.see("The notebook is not open").await?;

    // What is written stays on the screen, and is not called kept.
    story.type_in("Jot", "Ana Ruiz, plumber").await?;
    story.press(Key::Enter).await?;
    story
        .until_js("document.querySelector('#jot-fault')?.innerText.includes('allow storage for this site')")
        .await?;
    ensure!(story.value_of("Jot").await? == "Ana Ruiz, plumber");
    story.js("document.querySelector('nav.bar a[href=\"/jot\"]').click()").await?;
    story.at("/jot").await?;
    story.see("Not kept yet").await?;
    ensure!(story.value_of("Jot").await? == "Ana Ruiz, plumber");

    // Whatever else remembers something goes on without.
    story.open("/settings").await?;
    story.see("Nothing can be saved now").await?;
    story.see("allow storage for this site").await?;
    story.js("document.querySelectorAll('input[name=theme]')[2].click()").await?;
    story.until_js("document.documentElement.dataset.theme === 'dark'").await?;
    for place in ["/people", "/leads", "/inbox", "/more", "/settings/devices"] {
        story.open(place).await?;
        story.until_js("document.querySelector('main h1')").await?;
    }
    story.end().await
}

/// The locks by which this many tabs hold their drafts.
fn drafts_held(tabs: usize) -> String {
    format!(
        "(await navigator.locks.query()).held.filter((lock) => lock.name.startsWith('rapport.draft.')).length === {tabs}"
    )
}

const DRAFTS: &str =
    "return Object.keys(localStorage).filter((name) => name.startsWith('rapport.draft')).length";

everywhere!(each_tab_has_a_draft_of_its_own_and_the_next_one_goes_on_with_that_of_a_tab_that_ended);
async fn each_tab_has_a_draft_of_its_own_and_the_next_one_goes_on_with_that_of_a_tab_that_ended() -> Result<()>
{
    let mut story = Story::desk().await?;
    story.open("/").await?;
    story.type_in("Jot", "Ana, half a sent").await?;
    story.until_js(&drafts_held(1)).await?;
    let first = story.tab().await?;

    // A second tab, and a copy of the first one: neither shows what the first one is writing.
    let second = story.new_tab().await?;
    story.open("/").await?;
    story.until_js(&drafts_held(2)).await?;
    ensure!(story.value_of("Jot").await?.is_empty());
    story.type_in("Jot", "Bo, also half").await?;
    story.look_at(&first).await?;
    story.duplicate_tab().await?;
    story.until_js("document.querySelector('#jot')").await?;
    story.until_js(&drafts_held(3)).await?;
    ensure!(story.value_of("Jot").await?.is_empty(), "a copy of a tab shows the tab's draft");
    story.type_in("Jot", "Cleo").await?;

    // One keeps its words; the others still have theirs, also when they are loaded again.
    story.look_at(&first).await?;
    ensure!(story.value_of("Jot").await? == "Ana, half a sent");
    story.type_in("Jot", "ence").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.reload().await?;
    story.until_js(&drafts_held(3)).await?;
    ensure!(story.value_of("Jot").await?.is_empty());
    story.look_at(&second).await?;
    story.reload().await?;
    story.until_js(&drafts_held(3)).await?;
    ensure!(story.value_of("Jot").await? == "Bo, also half");

    // The tab ends in the middle of its draft: the next one that starts goes on with it, and no other.
    story.close_tab().await?;
    story.new_tab().await?;
    story.open("/").await?;
    story.until_js("document.querySelector('#jot')?.value === 'Bo, also half'").await?;
    story.type_in("Jot", "\u{e007}").await?;
    story.see("2 jots to sort").await?;
    ensure!(story.js(DRAFTS).await? == 1, "a draft that was taken over is still there");
    story.end().await
}

everywhere!(a_draft_outlives_the_end_of_the_browser_in_its_middle);
async fn a_draft_outlives_the_end_of_the_browser_in_its_middle() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.type_in("Jot", "Ana Ruiz, half a sent").await?;
    story.until_remembered("Ana Ruiz, half a sent").await?;
    story.kill_browser().await?;
    story.restart_browser().await?;
    story.open("/").await?;
    story.until_js("document.querySelector('#jot')?.value === 'Ana Ruiz, half a sent'").await?;
    ensure!(story.js(DRAFTS).await? == 1);
    story.type_in("Jot", "\u{e007}").await?;
    story.see("1 jot to sort").await?;
    ensure!(story.js(DRAFTS).await? == 0);
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_far_too_large_is_refused_before_it_is_read() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/settings").await?;
    story.until_js("document.querySelector('input[type=file]')").await?;
    story
        .js("const part = new Blob([new Uint8Array(1 << 20)]);
            globalThis.reads = 0;
            const read = FileReader.prototype.readAsDataURL;
            FileReader.prototype.readAsDataURL = function (file) { reads += 1; return read.call(this, file); };
            const files = new DataTransfer();
            files.items.add(new File(Array(200).fill(part), 'film.rapport'));
            const input = document.querySelector('input[type=file]');
            input.files = files.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));")
        .await?;
    story.see("film.rapport").await?;
    story
        .see("This file is larger than a notebook can be (128 MB). Choose a file that Rapport made.")
        .await?;
    ensure!(story.js("return reads").await? == 0, "all of it was read");
    story.end().await
}

/// Puts jots into the window's journal that have stopped the notebook three times.
async fn write_stuck(story: &mut Story, words: &[&str]) -> Result<()> {
    story.open_beside().await?;
    let script = "
        const opening = indexedDB.open('rapport-journal', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('entries', { autoIncrement: true });
        const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
        const transaction = database.transaction('entries', 'readwrite', { durability: 'strict' });
        WORDS.forEach((text, n) => {
            const now = new Date().toISOString();
            const id = 'A'.repeat(20) + 'BC'[n] + 'A';
            const command = { jot: { id, text, at: now, event: null, dismissed: [] } };
            transaction.objectStore('entries').add(JSON.stringify({ storage: 'rapport', now, command, tries: 3 }));
        });
        await new Promise((done) => { transaction.oncomplete = done; });
        database.close();";
    story.js(&script.replace("WORDS", &json!(words).to_string())).await.map(drop)
}

everywhere!(an_entry_that_cannot_be_filed_stays_until_its_words_were_kept);
async fn an_entry_that_cannot_be_filed_stays_until_its_words_were_kept() -> Result<()> {
    let mut story = Story::phone().await?;
    write_stuck(&mut story, &["Ana Ruiz needs a roof", "Bo Lindqvist called"]).await?;
    story.open("/").await?;
    story.see("One entry could not be filed.").await?;
    story.see("“Ana Ruiz needs a roof” Taking this in stopped the notebook several times.").await?;
    story.click("Put it into the field").await?;
    ensure!(story.value_of("Jot").await? == "Ana Ruiz needs a roof");
    // Thought better of it: the entry is where it was.
    story.fill("Jot", "Something else").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.reload().await?;
    story.see("“Ana Ruiz needs a roof” Taking this in stopped the notebook several times.").await?;

    story.click("Put it into the field").await?;
    story.type_in("Jot", " and a gutter").await?;
    story.press(Key::Enter).await?;
    story.see("2 jots to sort").await?;
    story.not_see("“Ana Ruiz needs a roof”").await?;
    story.reload().await?;
    story.see("“Bo Lindqvist called”").await?;
    story.not_see("“Ana Ruiz needs a roof”").await?;

    // Wanted no more; and after all.
    story.click("Remove it").await?;
    story.see("Removed").await?;
    story.not_see("One entry could not be filed.").await?;
    story.click("Undo").await?;
    story.until_js("document.querySelector('#jot').value === 'Bo Lindqvist called'").await?;
    story.type_in("Jot", "\u{e007}").await?;
    story.see("3 jots to sort").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_panic_of_the_worker_the_window_goes_on_and_keeps_what_is_typed_then() -> Result<()> {
    let mut story = Story::phone().await?;
    story.hold_workers().await?;
    story.open("/").await?;
    story.type_in("Jot", "before").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.see("Saved on this device").await?;
    // As the browser tells of an error that nobody caught; and Enter while there is no worker.
    story
        .js("const field = document.querySelector('#jot');
            field.value = 'in between';
            field.dispatchEvent(new Event('input', { bubbles: true }));
            heldWorkers[0].terminate();
            heldWorkers[0].dispatchEvent(new ErrorEvent('error', { message: 'unreachable' }));
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));")
        .await?;
    story.see("Kept on this device: in between").await?;
    story.until_js("heldWorkers.length === 2").await?;
    story.see("2 jots to sort").await?;
    story.see("Saved on this device").await?;
    story.type_in("Jot", "afterwards").await?;
    story.press(Key::Enter).await?;
    story.see("3 jots to sort").await?;
    story.reload().await?;
    story.see("3 jots to sort").await?;
    story.end().await
}
