//! At a mixer without a connection, and at home afterwards: nothing that was said to be kept is ever lost.

use super::today::{morning, set_clock};
use stories::{Engine, Key, Result, Story, ensure, everywhere};

const JOTS: [&str; 3] = [
    "Ana Ruiz, plumber at Acme, needs a bookkeeper @chamber mixer",
    "Bo Lindqvist, architect, looking for a web designer <Clara expects call !tomorrow 9am",
    "Joan Patel wants twelve copiers no name",
];

everywhere!(three_leads_jotted_offline_are_sorted_found_and_survive_the_end_of_the_browser);
async fn three_leads_jotted_offline_are_sorted_found_and_survive_the_end_of_the_browser() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.see("Ready to work offline").await?;
    story.ready_offline().await?;
    // From the home screen where the engine can be asked to install.
    let installs = story.engine() == Engine::Chromium;
    if installs {
        story.install().await?;
    }
    story.offline().await?;
    story.begin(installs).await?;

    story.see("A notebook for the people you meet").await?;
    for jot in JOTS {
        story.fill("Jot", jot).await?;
        story.press(Key::Enter).await?;
        story.see("Kept").await?;
        story.until_js("document.querySelector('#jot').value === ''").await?;
    }
    story.see("3 jots to sort").await?;

    // Triage: the proposal fits, one press each.
    story.open("/inbox").await?;
    story.see("Ana Ruiz, plumber at Acme").await?;
    story.click("Ana Ruiz, plumber at Acme, needs a bookkeeper @chamber mixer").await?;
    for (adds, sorted) in [
        ("Adds Ana Ruiz as a new person, a lead and a touch.", "Sorted: Ana Ruiz, with a lead"),
        ("Adds Bo Lindqvist as a new person and a lead.", "Sorted: Bo Lindqvist, with a lead"),
        ("Adds Joan Patel as a new person and a lead.", "Sorted: Joan Patel, with a lead"),
    ] {
        story.see(adds).await?;
        story.click("Keep").await?;
        story.see(sorted).await?;
    }

    // A fact is edited in place; search says where it matched.
    story.open("/search?q=plumber").await?;
    story.see("Ana Ruiz").await?;
    story.click("Ana Ruiz").await?;
    story.click("City").await?;
    story.type_keys("Cádiz").await?;
    story.press(Key::Enter).await?;
    story.see("Cádiz").await?;
    story.open("/search?q=cadiz").await?;
    story.see("Ana Ruiz").await?;

    // One more word; the moment it is called kept, everything ends.
    story.open("/jot").await?;
    story.fill("Jot", "Mina knows a printer").await?;
    story.press(Key::Enter).await?;
    // While the notebook is being opened it is kept beside it.
    story.see("Kept").await?;
    story.kill_now();
    story.restart_browser().await?;
    story.begin(installs).await?;
    story.see("1 jot to sort").await?;
    story.open("/people").await?;
    for name in ["Ana Ruiz", "Bo Lindqvist", "Joan Patel"] {
        story.see(name).await?;
    }
    story.open("/leads").await?;
    for need in ["a bookkeeper", "a web designer", "twelve copiers"] {
        story.see(need).await?;
    }
    story.open("/search?q=cadiz").await?;
    story.see("Ana Ruiz").await?;
    story.end().await
}

everywhere!(an_undone_jot_is_back_in_the_field_word_for_word);
async fn an_undone_jot_is_back_in_the_field_word_for_word() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.fill("Jot", "Tom Faye sails too").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    // What is written next pushes the toast up instead of being hidden by it.
    story
        .type_keys("Bo Lindqvist, architect, looking for a web designer <Clara expects call !tomorrow 9am")
        .await?;
    let above = "document.querySelector('.toast:last-child').getBoundingClientRect().bottom <= document.querySelector('.composer').getBoundingClientRect().top";
    story.until_js("document.querySelector('.composer').offsetHeight > 150").await?;
    ensure!(story.js(&format!("return {above}")).await? == true, "a toast hides what is being written");
    story.fill("Jot", "").await?;
    story.click("Undo").await?;
    story.not_see("1 jot to sort").await?;
    ensure!(story.value_of("Jot").await? == "Tom Faye sails too");
    story.end().await
}

everywhere!(a_draft_survives_a_reload_and_is_nowhere_else);
async fn a_draft_survives_a_reload_and_is_nowhere_else() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.fill("Jot", "half a sent").await?;
    story.reload().await?;
    story.see("half a sent").await?;
    ensure!(story.value_of("Jot").await? == "half a sent");
    story.not_see("1 jot to sort").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hour_of_a_jot_is_in_triage_and_in_today() -> Result<()> {
    let mut story = Story::phone().await?;
    set_clock(&mut story, morning(0)).await?;
    story.open("/").await?;
    story.fill("Jot", "Ana Ruiz, send her the number !today 5pm").await?;
    story.press(Key::Enter).await?;
    story.see("Kept:").await?;
    story.open("/inbox").await?;
    story.see("1 jot to sort").await?;
    story.click("Ana Ruiz, send her the number !today 5pm").await?;
    story.see("What you promised").await?;
    story.until_js("document.querySelector('#sort-hour')?.value === '17:00'").await?;
    story.click("Keep").await?;
    story.see("Sorted: Ana Ruiz").await?;
    story.open("/").await?;
    story
        .until_js(
            "[...document.querySelectorAll('.pane.list .entry')].some((entry) =>
                entry.innerText.includes('Ana Ruiz') && /17:00|5:00/.test(entry.innerText))",
        )
        .await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn day_and_month_are_read_in_the_order_that_was_chosen() -> Result<()> {
    let mut story = Story::phone().await?;
    set_clock(&mut story, morning(0)).await?;
    for (choice, day) in [("Day first", "12 Jan|Jan 12"), ("Month first", "1 Dec|Dec 1|Tuesday")] {
        story.open("/settings").await?;
        story.click(choice).await?;
        story.open("/").await?;
        story.fill("Jot", "needs a roof !12/1").await?;
        story
            .until_js(&format!(
                "[...document.querySelectorAll('.chips .chip')].some((chip) => /{day}/.test(chip.innerText))"
            ))
            .await?;
    }
    story.end().await
}
