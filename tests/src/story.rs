//! One person, one device, one address: what most stories need.

use crate::browser::{Browser, Shape};
use crate::device::Theme;
use crate::site::Site;
use anyhow::{Context, Result, ensure};
use std::ops::{Deref, DerefMut};
use std::path::Path;

/// Two frames: one for the media query, one for what follows from it.
const FRAMES: &str = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

/// What sticks out of the screen, unless it lies in something that scrolls sideways on purpose.
const TOO_WIDE: &str = "
    const scrolls = (e) => e && e !== document.body && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
        && e.scrollWidth > e.clientWidth && !e.matches('.scroll') || scrolls(e.parentElement));
    const out = [...document.querySelectorAll('main *, nav *, dialog[open] *')].filter((e) => e.checkVisibility() && !e.closest('.sr, svg')
        && e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement));
    return out.slice(0, 3).map((e) => e.outerHTML.slice(0, 160)).join(' | ');";

/// A [`Browser`] and the [`Site`] it visits. All verbs of the browser can be used on it.
#[derive(Debug)]
pub struct Story {
    pub site: Site,
    pub browser: Browser,
}

impl Story {
    /// A phone, 360×740.
    ///
    /// # Errors
    /// When there is no built app or no browser; so for all of these.
    pub async fn phone() -> Result<Self> {
        Self::on(Shape::Phone, &[]).await
    }

    /// A desktop window, 1280×800.
    pub async fn desk() -> Result<Self> {
        Self::on(Shape::Desk, &[]).await
    }

    /// With more of Chromium's own arguments.
    pub async fn on(shape: Shape, arguments: &[&str]) -> Result<Self> {
        Ok(Self { site: Site::start()?, browser: Browser::start(shape, arguments).await? })
    }

    /// A path of the app, such as `/jot`.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.browser.visit(&self.site, path).await
    }

    /// The server ends for certain; the browser still believes in its connection.
    pub fn stop_server(&mut self) -> Result<()> {
        self.site.stop()
    }

    /// At the same address.
    pub fn start_server(&mut self) -> Result<()> {
        self.site.start_again()
    }

    /// The next build arrives at the address.
    pub fn deploy(&mut self, dir: &Path) -> Result<()> {
        self.site.deploy(dir)
    }

    /// No server, and the browser knows that it has no connection.
    pub async fn offline(&mut self) -> Result<()> {
        self.site.stop()?;
        self.browser.cut(true).await
    }

    /// Both come back.
    pub async fn online(&mut self) -> Result<()> {
        self.site.start_again()?;
        self.browser.cut(false).await
    }

    /// SIGKILL to the whole browser.
    pub async fn kill_browser(&mut self) -> Result<()> {
        self.browser.kill().await
    }

    /// The browser again, with the same profile, on an empty tab.
    pub async fn restart_browser(&mut self) -> Result<()> {
        self.browser.restart().await
    }

    /// Through the browser's own installation.
    pub async fn install(&self) -> Result<()> {
        self.browser.install(&self.site).await
    }

    /// As from the home screen.
    pub async fn launch_installed(&mut self) -> Result<()> {
        self.browser.launch_installed(&self.site).await
    }

    /// The open page at both sizes in both themes: each without serious accessibility violations, and each written to
    /// `target/screenshots/<name>-{phone,desk}-{light,dark}.png`. Then on the phone with text twice as large, where nothing may
    /// stick out: `<name>-phone-large.png`.
    pub async fn look(&mut self, name: &str) -> Result<()> {
        for (device, width, height) in [("desk", 1280, 800), ("phone", 360, 740)] {
            self.size(width, height).await?;
            for (word, theme) in [("dark", Theme::Dark), ("light", Theme::Light)] {
                self.theme(theme).await?;
                self.js(FRAMES).await?;
                let picture = format!("{name}-{device}-{word}");
                self.shot(&picture).await?;
                self.accessible().await.with_context(|| picture)?;
            }
        }
        self.text_size(200).await?;
        self.js(FRAMES).await?;
        self.shot(&format!("{name}-phone-large")).await?;
        let wide = self.js(TOO_WIDE).await?;
        ensure!(wide == "", "{name} at 200 % text is wider than the screen: {wide}");
        self.text_size(100).await?;
        if self.shape() == Shape::Desk {
            self.size(1280, 800).await?;
        }
        Ok(())
    }

    /// Ends the browser and the server; fails when a page complained on the console.
    pub async fn end(self) -> Result<()> {
        self.browser.end().await
    }
}

impl Deref for Story {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl DerefMut for Story {
    fn deref_mut(&mut self) -> &mut Browser {
        &mut self.browser
    }
}
