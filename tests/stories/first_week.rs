//! What a newcomer does in the first week, and what they must not trip over.

use super::{
    leads::{LEAD, opened},
    people::{ANA, circle},
    practice::choose,
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
async fn passing_on_asks_for_a_name_and_nothing_else_and_is_three_taps() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 1, &[]).await?;
    story.open("/people").await?;
    story.click("Add").await?;
    story.fill("Name", "Ben Okoro").await?;
    story.press(Key::Enter).await?;
    story.see("Added: Ben Okoro").await?;
    story.open(&format!("/leads/{LEAD}")).await?;
    story.see("Next step:").await?;
    let mut thumb = Thumb(0);
    thumb.tap(&story, "Pass it on").await?;
    story.until_js("document.activeElement.id.endsWith('/person')").await?;
    ensure!(
        story.js("return document.querySelectorAll('.is-editing .field').length").await? == 1,
        "more is asked than a name"
    );
    story.type_keys("Ben").await?;
    thumb.tap(&story, "Ben Okoro").await?;
    story.see("Hello Ben,").await?;
    story.look("lead-pass").await?;
    thumb.tap(&story, "Log it").await?;
    story.see("passed on today").await?;
    ensure!(thumb.0 <= 3, "{} taps", thumb.0);

    // Somebody who is not in the notebook is a name.
    story.click("Pass it on").await?;
    story.until_js("document.activeElement.id.endsWith('/person')").await?;
    story.type_keys("Sade Bello").await?;
    story.press(Key::Enter).await?;
    story.see("Hello Sade,").await?;
    story.click("Close").await?;
    story.see("Sade Bello").await?;
    story.has("Pass on").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_won_is_worth_something_thanked_and_reported_in_six_taps() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 1, &[]).await?;
    let mut thumb = Thumb(0);
    thumb.tap(&story, "Won").await?;
    story.until_js("document.activeElement.id === 'edit-value_closed'").await?;
    story.type_keys("12k eur").await?;
    thumb.tap(&story, "Keep").await?;
    story.see("Referral · €12,000.00").await?;
    thumb.tap(&story, "Thank Clara Voss").await?;
    thumb.tap(&story, "Log it").await?;
    story.see("Source thanked").await?;
    thumb.tap(&story, "Report to Clara Voss").await?;
    story.see("How good was it?").await?;
    story
        .until_js(
            "document.querySelector('dialog[open] textarea').value.includes('we are working together now.')",
        )
        .await?;
    story.look("lead-report-asks").await?;
    thumb.tap(&story, "Log it").await?;
    story.see("Logged with Clara Voss").await?;
    ensure!(thumb.0 <= 6, "{} taps", thumb.0);
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
    story.see("3 facts").await?;
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
    story.see("Is it one of these?").await?;
    story.see("roofer").await?;
    ensure!(!story.visible_text().await?.contains("Is it one of these? Wulandari"));
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
    story.see("Ana Ruiz").await?;
    story.type_keys("j").await?;
    story.until_js("document.activeElement.innerText === 'Ana Ruiz'").await?;
    story.press(Key::Enter).await?;
    story.until_js("document.querySelector('.pane.page h1#lead')?.innerText === 'a bookkeeper'").await?;
    story.shot("today-beside").await?;
    // A large screen is used.
    story.size(1920, 1080).await?;
    story.until_js("document.querySelector('.pane.page h1#lead').getBoundingClientRect().left > 600").await?;
    story.until_js("document.querySelector('.pane.list').getBoundingClientRect().width >= 480").await?;
    story.shot("today-beside-1920").await?;
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

/// Counts what a thumb presses; typing is not counted.
struct Thumb(usize);

