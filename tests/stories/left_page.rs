//! A page that is left lets go of everything, and one that finds the notebook held says so.

use stories::{Key, Result, Story, ensure};

/// As the browser tells of a page that it puts into its memory of pages, and takes out of it again.
const LEAVE: &str = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";
const RETURN: &str = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
const HELD: &str = "(await navigator.locks.query()).held.some((lock) => lock.name.startsWith('rapport'))";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_left_holds_nothing_and_goes_on_when_it_comes_back() -> Result<()> {
    let story = Story::desk().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.until_js(HELD).await?;
    story.type_in("Jot", "Half a sentence").await?;
    story.js(LEAVE).await?;
    story.until_js(&format!("!({HELD})")).await?;
    // The page that came after it in this tab went on with the words.
    story
        .js("const name = Object.keys(localStorage).find((name) => name.startsWith('rapport.draft.'));
              localStorage[name] += ' and the rest';")
        .await?;
    story.js(RETURN).await?;
    story.see("Saved on this device").await?;
    story.until_js(HELD).await?;
    ensure!(story.value_of("Jot").await? == "Half a sentence and the rest");
    story.press(Key::End).await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_commanded_when_the_page_was_left_is_taken_in_by_the_next_one() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.type_in("Jot", "Ana Ruiz needs a roof").await?;
    // The command is on its way, and nobody has answered it.
    story
        .js(&format!(
            "document.querySelector('#jot').dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true }}));
             for (let n = 0; n < 4; n += 1) await Promise.resolve();
             {LEAVE};"
        ))
        .await?;
    story.until_js("Object.keys(localStorage).some((name) => name.startsWith('rapport.left.'))").await?;
    let left = story.tab().await?;
    story.new_tab().await?;
    story.open("/").await?;
    story.see("1 jot to sort").await?;
    story.until_js("!Object.keys(localStorage).some((name) => name.startsWith('rapport.left.'))").await?;
    // Back in the first: it commands the same again, and that makes nothing twice.
    story.look_at(&left).await?;
    story.js(RETURN).await?;
    story.until_js("document.querySelector('#jot').value === ''").await?;
    story.reload().await?;
    story.see("1 jot to sort").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notebook_that_another_page_holds_says_so_and_opens_when_it_is_free() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open("/icons/icon.svg").await?;
    story.js("navigator.locks.request('rapport-open-rapport', () => new Promise(() => {}))").await.ok();
    let holder = story.tab().await?;
    let here = story.new_tab().await?;
    story.open("/").await?;
    story.see("Another tab or window holds the notebook.").await?;
    story.type_in("Jot", "Ana Ruiz needs a roof").await?;
    story.press(Key::Enter).await?;
    story.see("Kept on this device").await?;
    story.click("Try again").await?;
    story.see("Opening the notebook").await.ok();
    story.see("Another tab or window holds the notebook.").await?;
    story.look_at(&holder).await?;
    story.close_tab().await?;
    story.look_at(&here).await?;
    story.see("1 jot to sort").await?;
    story.not_see("holds the notebook").await?;
    story.end().await
}
