//! Words that are being typed survive each way out of their field.

use super::people::{TEO, circle};
use stories::{Key, Result, Story, ensure, json};

/// Words of a tab that has ended: what it held, and when that was typed.
fn ended(name: &str, words: &str, at: &str) -> String {
    format!(
        "localStorage['rapport.draft.{name}'] = {}; localStorage['typed.rapport.draft.{name}'] = {at};",
        json!(words)
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_begins_what_was_kept_afterwards_is_no_draft() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    let before = story.js("return Date.now()").await?;
    story.type_in("Jot", "Mina keeps bees").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    // A browser that was killed had the half of it on the disk. What was typed after the jot is a draft, though it begins the same.
    story.js(&ended("AAAAAAAAAAAAAAAAAAAAAA", "Mina k", &before.to_string())).await?;
    story.js(&ended("BBBBBBBBBBBBBBBBBBBBBA", "Mina", "Date.now() + 1")).await?;
    story.new_tab().await?;
    story.open("/").await?;
    story
        .until_js("!Object.keys(localStorage).some((name) => name.endsWith('AAAA') || name.endsWith('BBBA'))")
        .await?;
    story.until_js("document.querySelector('#jot').value === 'Mina'").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shared_is_always_appended() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/jot").await?;
    story.type_in("Jot", "Anabel Lee wants a roof").await?;
    for (shared, now) in [
        ("?text=Ana", "Anabel Lee wants a roof\nAna"),
        ("?text=Ana", "Anabel Lee wants a roof\nAna\nAna"),
        (
            "?title=roof&text=a%20roof&url=https%3A%2F%2Fexample.org%2F%2541",
            "Anabel Lee wants a roof\nAna\nAna\nroof\na roof\nhttps://example.org/%41",
        ),
    ] {
        story.open(&format!("/jot{shared}")).await?;
        story.at("/jot").await?;
        story.until_js(&format!("document.querySelector('#jot').value === {}", json!(now))).await?;
        story.reload().await?;
        story.until_js(&format!("document.querySelector('#jot').value === {}", json!(now))).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enter_that_ends_a_composition_keeps_nothing() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.type_in("Jot", "東京の田中").await?;
    // Safari's order: the composition is over before the key comes, which has the input method's code.
    let enter = |code: u32| {
        format!(
            "const field = document.querySelector('#jot');
             field.dispatchEvent(new CompositionEvent('compositionend', {{ bubbles: true }}));
             field.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', keyCode: {code}, bubbles: true, cancelable: true }}));"
        )
    };
    story.js(&enter(229)).await?;
    ensure!(story.value_of("Jot").await? == "東京の田中");
    story.js(&enter(13)).await?;
    story.see("1 jot to sort").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_for_signs_of_an_address_stays_what_it_is() -> Result<()> {
    let story = Story::phone().await?;
    for words in ["%41", "%2541", "a+b & c=d", "50 %", "%zz"] {
        story.open("/search").await?;
        story.fill("Search everything", words).await?;
        let of = format!("new URLSearchParams(location.search).get('q') === {}", json!(words));
        story.until_js(&of).await?;
        story.reload().await?;
        story.until_js("document.querySelector('main input[type=search]')").await?;
        ensure!(story.value_of("Search everything").await? == words);
        story.until_js(&of).await?;
    }
    story.end().await
}

/// The page of a person, once it is drawn.
async fn page(story: &mut Story) -> Result<()> {
    story.open_with(&circle()?, &format!("/people/{TEO}")).await?;
    story.has("Add: basics").await
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_a_fact_survive_a_reload_back_and_the_end_of_the_browser() -> Result<()> {
    let mut story = Story::desk().await?;
    page(&mut story).await?;
    story.click("City").await?;
    story.type_in("City", "Castle Com").await?;
    let there = "[...document.querySelectorAll('.fact input')].some((field) => field.value === 'Castle Com')";
    story.until_js(there).await?;
    story.reload().await?;
    story.until_js(there).await?;
    // Back, and forth again.
    story.open("/people").await?;
    story.back().await?;
    story.until_js(there).await?;
    // By a link within the app.
    story.click("Leads").await?;
    story.at("/leads").await?;
    story.back().await?;
    story.see("Castle Com").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_escape_that_gives_up_a_composition_leaves_the_edit_open() -> Result<()> {
    let mut story = Story::desk().await?;
    page(&mut story).await?;
    story.click("City").await?;
    story.type_in("City", "たな").await?;
    let escape = |composes: bool| {
        format!(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Escape', isComposing: {composes}, bubbles: true, cancelable: true }}))"
        )
    };
    story.js(&escape(true)).await?;
    ensure!(story.value_of("City").await? == "たな");
    story.js(&escape(false)).await?;
    story.until_js("!document.querySelector('.fact.is-editing')").await?;
    // Back where it was begun, with the focus.
    story.until_js("document.activeElement.matches('button.chip') && document.activeElement.innerText.includes('City')").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fact_that_is_left_with_escape_gives_the_focus_back_to_its_chip() -> Result<()> {
    let mut story = Story::desk().await?;
    page(&mut story).await?;
    story.js("document.querySelectorAll('.pane.page .chips > .chip.plain').forEach((chip) => chip.innerText.includes('More') && chip.click())").await?;
    let chips = "[...document.querySelectorAll('.pane.page .chips > button.chip[id^=offer-]')]";
    story.until_js(&format!("{chips}.length > 10")).await?;
    let count = story.js(&format!("return {chips}.length")).await?.as_u64().unwrap_or(0);
    for n in 0..count {
        let id = story.js(&format!("const chip = {chips}[{n}]; chip.click(); return chip.id")).await?;
        let id = id.as_str().unwrap_or_default().to_owned();
        story.until_js("document.querySelector('.fact.is-editing, .fact form, .fact .chips button[aria-label=\"Add none\"]')").await?;
        let way_out = "const none = document.querySelector('.fact .chips button[aria-label=\"Add none\"]');
             const field = document.querySelector('.fact form input, .fact form textarea, .fact form select, .fact .stack input');
             if (none) none.click();
             else field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));";
        story.js(way_out).await?;
        story.until_js(&format!("document.activeElement?.id === {}", json!(id))).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn back_closes_the_sheet_and_its_words_are_there_when_it_opens_again() -> Result<()> {
    let story = Story::desk().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.click("People").await?;
    story.at("/people").await?;
    story.click("Add").await?;
    story.type_in("Name", "Zelda Qui").await?;
    story.back().await?;
    story.until_js("!document.querySelector('dialog[open]')").await?;
    story.until_js("location.pathname === '/people'").await?;
    story.see("Nobody here yet.").await?;
    story.click("Add").await?;
    ensure!(story.value_of("Name").await? == "Zelda Qui");
    // Left on purpose, it is given up.
    story.click("Cancel").await?;
    story.click("Add").await?;
    ensure!(story.value_of("Name").await?.is_empty());
    // The palette as well; the page below stays.
    story.click("Cancel").await?;
    story.until_js("!document.querySelector('dialog[open]')").await?;
    story.chord(Key::Control, "k").await?;
    story.until_js("document.querySelector('dialog[open].palette')").await?;
    story.back().await?;
    story.until_js("!document.querySelector('dialog[open]') && location.pathname === '/people'").await?;
    story.back().await?;
    story.at("/").await?;
    story.see("Today").await?;
    story.end().await
}
