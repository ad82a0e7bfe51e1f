//! People, money and weeks as they are in other places of the world.

use super::today::{morning, set_clock};
use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Story, Written, json};

/// Two leads to follow up on Wednesday, 25 November 2026.
fn followed_up() -> Result<Vec<u8>> {
    let mut written = Written::at(morning(0))?;
    for (n, need) in [(1, "a roof"), (2, "a sign")] {
        written.add(Ref::new(Kind::Lead, Id([n; 16])), &[("need", need), ("due", "2026-11-25")])?;
    }
    Ok(written.save())
}

async fn week_begins(story: &Story, button: &str, day: &str) -> Result<()> {
    story.open("/me").await?;
    story.click(button).await?;
    story.until_js("document.activeElement.tagName === 'SELECT'").await?;
    story
        .js(&format!(
            "document.activeElement.value = '{day}';
             document.activeElement.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await?;
    story.click("Keep").await?;
    story.see("The week begins on saved").await
}

/// The day beside an entry of Today is this one.
async fn comes_on(story: &Story, name: &str, day: &str) -> Result<()> {
    story
        .until_js(&format!(
            "[...document.querySelectorAll('.pane.list .entry')].some((entry) =>
                entry.querySelector('.name')?.innerText === '{name}' && entry.querySelector('.when')?.innerText === '{day}')"
        ))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn next_week_begins_on_sunday_for_some_and_on_monday_for_others() -> Result<()> {
    let mut story = Story::phone().await?;
    set_clock(&mut story, morning(3)).await?;
    story.open_with(&followed_up()?, "/me").await?;
    week_begins(&story, "First day of the week", "sunday").await?;
    story.open("/").await?;
    story.click("a roof").await?;
    story.click("Next week").await?;
    comes_on(&story, "a roof", "Sunday").await?;
    week_begins(&story, "Sunday", "monday").await?;
    story.open("/").await?;
    story.click("a sign").await?;
    story.click("Next week").await?;
    comes_on(&story, "a sign", "Monday").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_are_in_my_own_currency_unless_another_is_named() -> Result<()> {
    let story = Story::desk().await?;
    story.open("/me").await?;
    story.click("Currency").await?;
    story.type_keys("jpy").await?;
    story.press(Key::Enter).await?;
    story.see("Currency saved").await?;
    story.open("/leads").await?;
    story.click("Add a lead").await?;
    story.fill("What is needed", "twelve copiers").await?;
    story.click("Add").await?;
    story.click("Add a fact").await?;
    story.click("Value expected").await?;
    for (typed, shown) in [
        ("12,500", "¥12,500"),
        ("£4,500", "£4,500.00"),
        ("1.250,5 €", "€1,250.50"),
        ("KWD 1.250", "KWD\u{a0}1.250"),
    ] {
        story.until_js("document.activeElement.id === 'edit-value_expected'").await?;
        story.chord(Key::Control, "a").await?;
        story.type_keys(typed).await?;
        story.press(Key::Enter).await?;
        story.see(&shown.replace('\u{a0}', " ")).await?;
        // The focus is back on the fact; Enter opens it again.
        story.until_js("document.activeElement.matches('button.edit')").await?;
        story.press(Key::Enter).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_india_amounts_are_grouped_by_lakh_and_crore() -> Result<()> {
    let story = Story::desk().await?;
    story.cdp("Emulation.setLocaleOverride", json!({ "locale": "en-IN" })).await?;
    story.open("/me").await?;
    story.click("Currency").await?;
    story.type_keys("inr").await?;
    story.press(Key::Enter).await?;
    story.see("Currency saved").await?;
    story.open("/leads").await?;
    story.click("Add a lead").await?;
    story.fill("What is needed", "a warehouse").await?;
    story.click("Add").await?;
    story.click("Add a fact").await?;
    story.click("Value expected").await?;
    for (typed, shown) in [("12.5 lakh", "₹12,50,000.00"), ("2 crore", "₹2,00,00,000.00")] {
        story.until_js("document.activeElement.id === 'edit-value_expected'").await?;
        story.chord(Key::Control, "a").await?;
        story.type_keys(typed).await?;
        story.press(Key::Enter).await?;
        story.see(shown).await?;
        story.until_js("document.activeElement.matches('button.edit')").await?;
        story.press(Key::Enter).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_one_word_and_names_from_right_to_left_are_entered_and_found() -> Result<()> {
    let story = Story::phone().await?;
    for (name, direction) in [("Sukarno", "ltr"), ("ليلى حداد", "rtl")] {
        story.open("/people").await?;
        story.click("Add").await?;
        story.fill("Name", name).await?;
        story.click("Add").await?;
        story
            .until_js(&format!(
                "document.querySelector('h1#person')?.innerText.includes('{name}')
                 && getComputedStyle(document.querySelector('h1#person bdi')).direction === '{direction}'"
            ))
            .await?;
    }
    story.open("/search").await?;
    story.fill("Search everything", "ليلى").await?;
    story.see("1 found").await?;
    story.fill("Search everything", "sukar").await?;
    story.see("Sukarno").await?;
    story.end().await
}
