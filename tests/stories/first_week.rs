//! What a newcomer does in the first week, and what they must not trip over.

use super::{
    leads::{LEAD, opened},
    people::{ANA, circle},
};
use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Story, Written, ensure};

/// Controls that can be pressed on the page now.
const CONTROLS: &str = "[...document.querySelectorAll('.pane.page :is(button, a[href], summary, input)')].filter((e) => e.checkVisibility()).length";

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_lead_shows_what_is_known_and_folds_the_rest() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 1, &[("name_use", "ask_first")]).await?;
    story.see("Next step:").await?;
    story.until_js(&format!("{CONTROLS} < 40")).await?;
    // It stands somewhere from the beginning.
    story.until_js("document.querySelector('[aria-label=\"How far it is\"] [aria-pressed=true]').innerText.trim() === 'New'").await?;
    // What is folded says what is in it, and what a word means is a tap away.
    story.see("Agreed to be contacted: Yes").await?;
    ensure!(
        !story.visible_text().await?.contains("Inside: the one who told you buys."),
        "it is told unasked"
    );
    story.click("How it is counted").await?;
    story.click("What it means: Tier").await?;
    story.see("Inside: the one who told you buys.").await?;
    story.look("lead-folded").await?;
    // Everything else is found by a few letters.
    story.click("Add a fact").await?;
    story.until_js("document.activeElement.placeholder === 'Which fact'").await?;
    story.type_keys("expected").await?;
    story.until_js("[...document.querySelectorAll('[role=group][aria-label^=\"Add: \"] .chip')].filter((e) => e.checkVisibility()).length === 2").await?;
    story.click("Value expected").await?;
    story.until_js("document.activeElement.id === 'edit-value_expected'").await?;
    story.type_keys("£12k").await?;
    story.press(Key::Enter).await?;
    story.see("£12,000.00").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn passing_on_asks_for_a_name_and_nothing_else() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 1, &[]).await?;
    story.click("Somebody who gets it").await?;
    story.until_js("document.activeElement.id.endsWith('/person')").await?;
    ensure!(
        story.js("return document.querySelectorAll('.is-editing .field').length").await? == 1,
        "more is asked than a name"
    );
    story.type_keys("Ben Okoro").await?;
    story.press(Key::Enter).await?;
    story.click("Pass on").await?;
    story.see("Hello Ben,").await?;
    story.click("Log it").await?;
    story.see("passed on today").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_won_is_worth_something_thanked_and_reported_in_six_taps() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 1, &[]).await?;
    story.click("Won").await?;
    story.until_js("document.activeElement.id === 'edit-value_closed'").await?;
    story.type_keys("12k eur").await?;
    story.click("Keep").await?;
    story.see("Referral · €12,000.00").await?;
    story.click("Thank Clara Voss").await?;
    story.click("Log it").await?;
    story.see("Source thanked").await?;
    story.click("Report to Clara Voss").await?;
    story.see("How good was it?").await?;
    story
        .until_js(
            "document.querySelector('dialog[open] textarea').value.includes('we are working together now.')",
        )
        .await?;
    story.look("lead-report-asks").await?;
    story.click("Log it").await?;
    story.see("Logged with Clara Voss").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_of_a_person_begins_within_the_second_screen() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}")).await?;
    story.see("Where you stand").await?;
    story.until_js("[...document.querySelectorAll('.page h2')].find((e) => e.innerText.trim() === 'Story').getBoundingClientRect().top < 2 * 740").await?;
    // What folds says how much is in it.
    story.see("GAINS").await?;
    story.see("3\u{a0}facts").await?;
    ensure!(!story.visible_text().await?.contains("open a second shop"));
    story.click("GAINS").await?;
    story.see("open a second shop").await?;
    story.look("person-folded").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picker_has_the_focus_and_escape_ends_only_the_picking() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}")).await?;
    story.see("Circles").await?;
    for (chip, field) in [
        ("Group", "document.activeElement.placeholder === 'A new group'"),
        ("Circle", "document.activeElement.placeholder === 'Circle'"),
        ("Whom they know", "document.activeElement.id === 'add-knows'"),
    ] {
        story.click(chip).await?;
        story.until_js(field).await?;
        story.until_js("(() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()").await?;
        story.press(Key::Escape).await?;
        story.until_js(&format!("!({field})")).await?;
        story.at(&format!("/people/{ANA}")).await?;
    }
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_added_is_told_of_somebody_who_is_spelled_nearly_so() -> Result<()> {
    let mut written = Written::now()?;
    written.add(Ref::new(Kind::Person, Id([7; 16])), &[("name", "Mike O'Donnel"), ("trade", "roofer")])?;
    written.add(Ref::new(Kind::Person, Id([8; 16])), &[("name", "Wulandari")])?;
    let mut story = Story::phone().await?;
    story.open_with(&written.save(), "/people").await?;
    story.click("Add").await?;
    story.fill("Name", "Mike O'Donnell").await?;
    story.see("Here already?").await?;
    story.see("roofer").await?;
    ensure!(!story.visible_text().await?.contains("Here already? Wulandari"));
    story.click("Mike O'Donnel").await?;
    story.at(&format!("/people/{}", Id([7; 16]))).await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_today_stands_the_page_of_the_entry_that_is_open_and_keys_go_from_one_to_the_next()
-> Result<()> {
    let mut story = Story::desk().await?;
    opened(&mut story, 30, &[]).await?;
    story.open("/").await?;
    story.see("Open an entry to read its page.").await?;
    story.type_keys("j").await?;
    story.until_js("document.activeElement.innerText === 'Ana Ruiz'").await?;
    story.press(Key::Enter).await?;
    story.until_js("document.querySelector('.pane.page h1#lead')?.innerText === 'a bookkeeper'").await?;
    story.shot("today-beside").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_adds_whoever_was_typed() -> Result<()> {
    let story = Story::desk().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.chord(Key::Control, "k").await?;
    story.until_js("document.activeElement.matches('.palette input')").await?;
    story.type_keys("Wulandari").await?;
    story.see("Add a lead: Wulandari").await?;
    story.click("Add a person: Wulandari").await?;
    story.until_js("document.querySelector('h1#person')?.innerText === 'Wulandari'").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_jot_shows_four_lines_and_the_rest_when_asked_and_glass_is_told_of_no_keys() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/jot").await?;
    story.until_js("document.querySelector('#jot')").await?;
    ensure!(!story.visible_text().await?.contains("Shift and Enter"), "a phone has no such keys");
    let jot = "The whole evening in one breath. ".repeat(20);
    story.fill("Jot", &jot).await?;
    story.click("Keep").await?;
    story.open("/inbox").await?;
    story.see("The whole evening").await?;
    let height = "document.querySelector('.words a').getBoundingClientRect().height";
    story.until_js(&format!("{height} < 5 * 25")).await?;
    story.look("inbox-long").await?;
    story.click("more").await?;
    story.until_js(&format!("{height} > 8 * 20")).await?;
    story.end().await
}
