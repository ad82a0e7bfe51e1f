//! Taking things back: the bin, and the history with its undo and redo.

use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Story, Written, ensure};

pub(crate) const ANA: Id = Id([2; 16]);

pub(crate) fn ana() -> Result<Vec<u8>> {
    let mut written = Written::now()?;
    written.add(Ref::new(Kind::Person, ANA), &[("name", "Ana Ruiz")])?;
    Ok(written.save())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_put_in_the_bin_comes_back_until_the_bin_is_emptied() -> Result<()> {
    let mut story = Story::phone().await?;
    let page = format!("/people/{ANA}");
    story.open_with(&ana()?, &page).await?;
    story.click("Put in the bin").await?;
    story.open("/people").await?;
    story.see("Nobody here yet.").await?;
    story.open("/bin").await?;
    story.see("1 thing, kept until you empty it").await?;
    story.click("Restore Ana Ruiz").await?;
    story.see("Restored: Ana Ruiz").await?;
    story.see("What you put away comes here first.").await?;
    story.open("/people").await?;
    story.see("Ana Ruiz").await?;

    story.open(&page).await?;
    story.click("Put in the bin").await?;
    story.open("/bin").await?;
    story.see("Ana Ruiz").await?;
    story.click("Empty the bin").await?;
    // The truth about what that does, and a way back.
    story.see("1 thing leaves the notebook, and nothing on this device brings it back").await?;
    story.see("Backups made before, and the record of changes inside the notebook, still hold it.").await?;
    story.click("Keep them").await?;
    story.see("Ana Ruiz").await?;
    story.click("Empty the bin").await?;
    story.see("still hold it").await?;
    story.click("Empty the bin").await?;
    story.see("What you put away comes here first.").await?;
    story.reload().await?;
    story.see("What you put away comes here first.").await?;
    story.open("/history").await?;
    story.see("You emptied the bin").await?;
    story.see("for good").await?;
    ensure!(
        story
            .js("return [...document.querySelectorAll('.entry button')].some((b) => b.ariaLabel.includes('emptied'))")
            .await?
            == false,
        "the history offers to bring it back"
    );
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_taken_back_and_done_again_from_the_history() -> Result<()> {
    let mut story = Story::phone().await?;
    let page = format!("/people/{ANA}");
    story.open_with(&ana()?, &page).await?;
    story.click("City").await?;
    story.until_js("document.activeElement.id === 'edit-city'").await?;
    story.type_keys("Bath").await?;
    story.press(Key::Enter).await?;
    story.see("Bath").await?;
    story.open("/history").await?;
    story.see("You added to Ana Ruiz: city Bath").await?;
    story.click("Undo: You added to Ana Ruiz: city Bath").await?;
    story.see("You took back a change of Ana Ruiz").await?;
    story.open(&page).await?;
    story.see("Ana Ruiz").await?;
    story.see("City").await?;
    story.not_see("Bath").await?;

    // Of this person alone; after a new start; and once more.
    story.open(&format!("{page}/history")).await?;
    story.see("Of Ana Ruiz.").await?;
    story.click("Redo: You took back a change of Ana Ruiz").await?;
    story.open(&page).await?;
    story.see("Bath").await?;
    story.open("/history").await?;
    story.click("Redo: You took back a change of Ana Ruiz").await?;
    story.open(&page).await?;
    story.see("Ana Ruiz").await?;
    story.not_see("Bath").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_since_is_not_said_to_be_taken_back() -> Result<()> {
    let mut story = Story::phone().await?;
    let page = format!("/people/{ANA}");
    story.open_with(&ana()?, &page).await?;
    for (chip, city) in [("City", "Bath"), ("Bath", "York")] {
        story.click(chip).await?;
        story.until_js("document.activeElement.id === 'edit-city'").await?;
        story.fill("City", city).await?;
        story.press(Key::Enter).await?;
        story.see(city).await?;
    }
    story.open("/history").await?;
    story.see("You changed the city of Ana Ruiz: Bath → York").await?;
    story.click("Undo: You added to Ana Ruiz: city Bath").await?;
    story.see("Not taken back, because it was changed since: the city of Ana Ruiz.").await?;
    story.not_see("You took back").await?;
    story.open(&page).await?;
    story.see("York").await?;
    story.end().await
}
