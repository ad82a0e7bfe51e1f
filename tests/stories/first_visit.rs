//! The first visit makes the app independent of any network.

use stories::{Engine, Result, Story, Wire, ensure, everywhere, install_bytes, json};

everywhere!(after_the_first_visit_no_server_is_needed);
async fn after_the_first_visit_no_server_is_needed() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.see("A notebook for the people you meet").await?;
    story.ready_offline().await?;

    story.stop_server()?;
    story.reload().await?;
    story.see("A notebook for the people you meet").await?;
    story.open("/people/somebody?q=x").await?;
    story.see("There is nobody at this address.").await?;
    ensure!(story.js("return await fetch('/not-kept').then(() => 'up', () => 'down')").await? == "down");

    story.kill_browser().await?;
    story.restart_browser().await?;
    story.open("/").await?;
    story.see("A notebook for the people you meet").await?;
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_installed_app_starts_without_a_server() -> Result<()> {
    let mut story = Story::phone().await?;
    story.open("/").await?;
    story.ready_offline().await?;
    story.install().await?;

    story.offline().await?;
    story.launch_installed().await?;
    story.see("A notebook for the people you meet").await?;

    story.kill_browser().await?;
    story.restart_browser().await?;
    story.launch_installed().await?;
    story.see("A notebook for the people you meet").await?;
    story.end().await
}

everywhere!(a_first_visit_sends_every_file_once);
async fn a_first_visit_sends_every_file_once() -> Result<()> {
    let story = Story::phone().await?;
    let wire = Wire::to(&story.site).await?;
    story.go(&wire.url("/")).await?;
    story.see("A notebook for the people you meet").await?;
    story.ready_offline().await?;
    let (sent, install) = (wire.sent(), install_bytes(&story.site)?);
    let again = wire.asked_again();
    ensure!(!again.keys().any(|path| path.ends_with(".wasm")), "asked for again: {again:?}");
    // WebKit asks for the page once more, and counts what it gives up.
    let most = if story.engine() == Engine::WebKit { 110 } else { 105 };
    ensure!(
        sent * 100 <= install * most,
        "a first visit sends {sent} bytes, an install is {install}; asked for again: {again:?}"
    );
    // All of it is here.
    story.reload().await?;
    story.see("A notebook for the people you meet").await?;
    story.end().await
}

/// Tells of the states of a service worker late, and of several at once, as Safari does.
const LATE: &str = "(() => {
    globalThis.told = 0;
    const before = Object.getOwnPropertyDescriptor(ServiceWorker.prototype, 'state');
    Object.defineProperty(ServiceWorker.prototype, 'state', { configurable: true, get() { return this.late ?? before.get.call(this); } });
    Object.defineProperty(ServiceWorker.prototype, 'onstatechange', { configurable: true, set(act) {
        this.addEventListener('statechange', async () => {
            while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 5));
            this.late = 'installed';
            told += 1;
            act?.call(this, new Event('statechange'));
        });
    } });
})();";

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_is_no_update_however_late_the_browser_tells_of_it() -> Result<()> {
    let story = Story::phone().await?;
    story.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": LATE })).await?;
    story.open("/").await?;
    story.ready_offline().await?;
    story.see("Ready to work offline").await?;
    story.until_js("told > 0").await?;
    ensure!(!story.visible_text().await?.contains("A new version"), "a first visit is called an update");
    story.end().await
}
