//! With a thumb: the phone's keyboard is up, and what is offered then can be pressed all the same.

use stories::{Key, Result, Story, ensure, everywhere};

everywhere!(a_toast_can_be_pressed_while_the_keyboard_is_up);
async fn a_toast_can_be_pressed_while_the_keyboard_is_up() -> Result<()> {
    let story = Story::phone().await?;
    story.open("/").await?;
    story.see("Saved on this device").await?;
    for number in 1..=3 {
        let words = format!("Tom Faye sails boat {number}");
        story.fill("Jot", &words).await?;
        story.press(Key::Enter).await?;
        story.see("1 jot to sort").await?;
        ensure!(story.js("return innerHeight").await? == 420, "the keyboard went away by itself");
        story.click("Undo").await?;
        story.not_see("1 jot to sort").await?;
        story.until_js(&format!("document.querySelector('#jot').value === '{words}'")).await?;
    }
    story.end().await
}
