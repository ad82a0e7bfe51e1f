//! Jots as people really scribble them: what is guessed from plain words, and what becomes of it.

use stories::{Key, Result, Story};

#[tokio::test(flavor = "multi_thread")]
async fn a_guess_is_dashed_a_tap_takes_it_back_and_one_keep_makes_two_people() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    let jot =
        "Raj & Priya Patel – opening 2nd restaurant, want an accountant and shopfitter, dont mention me";
    story.fill("Jot", jot).await?;
    let chip = |name: &str, class: &str| {
        format!(
            "[...document.querySelectorAll('.composer .chip.{class}')].some((chip) => chip.innerText.includes('{name}'))"
        )
    };
    for name in ["Raj Patel", "Priya Patel", "needs an accountant", "no name"] {
        story.until_js(&chip(name, "guess")).await?;
    }
    story.look("jot-guessed").await?;
    story.click("no name").await?;
    story.until_js(&chip("no name", "taken")).await?;
    story.click("no name").await?;
    story.until_js(&chip("no name", "guess")).await?;
    // What a sign says is no guess.
    story.fill("Jot", &[jot, " >Ben"].concat()).await?;
    story.until_js("[...document.querySelectorAll('.composer .chip:not(.guess)')].some((chip) => chip.innerText.includes('for Ben'))").await?;
    story.fill("Jot", jot).await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;

    story.open("/inbox").await?;
    story.click(jot).await?;
    story.see("Also Priya Patel").await?;
    story.see("Adds Raj Patel as a new person, Priya Patel as a new person and a lead.").await?;
    story.look("sort-two").await?;
    story.click("Keep").await?;
    story.see("Sorted: Raj Patel, with a lead").await?;
    story.open("/people").await?;
    story.see("2 people by name").await?;
    story.open("/leads").await?;
    story.see("accountant").await?;
    story.end().await
}
