//! Without mouse and finger: every step of the practice, with keys alone.

use stories::{Key, Result, Story, ensure};

/// Goes on with Tab until what has the focus is called so, and sees that the focus can be seen.
async fn tab_to(story: &Story, name: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..80 {
        story.press(Key::Tab).await?;
        let focused = story.focused().await?;
        if focused.contains(name) {
            let seen = "const e = document.activeElement, of = (e) => getComputedStyle(e);
                return [e, e.closest('.entry, .composer, .find, .field'), e.parentElement].filter(Boolean).some((e) =>
                    of(e).outlineStyle !== 'none' && parseFloat(of(e).outlineWidth) > 0 || of(e).boxShadow !== 'none')
                    || e.matches('input, textarea')";
            ensure!(story.js(seen).await? == true, "nobody sees that “{name}” has the focus");
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
