//! A language that nobody speaks: whatever a place shows without its brackets is no sentence of the language file, and was forgotten.

use stories::{Result, Story, ensure};

/// What is shown or read aloud in words, and neither in brackets nor somebody's own: names and what was written, letters on keys, dates.
const FORGOTTEN: &str = r#"
    const own = 'bdi, [dir=auto], kbd, mark, .face, .raw, .words, svg, script, style, noscript, textarea, .composer, .jot, .pane.list .chips, .pane.list .why';
    const labels = ['mobile', 'work', 'site'];
    const dated = /^(\d|today|yesterday|tomorrow|(next|last) |in \d|(mon|tues|wednes|thurs|fri|satur|sun)day|(january|february|march|april|may|june|july|august|september|october|november|december)\b|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) \d)/i;
    const said = (words) => /[A-Za-z]{2,}/.test(words) && !/[⟦⟧]/.test(words) && !dated.test(words.trim()) && !labels.includes(words.trim());
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const of = node.parentElement;
        if (!of.closest(own) && of.getClientRects().length > 0 && said(node.data)) found.push(node.data.trim());
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        for (const of of document.querySelectorAll(`[${name}]`))
            if (!of.closest('.composer, .jot, [data-data]') && said(of.getAttribute(name))) found.push(`${name}: ${of.getAttribute(name)}`);
    return [...new Set(found)];
"#;

/// Speaks it from the next page on.
async fn speak(story: &Story) -> Result<()> {
    story.js(&format!("localStorage.setItem('rapport.language', '{}')", xtask::precache::PSEUDO)).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_place_shows_a_sentence_that_is_not_in_the_language_file() -> Result<()> {
    // Only builds for trying things have it.
    let file = format!("dist/lang/{}.txt", xtask::precache::PSEUDO);
    if !xtask::paths::workspace().join(file).exists() {
        return Ok(());
    }
    let story = Story::desk().await?;
    story.open("/").await?;
    story.click("Look around with an example notebook").await?;
    story.see("This week").await?;
    speak(&story).await?;
    let mut all = Vec::new();
    for place in [
        "/",
        "/people",
        "/leads",
        "/search?q=an",
        "/history",
        "/bin",
        "/twice",
        "/me",
        "/settings",
        "/more",
        "/nowhere",
    ] {
        story.open(place).await?;
        story.until_js("document.querySelector('h1')?.textContent.includes('⟦')").await?;
        story.until_js("!document.querySelector('.pane [aria-busy=true], .pane .ghosts')").await?;
        let found = story.js(FORGOTTEN).await?;
        let found: Vec<String> = serde_json::from_value(found)?;
        all.extend(found.into_iter().map(|words| format!("{place}: {words}")));
    }
    for list in ["/people", "/leads"] {
        story.open(list).await?;
        let first = format!("document.querySelector('.pane.list a.go[href^=\"{list}/\"]')");
        story.until_js(&format!("{first} !== null")).await?;
        let path = story.js(&format!("return {first}.getAttribute('href')")).await?;
        story.open(path.as_str().unwrap_or_default()).await?;
        story.until_js("document.querySelector('.pane.page h1') !== null").await?;
        story.until_js("!document.querySelector('.pane [aria-busy=true], .pane .ghosts')").await?;
        let found: Vec<String> = serde_json::from_value(story.js(FORGOTTEN).await?)?;
        all.extend(found.into_iter().map(|words| format!("{list}/…: {words}")));
    }
    ensure!(all.is_empty(), "write it into the language file: {all:#?}");
    story.end().await
}
