//! What is written in two ways is one: words of sets, names in other signs, numbers with and without brackets.

use super::leads::press;
use notebook::{
    Id,
    record::{Kind, Ref},
};
use stories::{Key, Result, Story, Written, ensure, everywhere};

const ANA: Id = Id([2; 16]);
const TANAKA: Id = Id([3; 16]);
const FOX: Id = Id([4; 16]);
const FLAG: Id = Id([5; 16]);
const KEY: Id = Id([6; 16]);

fn person(id: Id) -> Ref {
    Ref::new(Kind::Person, id)
}

/// Ana with two numbers, 田中さん in half-width kana, and somebody who is called by a picture.
fn written() -> Result<Vec<u8>> {
    let mut written = Written::now()?;
    let phone = |n: u8| format!("phones/{}/value", Id([n; 16]));
    written.add(
        person(ANA),
        &[
            ("name", "Ana Ruiz"),
            ("trade", "Plumber"),
            (&phone(10), "+44 (0)20 7946 0018"),
            (&phone(11), "+1 212 555 0100 ext. 12 / +34 600 111 222"),
        ],
    )?;
    written.add(person(TANAKA), &[("name", "ﾀﾅｶ ﾀﾛｳ"), ("trade", "plumber")])?;
    written.add(person(FOX), &[("name", "🦊")])?;
    written.add(person(FLAG), &[("name", "🇪🇸 Bea Gil")])?;
    written.add(person(KEY), &[("name", "1️⃣ First Ltd")])?;
    Ok(written.save())
}

everywhere!(one_word_in_two_forms_is_one_tag_and_one_filter);
async fn one_word_in_two_forms_is_one_tag_and_one_filter() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&written()?, &format!("/people/{ANA}")).await?;
    story.see("Ana Ruiz").await?;
    for (n, id) in [ANA, TANAKA].into_iter().enumerate() {
        story.open(&format!("/people/{id}")).await?;
        press(&story, "More…").await?;
        press(&story, "Tag").await?;
        story.until_js("document.activeElement.placeholder === 'Tag'").await?;
        // The second form of a word that is there is not added.
        for word in [["Café", "cafe\u{301}"], ["CAFÉ", "café"]][n] {
            story.type_keys(word).await?;
            story.press(Key::Enter).await?;
            story.has("Take Café away").await?;
        }
        story
            .until_js("document.querySelectorAll('button[aria-label^=\"Take caf\" i]').length === 1")
            .await?;
    }
    story.open("/people").await?;
    story.see("Plumber 2").await?;
    story.click("#Café 2").await?;
    story.not_see("🦊").await?;
    story.see("Ana Ruiz").await?;
    story.see("ﾀﾅｶ ﾀﾛｳ").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_found_in_the_signs_that_the_keyboard_has() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&written()?, "/search?q=%E3%82%BF%E3%83%8A%E3%82%AB").await?;
    story.see("ﾀﾅｶ ﾀﾛｳ").await?;
    story.open("/search?q=%F0%9F%A6%8A").await?;
    story.see("🦊").await?;
    story
        .until_js("[...document.querySelectorAll('.entry')].some((e) => e.innerText.includes('🦊'))")
        .await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_is_dialled_as_it_is_meant_also_two_in_one_field() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&written()?, &format!("/people/{ANA}")).await?;
    story.see("Ana Ruiz").await?;
    story.has("Call +1 212 555 0100 ext. 12").await?;
    let links = story
        .js("return [...new Set([...document.querySelectorAll('a[href^=tel]')].map((a) => a.getAttribute('href')))].sort().join(' ')")
        .await?;
    ensure!(
        links == "tel:+12125550100;ext=12 tel:+34600111222 tel:+442079460018",
        "no sign and no zero that is dialled at home only: {links}"
    );
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_offered_to_themselves() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&written()?, &format!("/people/{ANA}")).await?;
    story.see("Ana Ruiz").await?;
    story.click("Whom they know").await?;
    // Both are; one of them is Ana herself.
    story.fill("Type a name", "plumber").await?;
    story.has("ﾀﾅｶ ﾀﾛｳ").await?;
    let offered = story.js("return document.querySelector('dd .stack').innerText").await?;
    ensure!(!offered.to_string().contains("Ana Ruiz"), "{offered}");
    story.end().await
}

everywhere!(a_face_shows_whole_signs);
async fn a_face_shows_whole_signs() -> Result<()> {
    let mut story = Story::desk().await?;
    story.open_with(&written()?, "/people").await?;
    story.see("🇪🇸 Bea Gil").await?;
    story.see("First Ltd").await?;
    let faces = "[...document.querySelectorAll('.face')].map((face) => face.innerText)";
    story.until_js(&format!("['AR', 'ﾀ', '🦊', '🇪🇸', '1'].every((face) => {faces}.includes(face))")).await?;
    story.end().await
}
