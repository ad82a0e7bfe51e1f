//! What is at hand everywhere: the palette, meeting mode, a page that hides in the background.

use stories::{Key, Result, Story, ensure};

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_finds_people_and_deeds_by_a_few_letters() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open("/").await?;
    story.fill("Jot", "Zelda Quist, glazier").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.open("/people").await?;
    story.click("Add").await?;
    story.type_in("Name", "Clara Voss").await?;
    story.press(Key::Enter).await?;
    story.until_js("location.pathname.startsWith('/people/')").await?;
    let page = story.path().await?;

    // Even while something is being written, and closed by the same keys.
    story.open("/").await?;
    story.type_in("Jot", "half a word").await?;
    story.chord(Key::Control, "k").await?;
    story.see("Sort the inbox").await?;
    story.chord(Key::Control, "k").await?;
    story.not_see("Sort the inbox").await?;

    story.chord(Key::Control, "k").await?;
    story.type_in("A name, a lead, or what to do", "clar").await?;
    story.see("Clara Voss").await?;
    story.look("palette").await?;
    story.press(Key::Enter).await?;
    story.at(&page).await?;

    story.chord(Key::Control, "k").await?;
    story.type_in("A name, a lead, or what to do", "sort in").await?;
    // It, and whoever or whatever could be added by these words.
    story.until_js("document.querySelectorAll('#palette-lines > li').length === 3").await?;
    story.press(Key::Enter).await?;
    story.at("/inbox").await?;

    story.chord(Key::Control, "k").await?;
    story.type_in("A name, a lead, or what to do", "xyzzy").await?;
    story.see("Nothing goes by these letters.").await?;
    story.accessible().await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn meeting_mode_is_dim_and_takes_the_one_note_that_cannot_wait() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/more").await?;
    story.click("Meeting mode").await?;
    story.at("/jot").await?;
    story.until_js("document.documentElement.hasAttribute('data-dim')").await?;
    story.look("meeting").await?;
    story.fill("Jot", "Speaker asked for landlords").await?;
    story.press(Key::Enter).await?;
    story.see("Kept").await?;
    // A reload in between does not light up the room.
    story.reload().await?;
    story.until_js("document.documentElement.hasAttribute('data-dim')").await?;
    story.click("End it").await?;
    story.until_js("!document.documentElement.hasAttribute('data-dim')").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_the_background_shows_nothing_to_the_app_switcher() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.see("Today").await?;
    let first = story.tab().await?;
    story.js("document.addEventListener('visibilitychange', () => {
        globalThis.shown = getComputedStyle(document.querySelector('.app')).visibility + document.visibilityState;
        globalThis.seen = [...(globalThis.seen ?? []), globalThis.shown];
    })")
    .await?;
    story.new_tab().await?;
    story.open("/").await?;
    story.look_at(&first).await?;
    story.see("Today").await?;
    let seen = story.js("return globalThis.seen ?? []").await?;
    let seen: Vec<_> = seen.as_array().into_iter().flatten().filter_map(|at| at.as_str()).collect();
    ensure!(seen == ["hiddenhidden", "visiblevisible"], "{seen:?}");
    story.end().await
}
