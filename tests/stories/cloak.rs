//! The cloak: for eyes nearby.

use super::leads::{ANA, CLARA, LEAD, opened};
use stories::{Result, Story, ensure};

/// Visible words that nobody nearby should be able to read, and that are not blurred: each with its element.
const BARE: &str = "
    const told = /ana|ruiz|clara|voss|bookkeeper|acme|600 123|ladder/i;
    const blurred = (e) => e && (getComputedStyle(e).filter.includes('blur') || blurred(e.parentElement));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const bare = [];
    while (texts.nextNode()) {
        const of = texts.currentNode.parentElement;
        const shows = of.checkVisibility({ visibilityProperty: true }) && !of.closest('.sr, script, style, noscript');
        if (shows && told.test(texts.currentNode.data) && !blurred(of)) bare.push(of.outerHTML.slice(0, 140));
    }
    for (const field of document.querySelectorAll('input, textarea')) {
        if (field.checkVisibility() && told.test(field.value) && !blurred(field)) bare.push(field.outerHTML.slice(0, 140));
    }
    return bare.join(' | ')";

#[tokio::test(flavor = "multi_thread")]
async fn one_tap_blurs_every_name_and_word_and_another_shows_them() -> Result<()> {
    let mut story = Story::phone().await?;
    opened(&mut story, 30, &[("need", "a bookkeeper for Acme")]).await?;
    for place in [
        "/",
        "/people",
        "/leads",
        "/search?q=bookkeeper",
        "/history",
        "/bin",
        "/inbox",
        "/me",
        "/twice",
        &format!("/leads/{LEAD}"),
        &format!("/people/{ANA}"),
        &format!("/people/{CLARA}/brief"),
        &format!("/leads/{LEAD}/history"),
    ] {
        story.open(place).await?;
        story.until_js("document.querySelector('h1')?.innerText.trim() && !document.querySelector('[aria-busy=true]')").await?;
        if !["/bin", "/inbox", "/me", "/twice"].contains(&place) {
            story
                .until_js("/ana|clara|bookkeeper/i.test(document.querySelector('.panes').innerText)")
                .await?;
        }
        if place == "/" {
            story.see("Ana Ruiz").await?;
            story.click("Blur names").await?;
        }
        story.until_js("document.documentElement.hasAttribute('data-cloak')").await?;
        let bare = story.js(BARE).await?;
        ensure!(bare == "", "on {place} stands in plain sight: {bare}");
    }
    story.open("/").await?;
    story.see("Ana Ruiz").await?;
    story.look("today-cloaked").await?;
    story.open(&format!("/people/{ANA}")).await?;
    story.see("Where you stand").await?;
    story.look("person-cloaked").await?;
    // What a title says is read in the list of windows too.
    story.until_js("!document.title.includes('Ana')").await?;
    story.click("Blur names").await?;
    story
        .until_js("document.title.includes('Ana') && !document.documentElement.hasAttribute('data-cloak')")
        .await?;
    story.end().await
}
