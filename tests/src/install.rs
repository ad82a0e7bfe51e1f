//! The browser's own installation of the app, and the app in its own window.

use crate::browser::Browser;
use crate::site::Site;
use anyhow::{Result, ensure};
use serde_json::json;

/// Asks the service worker itself: is every file of the build here?
const READY: &str = r"(await (async () => {
    const active = (await navigator.serviceWorker.getRegistration())?.active;
    if (!active) return false;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => { port1.onmessage = (event) => resolve(event.data); });
    active.postMessage({ type: 'version' }, [port2]);
    const late = new Promise((resolve) => setTimeout(resolve, 2000));
    return (await Promise.race([answer, late]))?.complete;
})())";

impl Browser {
    /// Waits until the service worker says that it holds the whole app and the page is under its control.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn ready_offline(&self) -> Result<()> {
        self.until_js(&format!("navigator.serviceWorker.controller && {READY}")).await
    }

    /// What keeps the browser from offering to install the page.
    ///
    /// # Errors
    /// When the browser has gone.
    pub async fn installability_errors(&self) -> Result<Vec<String>> {
        let mut errors = Vec::new();
        let answer = self.cdp("Page.getInstallabilityErrors", json!({})).await?;
        for error in answer["installabilityErrors"].as_array().into_iter().flatten() {
            errors.push(error["errorId"].as_str().unwrap_or("?").to_owned());
        }
        let manifest = self.cdp("Page.getAppManifest", json!({})).await?;
        for error in manifest["errors"].as_array().into_iter().flatten() {
            errors.push(error["message"].as_str().unwrap_or("?").to_owned());
        }
        Ok(errors)
    }

    /// Installs the open page as an app, to open in a window of its own.
    ///
    /// # Errors
    /// When the browser finds that it cannot be installed.
    pub async fn install(&self, site: &Site) -> Result<()> {
        let errors = self.installability_errors().await?;
        ensure!(errors.is_empty(), "cannot be installed: {errors:?}");
        let id = site.url("/");
        self.cdp("PWA.install", json!({ "manifestId": id, "installUrlOrBundleUrl": id })).await?;
        self.cdp("PWA.changeAppUserSettings", json!({ "manifestId": id, "displayMode": "standalone" }))
            .await?;
        Ok(())
    }

    /// Starts the installed app as from the home screen; its window is the only one left and the story's own.
    ///
    /// # Errors
    /// When no window of the app opens.
    pub async fn launch_installed(&mut self, site: &Site) -> Result<()> {
        let before = self.web.windows().await?;
        self.cdp("PWA.launch", json!({ "manifestId": site.url("/") })).await?;
        let browser = &*self;
        let app = browser
            .wait("the app's window", async || {
                let windows = browser.web.windows().await?;
                Ok(windows.into_iter().find(|window| !before.contains(window)))
            })
            .await?;
        for other in before {
            self.web.switch_to_window(other).await?;
            self.note_troubles().await?;
            self.web.close_window().await?;
        }
        self.web.switch_to_window(app).await?;
        self.apply_settings().await?;
        self.until_js("matchMedia('(display-mode: standalone)').matches").await?;
        // That says nothing of the page.
        self.saw(false);
        Ok(())
    }
}
