//! One person, one device, one address: what most stories need.

use crate::browser::{Browser, Shape};
use crate::site::Site;
use anyhow::Result;
use std::ops::{Deref, DerefMut};
use std::path::Path;

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

    /// The same with a notebook that is in storage already: nothing of the app may have run here yet.
    pub async fn open_with(&mut self, notebook: &[u8], path: &str) -> Result<()> {
        self.open_beside().await?;
        self.lay_notebook("rapport", notebook).await?;
        self.open(path).await
    }

    /// A picture of the app's address, which starts no worker: for what is put into storage before the app runs.
    pub async fn open_beside(&mut self) -> Result<()> {
        let url = self.site.url("");
        self.browser.go_beside(&url).await
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

    /// As a person begins: from the home screen where the app is installed, else at its address.
    pub async fn begin(&mut self, installed: bool) -> Result<()> {
        if installed { self.launch_installed().await } else { self.open("/").await }
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
