//! Without mouse and finger: every step of the practice, with keys alone.

use super::{leads::opened, people::circle};
use stories::{Key, Result, Story, ensure};

/// Goes on with Tab until what has the focus is called so. (That the focus can be seen is a part of looking at a page.)
async fn tab_to(story: &Story, name: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..160 {
        story.press(Key::Tab).await?;
        let focused = story.focused().await?;
        if focused.contains(name) {
            return Ok(());
        }
        passed.push(focused);
    }
    ensure!(passed.is_empty(), "“{name}” is not reached with Tab, only: {}", passed.join(" · "));
    Ok(())
}

async fn press(story: &Story, name: &str) -> Result<()> {
    tab_to(story, name).await?;
    story.press(Key::Enter).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jot_becomes_a_lead_that_is_raised_and_corrected_with_keys_alone() -> Result<()> {
    let story = Story::desk().await?;
    story.open("/").await?;
    story.see("A notebook for the people you meet").await?;
    story.type_keys("c").await?;
    story.until_js("document.activeElement.id === 'jot'").await?;
    story.type_keys("Ana Ruiz needs a bookkeeper").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.press(Key::Escape).await?;

    // From the field to the inbox, the jot, and what becomes of it.
    story.js("document.activeElement.blur()").await?;
    story.type_keys("i").await?;
    story.at("/inbox").await?;
    press(&story, "Ana Ruiz needs a bookkeeper").await?;
    story.until_js("location.pathname.startsWith('/inbox/') && document.querySelector('.dock.sort')").await?;
    press(&story, "Keep").await?;
    story.see("Everything is sorted").await?;

    story.type_keys("l").await?;
    story.at("/leads").await?;
    press(&story, "a bookkeeper").await?;
    story.until_js("document.querySelector('h1#lead')").await?;
    press(&story, "They agreed").await?;
    story.see("First contact by").await?;
    press(&story, "a bookkeeper").await?;
    story.until_js("document.activeElement.id === 'edit-need'").await?;
    story.chord(Key::Control, "a").await?;
    story.type_keys("a bookkeeper for two shops").await?;
    story.press(Key::Enter).await?;
    story.see("What is needed saved").await?;
    story.until_js("document.querySelector('h1#lead').innerText.includes('two shops')").await?;

    // And the person behind it.
    story.type_keys("p").await?;
    story.at("/people").await?;
    press(&story, "Ana Ruiz").await?;
    story.until_js("document.querySelector('h1#person')").await?;
    press(&story, "Phone").await?;
    story.until_js("document.activeElement.tagName === 'INPUT'").await?;
    story.type_keys("+34 600 123 456").await?;
    story.press(Key::Enter).await?;
    story.see("+34 600 123 456").await?;
    press(&story, "Log").await?;
    story.until_js("document.querySelector('dialog[open], :popover-open, .pane.page form')").await?;
    story.press(Key::Escape).await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_referral_is_written_about_prepared_and_moved_along_the_board_with_keys_alone() -> Result<()> {
    let mut story = Story::desk().await?;
    opened(&mut story, 30, &[]).await?;
    story.see("First contact was wanted by").await?;
    press(&story, "Write to Ana Ruiz").await?;
    story.see("Hello Ana,").await?;
    story.until_js("document.querySelector('dialog:modal').contains(document.activeElement)").await?;
    press(&story, "Log it").await?;
    story.see("Logged with Ana Ruiz").await?;
    story.until_js("!document.querySelector('dialog:modal')").await?;
    // Whoever closes a letter goes on where it was opened.
    story.until_js("document.activeElement.matches('main *')").await?;
    press(&story, "Done: step 1").await?;
    story.has("Step 1 of 10").await?;
    press(&story, "All ten steps").await?;
    press(&story, "4 ").await?;
    story.has("Step 4 of 10").await?;

    // Passed on to somebody new.
    press(&story, "Pass it on").await?;
    story.until_js("document.activeElement.id.endsWith('/person')").await?;
    story.type_keys("Slamet").await?;
    story.press(Key::Enter).await?;
    story.see("Hello Slamet,").await?;
    press(&story, "Log it").await?;
    story.see("passed on today").await?;

    story.type_keys("l").await?;
    story.at("/leads").await?;
    press(&story, "Met: a bookkeeper").await?;
    story.until_js("document.querySelector('[aria-labelledby=state-met] a.go')").await?;
    press(&story, "Undo").await?;
    story.until_js("document.querySelector('[aria-labelledby=state-contacted] a.go')").await?;
    press(&story, "I gave it").await?;
    story.at("/leads?way=given").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn today_is_worked_off_with_keys_alone() -> Result<()> {
    let mut story = Story::desk().await?;
    opened(&mut story, 30, &[]).await?;
    story.type_keys("t").await?;
    story.at("/").await?;
    for (key, said) in [("g", "Call: Ana Ruiz"), ("s", "Ana Ruiz: tomorrow")] {
        tab_to(&story, "Ana Ruiz").await?;
        story.type_keys(key).await?;
        story.see(said).await?;
        press(&story, "Undo").await?;
        story.not_see(said).await?;
    }
    press(&story, "Ana Ruiz").await?;
    press(&story, "In three days").await?;
    story.see("Ana Ruiz: in three days").await?;
    story.see("Nothing is due.").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_united_briefed_and_promised_to_with_keys_alone() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, "/people").await?;
    press(&story, "Ana Ruiz").await?;
    story.until_js("document.querySelector('h1#person')").await?;
    press(&story, "A promise").await?;
    story.until_js("document.activeElement.matches('.pane.page input, .pane.page textarea')").await?;
    story.type_keys("send the plans of the roof").await?;
    story.press(Key::Enter).await?;
    story.see("send the plans of the roof").await?;
    press(&story, "Brief").await?;
    story.see("Before you meet Ana Ruiz").await?;
    press(&story, "Back to their page").await?;
    story.until_js("document.querySelector('h1#person')").await?;
    press(&story, "Unite with Ana R.").await?;
    story.see("United into one entry; nothing is lost").await?;
    press(&story, "Undo").await?;
    story.see("Entered twice?").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_at_hand_has_its_key() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, "/").await?;
    story.type_keys("?").await?;
    story.see("Find people, leads and what you can do").await?;
    story.press(Key::Escape).await?;
    story.until_js("!document.querySelector('dialog:modal')").await?;
    story.type_keys("b").await?;
    story.until_js("document.documentElement.hasAttribute('data-cloak')").await?;
    story.type_keys("b").await?;
    story.until_js("!document.documentElement.hasAttribute('data-cloak')").await?;
    story.type_keys("m").await?;
    story.until_js("document.documentElement.hasAttribute('data-dim')").await?;
    press(&story, "End it").await?;
    story.until_js("!document.documentElement.hasAttribute('data-dim')").await?;
    story.type_keys("/").await?;
    story.until_js("document.activeElement.type === 'search'").await?;
    story.chord(Key::Control, "k").await?;
    story.until_js("document.activeElement.matches('dialog:modal input')").await?;
    story.type_keys("teo").await?;
    story.see("Teo").await?;
    story.press(Key::Enter).await?;
    story.until_js("document.querySelector('h1#person')?.innerText.includes('Teo')").await?;

    // What is written about me, and my card.
    press(&story, "Me").await?;
    story.at("/me").await?;
    press(&story, "Trade").await?;
    story.type_keys("glazier").await?;
    story.press(Key::Enter).await?;
    story.see("Trade saved").await?;
    press(&story, "How to refer me").await?;
    story.see("Robin, glazier").await?;
    story.end().await
}
