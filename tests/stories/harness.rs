//! The harness itself, against a page made for it.

use std::time::Duration;
use stories::{Browser, Context, Engine, Key, Result, Shape, Site, Story, Theme, ensure, everywhere, json};

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Made for the harness</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>
:root { color-scheme: light dark } button { min-height: 48px } .late { display: none }</style></head>
<body><main><h1>Guest book</h1>
<label>Your name <input id="name" autocomplete="off"></label>
<button id="icon" aria-label="Keep it" disabled>✓</button>
<p id="said"></p><p class="late">later</p>
<dialog id="ask"><p>Sure?</p><button onclick="ask.close('yes')">Keep it</button></dialog>
<script>
const name_ = document.getElementById("name"), icon = document.getElementById("icon");
setTimeout(() => { icon.disabled = false; }, 300);
setTimeout(() => { document.querySelector(".late").style.display = "block"; }, 300);
icon.onclick = () => ask.showModal();
ask.onclose = () => { said.textContent = "Kept   for " + name_.value; };
name_.onkeydown = (e) => { if (e.key === "Enter") said.textContent = "Entered " + name_.value; };
</script></main></body></html>"#;

async fn guest_book(shape: Shape) -> Result<(tempfile::TempDir, Story)> {
    let dir = tempfile::tempdir()?;
    std::fs::write(dir.path().join("index.html"), PAGE)?;
    let story = Story { site: Site::serving(dir.path())?, browser: Browser::start(shape, &[]).await? };
    story.open("/").await?;
    Ok((dir, story))
}

everywhere!(a_phones_keyboard_comes_and_goes_with_the_focus);
async fn a_phones_keyboard_comes_and_goes_with_the_focus() -> Result<()> {
    let (_dir, story) = guest_book(Shape::Phone).await?;
    let size = "return [innerWidth, innerHeight]";
    ensure!(story.js(size).await? == json!([360, 740]));
    story.type_in("Your name", "Ana").await?;
    ensure!(story.js(size).await? == json!([360, 420]));
    story.click("Keep it").await?;
    ensure!(story.js(size).await? == json!([360, 740]));
    story.end().await
}

everywhere!(things_are_found_by_name_waited_for_and_pressed);
async fn things_are_found_by_name_waited_for_and_pressed() -> Result<()> {
    let (_dir, mut story) = guest_book(Shape::Phone).await?;
    story.type_in("Your name", "Ana").await?;
    story.press(Key::Enter).await?;
    story.see("Entered Ana").await?;
    story.see("later").await?;
    story.fill("Your name", "Clara Núñez").await?;
    ensure!(story.value_of("Your name").await? == "Clara Núñez");
    let focused = story.focused().await?;
    // WebKit reads what a field holds as a part of the label around it.
    ensure!(focused == "Your name" || focused == "Your name Clara Núñez", "{focused}");
    story.click("Keep it").await?;
    story.see("Sure?").await?;
    // Of the two of that name the one in the open dialog.
    story.click("Keep it").await?;
    story.see("Kept for Clara Núñez").await?;
    story.not_see("Sure?").await?;
    story.has("Guest book").await?;

    story.patience = Duration::from_millis(200);
    let error = format!("{:#}", story.see("nobody wrote this").await.err().context("it was seen")?);
    ensure!(error.contains("nobody wrote this") && error.contains("Guest book"), "{error}");
    story.end().await
}

everywhere!(the_device_can_be_changed_and_stays_changed_after_a_restart);
async fn the_device_can_be_changed_and_stays_changed_after_a_restart() -> Result<()> {
    let (_dir, mut story) = guest_book(Shape::Desk).await?;
    // Firefox changes its colours only with its settings.
    let changes_theme = story.engine() != Engine::Firefox;
    if changes_theme {
        story.theme(Theme::Dark).await?;
    }
    story.set_clock_offset(400 * 86_400_000).await?;
    story.time_zone("Asia/Kathmandu").await?;
    for restarted in [false, true] {
        if restarted {
            story.kill_browser().await?;
            story.restart_browser().await?;
        }
        story.open("/").await?;
        ensure!(
            story.js("return matchMedia('(prefers-color-scheme: dark)').matches").await? == changes_theme
        );
        ensure!(story.js("return new Date().getTimezoneOffset()").await? == -345);
        ensure!(story.js("return Math.round((Date.now() - TrueDate.now()) / 86400000)").await? == 400);
        ensure!(story.js("return new Date(0).getTime()").await? == 0);
        ensure!(story.js("return innerWidth").await? == 1280);
    }
    // WebKit believes in its connection as long as the machine has one.
    let believes = story.engine() == Engine::WebKit;
    story.offline().await?;
    ensure!(story.js("return navigator.onLine").await? == believes);
    story.online().await?;
    ensure!(story.js("return navigator.onLine").await? == true);
    if story.engine() == Engine::Chromium {
        story.cpu_throttle(4.0).await?;
    }
    story.end().await
}

