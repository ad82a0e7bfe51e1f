//! One build follows another: nobody is asked to wait, and no two builds are ever mixed.

use std::path::{Path, PathBuf};
use stories::{Key, Result, Story, ensure, everywhere};
use xtask::paths::{dist, files_below};

const BUILD: &str = "return document.querySelector('meta[name=rapport-build]').content";
/// As another tab does it; the page at hand has not heard of it yet, or it would begin anew at once.
const TAKE_UPDATE: &str = "navigator.serviceWorker.oncontrollerchange = null;
    const { waiting } = await navigator.serviceWorker.getRegistration();
    const changed = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
    waiting.postMessage({ type: 'skip-waiting' });
    await changed;";
const LOOK_FOR_UPDATE: &str = "(await navigator.serviceWorker.getRegistration()).update().catch(() => {})";

everywhere!(an_update_waits_until_it_is_accepted_and_then_comes_whole);
async fn an_update_waits_until_it_is_accepted_and_then_comes_whole() -> Result<()> {
    let next = next_build()?;
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.ready_offline().await?;
    let first = story.js(BUILD).await?;
    let worker = story.js("return document.querySelector('meta[name=rapport-keeper]').content").await?;

    story.deploy(next.path())?;
    story.js(LOOK_FOR_UPDATE).await?;
    story.until_js("(await navigator.serviceWorker.getRegistration()).waiting").await?;
    story.reload().await?;
    ensure!(story.js(BUILD).await? == first, "a reload alone takes no update");
    // Whoever is left in the middle of a request complains.
    let is_here = "navigator.serviceWorker.oncontrollerchange && document.querySelector('.list > .scroll:not([aria-busy])')";
    story.until_js(is_here).await?;

    story.js(TAKE_UPDATE).await?;
    // Until it reloads, the old page still finds its own worker, which the server no longer has.
    let ask = format!("return (await fetch({worker})).status");
    ensure!(story.js(&ask).await? == 200, "an open page of the old build lost its worker");
    story.reload().await?;
    story.see("Rapport").await?;
    ensure!(story.js(BUILD).await? == "0123456789abcdef");
    story.ready_offline().await?;

    story.offline().await?;
    story.reload().await?;
    story.see("Rapport").await?;
    ensure!(story.js(BUILD).await? == "0123456789abcdef");
    story.end().await
}

everywhere!(an_open_app_offers_the_next_version_and_keeps_the_draft_across_it);
async fn an_open_app_offers_the_next_version_and_keeps_the_draft_across_it() -> Result<()> {
    let next = next_build()?;
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.ready_offline().await?;
    story.type_in("Jot", "Half a sentence about Ana").await?;

    story.deploy(next.path())?;
    story.js(LOOK_FOR_UPDATE).await?;
    story.see("A new version is ready").await?;
    ensure!(story.js(BUILD).await? != "0123456789abcdef", "nobody was asked");
    story.js("globalThis.isOld = true").await?;
    story.click("Start it").await?;
    story.until_js("globalThis.isOld === undefined && document.querySelector('#jot')").await?;
    ensure!(story.js(BUILD).await? == "0123456789abcdef");
    ensure!(story.value_of("Jot").await? == "Half a sentence about Ana");

    // Every script of the new page is the new build's: the worker too, which has another name in it.
    story.type_in("Jot", " Ruiz").await?;
    story.press(Key::Enter).await?;
    story.see("1 jot to sort").await?;
    let workers = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => name.includes('/keeper-')).every((name) => name.includes('keeper-00000000ffffffff'))";
    ensure!(story.js(workers).await? == true, "a worker of the build before was started");
    story.end().await
}

everywhere!(a_half_deployed_build_is_not_taken);
async fn a_half_deployed_build_is_not_taken() -> Result<()> {
    let next = next_build()?;
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.ready_offline().await?;
    let first = story.js(BUILD).await?;

    // The new service worker is there; a file is still the old one.
    let page = next.path().join("index.html");
    let good = std::fs::read(&page)?;
    std::fs::write(&page, "<!DOCTYPE html><title>half a page</title>")?;
    story.deploy(next.path())?;
    story.js(LOOK_FOR_UPDATE).await?;
    story.until_js("!(await navigator.serviceWorker.getRegistration()).installing").await?;
    ensure!(
        story.js("return (await navigator.serviceWorker.getRegistration()).waiting === null").await? == true
    );
    story.reload().await?;
    ensure!(story.js(BUILD).await? == first);
    story.ready_offline().await?;

    // The rest arrives, and so does the update: at one of the browser's next checks, as the one before may still be at work.
    std::fs::write(&page, good)?;
    let check = "(await (async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        if (!registration.waiting && !registration.installing) await registration.update().catch(() => {});
        return registration.waiting;
    })())";
    story.until_js(check).await?;
    story.note_troubles().await?;
    story.end().await
}

/// The built app as its next build would be: another digest, a worker of another name.
fn next_build() -> Result<tempfile::TempDir> {
    let next = tempfile::tempdir()?;
    let from = std::env::var_os("RAPPORT_DIST").map_or_else(dist, PathBuf::from);
    let files = files_below(&from)?;
    let page = std::fs::read_to_string(from.join("index.html"))?;
    let worker = between(&page, r#"rapport-keeper" content="/"#, "_loader.js");
    let build = between(&page, r#"rapport-build" content=""#, "\"");
    for file in files.iter().filter(|file| !file.ends_with(".br") && !file.ends_with(".gz")) {
        let bytes = std::fs::read(from.join(file))?;
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => text
                .replace(&worker, "keeper-00000000ffffffff")
                .replace(&build, "0123456789abcdef")
                .into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        let to = next.path().join(file.replace(&worker, "keeper-00000000ffffffff"));
        std::fs::create_dir_all(to.parent().unwrap_or(Path::new("/")))?;
        std::fs::write(to, bytes)?;
    }
    xtask::precache::list_again(next.path())?;
    Ok(next)
}

fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or("", |(found, _)| found).to_owned()
}