impl Thumb {
    async fn tap(&mut self, story: &Story, name: &str) -> Result<()> {
        self.0 += 1;
        story.click(name).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_new_with_phone_trade_and_company_is_four_taps_beside_typing() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/people").await?;
    story.see("Nobody here yet.").await?;
    let mut thumb = Thumb(0);
    thumb.tap(&story, "Add").await?;
    story.until_js("document.activeElement.id === 'add-name'").await?;
    story.type_keys("Ana Ruiz").await?;
    for (label, words) in
        [("What they do", "plumber"), ("Company", "Acme Pipes"), ("Phone", "+44 117 496 0123")]
    {
        thumb.0 += 1;
        story.type_in(label, words).await?;
    }
    story.look("person-add").await?;
    story.type_in("Phone", "\u{e007}").await?;
    story.see("plumber · Acme Pipes").await?;
    story.see("+44 117 496 0123").await?;
    ensure!(thumb.0 <= 4, "{} taps", thumb.0);

    // The same as one line, from the page that is open anyway.
    let mut thumb = Thumb(1);
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.fill("Jot", "Bo Lind, roofer at Lind Roofs, +44 117 496 0999").await?;
    story.press(Key::Enter).await?;
    thumb.tap(&story, "1 jot to sort").await?;
    thumb.tap(&story, "Bo Lind, roofer at Lind Roofs, +44 117 496 0999").await?;
    thumb.tap(&story, "Keep").await?;
    story.see("Sorted: Bo Lind").await?;
    ensure!(thumb.0 <= 4, "{} taps", thumb.0);
    story.open("/people").await?;
    story.click("Bo Lind").await?;
    story.see("roofer · Lind Roofs").await?;
    story.see("+44 117 496 0999").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_introduction_asks_to_whom_and_stands_with_both() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open_with(&circle()?, &format!("/people/{ANA}")).await?;
    story.click("Log").await?;
    story.see("What happened").await?;
    ensure!(!story.visible_text().await?.contains("To whom"), "it is asked of every touch");
    choose(&story, "What happened", "introduced").await?;
    story.see("To whom").await?;
    story.fill("To whom", "Teo").await?;
    story.click("Teo").await?;
    story.has("Take Teo away").await?;
    story.look("touch-introduced").await?;
    story.click("Keep").await?;
    story.see("Introduced to Teo").await?;
    story.open("/people").await?;
    story.click("Teo").await?;
    story.see("Introduced to Ana Ruiz").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_chips_says_how_many_more_there_are_and_shows_them() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 1, &[]).await?;
    story.open("/leads").await?;
    story.see("a bookkeeper").await?;
    let out = "[...document.querySelectorAll('[aria-label=State] > *')].filter((e) => e.getBoundingClientRect().right > innerWidth).length";
    story.until_js(&format!("{out} > 0")).await?;
    story.has("State: 6 more").await?;
    story.look("leads-chips").await?;
    story.click("State: 6 more").await?;
    story.until_js(&format!("{out} === 0")).await?;
    story.until_js("document.activeElement.closest('[aria-label=State]')").await?;
    story.click("Lost").await?;
    story.at("/leads?state=lost").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_large_text_the_sorting_form_leaves_half_of_the_screen_and_no_word_sticks_out() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    story.fill("Jot", "Bo Lindqvist, architect, needs a web designer by Friday #sailing").await?;
    story.press(Key::Enter).await?;
    story.click("1 jot to sort").await?;
    story.click("Bo Lindqvist, architect, needs a web designer by Friday #sailing").await?;
    story.see("Adds Bo Lindqvist as a new person and a lead.").await?;
    story.look("sort-form").await?;
    // It goes with the page there, or it is low.
    let seen = "innerHeight - document.querySelector('.dock.sort').getBoundingClientRect().top";
    let out = "[...document.querySelectorAll(':is(.act, .kind-of, .chip)')].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 2)";
    for (width, height) in [(360, 740), (320, 640)] {
        story.size(width, height).await?;
        story.text_size(200).await?;
        story.until_js(&format!("{seen} <= innerHeight / 2")).await?;
        story.until_js(&format!("{out}.length === 0")).await?;
        story.shot(&format!("sort-large-{width}")).await?;
        story.text_size(100).await?;
    }
    story.end().await
}