everywhere!(complaints_on_the_console_of_pages_and_workers_fail_a_story);
async fn complaints_on_the_console_of_pages_and_workers_fail_a_story() -> Result<()> {
    let (_dir, mut story) = guest_book(Shape::Phone).await?;
    story.js("setTimeout(() => { throw new Error('from the page'); })").await?;
    let worker =
        "new Worker(URL.createObjectURL(new Blob(['console.error(`from the worker`); postMessage(1)'])))";
    story.js(&format!("const w = {worker}; await new Promise((done) => {{ w.onmessage = done; }})")).await?;
    story.expect_trouble("from the page").await?;
    // Firefox tells only what pages say.
    if story.engine() != Engine::Firefox {
        story.expect_trouble("from the worker").await?;
    }
    story.js("console.error('nobody expects this')").await?;
    let error = story.end().await.err().context("nobody complained")?.to_string();
    ensure!(error.contains("nobody expects this"), "{error}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_said_to_be_absent_before_anything_was_seen() -> Result<()> {
    let (_dir, story) = guest_book(Shape::Desk).await?;
    ensure!(story.not_see("nobody wrote this").await.is_err(), "the page may still be empty");
    ensure!(story.visible_text().await.is_err(), "the page may still be empty");
    story.see("Guest book").await?;
    story.not_see("nobody wrote this").await?;
    story.reload().await?;
    ensure!(story.not_see("nobody wrote this").await.is_err(), "it was seen on another page");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_a_place_beside_the_page_is_not_seen_on_the_page() -> Result<()> {
    let (_dir, mut story) = guest_book(Shape::Desk).await?;
    story
        .js("document.body.insertAdjacentHTML('afterbegin', '<nav><a href=\"/inbox\">Inbox</a></nav>')")
        .await?;
    story.has("Inbox").await?;
    story.not_see("Inbox").await?;
    story.patience = Duration::from_millis(200);
    ensure!(story.see("Inbox").await.is_err(), "it only stands beside the page");
    story.js("document.querySelector('h1').textContent = 'Inbox'").await?;
    story.see("Inbox").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_looked_at_in_both_sizes_and_themes() -> Result<()> {
    let (_dir, mut story) = guest_book(Shape::Phone).await?;
    story.look("harness").await?;
    story.js("document.querySelector('label').replaceWith(document.createElement('input'))").await?;
    let found = story.axe().await?;
    ensure!(found.iter().any(|violation| violation.id == "label"), "{found:?}");
    for picture in ["phone-light", "phone-dark", "desk-light", "desk-dark"] {
        let file = xtask::paths::target().join(format!("screenshots/harness-{picture}.png"));
        ensure!(file.is_file(), "{}", file.display());
        std::fs::remove_file(file)?;
    }
    story.end().await
}

everywhere!(tabs_can_be_changed_and_workers_killed);
async fn tabs_can_be_changed_and_workers_killed() -> Result<()> {
    let (_dir, mut story) = guest_book(Shape::Desk).await?;
    let first = story.tab().await?;
    story.new_tab().await?;
    story.hold_workers().await?;
    story.open("/").await?;
    let worker = "new Worker(URL.createObjectURL(new Blob(['setInterval(() => postMessage(1), 5)'])))";
    story.js(&format!("window.beats = 0; {worker}.onmessage = () => {{ window.beats += 1; }}")).await?;
    story.until_js("beats > 2").await?;
    story.kill_workers().await?;
    ensure!(story.kill_workers().await.is_err(), "they were killed already");
    let still =
        "const before = beats; await new Promise((done) => setTimeout(done, 60)); return beats === before";
    ensure!(story.js(still).await? == true);
    story.close_tab().await?;
    ensure!(story.tab().await? == first);
    story.see("Guest book").await?;
    story.end().await
}
