//! What is pressed is what is meant: nothing moves under a finger, and a second press is about nobody else.

use stories::{Key, Result, Story, ensure};

#[tokio::test(flavor = "multi_thread")]
async fn undo_works_while_the_keyboard_is_up() -> Result<()> {
    let mut story = Story::phone().await?;
    story.size(360, 420).await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.type_in("Jot", "Ana Ruiz needs a roof").await?;
    story.press(Key::Enter).await?;
    story.see("Kept: Ana").await?;
    ensure!(story.focused().await? == "Jot");
    story.click("Undo").await?;
    story.see("Taken back").await?;
    ensure!(story.value_of("Jot").await? == "Ana Ruiz needs a roof");
    ensure!(story.focused().await? == "Jot", "the keyboard went away");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_closes_with_escape_where_a_search_field_uses_it_itself() -> Result<()> {
    let story = Story::desk().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.chord(Key::Control, "k").await?;
    story.until_js("document.querySelector('dialog[open].palette')").await?;
    // The key as the page hears it; what the browser would do with it of its own is left out.
    story
        .js("document.querySelector('.palette input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))")
        .await?;
    story.until_js("!document.querySelector('dialog[open]')").await?;
    story.end().await
}

/// Bins so many people.
async fn binned(story: &Story, names: &[&str]) -> Result<()> {
    for name in names {
        story.open("/people").await?;
        story.click("Add").await?;
        story.fill("Name", name).await?;
        story.press(Key::Enter).await?;
        story.see("Where you stand").await?;
        story.click("Put in the bin").await?;
        story.see("This lies in the bin.").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_restores_nobody_else() -> Result<()> {
    let story = Story::desk().await?;
    binned(&story, &["Ana Ruiz", "Bo Lindqvist", "Cleo Marchetti"]).await?;
    story.open("/bin").await?;
    story.see("3 things").await?;
    // Twice at once with the mouse: whoever came into the place stays in the bin.
    let twice = "
        const at = (e) => { const { x, y, width, height } = e.getBoundingClientRect(); return [x + width / 2, y + height / 2]; };
        const first = document.querySelector('.entries .act'), [x, y] = at(first);
        first.click();
        while (document.contains(first)) await new Promise((done) => setTimeout(done, 5));
        document.elementFromPoint(x, y).closest('button')?.click();";
    story.js(twice).await?;
    story.see("2 things").await?;
    // A key that is held down acts once.
    let held = "
        const button = document.querySelector('.entries .act');
        button.focus();
        const down = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
        return button.dispatchEvent(down);";
    ensure!(story.js(held).await? == false, "a key that is held down acts again and again");
    story.see("2 things").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_tap_on_keep_leaves_the_next_jot_to_be_read() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    for jot in ["Ana Ruiz needs a roof", "Bo Lindqvist needs a web designer"] {
        story.fill("Jot", jot).await?;
        story.press(Key::Enter).await?;
        story.until_js("document.querySelector('#jot').value === ''").await?;
    }
    story.open("/inbox").await?;
    story.click("Ana Ruiz needs a roof").await?;
    story.see("Adds Ana Ruiz as a new person and a lead.").await?;
    let twice = "
        const keep = () => [...document.querySelectorAll('form.dock button')].find((b) => b.innerText.includes('Keep'));
        const before = location.pathname;
        const box = keep().getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
        keep().click();
        while (location.pathname === before || !document.querySelector('form.dock')?.innerText.includes('Bo')) await new Promise((done) => setTimeout(done, 5));
        document.elementFromPoint(x, y)?.closest('button')?.click();";
    story.js(twice).await?;
    story.see("Adds Bo Lindqvist as a new person and a lead.").await?;
    story.open("/people").await?;
    story.see("Ana Ruiz").await?;
    ensure!(!story.visible_text().await?.contains("Bo Lindqvist"), "kept unseen");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_in_the_middle_of_sorting_keeps_what_was_chosen_and_typed_and_nothing_empty_is_kept()
-> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.fill("Jot", "the harbour people are moving").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    story.open("/inbox").await?;
    story.click("the harbour people are moving").await?;
    story.see("Choose what it becomes").await?;
    story.click("Lead").await?;
    story.see("Say what is needed.").await?;
    story.click("Keep").await?;
    story.see("Say what is needed.").await?;
    story.fill("What is needed", "a removal firm").await?;
    story.click("Promise").await?;
    story.fill("What you promised", "call them back").await?;
    story.click("Touch").await?;
    story.click("Call").await?;
    story.reload().await?;
    story.see("Adds a lead, a promise and a touch.").await?;
    ensure!(story.value_of("What is needed").await? == "a removal firm");
    ensure!(story.value_of("What you promised").await? == "call them back");
    story.until_js("[...document.querySelectorAll('[aria-pressed=true]')].some((b) => b.innerText.trim() === 'Call')").await?;
    story.click("Keep").await?;
    story.see("Sorted: a lead").await?;
    story.end().await
}
