//! My card: read from the screen as a camera would, and told in words.

use super::leads::{ANA, press};
use notebook::record::Ref;
use stories::{Key, Result, Story, Written, ensure};

#[tokio::test(flavor = "multi_thread")]
async fn my_card_is_a_code_that_a_camera_reads_without_a_network() -> Result<()> {
    let mut written = Written::now()?;
    let phone = format!("phones/{ANA}/value");
    written.add(
        Ref::ME,
        &[
            ("trade", "planner"),
            (&phone, "020 7946 0001"),
            ("target_market", "Clinics with four to twelve rooms"),
        ],
    )?;
    let mut story = Story::phone().await?;
    story.open_with(&written.save(), "/me").await?;
    story.see("Write down your name, and your card is here").await?;
    press(&story, "Your name").await?;
    story.until_js("document.activeElement.tagName === 'INPUT'").await?;
    story.type_keys("José Núñez").await?;
    story.press(Key::Enter).await?;
    story.has("My card as a QR code").await?;
    // A number that only works at home is said to be one.
    story.see("Write your number with + and the country").await?;
    press(&story, "020 7946 0001").await?;
    story.until_js("document.activeElement.type === 'tel'").await?;
    story.chord(Key::Control, "a").await?;
    story.type_keys("+44 20 7946 0001").await?;
    story.press(Key::Enter).await?;
    story.not_see("Write your number with + and the country").await?;
    story.ready_offline().await?;
    story.offline().await?;
    story.reload().await?;
    story.has("My card as a QR code").await?;
    story.js("document.querySelector('svg.qr').scrollIntoView({ block: 'center' })").await?;
    story.look("me-card").await?;

    // Read from the screen, as a camera would.
    let code = story.look_at_code().await?.read()?;
    ensure!(
        code.starts_with("BEGIN:VCARD")
            && code.contains("N:Núñez;José;;;")
            && code.contains("FN:José Núñez")
            && code.contains("TEL:+442079460001"),
        "{code}"
    );
    story.js(super::backup::CATCH).await?;
    story.click("Save as a file").await?;
    story.see("Your card, for an address book").await?;
    let file = story
        .js("return new TextDecoder().decode(Uint8Array.from(atob(await caught), (c) => c.charCodeAt(0)))")
        .await?;
    ensure!(file.as_str() == Some(&code), "{file}");

    story.click("How to refer me, in words to send").await?;
    story.see("A good prospect for me: Clinics with four to twelve rooms").await?;
    story.js("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }").await?;
    story.click("Copy").await?;
    story.until_js("globalThis.copied?.startsWith('José Núñez, planner')").await?;
    story.end().await
}
